/// The text of a field as it was meant: without markers and damage that whole fields are seen to
/// have.
enum FieldText {
  struct Result {
    var text: String
    /// Whether it had been encoded twice.
    var isRepaired = false
  }

  /// - Parameters:
  ///   - bytes: the field's character data, blanks at both ends removed.
  ///   - isExact: whether it is an address or identifier, in which no character may change.
  static func meant(_ bytes: UnsafeBufferPointer<UInt8>, isExact: Bool) -> Result {
    let inner = withoutSections(bytes)
    if !isExact, let repaired = DoubleEncoding.repaired(inner) {
      return Result(text: repaired.withUnsafeBufferPointer(UTF8Text.string), isRepaired: true)
    }
    if let rest = withoutControls(inner) {
      return Result(text: rest.withUnsafeBufferPointer(UTF8Text.string))
    }
    return Result(text: UTF8Text.string(inner))
  }

  /// Without escaped CDATA markers around the whole: `&lt;![CDATA[…]]&gt;`.
  private static func withoutSections(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    var inner = bytes
    for _ in 0..<4 {
      let scan = XMLScan(bytes: inner)
      guard inner.count >= 12, scan.starts(with: "<![CDATA[", at: 0),
        scan.starts(with: "]]>", at: inner.count - 3)
      else { break }
      inner = UTF8Text.trimmed(UnsafeBufferPointer(rebasing: inner[9..<(inner.count - 3)]))
    }
    return inner
  }

  /// Without U+0080 to U+009F; `nil` when there are none.
  private static func withoutControls(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    let scan = XMLScan(bytes: bytes)
    var rest: [UInt8] = []
    var start = 0
    var i = 0
    while let lead = scan.index(of: 0xC2, from: i, to: bytes.count) {
      i = lead + 1
      guard i < bytes.count, bytes[i] < 0xA0 else { continue }
      rest.append(contentsOf: bytes[start..<lead])
      i += 1
      start = i
    }
    if start == 0 { return nil }
    rest.append(contentsOf: bytes[start...])
    return rest
  }
}
