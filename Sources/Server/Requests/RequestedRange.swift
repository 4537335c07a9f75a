/// The one part of a content that a request asks for (RFC 9110 §14).
enum RequestedRange: Hashable {
  /// The whole is to be sent: no range, several of them, or one that can't be read.
  case whole
  case part(Range<Int>)
  case unsatisfiable

  init(_ field: String?, length: Int) {
    guard let field, let (start, end) = Self.bounds(field) else {
      self = .whole
      return
    }
    switch (start, end) {
    case (nil, let suffix?):
      self =
        suffix == 0 || length == 0
        ? .unsatisfiable : .part(max(0, length - suffix)..<length)
    case (let start?, let end):
      if let end, end < start {
        self = .whole
      } else {
        self =
          start < length ? .part(start..<min(end.map { $0 + 1 } ?? length, length)) : .unsatisfiable
      }
    case (nil, nil): self = .whole
    }
  }

  private static func bounds(_ field: String) -> (start: Int?, end: Int?)? {
    let text = EntityTagList.trimmed(Substring(field).utf8)
    guard text.count < 64, String(text.prefix(6))?.lowercased() == "bytes=" else { return nil }
    let parts = text.dropFirst(6).split(
      separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let numbers = parts.map { number(EntityTagList.trimmed($0)) }
    guard let start = numbers[0], let end = numbers[1] else { return nil }
    return (start.value, end.value)
  }

  /// A number, or nothing; `nil` for anything else.
  private static func number(_ text: Substring.UTF8View) -> (value: Int?, Void)? {
    if text.isEmpty { return (nil, ()) }
    guard text.count <= 15, text.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return (Int(String(text) ?? ""), ())
  }
}
