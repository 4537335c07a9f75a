import HTML

/// Reads the lines `key: value` and `key(argument): value` of a site's file.
struct SiteFileReader {
  private(set) var file = SiteFile()
  private let name: String
  private var place = ""
  /// `find_string` lines whose `replace_string` is still to come.
  private var finds: [(text: [UInt8], place: String)] = []
  /// `replace_string` lines, in their order: the published form pairs both by their number.
  private var replacements: [(text: [UInt8], place: String)] = []

  /// The most expressions under one key.
  private static let mostParts = 200

  /// Keys that other programs use, and that change nothing here.
  static let ignored: Set<String> = [
    "tidy", "prune", "autodetect_on_failure", "parser", "convert_double_br_tags", "dissolve",
    "footnotes", "if_page_contains", "insert_detected_image", "login_extra_fields",
    "login_password_field", "login_uri", "login_username_field", "move_into", "native_ad_clue",
    "not_logged_in_xpath", "requires_login", "single_page_link_in_feed", "skip_id_or_class",
    "skip_json_ld", "src_lazy_load_attr", "strip_attr", "strip_comments", "wrap_in",
  ]

  /// Keys that are understood.
  static let known = [
    "author", "body", "date", "find_string", "http_header", "next_page_link", "replace_string",
    "single_page_link", "strip", "strip_id_or_class", "strip_image_src", "test_contains",
    "test_url", "title",
  ]

  /// Fields of requests that are the fetcher's own business.
  private static let forbiddenHeaders: Set<String> = [
    "host", "content-length", "transfer-encoding", "connection", "accept-encoding", "te",
    "upgrade", "keep-alive", "range", "if-none-match", "if-modified-since", "expect", "trailer",
    "proxy-authorization",
  ]

  init(name: String) { self.name = name }

  mutating func read(_ bytes: [UInt8]) {
    guard bytes.count <= SiteFile.maxBytes else {
      place = name
      mistake("is larger than \(SiteFile.maxBytes >> 10) KiB; it is left out")
      return
    }
    var rest = bytes[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    let lines = rest.split(omittingEmptySubsequences: false) { $0 == 0x0A }
    for (number, line) in lines.enumerated() {
      place = "\(name):\(number + 1)"
      read(line: Self.trimmed(line))
    }
    pair()
  }

  private mutating func read(line: ArraySlice<UInt8>) {
    guard let first = line.first, first != UInt8(ascii: "#") else { return }
    guard let (key, argument, value) = Self.parts(line) else {
      mistake("is not of the form \"key: value\"")
      return
    }
    if value.isEmpty, key != "replace_string", !Self.ignored.contains(key) {
      mistake("\"\(key)\" has no value")
      return
    }
    take(key, argument, value)
  }

  /// `key: value` and `key(argument): value`; an argument may hold colons and brackets.
  private static func parts(
    _ line: ArraySlice<UInt8>
  ) -> (key: String, argument: [UInt8]?, value: [UInt8])? {
    let end = line.firstIndex { !isKeyByte($0) } ?? line.endIndex
    guard end > line.startIndex, end < line.endIndex else { return nil }
    let key = String(decoding: line[..<end], as: UTF8.self).lowercased()
    if line[end] == UInt8(ascii: "(") {
      var close = end + 1
      while close + 1 < line.endIndex {
        if line[close] == UInt8(ascii: ")"), line[close + 1] == UInt8(ascii: ":") {
          return (key, Array(line[(end + 1)..<close]), Array(trimmed(line[(close + 2)...])))
        }
        close += 1
      }
      return nil
    }
    let rest = trimmed(line[end...])
    guard rest.first == UInt8(ascii: ":") else { return nil }
    return (key, nil, Array(trimmed(rest.dropFirst())))
  }

  private mutating func take(_ key: String, _ argument: [UInt8]?, _ value: [UInt8]) {
    switch key {
    case "title": add(\.title, value)
    case "body": add(\.keep, value)
    case "author": add(\.authors, value)
    case "date": add(\.date, value)
    case "strip": add(\.remove, value)
    case "next_page_link": add(\.next, value)
    case "single_page_link": add(\.single, value)
    case "strip_id_or_class": add(\.remove, .idOrClass(Self.unquoted(value)))
    case "strip_image_src": add(\.remove, .imageSource(Self.unquoted(value)))
    case "test_url":
      file.rule.tests.append(.init(address: String(decoding: value, as: UTF8.self), place: place))
    case "test_contains": addTestText(value)
    case "find_string": finds.append((value, place))
    case "replace_string":
      if let argument {
        replace(argument, with: value, at: place)
      } else {
        replacements.append((value, place))
      }
    case "http_header": addHeader(argument, value)
    default: other(key)
    }
  }

  private mutating func other(_ key: String) {
    if Self.ignored.contains(key) {
      file.remarks.append(.init(place: place, kind: .ignored(key)))
      return
    }
    let nearest = Self.known.first { Self.isNear($0, key) }
    let hint = nearest.map { "; did you mean \"\($0)\"?" } ?? ""
    mistake("\"\(key)\" is no key of site files" + hint)
  }

  /// Whether two keys differ in case, blanks or one letter: enough to name the one that was meant.
  private static func isNear(_ known: String, _ key: String) -> Bool {
    let (a, b) = (Array(known.utf8), Array(key.utf8))
    guard abs(a.count - b.count) <= 1 else { return false }
    let same = zip(a, b).prefix { $0 == $1 }.count
    let end = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
    return same + end >= max(a.count, b.count) - 1
  }

  // MARK: Expressions

  private mutating func add(_ list: WritableKeyPath<SiteRule, [SiteRule.Part]>, _ value: [UInt8]) {
    let text = String(decoding: value, as: UTF8.self)
    do throws(PagePath.Invalid) {
      add(list, .path(try PagePath(text)))
    } catch {
      mistake("the expression \(error.reason)")
    }
  }

  private mutating func add(
    _ list: WritableKeyPath<SiteRule, [SiteRule.Part]>, _ pattern: PagePattern
  ) {
    guard file.rule[keyPath: list].count < Self.mostParts else {
      mistake("is one of more than \(Self.mostParts) of its kind; it is left out")
      return
    }
    file.rule[keyPath: list].append(SiteRule.Part(pattern, place: place))
  }

  /// A text belongs to the page before it.
  private mutating func addTestText(_ value: [UInt8]) {
    guard let last = file.rule.tests.indices.last else {
      mistake("\"test_contains\" stands before any \"test_url\"; put the page's address over it")
      return
    }
    file.rule.tests[last].texts.append(String(decoding: value, as: UTF8.self))
  }

  private mutating func addHeader(_ argument: [UInt8]?, _ value: [UInt8]) {
    guard let argument, !argument.isEmpty, argument.allSatisfy(Self.isToken) else {
      mistake("a header is written as \"http_header(Name): value\"")
      return
    }
    let header = String(decoding: argument, as: UTF8.self)
    if Self.forbiddenHeaders.contains(header.lowercased()) {
      mistake("the header \"\(header)\" is left to Refeed")
    } else if value.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
      mistake("the header \"\(header)\" holds a control character")
    } else {
      file.rule.headers.append(
        .init(name: header, value: String(decoding: value, as: UTF8.self)))
    }
  }

  // MARK: Replacements

  private mutating func replace(_ find: [UInt8], with text: [UInt8], at place: String) {
    if find.isEmpty {
      file.remarks.append(.init(place: place, kind: .mistake("there is no text to be found")))
    } else if file.rule.replacements.count < TextReplacement.mostReplacements {
      file.rule.replacements.append(.init(find: find, replacement: text, place: place))
    }
  }

  private mutating func pair() {
    for (find, replacement) in zip(finds, replacements) {
      replace(find.text, with: replacement.text, at: find.place)
    }
    for find in finds.dropFirst(replacements.count) {
      file.remarks.append(
        .init(place: find.place, kind: .mistake("\"find_string\" has no \"replace_string\"")))
    }
    for text in replacements.dropFirst(finds.count) {
      file.remarks.append(
        .init(place: text.place, kind: .mistake("\"replace_string\" has no \"find_string\"")))
    }
  }

  // MARK: Bytes

  private mutating func mistake(_ sentence: String) {
    file.remarks.append(.init(place: place, kind: .mistake(sentence)))
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    guard let start = bytes.firstIndex(where: { !isBlank($0) }),
      let end = bytes.lastIndex(where: { !isBlank($0) })
    else { return [] }
    return bytes[start...end]
  }

  /// Some files write quotation marks around a name.
  private static func unquoted(_ value: [UInt8]) -> [UInt8] {
    guard value.count > 2, let first = value.first, first == value.last,
      first == UInt8(ascii: "'") || first == UInt8(ascii: "\"")
    else { return value }
    return Array(value[1..<(value.count - 1)])
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == UInt8(ascii: "_")
      || byte >= 0x30 && byte <= 0x39
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    isKeyByte(byte) || "!#$%&'*+-.^`|~".utf8.contains(byte)
  }
}
