internal import Bytes
internal import FeedModel

/// Mail addresses in the place of an address of the web: `<a href="ann@site.example">`.
enum MailAddress {
  /// The address with its scheme; `nil` for what is none, or a file whose name has an `@`.
  static func link(_ value: String) -> String? {
    guard value.holds(UInt8(ascii: "@")) else { return nil }
    let bytes = Array(value.utf8).trimmedBlanks
    let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, let first = parts[0].first,
      first.isASCIILetter || first.isASCIIDigit, parts[0].allSatisfy(isOfName)
    else { return nil }
    let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isOfHost) }),
      let top = labels.last, top.count >= 2, top.allSatisfy(\.isASCIILetter),
      !PictureName.isPicture(bytes), !PictureName.isMedia(bytes), !PictureName.isOther(bytes)
    else { return nil }
    return "mailto:" + String(decoding: bytes, as: UTF8.self)
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    isOfHost(byte) || "._+".utf8.contains(byte)
  }

  private static func isOfHost(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "-")
  }
}
