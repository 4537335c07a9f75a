internal import Bytes
internal import FeedModel

/// Reads network rules into a compiler's tables.
extension ListCompiler {
  /// Reads one rule; what is not understood is counted.
  mutating func addNetworkRule(_ line: Span<UInt8>, _ whole: Range<Int>) {
    var rule = NetworkRule()
    var body = whole
    if ListCompiler.starts(line, body, with: "@@") {
      rule.flags.insert(.exception)
      body = body.lowerBound + 2..<body.upperBound
    }
    var reader = OptionReader()
    if let start = OptionReader.start(line, body) {
      reader.read(line, start..<body.upperBound)
      if let name = reader.unsupported { return note(name, line, whole) }
      body = body.lowerBound..<start - 1
    }
    let options = reader.options
    rule.kinds = options.meantKinds
    rule.flags.formUnion(options.party)
    if options.matchesCase { rule.flags.insert(.matchCase) }
    if options.isImportant { rule.flags.insert(.important) }
    if options.removesParameters { rule.flags.insert(.parameters) }
    guard body.count <= ListCompiler.longestPattern else {
      return note("a pattern over 2 KiB", line, whole)
    }
    guard takePattern(line, body, &rule) else { return note("regular expression", line, whole) }
    takeSets(of: options, line, &rule)
    takeTexts(line, whole, options, &rule)
    if options.isBad {
      badRules.append(rule)
    } else if rule.kinds.isDisjoint(with: ListCompiler.askedFor) {
      inapplicable += 1
    } else {
      rules.append(rule)
    }
  }

  /// In bytes: what is looked for in every address must not be long.
  private static let longestPattern = 2048

  /// What feeds have: parts of pages, links, and what exceptions say of pages.
  private static let askedFor = KindMask.parts.union(.page)

  /// A line of a hosts file: `0.0.0.0 example.com`.
  mutating func addHostsLine(_ line: Span<UInt8>, _ whole: Range<Int>) -> Bool {
    let starts: [StaticString] = ["0.0.0.0 ", "127.0.0.1 "]
    guard starts.contains(where: { ListCompiler.starts(line, whole, with: $0) }),
      let blank = whole.first(where: { line[$0] == 0x20 })
    else { return false }
    let host = blank + 1..<whole.upperBound
    guard host.count > 3, host.allSatisfy({ line[$0].isHostByte }) else { return false }
    var rule = NetworkRule()
    rule.kinds = .parts
    rule.flags = [.host, .wholeHost, .namesHost]
    takeTexts(line, whole, RuleOptions(), &rule)
    let start = texts.count
    for index in host { texts.append(line[index].inLowerCase) }
    rule.pattern = start..<texts.count
    rules.append(rule)
    return true
  }

  // MARK: Patterns

  /// Takes anchors off and says in flags what they were; false for a bad regular expression.
  private mutating func takePattern(
    _ line: Span<UInt8>, _ body: Range<Int>, _ rule: inout NetworkRule
  ) -> Bool {
    var body = body
    if OptionReader.isExpression(line, body) {
      rule.flags.insert(.expression)
      rule.pattern = body.lowerBound + 1..<body.upperBound - 1
      var source: [UInt8] = []
      for index in rule.pattern { source.append(line[index]) }
      return ListExpression(source, ignoringCase: true, isText: false) != nil
    }
    if ListCompiler.starts(line, body, with: "||") {
      rule.flags.insert(.host)
      body = body.lowerBound + 2..<body.upperBound
    } else if ListCompiler.starts(line, body, with: "|") {
      rule.flags.insert(.start)
      body = body.lowerBound + 1..<body.upperBound
    }
    if body.count > 0, line[body.upperBound - 1] == UInt8(ascii: "|") {
      rule.flags.insert(.end)
      body = body.lowerBound..<body.upperBound - 1
    }
    trimStars(line, &body, &rule.flags)
    rule.pattern = body
    ListCompiler.classify(line, &rule)
    return true
  }

  /// Stars at the ends say nothing but that there is no anchor.
  private func trimStars(
    _ line: Span<UInt8>, _ body: inout Range<Int>, _ flags: inout NetworkRule.Flags
  ) {
    let star = UInt8(ascii: "*")
    while let first = body.first, line[first] == star {
      body = first + 1..<body.upperBound
      flags.subtract([.host, .start])
    }
    while let last = body.last, line[last] == star {
      body = body.lowerBound..<last
      flags.remove(.end)
    }
  }

  private static func classify(_ line: Span<UInt8>, _ rule: inout NetworkRule) {
    for index in rule.pattern
    where line[index] == UInt8(ascii: "*") || line[index] == UInt8(ascii: "^") {
      rule.flags.insert(.wildcards)
    }
    guard rule.flags.contains(.host) else { return }
    var end = rule.pattern.lowerBound
    var hasDot = false
    while end < rule.pattern.upperBound, line[end].isHostByte || line[end] >= 0x80 {
      if line[end] == UInt8(ascii: ".") { hasDot = true }
      end += 1
    }
    guard hasDot, end > rule.pattern.lowerBound, line[end - 1] != UInt8(ascii: "."),
      line[rule.pattern.lowerBound] != UInt8(ascii: ".")
    else { return }
    if end < rule.pattern.upperBound, line[end] != UInt8(ascii: "*") {
      rule.flags.insert(.namesHost)
    }
    if end + 1 == rule.pattern.upperBound, line[end] == UInt8(ascii: "^"),
      !rule.flags.contains(.end)
    {
      rule.flags.insert(.wholeHost)
      rule.pattern = rule.pattern.lowerBound..<end
    }
  }

  // MARK: Texts

  /// Puts the rule's line into the texts, and its pattern beside it where that must be written in
  /// another way.
  private mutating func takeTexts(
    _ line: Span<UInt8>, _ whole: Range<Int>, _ options: RuleOptions, _ rule: inout NetworkRule
  ) {
    let shift = texts.count - whole.lowerBound
    appendText(line, whole)
    rule.text = whole.lowerBound + shift..<whole.upperBound + shift
    rule.value = options.value.lowerBound + shift..<options.value.upperBound + shift
    if options.value.isEmpty { rule.value = 0..<0 }
    let written = rule.pattern
    let isExact = rule.flags.contains(.expression) || rule.flags.contains(.matchCase)
    var isPlain = true
    for index in written {
      let byte = line[index]
      if byte >= 0x80 || (!isExact && byte != byte.inLowerCase) { isPlain = false }
    }
    if isPlain || rule.flags.contains(.expression) {
      rule.pattern = written.lowerBound + shift..<written.upperBound + shift
      return
    }
    var pattern: [UInt8] = []
    for index in written { pattern.append(isExact ? line[index] : line[index].inLowerCase) }
    if pattern.contains(where: { $0 >= 0x80 }) {
      pattern = ListCompiler.asciiPattern(pattern, isHost: rule.flags.contains(.host))
    }
    let start = texts.count
    texts += pattern
    rule.pattern = start..<texts.count
  }

  /// A pattern as addresses are written: hosts in Punycode, the rest percent-encoded.
  static func asciiPattern(_ pattern: [UInt8], isHost: Bool) -> [UInt8] {
    var rest = pattern[...]
    var result: [UInt8] = []
    if isHost {
      let host = rest.prefix { $0.isHostByte || $0 >= 0x80 }
      if let ascii = WebAddress("http://" + String(decoding: host, as: UTF8.self))?.host {
        result += ascii.utf8
        rest = rest.dropFirst(host.count)
      }
    }
    for byte in rest {
      if byte >= 0x80 {
        var encoded: [UInt8] = []
        PercentCoding.append(byte, to: &encoded)
        result += encoded.map(\.inLowerCase)
      } else {
        result.append(byte)
      }
    }
    return result
  }

  // MARK: Hosts

  private mutating func takeSets(
    of options: RuleOptions, _ line: Span<UInt8>, _ rule: inout NetworkRule
  ) {
    if !options.pages.isEmpty { rule.pages = addHostSet(options.pages, line) }
    if !options.targets.isEmpty || !options.notTargets.isEmpty {
      rule.targets = addHostSet(options.targets, except: options.notTargets, line)
    }
  }

  /// Adds a set of hosts; its offset, counted from 1.
  mutating func addHostSet(
    _ hosts: [Range<Int>], except: [Range<Int>] = [], _ line: Span<UInt8>
  ) -> Int {
    var meant: [UInt64] = []
    var others = except.map { ListCompiler.hash(ofHost: $0, line) }
    for host in hosts {
      if line[host.lowerBound] == UInt8(ascii: "~") {
        others.append(ListCompiler.hash(ofHost: host.lowerBound + 1..<host.upperBound, line))
      } else {
        meant.append(ListCompiler.hash(ofHost: host, line))
      }
    }
    let offset = sets.bytes.count
    sets.append(UInt32(meant.count))
    sets.append(UInt32(others.count))
    for hash in meant.sorted() { sets.append(hash) }
    for hash in others.sorted() { sets.append(hash) }
    return offset + 1
  }

  /// Of a host as pages' are, or of the name before `.*`.
  private static func hash(ofHost host: Range<Int>, _ line: Span<UInt8>) -> UInt64 {
    if host.count > 2, line[host.upperBound - 1] == UInt8(ascii: "*"),
      line[host.upperBound - 2] == UInt8(ascii: ".")
    {
      return ListHash.lowercased(line, host.lowerBound..<host.upperBound - 2, .entity)
    }
    guard host.contains(where: { line[$0] >= 0x80 }) else {
      return ListHash.lowercased(line, host, .host)
    }
    var name: [UInt8] = []
    for index in host { name.append(line[index].inLowerCase) }
    let ascii = asciiPattern(name, isHost: true)
    return ListHash.of(ascii.span, 0..<ascii.count, .host)
  }

  static func starts(_ line: Span<UInt8>, _ range: Range<Int>, with text: StaticString) -> Bool {
    guard range.count >= text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { text in
      for index in text.indices where line[range.lowerBound + index] != text[index] {
        return false
      }
      return true
    }
  }
}
