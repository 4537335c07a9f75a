extension JSONStorage {
  /// The bytes of a value, or of a member's name.
  func range(of index: Int) -> Range<Int> {
    let node = nodes[index]
    guard node.isContainer else { return Int(node.start)..<Int(node.extent) }
    return Int(node.start)..<closingBracket(of: index) + 1
  }

  /// The offset of the bracket that closes an array or object.
  ///
  /// It is not stored: it is looked for from the last value inside on.
  func closingBracket(of index: Int) -> Int {
    let node = nodes[index]
    let last = Int(node.extent) - 1
    var left = (index...last).count { nodes[$0].isContainer && nodes[$0].extent == node.extent }
    let tail = nodes[last]
    var place = tail.isContainer ? Int(tail.start) + 1 : Int(tail.extent)
    while place < bytes.count {
      place = afterSpace(from: place)
      guard place < bytes.count else { break }
      if bytes[place] == UInt8(ascii: "]") || bytes[place] == UInt8(ascii: "}") {
        left -= 1
        if left == 0 { return place }
      }
      place += 1
    }
    return bytes.count - 1
  }

  /// The offset of what follows white space and comments.
  func afterSpace(from start: Int) -> Int {
    var place = start
    while place < bytes.count {
      switch bytes[place] {
      case 0x20, 0x09, 0x0A, 0x0D: place += 1
      case UInt8(ascii: "/"):
        let isBlock = place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "*")
        let end: [UInt8] = isBlock ? Array("*/".utf8) : [0x0A]
        guard let found = bytes[(place + 1)...].firstRange(of: end) else { return bytes.count }
        place = found.upperBound
      default: return place
      }
    }
    return place
  }
}

extension JSONValue {
  /// The bytes of the document that the value is written in.
  public var range: Range<Int> { storage.range(of: index) }
}
