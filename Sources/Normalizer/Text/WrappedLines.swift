/// The lines of one paragraph of text: whether their breaks are the author's, or those of a program
/// that wraps long lines and indents them with the markup around.
enum WrappedLines {
  /// A program wraps at no fewer characters.
  private static let shortest = 40
  /// From here on a line that ends with a word is no verse.
  private static let long = 60

  /// Whether the lines are indented alike and break in the middle of sentences.
  ///
  /// Lists, poems and addresses are indented alike too; their lines are short, or begin with marks.
  static func areIndented(_ lines: [ArraySlice<UInt8>]) -> Bool {
    hasCommonIndent(lines) && areWrapped(lines)
  }

  /// Whether the lines are long and mostly break in the middle of sentences.
  static func areWrapped(_ lines: [ArraySlice<UInt8>]) -> Bool {
    let lines = lines.map(\.trimmedBlanks)
    guard lines.count > 1, lines.dropLast().allSatisfy({ $0.count >= shortest }),
      !lines.dropFirst().contains(where: beginsWithMark)
    else { return false }
    let inside = lines.indices.dropFirst().count { isInside(lines[$0 - 1], lines[$0]) }
    return 2 * inside >= lines.count - 1
  }

  /// Whether all lines but the first begin with the same two blanks or more, or with tabs.
  static func hasCommonIndent(_ lines: [ArraySlice<UInt8>]) -> Bool {
    guard lines.count > 1 else { return false }
    let indent = lines[1].prefix(while: isBlank)
    guard indent.count > 1 || indent.first == UInt8(ascii: "\t") else { return false }
    return lines.dropFirst(2).allSatisfy { $0.prefix(while: isBlank).elementsEqual(indent) }
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  /// Whether a sentence goes on from one line to the next.
  private static func isInside(_ line: ArraySlice<UInt8>, _ next: ArraySlice<UInt8>) -> Bool {
    guard let last = String(decoding: line.suffix(4), as: UTF8.self).unicodeScalars.last,
      let first = String(decoding: next.prefix(4), as: UTF8.self).unicodeScalars.first
    else { return false }
    if endsSentence(last) { return false }
    return first.properties.isLowercase
      || (line.count >= long && (last.isLetterOrNumber || last == ",") && first.isLetterOrNumber)
  }

  static func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
    ".!?:;…。！？：；\"”»)）".unicodeScalars.contains(scalar)
  }

  /// The marks of lists and quotations, and the number of a list's item.
  private static func beginsWithMark(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first else { return false }
    if "-*>+|#".utf8.contains(first) { return true }
    if ["•", "–", "—", "·", "▪", "●"].contains(where: { line.starts(with: $0.utf8) }) {
      return true
    }
    let digits = line.prefix(while: \.isASCIIDigit)
    return !digits.isEmpty && digits.count < 4
      && line.dropFirst(digits.count).first.map { ".)".utf8.contains($0) } ?? false
  }
}
