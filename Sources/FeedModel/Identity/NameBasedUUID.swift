import Bytes

/// Version 5 UUIDs (RFC 9562 §5.5): the same name always gives the same one.
public struct NameBasedUUID: Sendable, Hashable, CustomStringConvertible {
  /// 16 bytes.
  public let bytes: [UInt8]

  /// The namespace for addresses (RFC 9562 §6.6), which all of Refeed's ids are in.
  public static let addresses: [UInt8] = [
    0x6B, 0xA7, 0xB8, 0x11, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8,
  ]

  public init(_ name: String, namespace: [UInt8] = addresses) {
    var bytes = Array(SHA1.digest(of: namespace + Array(name.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    self.bytes = bytes
  }

  /// `01234567-89ab-5cde-8f01-23456789abcd`.
  public var description: String {
    [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { Hexadecimal.text(bytes[$0]) }
      .joined(separator: "-")
  }

  /// `urn:uuid:01234567-…` (RFC 9562 §4).
  public var urn: String { "urn:uuid:\(self)" }
}
