/// Reads cosmetic rules into a compiler's tables.
extension ListCompiler {
  /// What stands between hosts and selector: `##`, `#@#`, `#?#` and others.
  struct CosmeticMark {
    var range: Range<Int>
    var isException = false
    /// What is not understood, as it is told: `#$#`.
    var unsupported: String?
  }

  /// Where a line is cut in two, if it is a cosmetic rule.
  static func cosmeticMark(_ line: Span<UInt8>, _ whole: Range<Int>) -> CosmeticMark? {
    var index = whole.lowerBound
    while index + 1 < whole.upperBound {
      if line[index] == UInt8(ascii: "#"), let mark = mark(line, index, whole) { return mark }
      // AdGuard's filtering of markup: `example.com$$div[id="x"]`.
      if line[index] == UInt8(ascii: "$"), line[index + 1] == UInt8(ascii: "$"),
        index + 2 < whole.upperBound, line[index + 2].isLetterOrDigit,
        !ListCompiler.starts(line, whole, with: "|"), !ListCompiler.starts(line, whole, with: "/")
      {
        return CosmeticMark(range: index..<index + 2, unsupported: "$$")
      }
      // Hosts hold none of these: this is a network rule.
      if line[index] == UInt8(ascii: "/"), index > whole.lowerBound { return nil }
      if line[index] == UInt8(ascii: "^") || line[index] == UInt8(ascii: "?") { return nil }
      index += 1
    }
    return nil
  }

  /// `#`, then `@`, `?`, `$`, `%` in any order, then `#`.
  private static func mark(
    _ line: Span<UInt8>, _ start: Int, _ whole: Range<Int>
  ) -> CosmeticMark? {
    var mark = CosmeticMark(range: start..<start)
    var index = start + 1
    while index < whole.upperBound, index < start + 5 {
      switch line[index] {
      case UInt8(ascii: "#"):
        mark.range = start..<index + 1
        return mark
      case UInt8(ascii: "@"): mark.isException = true
      case UInt8(ascii: "?"): break
      case UInt8(ascii: "$"): mark.unsupported = "#$#"
      case UInt8(ascii: "%"): mark.unsupported = "#%#"
      default: return nil
      }
      index += 1
    }
    return nil
  }

  /// Reads one rule; what is not understood is counted.
  mutating func addCosmeticRule(
    _ line: Span<UInt8>, _ whole: Range<Int>, _ mark: CosmeticMark
  ) {
    let written = mark.range.upperBound..<whole.upperBound
    if let name = mark.unsupported ?? ListCompiler.kindOfOther(line, written) {
      return note(name, line, whole)
    }
    guard !written.isEmpty else { return note("selector", line, whole) }
    var rule = CosmeticRule()
    rule.isException = mark.isException
    guard takeHosts(line, whole.lowerBound..<mark.range.lowerBound, &rule) else {
      return note("hosts of a cosmetic rule", line, whole)
    }
    let shift = texts.count - whole.lowerBound
    if ListCompiler.isSimple(line, written) {
      rule.selector = written.lowerBound + shift..<written.upperBound + shift
      appendText(line, whole)
      rule.text = whole.lowerBound + shift..<whole.upperBound + shift
    } else {
      var reader = SelectorTranslator(line, written)
      if let name = reader.translate() { return note(name, line, whole) }
      let text = String(decoding: reader.output, as: UTF8.self)
      guard ListedSelector(text) != nil else { return note("selector", line, whole) }
      appendText(line, whole)
      rule.text = whole.lowerBound + shift..<whole.upperBound + shift
      rule.selector = texts.count..<texts.count + reader.output.count
      texts += reader.output
    }
    cosmetics.append(rule)
  }

  /// Scriptlets and filters of markup, which need a browser.
  private static func kindOfOther(_ line: Span<UInt8>, _ selector: Range<Int>) -> String? {
    if starts(line, selector, with: "+js") { return "##+js()" }
    if starts(line, selector, with: "^") { return "##^" }
    if starts(line, selector, with: "script:inject") { return "##script:inject()" }
    return nil
  }

  /// `.name` or `#name` in plain letters.
  private static func isSimple(_ line: Span<UInt8>, _ selector: Range<Int>) -> Bool {
    let first = line[selector.lowerBound]
    guard first == UInt8(ascii: ".") || first == UInt8(ascii: "#"), selector.count > 1,
      line[selector.lowerBound + 1].isLetterOrDigit,
      line[selector.lowerBound + 1] > UInt8(ascii: "9")
    else { return false }
    for index in selector.dropFirst() {
      let byte = line[index]
      guard byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") else {
        return false
      }
    }
    return true
  }

  /// Hosts between commas; false where one is not understood.
  private mutating func takeHosts(
    _ line: Span<UInt8>, _ range: Range<Int>, _ rule: inout CosmeticRule
  ) -> Bool {
    var hosts: [Range<Int>] = []
    var start = range.lowerBound
    for index in range.lowerBound...range.upperBound
    where index == range.upperBound || line[index] == UInt8(ascii: ",") {
      var host = start..<index
      start = index + 1
      while let first = host.first, line[first].isBlank { host.removeFirst() }
      while let last = host.last, line[last].isBlank { host.removeLast() }
      if host.isEmpty || (host.count == 1 && line[host.lowerBound] == UInt8(ascii: "*")) {
        continue
      }
      for index in host {
        let byte = line[index]
        guard
          byte.isHostByte || byte >= 0x80 || byte == UInt8(ascii: "~")
            || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
            || byte == UInt8(ascii: ":")
        else { return false }
      }
      hosts.append(host)
    }
    if !hosts.isEmpty { rule.pages = addHostSet(hosts, line) }
    return true
  }
}
