/// Parts of a text that were encoded twice, beside others that are right: who edits such a text adds
/// right characters to the broken ones.
///
/// Each sequence is its own evidence: nobody writes `â€” ` or `fÃ©`. What could have been meant as it
/// stands stays, and all of a text that speaks of encodings.
struct DoubleEncodedParts {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Whether other texts of the document are known to have been encoded twice.
  private let isProven: Bool

  /// The text with those parts as they were; `nil` when there are none.
  ///
  /// - Parameter first: Where the first U+00C0 to U+00FF of the text begins.
  static func repaired(
    _ bytes: UnsafeBufferPointer<UInt8>, from first: Int, isProven: Bool
  ) -> [UInt8]? {
    DoubleEncodedParts(bytes: bytes, isProven: isProven).repaired(from: first)
  }

  private func repaired(from first: Int) -> [UInt8]? {
    let scan = XMLScan(bytes: bytes)
    var text: [UInt8] = []
    var start = 0
    var i = first
    while let lead = scan.index(of: 0xC3, from: i, to: bytes.count) {
      i = lead + 2
      guard mayGoOn(at: i), let run = run(at: lead) else { continue }
      i = run.end
      guard isEvidence(run, from: lead) else { continue }
      if start == 0, speaksOfEncodings { return nil }
      text.append(contentsOf: bytes[start..<lead])
      text += run.text
      start = run.end
    }
    guard start > 0 else { return nil }
    text.append(contentsOf: bytes[start...])
    return text
  }

  /// Whether one of the characters that 80 to BF are in windows-1252 may begin here.
  private func mayGoOn(at index: Int) -> Bool {
    guard index < bytes.count else { return false }
    switch bytes[index] {
    case 0xC2, 0xC5, 0xC6, 0xCB, 0xE2: return true
    default: return false
    }
  }

  /// Sequences that follow one another.
  private struct Run {
    var text: [UInt8] = []
    var sequences = 0
    var end: Int
  }

  private func run(at start: Int) -> Run? {
    var run = Run(end: start)
    while run.end < bytes.count, bytes[run.end] == 0xC3, run.sequences < 64 {
      var i = run.end
      guard let sequence = sequence(at: &i) else { break }
      run.text += sequence
      run.sequences += 1
      run.end = i
    }
    return run.sequences > 0 ? run : nil
  }

  private func sequence(at i: inout Int) -> [UInt8]? {
    guard let lead = DoubleEncoding.westernByte(bytes, &i), (0xC2...0xF4).contains(lead) else {
      return nil
    }
    var sequence = [lead]
    for _ in 0..<(lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3) {
      guard i < bytes.count, let tail = DoubleEncoding.westernByte(bytes, &i), tail & 0xC0 == 0x80
      else { return nil }
      sequence.append(tail)
    }
    let isRight = sequence.withUnsafeBufferPointer { UTF8Scan($0).isClean }
    return isRight ? sequence : nil
  }

  // MARK: - Evidence

  private func isEvidence(_ run: Run, from start: Int) -> Bool {
    if run.sequences >= 3 { return true }
    let before = start > 0 ? bytes[start - 1] : 0x20
    let after = run.end < bytes.count ? bytes[run.end] : 0x20
    let length = run.text[0] < 0xE0 ? 2 : run.text[0] < 0xF0 ? 3 : 4
    let first = run.text[..<length]
    if length == 2 { return isLetterEvidence(first, before, after) }
    guard isSign(first) else { return false }
    if isProven || run.sequences > 1 { return true }
    // A quotation mark stands at a word; one alone is what a text is about.
    if first.starts(with: [0xE2, 0x80]), (0x98...0x9F).contains(first[2]) {
      return isWordEnd(before) || isWordByte(after)
    }
    return !isWrapped(before, after)
  }

  /// Signs of general punctuation, currencies, arrows and stars, and pictures: `â` and a sign that
  /// never follows one, `ðŸ`, `ï»¿`, `ï¿½`.
  private func isSign(_ sequence: ArraySlice<UInt8>) -> Bool {
    switch (sequence[0], sequence[1]) {
    case (0xE2, 0x80), (0xE2, 0x82), (0xE2, 0x84), (0xE2, 0x86), (0xE2, 0x88), (0xE2, 0x98),
      (0xE2, 0x9A), (0xE2, 0x9C), (0xE2, 0x9D), (0xE2, 0x9E), (0xE2, 0xAC), (0xF0, 0x9F),
      (0xEF, 0xBB), (0xEF, 0xBF):
      true
    default: false
    }
  }

  /// A letter or sign of two bytes, which are a capital and a sign: within a word or beside one there
  /// is no capital of these.
  private func isLetterEvidence(
    _ sequence: ArraySlice<UInt8>, _ before: UInt8, _ after: UInt8
  ) -> Bool {
    let (lead, tail) = (sequence[0], sequence[1])
    guard (0xC2...0xC5).contains(lead) else { return false }
    let isBehindWord = isSmall(before) || (lead == 0xC2 && isWordEnd(before) && !isCapital(before))
    // Marks that stand behind a capital as behind any letter: `MANHÃ…`, `«SÃ»`.
    let isMark =
      tail < 0xA0 && tail != 0x8A && tail != 0x9A && tail != 0x9F || tail == 0xAB
      || tail == 0xBB
    if lead == 0xC2, tail == 0xA0 { return isBehindWord || before == 0x3E || isProven }
    if isBehindWord { return true }
    if isSmall(after) { return before < 0x80 && !(isCapital(before) && isMark) }
    return isProven && lead <= 0xC3 && before < 0x80 && !isWrapped(before, after)
      && (!isCapital(before) || !isMark)
  }

  private func isSmall(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

  private func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

  private func isWordByte(_ byte: UInt8) -> Bool {
    UTF8Text.isLetter(byte) || UTF8Text.isDigit(byte)
  }

  /// Whether a word or a sentence ends with a byte.
  private func isWordEnd(_ byte: UInt8) -> Bool {
    isWordByte(byte) || ".,;:!?)%".utf8.contains(byte)
  }

  /// Whether something stands in quotation marks, brackets or tags of its own.
  private func isWrapped(_ before: UInt8, _ after: UInt8) -> Bool {
    "\"'`>([".utf8.contains(before) && "\"'`<)]".utf8.contains(after)
  }

  /// Whether a text may be about what it looks like.
  private var speaksOfEncodings: Bool {
    let scan = XMLScan(bytes: bytes)
    let words: [StaticString] = [
      "encod", "Encod", "ENCOD", "ojibake", "UTF-8", "utf-8", "UTF8", "utf8", "nicode", "charset",
      "1252", "8859", "ASCII", "atin-1",
    ]
    return words.contains { scan.end(of: $0, from: 0) != nil }
  }
}
