internal import Bytes
internal import FeedModel

/// Links and enclosures, from elements of whatever dialect.
enum LinkReading {
  /// The relation as the model writes it: registered names in lower case without IANA's prefix,
  /// nothing means `alternate` (RFC 4287 §4.2.7.2).
  static func relation(_ text: String?) -> String {
    guard let text = text.map(UTF8Text.trimmed), !text.isEmpty else { return "alternate" }
    let iana: StaticString = "http://www.iana.org/assignments/relation/"
    if UTF8Text.hasPrefix(text, ignoringCase: iana) {
      return UTF8Text.lowered(String(text.dropFirst(iana.utf8CodeUnitCount)))
    }
    return text.utf8.contains(0x3A) ? text : UTF8Text.lowered(text)
  }

  /// Whether an alternate is a page for people and not another feed.
  static func isPage(_ node: XMLNode) -> Bool {
    guard let type = node.attribute(.type).map(MediaTypeReading.essence) else { return true }
    if type == "application/feed+json" { return false }
    return !type.hasSuffix("+xml") || type == "application/xhtml+xml"
  }

  static func link(_ node: XMLNode, rel: String, base: WebAddress?) -> Link? {
    guard let href = node.attribute(.href) ?? node.attribute(.resource, in: .rdf),
      let address = address(href, base: base)
    else { return nil }
    return Link(
      rel: rel, address: address, type: nonEmpty(node.attribute(.type)).map(UTF8Text.lowered),
      hreflang: nonEmpty(node.attribute(.hreflang)), title: nonEmpty(node.attribute(.title)),
      length: node.attribute(.length).flatMap(UTF8Text.integer))
  }

  /// A number of bytes, perhaps with marks between its thousands.
  static func fileSize(_ text: String) -> Int? {
    if let bytes = UTF8Text.integer(text) { return bytes }
    let text = UTF8Text.trimmed(text)
    guard let mark = text.unicodeScalars.first(where: { !("0"..."9").contains($0) }),
      [",", ".", " ", "'", "’", "\u{A0}", "\u{202F}"].contains(mark)
    else { return nil }
    let groups = text.unicodeScalars.split(separator: mark, omittingEmptySubsequences: false)
    // `12.345` may have decimals.
    guard groups.count > (mark == "." ? 2 : 1), let first = groups.first,
      (1...3).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return UTF8Text.integer(groups.map { String($0) }.joined())
  }

  /// `nil` also for what is no file of the entry: a portrait of its author, Flash.
  static func attachment(_ node: XMLNode, address: String, base: WebAddress?) -> Attachment? {
    guard !address.isEmpty, let address = self.address(address, base: base) else { return nil }
    let length = node.attribute(.length) ?? node.attribute(.filesize)
    let bytes = (length ?? node.anyAttribute(.length)).flatMap(fileSize)
    let type = nonEmpty(node.anyAttribute(.type)).map(UTF8Text.lowered)
    let isType = type?.utf8.contains(0x2F) == true
    let medium = node.attribute(.medium) ?? (isType ? nil : type)
    if Portraits.isPortrait(address) || MediaTypeReading.isFlash(address, type: type) { return nil }
    return Attachment(
      address: address,
      mediaType: isType
        ? MediaTypeReading.corrected(type, of: address)
        : MediaTypeReading.guess(from: address.href, medium: medium),
      title: nonEmpty(node.attribute(.title)), bytes: bytes == 0 ? nil : bytes,
      seconds: node.attribute(.duration).flatMap(Durations.seconds))
  }

  /// The address of a page; one without a scheme and without a base is on the web.
  static func page(_ raw: String, base: WebAddress?) -> WebAddress? {
    if let address = hostFirst(raw, base: base) { return address }
    if let address = address(raw, base: base) { return address }
    return raw.utf8.starts(with: "//".utf8) ? WebAddress("https:" + raw) : nil
  }

  /// An address that begins with its host: `www.example.org/a`, or the base's own, which a page of
  /// that name would hardly lie under.
  static func hostFirst(_ raw: String, base: WebAddress?) -> WebAddress? {
    let host = raw.utf8.prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 }
    guard host.count >= 4, host.count <= 253, host.contains(0x2E),
      host.allSatisfy({ UTF8Text.isLetter($0) || UTF8Text.isDigit($0) || $0 == 0x2D || $0 == 0x2E })
    else { return nil }
    let name = UTF8Text.lowered(String(Substring(host)))
    let labels = name.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
    let isOnWeb = labels.count >= 3 && labels[0].elementsEqual("www".utf8)
    guard isOnWeb || base?.host?.utf8.elementsEqual(name.utf8) == true,
      labels.allSatisfy({ !$0.isEmpty }), labels.last?.allSatisfy(UTF8Text.isLetter) == true
    else { return nil }
    return WebAddress("https://" + raw)
  }

  /// An address as it was meant where it was escaped twice: `?a=1&amp;b=2` with a name behind each
  /// `&amp;` of its query.
  static func address(_ raw: String, base: WebAddress?) -> WebAddress? {
    WebAddress(unescaped(raw) ?? raw, base: base)
  }

  /// `nil` for an address that was not escaped twice.
  static func unescaped(_ raw: String) -> String? {
    guard UTF8Text.contains(raw, 0x3F), UTF8Text.contains(raw, 0x3B),
      let mark = raw.utf8.firstIndex(of: 0x3F)
    else { return nil }
    let reference = Array("&amp;".utf8)
    let bytes = Array(raw.utf8[mark...])
    guard bytes.contains(0x3B) else { return nil }
    var query: [UInt8] = []
    var index = 0
    while index < bytes.count {
      query.append(bytes[index])
      let isReference = bytes[index] == 0x26 && bytes[index...].starts(with: reference)
      index += isReference ? reference.count : 1
      guard isReference else { continue }
      guard index < bytes.count,
        UTF8Text.isLetter(bytes[index]) || UTF8Text.isDigit(bytes[index]) || bytes[index] == 0x5F
      else { return nil }
    }
    return query.count < bytes.count
      ? String(raw[..<mark]) + String(decoding: query, as: UTF8.self) : nil
  }

  static func nonEmpty(_ text: String?) -> String? {
    guard let text = text.map(UTF8Text.trimmed), !text.isEmpty else { return nil }
    return text
  }
}

extension Attachment {
  /// Whether two addresses are one but for `http` and `https`.
  func isSameFile(as other: Attachment) -> Bool {
    if address == other.address { return true }
    let (a, b) = (address.href.utf8, other.address.href.utf8)
    guard abs(a.count - b.count) == 1, address.isHTTP, other.address.isHTTP else { return false }
    return a.drop { $0 != 0x3A }.elementsEqual(b.drop { $0 != 0x3A })
  }

  /// Takes over what another description of the same file says and this one doesn't.
  mutating func complete(with other: Attachment) {
    mediaType = mediaType ?? other.mediaType
    title = title ?? other.title
    bytes = bytes ?? other.bytes
    seconds = seconds ?? other.seconds
  }
}

/// Categories of RSS and Atom.
enum CategoryReading {
  static func category(_ node: XMLNode) -> Category? {
    let label = LinkReading.nonEmpty(node.attribute(.label))
    let scheme = LinkReading.nonEmpty(node.attribute(.scheme) ?? node.attribute(.domain))
    let text = LinkReading.nonEmpty(node.text).map { text in
      CharacterReferences.resolvedInText(NameMarkup.words(text))
    }
    let term = LinkReading.nonEmpty(node.attribute(.term)) ?? text
    guard let term = term ?? label else { return nil }
    return Category(term: term, scheme: scheme, label: label)
  }

  /// The categories inside an element that gathers them.
  static func categories(in node: XMLNode) -> [Category] {
    node.children.prefix(200).compactMap { $0.name.name == .category ? category($0) : nil }
  }
}

/// Atom's `source` element (RFC 4287 §4.2.11).
enum EntrySourceReading {
  static func source(_ node: XMLNode, base: WebAddress?) -> EntrySource {
    var source = EntrySource()
    for child in node.children.prefix(1_000) {
      take(child, base: child.base ?? base, into: &source)
    }
    return source
  }

  private static func take(_ node: XMLNode, base: WebAddress?, into source: inout EntrySource) {
    switch node.name.name {
    case .id: source.id = source.id ?? LinkReading.nonEmpty(node.text)
    case .title: source.title = source.title ?? text(node)
    case .subtitle, .tagline: source.subtitle = source.subtitle ?? text(node)
    case .rights, .copyright: source.rights = source.rights ?? text(node)
    case .generator: source.generator = source.generator ?? LinkReading.nonEmpty(node.text)
    case .updated, .modified:
      source.updated = source.updated ?? ParsedDate(node.text)?.timestamp
    case .icon: source.icon = source.icon ?? WebAddress(node.text, base: base)
    case .logo: source.logo = source.logo ?? WebAddress(node.text, base: base)
    case .author: source.authors += PersonReading.persons(node, base: base)
    case .contributor: source.contributors += PersonReading.persons(node, base: base)
    case .category: source.categories += [CategoryReading.category(node)].compactMap { $0 }
    case .link: takeLink(node, base: base, into: &source)
    default: break
    }
  }

  /// The words of a text construct, whose markup the model has no place for.
  private static func text(_ node: XMLNode) -> String? {
    guard let text = TextConstructs.text(node, isAtom: true, isBody: false) else { return nil }
    return LinkReading.nonEmpty(text.kind == .html ? Markup.words(text.value) : text.value)
  }

  private static func takeLink(_ node: XMLNode, base: WebAddress?, into source: inout EntrySource) {
    let rel = LinkReading.relation(node.attribute(.rel))
    guard let link = LinkReading.link(node, rel: rel, base: base) else { return }
    if rel == "self" {
      source.feedAddress = source.feedAddress ?? link.address
    } else if rel == "alternate", source.homepage == nil {
      source.homepage = link.address
    } else {
      source.links.append(link)
    }
  }
}

extension EntrySourceReading {
  static func authors(_ node: XMLNode, base: WebAddress?) -> [Person] {
    node.children.filter { $0.name.name == .author }.prefix(200).flatMap {
      PersonReading.persons($0, base: base)
    }
  }
}

/// Media types: of addresses by their extensions, and without parameters.
enum MediaTypeReading {
  /// The type of a file by its extension, else its medium alone: `image/*`.
  static func guess(from address: String, medium: String?) -> String? {
    let major = medium.map(UTF8Text.lowered).map(UTF8Text.trimmed)
    guard let major, major == "image" || major == "audio" || major == "video" else {
      return MediaTypesByEnding.type(ofName: address)
    }
    // A player's page is no file of its extension.
    let known = MediaTypesByEnding.type(ofName: address)
    return known?.utf8.starts(with: major.utf8) == true ? known : "\(major)/*"
  }

  /// The type of a picture, sound or film where the address ends as their names do and the source says
  /// what servers say of errors and of what they don't know.
  static func corrected(_ type: String?, of address: WebAddress) -> String? {
    guard let type, untold.contains(essence(type)), isMedium(address),
      let name = address.path.utf8.split(separator: 0x2F).last,
      // Wikipedia's pages are called `File:Name.jpg`.
      !name.contains(0x3A), !UTF8Text.lowered(String(Substring(name))).contains("%3a")
    else { return type }
    return MediaTypesByEnding.type(ofName: address.path)
  }

  private static let untold: Set<String> = [
    "text/html", "text/plain", "application/octet-stream", "binary/octet-stream",
  ]

  private static func isMedium(_ address: WebAddress) -> Bool {
    guard let type = MediaTypesByEnding.type(ofName: address.path)?.utf8 else { return false }
    return ["image/", "audio/", "video/"].contains { type.starts(with: $0.utf8) }
  }

  /// Whether the path ends as pictures' names do.
  static func isPicture(_ address: WebAddress) -> Bool {
    MediaTypesByEnding.type(ofName: address.path)?.utf8.starts(with: "image/".utf8) == true
  }

  /// Whether a file is a program for Adobe's Flash, which nothing plays any more.
  static func isFlash(_ address: WebAddress, type: String?) -> Bool {
    if let type, !type.isEmpty {
      return type.utf8.starts(with: "application/x-shockwave-flash".utf8)
    }
    return UTF8Text.lowered(String(address.path.suffix(4))).utf8.elementsEqual(".swf".utf8)
  }

  /// The type without its parameters, in lower case.
  static func essence(_ type: String) -> String {
    UTF8Text.lowered(UTF8Text.trimmed(String(Substring(type.utf8.prefix { $0 != 0x3B }))))
  }

  /// Whether a type, without parameters, is a page's.
  static func isPage(_ type: String) -> Bool {
    type == "html" || type == "xhtml" || type == "text/html" || type == "application/xhtml+xml"
  }
}

/// Durations as podcasts write them.
enum Durations {
  /// `1:02:03`, `62:03`, `3723`, `3723.5`, `PT1H2M3S`; `nil` for all else and for more than a year.
  static func seconds(_ text: String) -> Double? {
    if UTF8Text.hasPrefix(UTF8Text.trimmed(text), ignoringCase: "p") { return isoSeconds(text) }
    if let last = UTF8Text.trimmed(text).utf8.last, UTF8Text.isLetter(last) {
      return unitSeconds(text)
    }
    var total = 0
    var part = 0
    var digits = 0
    var parts = 1
    for byte in UTF8Text.trimmed(text).utf8 {
      if UTF8Text.isDigit(byte), digits < 9 {
        part = part * 10 + Int(byte - 0x30)
        digits += 1
      } else if byte == 0x3A, digits > 0, parts < 3 {
        total = (total + part) * 60
        (part, digits) = (0, 0)
        parts += 1
      } else if byte == 0x2E, digits > 0 {
        break
      } else {
        return nil
      }
    }
    guard digits > 0, total + part <= 366 * 86_400 else { return nil }
    return Double(total + part)
  }

  /// `1h 2m 3s`, `62 min`, `1 hr 2 mins`: numbers with units, the longest first.
  private static func unitSeconds(_ text: String) -> Double? {
    var units: [(letter: UInt8, seconds: Int)] = [(0x68, 3_600), (0x6D, 60), (0x73, 1)]
    var (total, digits, part) = (0, 0, 0)
    var isInWord = false
    for byte in UTF8Text.trimmed(text).utf8.prefix(40).map(UTF8Text.fold) {
      if UTF8Text.isDigit(byte), digits < 6 {
        (part, digits) = (part * 10 + Int(byte - 0x30), digits + 1)
        isInWord = false
      } else if UTF8Text.isLetter(byte), isInWord {
        continue
      } else if digits > 0, let place = units.firstIndex(where: { $0.letter == byte }) {
        total += part * units[place].seconds
        units.removeFirst(place + 1)
        (part, digits) = (0, 0)
        isInWord = true
      } else if UTF8Text.isSpace(byte) || byte == 0x2C {
        isInWord = false
      } else {
        return nil
      }
    }
    return digits == 0 && total > 0 && total <= 366 * 86_400 ? Double(total) : nil
  }

  /// ISO 8601's `P1DT2H3M4.5S`; months and years have no length.
  private static func isoSeconds(_ text: String) -> Double? {
    var (total, digits, part) = (0, 0, 0)
    var units: [(letter: UInt8, seconds: Int)] = [(0x64, 86_400)]
    var isFraction = false
    for byte in UTF8Text.trimmed(text).utf8.dropFirst().map(UTF8Text.fold) {
      if UTF8Text.isDigit(byte), digits < 9 {
        if !isFraction { (part, digits) = (part * 10 + Int(byte - 0x30), digits + 1) }
      } else if byte == 0x74, digits == 0, units.first?.letter != 0x68 {
        units = [(0x68, 3_600), (0x6D, 60), (0x73, 1)]
      } else if byte == 0x2E || byte == 0x2C, digits > 0, !isFraction {
        isFraction = true
      } else if digits > 0, let place = units.firstIndex(where: { $0.letter == byte }) {
        total += part * units[place].seconds
        units.removeFirst(place + 1)
        (part, digits, isFraction) = (0, 0, false)
      } else {
        return nil
      }
    }
    return digits == 0 && total > 0 && total <= 366 * 86_400 ? Double(total) : nil
  }
}
