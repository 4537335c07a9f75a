/// Mail addresses that are spelled out against robots: `ann at example dot net (Ann Lee)`.
enum MailSpelling {
  /// A line with the address as it is meant, where a name stands beside it; else the line itself.
  static func plain(_ text: String) -> String {
    // `(`, `<`, `[`
    guard text.utf8.count <= 200,
      text.utf8.contains(where: { $0 == 0x28 || $0 == 0x3C || $0 == 0x5B }),
      !UTF8Text.contains(text, 0x40)
    else { return text }
    let words = text.utf8.split(separator: 0x20).map { String(Substring($0)) }
    guard let at = words.firstIndex(where: { means($0, "at") }), at > 0 else { return text }
    var host: [String] = []
    var end = at + 1
    while end < words.count, isLabel(words[end]) {
      host.append(words[end])
      end += 1
      guard end + 1 < words.count, means(words[end], "dot") else { break }
      end += 1
    }
    let isBracketed = end < words.count && "(<[".utf8.contains(words[end].utf8.first ?? 0)
    guard host.count > 1, isLabel(words[at - 1]), at == 1, isBracketed else { return text }
    let mail = "\(words[at - 1])@\(host.joined(separator: "."))"
    return ([mail] + words[end...]).joined(separator: " ")
  }

  private static func means(_ word: String, _ meaning: StaticString) -> Bool {
    var bytes = Substring(word).utf8
    if let first = bytes.first, let last = bytes.last, bytes.count > 2,
      (first == 0x28 && last == 0x29) || (first == 0x5B && last == 0x5D)
    {
      bytes = bytes.dropFirst().dropLast()
    }
    return UTF8Text.equal(String(Substring(bytes)), ignoringCase: meaning)
  }

  private static func isLabel(_ word: String) -> Bool {
    !word.isEmpty
      && word.utf8.allSatisfy {
        UTF8Text.isLetter($0) || UTF8Text.isDigit($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
          || $0 == 0x2B
      }
  }
}
