/// What of a document's bytes tells its encoding: text beyond ASCII, without markup.
///
/// Tags, addresses and comments are ASCII that says nothing, and drown a detector. No multi-byte
/// encoding of the web has `<` or `>` in its sequences.
struct TextSample {
  /// Pieces of text that hold bytes beyond ASCII, a blank between them.
  private(set) var bytes: [UInt8] = []
  /// The language that the document declares, its subtag in lower case.
  private(set) var language: String?

  /// Enough to tell, so that a large document costs no more than a small one.
  static let limit = 1 << 16

  init(_ document: ArraySlice<UInt8>) {
    document.withUnsafeBufferPointer { all in
      let scan = XMLScan(bytes: all)
      language = TextSample.language(scan)
      gather(scan)
      // All that is beyond ASCII stands inside tags.
      if bytes.isEmpty { bytes = Array(all.prefix(TextSample.limit)) }
    }
  }

  private mutating func gather(_ scan: XMLScan) {
    var i = 0
    var hasComments = true
    while i < scan.count, bytes.count < TextSample.limit {
      if scan.bytes[i] == 0x3C, i + 1 < scan.count, scan.bytes[i + 1] < 0x80, scan.isMarkup(at: i) {
        i = TextSample.endOfMarkup(scan, at: i, hasComments: &hasComments)
        continue
      }
      let end = scan.index(of: 0x3C, from: i + 1, to: scan.count) ?? scan.count
      let piece = UnsafeBufferPointer(
        rebasing: scan.bytes[i..<min(end, i + TextSample.limit - bytes.count)])
      if piece.contains(where: { $0 >= 0x80 }) {
        bytes.append(contentsOf: piece)
        bytes.append(0x20)
      }
      i = end
    }
  }

  /// - Parameter hasComments: `false` once a comment never ended, so that its end is not looked for
  ///   again.
  private static func endOfMarkup(
    _ scan: XMLScan, at start: Int, hasComments: inout Bool
  ) -> Int {
    if scan.starts(with: "<![CDATA[", at: start) { return start + 9 }
    if hasComments, scan.starts(with: "<!--", at: start) {
      if let end = scan.end(of: "-->", from: start + 4) { return end }
      hasComments = false
    }
    return scan.index(of: 0x3E, from: start, to: scan.count).map { $0 + 1 } ?? scan.count
  }

  /// `language`, `dc:language`, or the first `xml:lang`, looked for near the beginning.
  private static func language(_ scan: XMLScan) -> String? {
    let head = min(scan.count, 1 << 13)
    let start =
      scan.end(of: "language>", from: 0, to: head) ?? scan.end(of: "xml:lang=", from: 0, to: head)
    guard var i = start else { return nil }
    while i < head,
      UTF8Text.isSpace(scan.bytes[i]) || scan.bytes[i] == 0x22 || scan.bytes[i] == 0x27
    {
      i += 1
    }
    let letters = scan.bytes[i..<head].prefix(while: UTF8Text.isLetter)
    guard letters.count == 2 else { return nil }
    return String(decoding: letters.map(UTF8Text.fold), as: UTF8.self)
  }
}
