extension Unicode.Scalar {
  /// Whether it belongs to a word: a letter of any script, or a number.
  var isLetterOrNumber: Bool {
    if value < 0x80 { return UInt8(value).isASCIILetter || UInt8(value).isASCIIDigit }
    return properties.isAlphabetic || properties.numericType != nil
  }
}

extension Collection<UInt8> {
  /// The letters and numbers of a UTF-8 text in lower case, without what stands between them.
  ///
  /// - Parameter limit: Bytes after which no more is read.
  func lettersInLowercase(upTo limit: Int = .max) -> [UInt8] {
    var result: [UInt8] = []
    var index = startIndex
    while index != endIndex, result.count < limit {
      let byte = self[index]
      if byte < 0x80 {
        if byte.isASCIILetter {
          result.append(byte | 0x20)
        } else if byte.isASCIIDigit {
          result.append(byte)
        }
        formIndex(after: &index)
      } else {
        append(scalarAt: &index, to: &result)
      }
    }
    return result
  }

  /// A sign that is cut off at the end of the text is no letter.
  private func append(scalarAt index: inout Index, to result: inout [UInt8]) {
    let lead = self[index]
    let start = index
    var value = UInt32(lead & (lead < 0xE0 ? 0x1F : lead < 0xF0 ? 0x0F : 0x07))
    formIndex(after: &index)
    while index != endIndex, self[index] & 0xC0 == 0x80 {
      value = value << 6 | UInt32(self[index] & 0x3F)
      formIndex(after: &index)
    }
    switch value {
    case 0x4E00...0x9FFF where lead > 0xE0, 0xAC00...0xD7A3 where lead > 0xE0:
      // Han and Hangul, which know no case: nearly every sign of an East Asian text.
      var place = start
      while place != index {
        result.append(self[place])
        formIndex(after: &place)
      }
    default:
      let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      guard let scalar = Unicode.Scalar(value), scalar.isLetterOrNumber, lead >= 0xC2,
        self.distance(from: start, to: index) == length, Unicode.UTF8.width(scalar) == length
      else { return }
      result += scalar.properties.lowercaseMapping.utf8
    }
  }

  /// The UTF-8 text in lower case.
  func inLowercase() -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var index = startIndex
    while index != endIndex {
      let byte = self[index]
      formIndex(after: &index)
      if byte < 0x80 {
        result.append(byte.lowercased)
        continue
      }
      let next = index == endIndex ? 0 : self[index]
      result.append(byte)
      switch byte {
      case 0xC3 where (0x80...0x9E).contains(next) && next != 0x97:
        // À to Þ
        result.append(next | 0x20)
        formIndex(after: &index)
      case 0xC2, 0xC3, 0x80...0xBF, 0xE3...0xE9, 0xEB, 0xEC: break
      case 0xE2 where next == 0x80: break
      case 0xEF where next == 0xBC || next == 0xBD:
        if next == 0xBC, dropFirst(distance(from: startIndex, to: index) + 1).first ?? 0 > 0xA0 {
          return lowercasedByUnicode()
        }
      default: return lowercasedByUnicode()
      }
    }
    return result
  }

  private func lowercasedByUnicode() -> [UInt8] {
    Array(String(decoding: self, as: UTF8.self).lowercased().utf8)
  }
}
