/// Conditions of requests (RFC 9110 §13).
enum EntityTagList {
  /// Weak comparison with each tag of a list (RFC 9110 §13.1.2).
  static func match(_ field: String, _ etag: String) -> Bool {
    if field.utf8.elementsEqual(etag.utf8) || field == "*" { return true }
    return field.utf8.split(separator: UInt8(ascii: ","), maxSplits: 64).contains { item in
      var tag = trimmed(item)
      if tag.starts(with: "W/".utf8) { tag = tag.dropFirst(2) }
      return tag.elementsEqual(etag.utf8)
    }
  }

  /// Strong comparison with each tag of a list (RFC 9110 §13.1.1): a weak one is never the same.
  static func matchStrongly(_ field: String, _ etag: String) -> Bool {
    field == "*"
      || field.utf8.split(separator: UInt8(ascii: ","), maxSplits: 64).contains {
        trimmed($0).elementsEqual(etag.utf8)
      }
  }

  /// Without blanks around it.
  static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
    var text = text.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = text.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
    return text
  }
}
