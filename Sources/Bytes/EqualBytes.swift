extension String {
  /// Whether both texts are the same bytes in UTF-8, eight of which are compared at a time.
  ///
  /// Unlike `==`, which finds texts equal that Unicode holds for equivalent.
  public func hasEqualBytes(_ other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    var (first, second) = (self, other)
    return first.withUTF8 { a in second.withUTF8 { a.hasEqualBytes($0) } }
  }

  /// Whether a byte is in the text's UTF-8; quicker than to ask the view of it.
  public func holds(_ byte: UInt8) -> Bool {
    var text = self
    return text.withUTF8 { $0.contains(byte) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether both are the same bytes, eight of which are compared at a time.
  public func hasEqualBytes(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    let a = UnsafeRawBufferPointer(self)
    let b = UnsafeRawBufferPointer(other)
    var i = 0
    while i + 8 <= count {
      if a.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        != b.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      {
        return false
      }
      i += 8
    }
    while i < count {
      if self[i] != other[i] { return false }
      i += 1
    }
    return true
  }
}
