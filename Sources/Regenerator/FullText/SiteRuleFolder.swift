import ConfigurationModel
import FeedModel
import History
import Publisher
import SiteRules

/// A folder of rules for sites, read whole.
struct SiteRuleFolder: Sendable {
  /// By the names of the files.
  private(set) var files: [String: [UInt8]] = [:]
  /// Names the contents.
  private(set) var name: String?
  /// What could not be read, each with its remedy.
  private(set) var problems: [String] = []
  let path: String

  /// The most files that are read.
  static let mostFiles = 20_000

  init(_ path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let names: [String]
    do throws(LocalFileError) {
      names = try LocalFiles.names(in: path).filter { $0.hasSuffix(".txt") && $0.utf8.count > 4 }
    } catch {
      problems = ["\(path): \(error); without it pages are read by their own evidence"]
      return
    }
    if names.count > Self.mostFiles {
      problems.append(
        "\(path): holds more than \(Self.mostFiles) files; only the first by name are read")
    }
    var digest: [UInt8] = []
    for name in names.prefix(Self.mostFiles) {
      do throws(LocalFileError) {
        let bytes = try LocalFiles.contents(
          of: "\(self.path)/\(name)", limit: SiteFile.maxBytes, isInsideFolder: true)
        files[name] = bytes
        digest += "\(name) \(Fingerprint(bytes))\n".utf8
      } catch {
        problems.append("\(self.path)/\(name): \(error); it is left out")
      }
    }
    name = Fingerprint(digest).description
  }

  var book: SiteRuleBook { SiteRuleBook(files, folder: path) }

  /// That of a configuration, where a feed takes pages; else `nil`.
  static func named(in configuration: Configuration) -> SiteRuleFolder? {
    guard configuration.feeds.contains(where: { $0.settings.fullText != "never" }) else {
      return nil
    }
    return configuration.siteRules.map { SiteRuleFolder($0) }
  }

  // MARK: Checks

  /// A folder that is not there.
  static func problem(of configuration: Configuration) -> ConfigurationProblem? {
    guard let path = configuration.siteRules else { return nil }
    do throws(LocalFileError) {
      _ = try LocalFiles.names(in: path)
      return nil
    } catch {
      let message = "\(path): \(error); name a folder of site files (example.org.txt)"
      return configuration.settings.place(of: \.siteRules)
        .map { ConfigurationProblem(at: $0, message: message) }
        ?? ConfigurationProblem(place: "siteRules", message: message)
    }
  }

  /// Throws that.
  static func check(_ configuration: Configuration) throws(InvalidConfiguration) {
    guard let problem = problem(of: configuration) else { return }
    throw InvalidConfiguration(path: configuration.path ?? "configuration", problems: [problem])
  }

  /// What can't be used of the files, file by file and line by line, the first hundred of it; and how
  /// many lines say what is not used.
  var remarks: [String] {
    var mistakes: [String] = []
    var ignored: [String: Int] = [:]
    for (name, bytes) in files.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      for remark in SiteFile(bytes, name: "\(path)/\(name)").remarks {
        switch remark.kind {
        case .mistake: mistakes.append(remark.description + "; the line is left out")
        case .ignored(let key): ignored[key, default: 0] += 1
        }
      }
    }
    var remarks = problems + mistakes.prefix(Self.mostRemarks)
    if mistakes.count > Self.mostRemarks {
      remarks.append("\(path): \(mistakes.count - Self.mostRemarks) more lines can't be used")
    }
    if !ignored.isEmpty {
      let keys = ignored.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let words = keys.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
      remarks.append("\(path): lines with these keys change nothing here: \(words)")
    }
    return remarks
  }

  private static let mostRemarks = 100
}
