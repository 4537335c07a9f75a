/// What the options behind the `$` of a network rule say.
struct RuleOptions {
  var isImportant = false
  var isBad = false
  var matchesCase = false
  var party: NetworkRule.Flags = []
  var kinds: KindMask = []
  var notKinds: KindMask = []
  /// Hosts of pages, with `~` before those that are left out.
  var pages: [Range<Int>] = []
  /// Hosts of what is asked for.
  var targets: [Range<Int>] = []
  /// Hosts that what is asked for must not be of.
  var notTargets: [Range<Int>] = []
  var removesParameters = false
  var value = 0..<0

  /// What an option means.
  enum Meaning {
    case kinds(KindMask)
    case party(NetworkRule.Flags, opposite: NetworkRule.Flags)
    case pages, targets, notTargets
    case important, bad, matchCase, parameters
    /// Blocks, and names what stands in: nothing does here.
    case standIn
    /// Without a meaning.
    case nothing
  }

  static let meanings: [[UInt8]: Meaning] = {
    var table: [[UInt8]: Meaning] = [:]
    for (names, meaning) in rows {
      for name in names.utf8.split(separator: UInt8(ascii: " ")) { table[Array(name)] = meaning }
    }
    return table
  }()

  private static let rows: [(String, Meaning)] = [
    ("script", .kinds(KindMask(.script))),
    ("image img", .kinds(KindMask(.image))),
    ("stylesheet css", .kinds(KindMask(.stylesheet))),
    ("object object-subrequest", .kinds(KindMask(.object))),
    ("xmlhttprequest xhr", .kinds(KindMask(.xhr))),
    ("subdocument frame sub_frame", .kinds(KindMask(.subdocument))),
    ("ping beacon", .kinds(KindMask(.ping))),
    ("websocket", .kinds(KindMask(.websocket))),
    ("media", .kinds(KindMask(.media))),
    ("font", .kinds(KindMask(.font))),
    ("other", .kinds(KindMask(.other))),
    ("document doc", .kinds(.document)),
    ("popup popunder inline-script inline-font webrtc", .kinds(.elsewhere)),
    ("elemhide ehide", .kinds(.elementHiding)),
    ("generichide ghide", .kinds(.genericHiding)),
    ("specifichide shide", .kinds(.specificHiding)),
    ("all", .kinds(KindMask(rawValue: 0x1FFF))),
    ("third-party 3p", .party(.thirdParty, opposite: .firstParty)),
    ("first-party 1p", .party(.firstParty, opposite: .thirdParty)),
    ("strict3p", .party(.otherHost, opposite: .sameHost)),
    ("strict1p", .party(.sameHost, opposite: .otherHost)),
    ("domain from", .pages),
    ("to", .targets),
    ("denyallow", .notTargets),
    ("important", .important),
    ("badfilter", .bad),
    ("match-case", .matchCase),
    ("removeparam queryprune", .parameters),
    ("redirect rewrite empty mp4", .standIn),
    ("_", .nothing),
  ]

  /// The kinds a rule is for: those named, else all parts of a page but those named with `~`.
  var meantKinds: KindMask {
    if !kinds.isEmpty { return kinds.subtracting(notKinds) }
    let all: KindMask = removesParameters ? KindMask.parts.union(.document) : .parts
    return all.subtracting(notKinds)
  }
}

/// Reads the options of one rule.
struct OptionReader {
  private(set) var options = RuleOptions()
  /// The first option that is not understood, as it is told: `$csp`.
  private(set) var unsupported: String?

  /// Where the options of a rule begin, behind their `$`: the last one that options can follow;
  /// `nil` for a rule without.
  static func start(_ line: Span<UInt8>, _ rule: Range<Int>) -> Int? {
    if isExpression(line, rule) { return nil }
    var index = rule.upperBound - 1
    while index >= rule.lowerBound {
      if line[index] == UInt8(ascii: "$"), looksLikeOption(line, index + 1..<rule.upperBound) {
        return index + 1
      }
      index -= 1
    }
    return nil
  }

  /// `/…/`
  static func isExpression(_ line: Span<UInt8>, _ rule: Range<Int>) -> Bool {
    rule.count > 2 && line[rule.lowerBound] == UInt8(ascii: "/")
      && line[rule.upperBound - 1] == UInt8(ascii: "/")
  }

  /// A name in small letters, and behind it `,`, `=` or the end.
  private static func looksLikeOption(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    if index < range.upperBound, line[index] == UInt8(ascii: "~") { index += 1 }
    let start = index
    while index < range.upperBound {
      let byte = line[index]
      guard byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") else {
        break
      }
      index += 1
    }
    guard index > start else { return false }
    return index == range.upperBound || line[index] == UInt8(ascii: ",")
      || line[index] == UInt8(ascii: "=")
  }

  /// Reads all options between commas.
  mutating func read(_ line: Span<UInt8>, _ range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound, unsupported == nil {
      let end = OptionReader.end(of: start, line, range)
      readOption(line, start..<end)
      start = end + 1
    }
  }

  /// Where the option ends that begins at `start`: at a comma, which in a value that is a regular
  /// expression stands behind its last slash.
  private static func end(of start: Int, _ line: Span<UInt8>, _ range: Range<Int>) -> Int {
    var index = start
    var isInExpression = false
    while index < range.upperBound {
      let byte = line[index]
      if byte == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if byte == UInt8(ascii: "/") {
        isInExpression = !isInExpression && line[index - 1] == UInt8(ascii: "=")
      }
      if byte == UInt8(ascii: ","), !isInExpression { return index }
      index += 1
    }
    return range.upperBound
  }

  private mutating func readOption(_ line: Span<UInt8>, _ option: Range<Int>) {
    guard !option.isEmpty else { return }
    let isNegated = line[option.lowerBound] == UInt8(ascii: "~")
    var nameEnd = option.lowerBound + (isNegated ? 1 : 0)
    var name: [UInt8] = []
    while nameEnd < option.upperBound, line[nameEnd] != UInt8(ascii: "=") {
      name.append(line[nameEnd].inLowerCase)
      nameEnd += 1
    }
    let value = min(nameEnd + 1, option.upperBound)..<option.upperBound
    if name.allSatisfy({ $0 == UInt8(ascii: "_") }) { return }
    guard let meaning = RuleOptions.meanings[name],
      take(meaning, value, isNegated: isNegated, line)
    else {
      unsupported = "$" + OptionReader.shown(name)
      return
    }
  }

  /// The name of an option as it is told; what is no name is not repeated.
  private static func shown(_ name: [UInt8]) -> String {
    let isName = name.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
    guard isName, name.count <= 20 else { return "…" }
    return String(decoding: name, as: UTF8.self)
  }

  /// Whether it was understood.
  private mutating func take(
    _ meaning: RuleOptions.Meaning, _ value: Range<Int>, isNegated: Bool, _ line: Span<UInt8>
  ) -> Bool {
    switch meaning {
    case .kinds(let kinds):
      if isNegated {
        options.notKinds.formUnion(kinds)
      } else {
        options.kinds.formUnion(kinds)
      }
      return true
    case .party(let party, let opposite):
      options.party.insert(isNegated ? opposite : party)
      return true
    default: break
    }
    guard !isNegated else { return false }
    switch meaning {
    case .pages: return OptionReader.split(value, line, into: &options.pages)
    case .targets: return OptionReader.split(value, line, into: &options.targets)
    case .notTargets: return OptionReader.split(value, line, into: &options.notTargets)
    case .important: options.isImportant = true
    case .bad: options.isBad = true
    case .matchCase: options.matchesCase = true
    case .parameters:
      options.removesParameters = true
      options.value = value
      return !OptionReader.isOfOtherKind(value, line)
    case .standIn, .nothing, .kinds, .party: break
    }
    return true
  }

  /// Values of `removeparam` that mean something that is not done here: `~name`, `|name`.
  private static func isOfOtherKind(_ value: Range<Int>, _ line: Span<UInt8>) -> Bool {
    guard !value.isEmpty else { return false }
    let first = line[value.lowerBound]
    return first == UInt8(ascii: "~") || first == UInt8(ascii: "|")
  }

  /// Hosts between `|`; whether none is a regular expression.
  private static func split(
    _ value: Range<Int>, _ line: Span<UInt8>, into hosts: inout [Range<Int>]
  ) -> Bool {
    var start = value.lowerBound
    for index in value.lowerBound...value.upperBound
    where index == value.upperBound || line[index] == UInt8(ascii: "|") {
      if index > start {
        if line[start] == UInt8(ascii: "/") { return false }
        hosts.append(start..<index)
      }
      start = index + 1
    }
    return !hosts.isEmpty
  }
}
