import Bytes

extension WebAddress {
  /// What two spellings of one page's address have in common; for comparing, not for fetching.
  ///
  /// `http` and `https` are one, the fragment goes, as do user name and password; escapes of
  /// letters, digits, `-`, `.`, `_` and `~` are undone and the others are in upper case (RFC 3986
  /// §6.2.2). Host and default port are in normal form already. Case in the path, the order of the
  /// query and a slash at the end count.
  public var aliasKey: String {
    let start = isHTTP ? offsets.hostStart : 0
    let plain = text(start, offsets.queryEnd)
    if !plain.holds(UInt8(ascii: "%")) { return isHTTP ? "//" + plain : String(plain) }
    let bytes = Array(plain.utf8)
    var key = isHTTP ? Array("//".utf8) : []
    key.reserveCapacity(bytes.count + 2)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "%"), let value = Self.escaped(bytes[(index + 1)...])
      else {
        key.append(bytes[index])
        index += 1
        continue
      }
      if Self.isUnreserved(value) {
        key.append(value)
      } else {
        PercentCoding.append(value, to: &key)
      }
      index += 3
    }
    return String(decoding: key, as: UTF8.self)
  }

  /// The value of the two hexadecimal digits that a text starts with.
  private static func escaped(_ text: ArraySlice<UInt8>) -> UInt8? {
    guard let high = text.first.flatMap(Hexadecimal.value(of:)),
      let low = text.dropFirst().first.flatMap(Hexadecimal.value(of:))
    else { return nil }
    return high << 4 | low
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
  }
}
