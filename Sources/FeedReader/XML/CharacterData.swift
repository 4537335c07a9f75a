/// Hands character data to the handler, its references resolved.
///
/// What lies between references is gathered in one buffer, which is handed over before it is large.
struct CharacterData {
  /// The document's own abbreviations.
  var entities = DeclaredEntities()
  /// References to characters that XML does not allow, which stand for nothing.
  private(set) var illegalReferences = 0
  private var buffer: [UInt8] = []
  private static let bufferBytes = 1 << 16

  /// Passes the text of a range on; the number of ampersands in it that begin no known reference,
  /// and are passed on as they are.
  mutating func pass(
    _ scan: XMLScan, from start: Int, to end: Int, into handler: FeedHandler
  ) -> Int {
    var i = start
    var bare = 0
    while let ampersand = scan.index(of: 0x26, from: i, to: end) {
      gather(scan, i, ampersand, handler)
      let taken = takeReference(scan, at: ampersand + 1)
      if taken == 0 { bare += 1 }
      i = min(ampersand + 1 + taken, end)
    }
    if buffer.isEmpty {
      if i < end { handler.characters(UnsafeBufferPointer(rebasing: scan.bytes[i..<end])) }
    } else {
      gather(scan, i, end, handler)
      flush(into: handler)
    }
    return bare
  }

  private mutating func gather(_ scan: XMLScan, _ start: Int, _ end: Int, _ handler: FeedHandler) {
    if buffer.count + end - start >= CharacterData.bufferBytes {
      flush(into: handler)
      handler.characters(UnsafeBufferPointer(rebasing: scan.bytes[start..<end]))
    } else {
      buffer.append(contentsOf: UnsafeBufferPointer(rebasing: scan.bytes[start..<end]))
    }
  }

  private mutating func flush(into handler: FeedHandler) {
    buffer.withUnsafeBufferPointer { handler.characters($0) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Appends what a reference stands for, or the ampersand itself; the bytes taken after it.
  private mutating func takeReference(_ scan: XMLScan, at index: Int) -> Int {
    if let reference = CharacterReferences.predefined(scan.bytes, at: index),
      let scalar = reference.scalar
    {
      UTF8Text.append(scalar, to: &buffer)
      return reference.length
    }
    if !entities.isEmpty, let entity = entities.value(scan.bytes, at: index) {
      buffer.append(contentsOf: entity.value)
      return entity.length
    }
    guard let reference = CharacterReferences.read(scan.bytes, at: index) else {
      buffer.append(0x26)
      return 0
    }
    if let scalar = reference.scalar {
      UTF8Text.append(scalar, to: &buffer)
    } else {
      illegalReferences += 1
    }
    return reference.length
  }
}
