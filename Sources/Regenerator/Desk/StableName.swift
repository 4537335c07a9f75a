/// Which class names and ids a rule can rely on: not those that a program makes anew with every build
/// of a site.
enum StableName {
  /// Whether a name looks as if a person had chosen it.
  static func isStable(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard (2...40).contains(bytes.count), let first = bytes.first, isLetter(first) || first == 0x5F,
      bytes.allSatisfy({ isLetter($0) || isDigit($0) || $0 == 0x2D || $0 == 0x5F })
    else { return false }
    let lower = name.lowercased()
    guard !generators.contains(where: { lower.hasPrefix($0) }) else { return false }
    let parts = bytes.split { $0 == 0x2D || $0 == 0x5F }
    return !parts.isEmpty && parts.allSatisfy(isWord)
  }

  /// What programs put before names that they make.
  private static let generators = [
    "css-", "sc-", "jsx-", "jss", "svelte-", "emotion-", "styles__", "yui_", "ember", "uid-", "ng-",
    "data-v-", "react-",
  ]

  private static func isWord(_ part: ArraySlice<UInt8>) -> Bool {
    let digits = part.count(where: isDigit)
    // Numbers of posts, hashes.
    if digits == part.count { return digits < 3 }
    if digits > 2
      || digits > 0 && part.count >= 5
        && !part.drop(while: { !isDigit($0) })
          .allSatisfy(isDigit)
    {
      return false
    }
    guard part.count >= 5 else { return true }
    let hasVowel = part.contains { "aeiouyAEIOUY".utf8.contains($0) }
    let humps = part.dropFirst().count { (0x41...0x5A).contains($0) } + 1
    let isShouted = part.allSatisfy { !(0x61...0x7A).contains($0) }
    return hasVowel && (isShouted || part.count >= 3 * humps)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
