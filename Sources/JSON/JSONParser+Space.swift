extension JSONParser {
  /// Skips white space (RFC 8259 §2) and, where they are allowed, comments.
  mutating func skipSpace() throws(InvalidJSON) {
    while let byte {
      switch byte {
      case 0x0A: endLine()
      case 0x20, 0x09, 0x0D: index += 1
      case UInt8(ascii: "/") where options.allowsComments: try skipComment()
      default: return
      }
    }
  }

  private mutating func endLine() {
    index += 1
    lineStarts.append(UInt32(index))
  }

  private mutating func skipComment() throws(InvalidJSON) {
    let start = index
    index += 1
    switch byte {
    case UInt8(ascii: "/"):
      while let byte, byte != 0x0A { index += 1 }
    case UInt8(ascii: "*"):
      index += 1
      try skipBlockComment(from: start)
    default:
      throw unexpected("'/' or '*'")
    }
  }

  private mutating func skipBlockComment(from start: Int) throws(InvalidJSON) {
    while let byte {
      if byte == 0x0A {
        endLine()
      } else if byte == UInt8(ascii: "*"), index + 1 < bytes.count,
        bytes[index + 1] == UInt8(ascii: "/")
      {
        index += 2
        return
      } else {
        index += 1
      }
    }
    throw problem(.unterminatedComment, at: start)
  }
}
