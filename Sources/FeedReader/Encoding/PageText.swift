public import FeedModel

/// The text of web pages, which declare their encoding in markup.
public enum PageText {
  /// The bytes of a page as UTF-8: as a document's are decoded, where HTTP says nothing by what a
  /// `meta` among the first 2,048 bytes says.
  public static func utf8(of page: SourceDocument) -> [UInt8] {
    var page = page
    if page.charset == nil { page.charset = declared(in: page.bytes) }
    return DecodedText(page).bytes
  }

  /// The label behind `charset=`, as §13.2.3.2 of HTML looks for it, without its fine points.
  private static func declared(in bytes: [UInt8]) -> String? {
    let head = bytes.prefix(2_048).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    let name = Array("charset".utf8)
    var index = 0
    while index + name.count < head.count {
      if head[index..<index + name.count].elementsEqual(name) {
        if let label = label(in: head, from: index + name.count) { return label }
      }
      index += 1
    }
    return nil
  }

  private static func label(in head: [UInt8], from start: Int) -> String? {
    var index = start
    while index < head.count, head[index] <= 0x20 { index += 1 }
    guard index < head.count, head[index] == UInt8(ascii: "=") else { return nil }
    index += 1
    while index < head.count, head[index] <= 0x20 || head[index] == 0x22 || head[index] == 0x27 {
      index += 1
    }
    let label = head[index...].prefix { byte in
      byte > 0x20 && byte != 0x22 && byte != 0x27 && byte != 0x3E && byte != 0x3B && byte != 0x2F
    }
    return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
  }
}
