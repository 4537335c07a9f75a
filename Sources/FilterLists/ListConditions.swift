/// The blocks of a list between `!#if` and `!#endif`.
///
/// No name of a browser or of what it can do is true here: feeds are cleaned without one.
struct ListConditions {
  private struct Block {
    /// Whether the blocks around are read.
    var isReached: Bool
    var isTrue: Bool
  }

  private var blocks: [Block] = []

  /// Whether what stands here is read.
  var isTrue: Bool { blocks.last.map { $0.isReached && $0.isTrue } ?? true }

  private static let deepest = 64

  /// Takes a directive, given without `!#`; false when it is none of these.
  mutating func take(_ text: [UInt8]) -> Bool {
    if text.starts(with: "if ".utf8) {
      guard blocks.count < ListConditions.deepest else { return false }
      let isTrue = ListConditions.value(of: text.dropFirst(3)) ?? false
      blocks.append(Block(isReached: self.isTrue, isTrue: isTrue))
    } else if text.starts(with: "else".utf8) {
      guard !blocks.isEmpty else { return false }
      blocks[blocks.count - 1].isTrue.toggle()
    } else if text.starts(with: "endif".utf8) {
      guard !blocks.isEmpty else { return false }
      blocks.removeLast()
    } else {
      // For other programs: how they show or convert the list.
      return text.starts(with: "safari_cb_affinity".utf8)
    }
    return true
  }

  /// The value of names between `!`, `&&`, `||` and parentheses; `nil` when it can't be read.
  ///
  /// `&&` binds before `||`. Without recursion: open parentheses are kept in a list.
  static func value(of text: ArraySlice<UInt8>) -> Bool? {
    /// What is known of a parenthesis: of the terms before, of this term, and the signs before the
    /// next value.
    struct Level {
      var any = false
      var all = true
      var isNegated = false
      var hasValue = false
    }
    var levels = [Level()]
    var index = text.startIndex

    func give(_ value: Bool, to level: inout Level) {
      level.all = level.all && (value != level.isNegated)
      level.isNegated = false
      level.hasValue = true
    }

    while index < text.endIndex {
      let byte = text[index]
      let top = levels.count - 1
      switch byte {
      case let byte where byte.isBlank: index += 1
      case UInt8(ascii: "!"):
        levels[top].isNegated.toggle()
        index += 1
      case UInt8(ascii: "("):
        guard levels.count < deepest else { return nil }
        levels.append(Level())
        index += 1
      case UInt8(ascii: ")"):
        guard top > 0, levels[top].hasValue else { return nil }
        let value = levels[top].any || levels[top].all
        levels.removeLast()
        give(value, to: &levels[top - 1])
        index += 1
      case UInt8(ascii: "&"), UInt8(ascii: "|"):
        guard index + 1 < text.endIndex, text[index + 1] == byte, levels[top].hasValue else {
          return nil
        }
        if byte == UInt8(ascii: "|") {
          levels[top].any = levels[top].any || levels[top].all
          levels[top].all = true
        }
        levels[top].hasValue = false
        index += 2
      case let byte where byte.isLetterOrDigit || byte == UInt8(ascii: "_"):
        let start = index
        while index < text.endIndex, text[index].isLetterOrDigit || text[index] == UInt8(ascii: "_")
        {
          index += 1
        }
        guard !levels[top].hasValue else { return nil }
        give(text[start..<index].elementsEqual("true".utf8), to: &levels[top])
      default: return nil
      }
    }
    guard levels.count == 1, levels[0].hasValue else { return nil }
    return levels[0].any || levels[0].all
  }
}
