/// A document that readers may subscribe to, as its address names it.
public struct HubTopic: Sendable, Hashable {
  /// Relative to the output folder: `world.atom`.
  public var document: String
  /// Of `/t/<token>/`, as it is written there.
  public var token: String?

  /// See the properties.
  public init(document: String, token: String? = nil) {
    self.document = document
    self.token = token
  }

  /// Takes an address apart; `nil` for one that is not below the base, or no document's by its form.
  ///
  /// - Parameter base: the configured `baseURL`, ending in a slash.
  public init?(_ address: String, base: String) {
    guard address.utf8.starts(with: base.utf8) else { return nil }
    var rest = Array(address.utf8.dropFirst(base.utf8.count))
    if rest.starts(with: "t/".utf8) {
      guard let slash = rest[2...].firstIndex(of: UInt8(ascii: "/")), slash > 2 else { return nil }
      let token = rest[2..<slash]
      guard token.allSatisfy(Self.isPlain) else { return nil }
      self.token = String(decoding: token, as: UTF8.self)
      rest.removeFirst(slash + 1)
    }
    guard !rest.isEmpty, rest.allSatisfy(Self.isPlain) else { return nil }
    document = String(decoding: rest, as: UTF8.self)
  }

  /// A letter, digit, or `-._~`.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }
}
