import Bytes
import FeedModel
import Fetcher
import History
import Publisher

/// The folder beside the archive in which filter lists are kept: copies of those that are fetched, and
/// what lists were compiled to.
struct FilterListFolder: Sendable {
  let path: String

  /// - Parameter folder: the one that the archive is in.
  init(below folder: String) {
    path = (folder.hasSuffix("/") ? folder : folder + "/") + "filter-lists"
  }

  /// - Parameter archive: the archive's path.
  init(beside archive: String) {
    guard let slash = archive.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      self.init(below: ".")
      return
    }
    self.init(below: slash == archive.startIndex ? "/" : String(archive[..<slash]))
  }

  private static func name(_ text: String) -> String {
    String(Fingerprint(text.utf8).description.prefix(16))
  }

  func path(of name: String) -> String { "\(path)/\(name)" }

  /// What the copy of a fetched list is called.
  static func copyName(_ address: WebAddress) -> String { name(address.href) + ".txt" }

  /// What is called the file that says when a list was asked for.
  static func noteName(_ address: WebAddress) -> String { name(address.href) + ".note" }

  /// What the compiled form of some lists is called, and the file that says of which files it was
  /// made.
  static func compiledName(_ files: [String]) -> String {
    name(files.joined(separator: "\n")) + ".bin"
  }
  static func stampName(_ files: [String]) -> String {
    name(files.joined(separator: "\n")) + ".stamp"
  }
}

/// What is remembered of a list that is fetched.
struct FilterListNote: Equatable {
  /// When it was last asked for, whatever came of it.
  var asked = Timestamp.epoch
  /// When its copy was last known to be the newest; `nil` for never.
  var confirmed: Timestamp?
  var validators = Validators()
  /// How many times in a row it could not be had.
  var failures = 0

  init() {}

  /// Reads lines of a name and a value; what is not understood is left out.
  init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: 0x0A) {
      guard let blank = line.firstIndex(of: 0x20) else { continue }
      let value = String(decoding: line[(blank + 1)...], as: UTF8.self)
      switch String(decoding: line[..<blank], as: UTF8.self) {
      case "asked": asked = Int64(value).flatMap { Timestamp(milliseconds: $0) } ?? asked
      case "confirmed": confirmed = Int64(value).flatMap { Timestamp(milliseconds: $0) }
      case "failures": failures = Int(value) ?? 0
      case "etag": validators.etag = value
      case "last-modified": validators.lastModified = value
      case "final": validators.address = value
      default: break
      }
    }
  }

  var bytes: [UInt8] {
    var lines = ["asked \(asked.milliseconds)", "failures \(failures)"]
    if let confirmed { lines.append("confirmed \(confirmed.milliseconds)") }
    if let etag = validators.etag { lines.append("etag \(etag)") }
    if let date = validators.lastModified { lines.append("last-modified \(date)") }
    if let address = validators.address { lines.append("final \(address)") }
    return lines.flatMap { Array($0.utf8) + [0x0A] }
  }

  /// Whether it is time to ask.
  ///
  /// - Parameter interval: what the list says of itself.
  func isDue(now: Timestamp, interval: Duration) -> Bool {
    let wait = failures > 0 ? FilterListNote.afterFailure : interval
    // A clock that has gone back is no reason to wait.
    return asked > now || now >= asked.adding(wait)
  }

  private static let afterFailure = Duration.seconds(6 * 3600)
}

/// How long a list holds by its own words: `! Expires: 4 days`.
enum FilterListExpiry {
  /// 12 hours to 14 days; a day where it says nothing.
  static func interval(of list: [UInt8]) -> Duration {
    for line in list.prefix(4096).split(separator: 0x0A).prefix(40)
    where line.first == UInt8(ascii: "!") {
      let words = String(decoding: line, as: UTF8.self).lowercased()
        .split { " \t\r!".contains($0) }
      guard words.first == "expires:", words.count > 1,
        let count = Int(words[1].prefix { $0.isNumber })
      else { continue }
      let isHours = words[1].hasSuffix("h") || words.count > 2 && words[2].hasPrefix("h")
      let hours = isHours ? count : min(count, 1000) * 24
      return .seconds(min(max(hours, 12), 14 * 24) * 3600)
    }
    return .seconds(24 * 3600)
  }
}
