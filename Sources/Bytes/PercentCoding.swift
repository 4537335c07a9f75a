/// Percent-encoding of bytes (RFC 3986 §2.1).
public enum PercentCoding {
  /// Undoes `%XX` once; a `%` that is not before two hexadecimal digits stays.
  public static func decoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      let first = bytes.index(after: index)
      if byte == UInt8(ascii: "%"), first < bytes.endIndex,
        let high = Hexadecimal.value(of: bytes[first])
      {
        let second = bytes.index(after: first)
        if second < bytes.endIndex, let low = Hexadecimal.value(of: bytes[second]) {
          output.append(high << 4 | low)
          index = bytes.index(after: second)
          continue
        }
      }
      output.append(byte)
      index = first
    }
    return output
  }

  /// The bytes with `%XX` for all but RFC 3986's unreserved characters (§2.3).
  public static func encoded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    for byte in bytes {
      if isUnreserved(byte) { output.append(byte) } else { append(byte, to: &output) }
    }
    return output
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }

  /// Appends `%XX`, in upper case.
  @inlinable
  public static func append(_ byte: UInt8, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "%"))
    output.append(Hexadecimal.upperDigit(byte >> 4))
    output.append(Hexadecimal.upperDigit(byte & 15))
  }
}
