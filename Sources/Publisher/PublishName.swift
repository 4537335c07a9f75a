/// The names under which files are published: nothing that leads out of the output folder, hides,
/// or looks like an option.
struct PublishName: Sendable, Hashable {
  /// The folders to enter, outermost first.
  let folders: [String]
  let file: String

  static let maximumParts = 4
  static let maximumPartBytes = 120

  /// `nil` unless each part between slashes begins with an ASCII letter or digit and goes on with
  /// letters, digits, `.`, `_` and `-`.
  init?(_ name: String) {
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard (1...Self.maximumParts).contains(parts.count), parts.allSatisfy(Self.isSafe) else {
      return nil
    }
    folders = parts.dropLast().map { String(decoding: $0, as: UTF8.self) }
    file = String(decoding: parts[parts.count - 1], as: UTF8.self)
  }

  private static func isSafe(_ part: Substring.UTF8View) -> Bool {
    guard let first = part.first, isLetterOrDigit(first), part.count <= maximumPartBytes else {
      return false
    }
    return part.allSatisfy { isLetterOrDigit($0) || "._-".utf8.contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
