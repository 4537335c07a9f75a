/// Reads the strings of a JSON text one after the other, with the names that lead to them.
///
/// No tree is made, nothing is refused: a text that is no JSON gives what could be read of it. Pages
/// write JSON-LD with line breaks in strings, comments around it and commas too many.
struct JSONStrings {
  /// A string, number or boolean that stands in an object or a list.
  struct Value {
    /// The name of the member, or of the list's member, that holds it.
    let key: String
    /// The name that the object around it is held by; empty for an object of the text itself.
    let parentKey: String
    /// The number of the object around it; objects are numbered as they open.
    let object: Int
    let depth: Int
    let text: String
  }

  /// Deeper values are passed over.
  static let maximumDepth = 64
  /// Strings longer than this are cut.
  static let maximumBytes = 1 << 20

  private struct Level {
    var key: String
    let isObject: Bool
    let number: Int
  }

  private var levels: [Level] = []
  private var objects = 0
  private var tooDeep = 0

  /// Shows the values in order until `visit` says no.
  static func forEach(in json: Span<UInt8>, _ visit: (Value) -> Bool) {
    var reader = JSONStrings()
    reader.run(json, visit)
  }

  private mutating func run(_ json: Span<UInt8>, _ visit: (Value) -> Bool) {
    var index = 0
    while index < json.count {
      let byte = json[index]
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): open(isObject: byte == UInt8(ascii: "{"))
      case UInt8(ascii: "}"), UInt8(ascii: "]"): close()
      case UInt8(ascii: "\""):
        guard readString(json, &index, visit) else { return }
        continue
      default: break
      }
      index += 1
    }
  }

  private mutating func open(isObject: Bool) {
    guard levels.count < JSONStrings.maximumDepth else {
      tooDeep += 1
      return
    }
    if isObject { objects += 1 }
    // A list's values go by the list's own name.
    let key = isObject ? "" : levels.last?.key ?? ""
    levels.append(Level(key: key, isObject: isObject, number: objects))
  }

  private mutating func close() {
    if tooDeep > 0 {
      tooDeep -= 1
    } else {
      _ = levels.popLast()
    }
  }

  /// Reads the string at `index` and what follows; whether to go on.
  private mutating func readString(
    _ json: Span<UInt8>, _ index: inout Int, _ visit: (Value) -> Bool
  ) -> Bool {
    let start = index + 1
    var end = start
    while end < json.count, json[end] != UInt8(ascii: "\"") {
      end += json[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    end = min(end, json.count)
    index = end + 1
    guard tooDeep == 0 else { return true }
    var next = index
    while next < json.count, json[next] <= 0x20 { next += 1 }
    let isKey = next < json.count && json[next] == UInt8(ascii: ":")
    if isKey, levels.last?.isObject == true {
      let key = end - start > 64 ? "" : String(json.extracting(start..<end))
      levels[levels.count - 1].key = key
      index = next + 1
      return true
    }
    guard let level = levels.last else { return true }
    return visit(
      Value(
        key: level.key, parentKey: parentKey(), object: level.number, depth: levels.count,
        text: JSONStrings.decoded(json.extracting(start..<end))))
  }

  /// The name by which the innermost object is held.
  private func parentKey() -> String {
    guard let object = levels.lastIndex(where: { $0.isObject }), object > 0 else { return "" }
    return levels[object - 1].key
  }

  /// What a string's bytes stand for (RFC 8259 §7).
  private static func decoded(_ bytes: Span<UInt8>) -> String {
    var result: [UInt8] = []
    let count = min(bytes.count, maximumBytes)
    result.reserveCapacity(count)
    var index = 0
    while index < count {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < count else {
        result.append(byte)
        continue
      }
      index = unescape(bytes, index, count, into: &result)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Reads what follows a backslash; where it ends.
  private static func unescape(
    _ bytes: Span<UInt8>, _ start: Int, _ count: Int, into result: inout [UInt8]
  ) -> Int {
    switch bytes[start] {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "b"), UInt8(ascii: "f"): result.append(0x20)
    case UInt8(ascii: "u"):
      guard let first = codeUnit(bytes, start + 1, count) else { return start + 1 }
      var scalar = UInt32(first)
      var end = start + 5
      if first >= 0xD800, first < 0xDC00, end + 1 < count, bytes[end] == UInt8(ascii: "\\"),
        let second = codeUnit(bytes, end + 2, count), second >= 0xDC00, second < 0xE000
      {
        scalar = 0x10000 + (UInt32(first) - 0xD800) << 10 + UInt32(second) - 0xDC00
        end += 6
      }
      result += String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8
      return end
    default: result.append(bytes[start])
    }
    return start + 1
  }

  private static func codeUnit(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> UInt16? {
    guard start + 4 <= count else { return nil }
    var value: UInt16 = 0
    for index in start..<start + 4 {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}
