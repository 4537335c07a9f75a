internal import Synchronization

/// The rules of a folder of site files, and of the built-in table, by host.
///
/// A file is read when a page of its site is: a folder may hold thousands.
public final class SiteRuleBook: Sendable {
  private let files: [String: [UInt8]]
  private let folder: String
  private let known = Mutex<[String: SiteRule?]>([:])

  /// - Parameters:
  ///   - files: by their names: `example.org.txt` is for a host, `.example.org.txt` for all hosts below
  ///     it, `global.txt` for all pages.
  ///   - folder: for messages.
  public init(_ files: [String: [UInt8]] = [:], folder: String = "") {
    self.files = files
    self.folder = folder
  }

  /// What is known of a host's pages: its own file, else the nearest one for hosts below a name, else
  /// the built-in table; then the file for all pages. `nil` for nothing.
  ///
  /// - Parameter host: in lower case, as addresses have it.
  public func rule(for host: String) -> SiteRule? {
    if let rule = known.withLock({ $0[host] }) { return rule }
    let own = fileName(for: host).flatMap { file($0) }
    let site = own ?? OwnSiteTable.rule(for: host)
    var all = file("global.txt")
    // What says who asks is for one site, and never for all.
    all?.headers.removeAll { ["cookie", "authorization"].contains($0.name.lowercased()) }
    let rule = site.map { rule in all.map { rule.followed(by: $0) } ?? rule } ?? all
    let found = rule?.isEmpty == false ? rule : nil
    known.withLock { $0[host] = .some(found) }
    return found
  }

  /// The file that a host's pages are read by, the one for all pages apart; `nil` where there is none.
  ///
  /// - Parameter host: in lower case, as addresses have it.
  public func fileName(for host: String) -> String? {
    Self.names(for: host).first { files[$0] != nil }
  }

  private func file(_ name: String) -> SiteRule? {
    files[name].map { SiteFile($0, name: folder.isEmpty ? name : "\(folder)/\(name)").rule }
  }

  /// The files that may be a host's, the nearest first.
  static func names(for host: String) -> [String] {
    var names = ["\(host).txt"]
    if host.utf8.starts(with: "www.".utf8) {
      names.append("\(host.dropFirst(4)).txt")
    } else {
      names.append("www.\(host).txt")
    }
    var rest = host[...]
    while let dot = rest.firstIndex(of: "."), names.count < 40 {
      rest = rest[rest.index(after: dot)...]
      names.append(".\(rest).txt")
    }
    return names
  }
}
