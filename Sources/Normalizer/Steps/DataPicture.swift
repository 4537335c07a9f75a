internal import Bytes

/// Pictures in `data:` addresses that only stand in for others.
enum DataPicture {
  /// Whether nothing can be seen: a GIF or PNG of 2 pixels at most, or broken; a drawing (SVG)
  /// counts too, because none can be published.
  ///
  /// Anything else may be the picture itself.
  static func isBlank(_ address: [UInt8]) -> Bool {
    guard address.startsIgnoringCase("data:".utf8) else { return false }
    if address.startsIgnoringCase("data:image/svg".utf8) { return true }
    guard let comma = address.firstIndex(of: UInt8(ascii: ",")), comma < address.count - 1 else {
      return true
    }
    let head = address[..<comma].map(\.lowercased)
    guard head.firstRange(ofBytes: Array("base64".utf8)) != nil else { return false }
    let text = address[(comma + 1)...].prefix(48).filter { !$0.isHTMLBlank }
    let start = Base64.decoded(text.prefix(text.count / 4 * 4)) ?? []
    guard let size = size(start) else {
      // A GIF that ends before its size.
      return address.count - comma < 12 && start.starts(with: "GI".utf8)
    }
    return size.width <= 2 && size.height <= 2
  }

  /// Of GIF's and PNG's headers.
  private static func size(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
    if bytes.count >= 10, bytes.starts(with: "GIF8".utf8) {
      return (Int(bytes[6]) | Int(bytes[7]) << 8, Int(bytes[8]) | Int(bytes[9]) << 8)
    }
    if bytes.count >= 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
      return (big(bytes, 16), big(bytes, 20))
    }
    return nil
  }

  private static func big(_ bytes: [UInt8], _ index: Int) -> Int {
    bytes[index..<(index + 4)].reduce(0) { $0 << 8 | Int($1) }
  }
}
