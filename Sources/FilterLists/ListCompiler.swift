/// Reads lists and makes the flat bytes that ``CompiledLists`` matches with.
struct ListCompiler {
  /// The lines of all rules, and patterns and selectors that are written in another way.
  var texts: [UInt8] = []
  var rules: [NetworkRule] = []
  /// Rules that switch off the same without `badfilter`.
  var badRules: [NetworkRule] = []
  var cosmetics: [CosmeticRule] = []
  var sets = FlatWriter()
  /// Rules that are understood and never needed: for pop-up windows and pages that are gone to.
  var inapplicable = 0
  private(set) var unsupported: [String: UnsupportedRules.Reason] = [:]
  private var conditions = ListConditions()

  /// The longest line that is read, in bytes.
  private static let longestLine = 32 << 10

  /// Counts a rule that is not understood.
  mutating func note(_ name: String, _ line: Span<UInt8>, _ range: Range<Int>) {
    guard unsupported[name] == nil else {
      unsupported[name]?.count += 1
      return
    }
    unsupported[name] = UnsupportedRules.Reason(
      name: name, count: 1, example: UnsupportedRules.example(line, range))
  }

  /// Adds bytes of a line to the texts.
  mutating func appendText(_ line: Span<UInt8>, _ range: Range<Int>) {
    line.withUnsafeBufferPointer { texts.append(contentsOf: $0[range]) }
  }

  /// Reads a list: rules between line ends.
  mutating func add(_ list: Span<UInt8>) {
    conditions = ListConditions()
    texts.reserveCapacity(texts.count + list.count + list.count / 8)
    var start = ListCompiler.afterMark(list)
    while start < list.count {
      var end = start
      while end < list.count, list[end] != 0x0A, list[end] != 0x0D { end += 1 }
      var line = start..<end
      while let first = line.first, list[first].isBlank { line = first + 1..<line.upperBound }
      while let last = line.last, list[last].isBlank { line = line.lowerBound..<last }
      if !line.isEmpty { addLine(list, line) }
      start = end + 1
    }
  }

  /// Behind a byte order mark.
  private static func afterMark(_ list: Span<UInt8>) -> Int {
    list.count > 2 && list[0] == 0xEF && list[1] == 0xBB && list[2] == 0xBF ? 3 : 0
  }

  private mutating func addLine(_ list: Span<UInt8>, _ line: Range<Int>) {
    let first = list[line.lowerBound]
    if first == UInt8(ascii: "!") {
      if line.count > 1, list[line.lowerBound + 1] == UInt8(ascii: "#") {
        takeDirective(list, line)
      }
      return
    }
    guard conditions.isTrue else { return note("!#if", list, line) }
    guard line.count <= ListCompiler.longestLine else {
      return note("a line over 32 KiB", list, line)
    }
    if first == UInt8(ascii: "["), list[line.upperBound - 1] == UInt8(ascii: "]") { return }
    if let mark = ListCompiler.cosmeticMark(list, line) {
      return addCosmeticRule(list, line, mark)
    }
    // A remark as hosts files have it.
    if first == UInt8(ascii: "#") { return }
    if addHostsLine(list, line) { return }
    addNetworkRule(list, line)
  }

  /// `!#if`, `!#else`, `!#endif`, `!#include`.
  private mutating func takeDirective(_ list: Span<UInt8>, _ line: Range<Int>) {
    var text: [UInt8] = []
    for index in line.dropFirst(2).prefix(400) { text.append(list[index]) }
    if text.starts(with: "include".utf8) {
      if conditions.isTrue { note("!#include", list, line) }
    } else if !conditions.take(text) {
      note("!# of another kind", list, line)
    }
  }
}
