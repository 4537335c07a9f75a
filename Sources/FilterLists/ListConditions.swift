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
  static func value(of text: ArraySlice<UInt8>) -> Bool? {
    var formula = Formula()
    var rest = text
    while let byte = rest.first {
      let isName = byte.isLetterOrDigit || byte == UInt8(ascii: "_")
      if isName {
        let name = rest.prefix { $0.isLetterOrDigit || $0 == UInt8(ascii: "_") }
        guard formula.take(value: name.elementsEqual("true".utf8)) else { return nil }
        rest = rest.dropFirst(name.count)
      } else {
        let isDouble = byte == UInt8(ascii: "&") || byte == UInt8(ascii: "|")
        guard !isDouble || rest.dropFirst().first == byte, formula.take(sign: byte) else {
          return nil
        }
        rest = rest.dropFirst(isDouble ? 2 : 1)
      }
    }
    return formula.value
  }

  /// What was read of a condition. `&&` binds before `||`. Without recursion: open parentheses are
  /// kept in a list.
  private struct Formula {
    /// What is known of a parenthesis: of the terms before, of this term, and the signs before the
    /// next value.
    struct Level {
      var any = false
      var all = true
      var isNegated = false
      var hasValue = false
    }

    private var levels = [Level()]

    var value: Bool? {
      guard levels.count == 1, levels[0].hasValue else { return nil }
      return levels[0].any || levels[0].all
    }

    /// False where none can stand.
    mutating func take(value: Bool) -> Bool {
      let top = levels.count - 1
      guard !levels[top].hasValue else { return false }
      levels[top].all = levels[top].all && (value != levels[top].isNegated)
      levels[top].isNegated = false
      levels[top].hasValue = true
      return true
    }

    /// False where it can't stand, and for what is no sign.
    mutating func take(sign: UInt8) -> Bool {
      let top = levels.count - 1
      switch sign {
      case let blank where blank.isBlank: return true
      case UInt8(ascii: "!"):
        levels[top].isNegated.toggle()
        return !levels[top].hasValue
      case UInt8(ascii: "("):
        guard levels.count < deepest, !levels[top].hasValue else { return false }
        levels.append(Level())
        return true
      case UInt8(ascii: ")"):
        guard top > 0, levels[top].hasValue else { return false }
        let inner = levels.removeLast()
        return take(value: inner.any || inner.all)
      case UInt8(ascii: "&"), UInt8(ascii: "|"):
        guard levels[top].hasValue else { return false }
        if sign == UInt8(ascii: "|") {
          levels[top].any = levels[top].any || levels[top].all
          levels[top].all = true
        }
        levels[top].hasValue = false
        return true
      default: return false
      }
    }
  }
}
