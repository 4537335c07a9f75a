/// Hands character data to the handler, its references resolved.
///
/// What lies between references is gathered in one buffer, which is handed over before it is large.
struct CharacterData {
  /// The document's own abbreviations.
  var entities = DeclaredEntities()
  /// References to characters that XML does not allow, which stand for nothing.
  private(set) var illegalReferences = 0
  private static let pieceBytes = 1 << 16

  /// What lies between references, on its way to the handler.
  private struct Piece {
    let buffer: UnsafeMutableBufferPointer<UInt8>
    let handler: FeedHandler
    var count = 0

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
      if count + bytes.count > buffer.count { flush() }
      guard bytes.count <= buffer.count else { return handler.characters(bytes) }
      guard let target = buffer.baseAddress, let source = bytes.baseAddress else { return }
      (target + count).update(from: source, count: bytes.count)
      count += bytes.count
    }

    mutating func append(_ byte: UInt8) {
      if count == buffer.count { flush() }
      buffer[count] = byte
      count += 1
    }

    mutating func append(_ scalar: Unicode.Scalar) {
      if scalar.isASCII { return append(UInt8(truncatingIfNeeded: scalar.value)) }
      for byte in UTF8.encode(scalar) ?? .init() { append(byte) }
    }

    mutating func flush() {
      handler.characters(UnsafeBufferPointer(rebasing: buffer[..<count]))
      count = 0
    }
  }

  /// Passes the text of a range on; the number of ampersands in it that begin no known reference,
  /// and are passed on as they are.
  mutating func pass(
    _ scan: XMLScan, from start: Int, to end: Int, into handler: FeedHandler
  ) -> Int {
    guard start < end else { return 0 }
    guard let first = scan.index(of: 0x26, from: start, to: end) else {
      handler.characters(UnsafeBufferPointer(rebasing: scan.bytes[start..<end]))
      return 0
    }
    // Text behind its references is shorter than with them.
    let capacity = min(end - start, CharacterData.pieceBytes)
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
      var piece = Piece(buffer: buffer, handler: handler)
      let bare = pass(scan, from: start, firstReference: first, to: end, into: &piece)
      piece.flush()
      return bare
    }
  }

  private mutating func pass(
    _ scan: XMLScan, from start: Int, firstReference: Int, to end: Int, into piece: inout Piece
  ) -> Int {
    var bare = 0
    var i = start
    var next: Int? = firstReference
    while let ampersand = next {
      piece.append(UnsafeBufferPointer(rebasing: scan.bytes[i..<ampersand]))
      let taken = takeReference(scan, at: ampersand + 1, into: &piece)
      if taken == 0 { bare += 1 }
      i = min(ampersand + 1 + taken, end)
      next = scan.index(of: 0x26, from: i, to: end)
    }
    piece.append(UnsafeBufferPointer(rebasing: scan.bytes[i..<end]))
    return bare
  }

  /// Appends what a reference stands for, or the ampersand itself; the bytes taken after it.
  @inline(__always)
  private mutating func takeReference(
    _ scan: XMLScan, at index: Int, into piece: inout Piece
  ) -> Int {
    let (byte, length) = CharacterReferences.markup(scan.bytes, at: index)
    if length == 0 { return takeOther(scan, at: index, into: &piece) }
    piece.append(byte)
    return length
  }

  private mutating func takeOther(_ scan: XMLScan, at index: Int, into piece: inout Piece) -> Int {
    if !entities.isEmpty, let entity = entities.value(scan.bytes, at: index) {
      entity.value.withUnsafeBufferPointer { piece.append($0) }
      return entity.length
    }
    guard let reference = CharacterReferences.read(scan.bytes, at: index) else {
      piece.append(0x26)
      return 0
    }
    if let scalar = reference.scalar {
      piece.append(scalar)
    } else {
      illegalReferences += 1
    }
    return reference.length
  }
}
