internal import FeedModel
internal import HTML

/// What a line shows, in bits that can be kept: the evidence for and against it.
struct LineFacts: OptionSet, Hashable {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  private init(bit: Int) { rawValue = 1 << UInt64(bit) }

  /// Words of a call to action.
  static let call = LineFacts(bit: 0)
  /// A sentence that only promos say.
  static let plug = LineFacts(bit: 1)
  /// Says that somebody paid for it.
  static let sponsor = LineFacts(bit: 2)
  /// Names what promos offer.
  static let thing = LineFacts(bit: 3)
  /// Speaks to the reader, or of those who publish.
  static let person = LineFacts(bit: 4)
  /// A link to another site than the article's.
  static let foreign = LineFacts(bit: 5)
  /// A link within the article's site.
  static let domestic = LineFacts(bit: 6)
  /// A link to the entry itself.
  static let own = LineFacts(bit: 7)
  /// A link to write to somebody.
  static let mail = LineFacts(bit: 8)
  /// A shop for applications, a place for donations.
  static let trade = LineFacts(bit: 9)
  static let social = LineFacts(bit: 10)
  /// A page to subscribe, to join, to donate.
  static let callPage = LineFacts(bit: 11)
  /// Nothing but links, pictures and signs.
  static let linksOnly = LineFacts(bit: 12)
  static let heading = LineFacts(bit: 13)
  static let picture = LineFacts(bit: 14)
  /// A picture that is a link to another site.
  static let banner = LineFacts(bit: 15)
  static let player = LineFacts(bit: 16)
  /// At most 80 bytes of words.
  static let short = LineFacts(bit: 17)
  /// More than 800 bytes of words.
  static let long = LineFacts(bit: 18)
  /// In one block with the line before it.
  static let joined = LineFacts(bit: 19)
  /// Ends as what introduces something does: a colon, a question, an exclamation.
  static let leads = LineFacts(bit: 20)
  /// A table, a figure or the like.
  static let whole = LineFacts(bit: 21)
  /// The entry says nothing else.
  static let only = LineFacts(bit: 22)
  /// At least two links to social networks.
  static let socialRow = LineFacts(bit: 23)
  /// No words, no picture: signs alone.
  static let bare = LineFacts(bit: 24)

  /// For a reason that outweighs every promo.
  static func kept(_ reason: KeptReason) -> LineFacts { LineFacts(bit: 32 + Int(reason.rawValue)) }
  /// For a reason that a plain promo outweighs.
  static func softlyKept(_ reason: KeptReason) -> LineFacts {
    LineFacts(bit: 48 + Int(reason.rawValue))
  }

  /// Why the line is the article's; `nil` where nothing says so.
  var keptReason: KeptReason? {
    if let reason = KeptReason.allCases.first(where: { contains(.kept($0)) }) { return reason }
    // Who writes to the editors is no customer.
    if isSuperset(of: [.softlyKept(.contact), .mail]) { return .contact }
    if isPlain { return nil }
    return KeptReason.allCases.first { contains(.softlyKept($0)) }
  }

  /// Whether it is a promo in so many words.
  private var isPlain: Bool {
    if !isDisjoint(with: [.plug, .sponsor, .trade]) { return true }
    return isSuperset(of: [.call, .thing])
      && !isDisjoint(with: [.foreign, .domestic, .callPage, .social])
  }

  /// Whether it asks for something, or was paid for.
  var isPromo: Bool {
    if !isDisjoint(with: [.plug, .sponsor, .trade, .socialRow]) { return true }
    if contains(.call), !isDisjoint(with: [.thing, .foreign]) { return true }
    if contains(.callPage) { return !isDisjoint(with: [.call, .thing, .linksOnly]) }
    // A link to a network under nothing but its name.
    if contains(.social) { return contains(.call) || isSuperset(of: [.thing, .short, .linksOnly]) }
    return false
  }
}

/// Makes the facts of a body's lines.
struct LineWitness {
  private let site: LineSite

  init(_ site: LineSite) { self.site = site }

  /// What the text of a line says: looked at only where it recurs.
  static func facts(ofText text: ArraySlice<UInt8>) -> LineFacts {
    var facts = facts(of: PromoLexicon.shared.meaning(of: words(text)))
    if hasMailAddress(text) { facts.insert(.mail) }
    if leads(text) { facts.insert(.leads) }
    return facts
  }

  /// Of one line, its words and its neighbours aside.
  func facts(of line: BodyLine, in lines: BodyLines) -> LineFacts {
    var facts: LineFacts = []
    for link in lines.links[line.links] where !link.isPicture { add(link, to: &facts) }
    if facts.contains(.social) {
      let socials = lines.links[line.links].filter {
        !$0.isPicture && AddressSigns(of: $0).contains(.social)
      }
      if Set(socials.map(\.host)).count > 1 { facts.insert(.socialRow) }
    }
    if line.letters == line.linkedLetters, line.links.count > 0 { facts.insert(.linksOnly) }
    if line.isHeading { facts.insert(.heading) }
    if line.pictures > 0 { facts.insert(.picture) }
    if line.linkedPictures > 0, line.letters == 0, facts.contains(.foreign) {
      facts.insert(.banner)
    }
    if line.players > 0 { facts.insert(.player) }
    if line.letters <= 80 { facts.insert(.short) }
    if line.letters > 800 { facts.insert(.long) }
    if line.isWhole { facts.insert(.whole) }
    if line.pictures == 0, line.players == 0, line.letters <= 80,
      !LineWitness.hasLetters(lines.text(of: line))
    {
      facts.insert(.bare)
    }
    return facts
  }

  private static func facts(of meaning: PromoWords) -> LineFacts {
    var facts: LineFacts = []
    if meaning.contains(.call) || meaning.isSuperset(of: [.ask, .thing]) { facts.insert(.call) }
    if meaning.contains(.thing) { facts.insert(.thing) }
    if meaning.contains(.plug) { facts.insert(.plug) }
    if meaning.contains(.sponsor) { facts.insert(.sponsor) }
    if meaning.contains(.person) { facts.insert(.person) }
    for reason in KeptReason.allCases {
      if meaning.contains(.kept(reason)) { facts.insert(.kept(reason)) }
      if meaning.contains(.softlyKept(reason)) { facts.insert(.softlyKept(reason)) }
    }
    return facts
  }

  private func add(_ link: LineAddress, to facts: inout LineFacts) {
    if link.text.starts(with: "{link}".utf8) { return facts.formUnion(.own) }
    if link.text.starts(with: "mailto:".utf8) {
      facts.insert(.mail)
    } else if site.isForeign(link.host) {
      facts.insert(.foreign)
    } else {
      facts.insert(.domestic)
    }
    let signs = AddressSigns(of: link)
    if signs.contains(.trade) { facts.insert(.trade) }
    if signs.contains(.social) { facts.insert(.social) }
    if signs.contains(.call) { facts.insert(.callPage) }
    if signs.contains(.kept) { facts.insert(.kept(.licence)) }
  }

  /// A line's text without the addresses of its links.
  static func words(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "]"), index + 1 < text.endIndex,
        text[index + 1] == UInt8(ascii: "("),
        let end = text[index...].firstIndex(of: UInt8(ascii: ")"))
      {
        result.append(0x20)
        index = end + 1
      } else {
        result.append(text[index] == UInt8(ascii: "[") ? 0x20 : text[index])
        index += 1
      }
    }
    return result[...]
  }

  private static func leads(_ text: ArraySlice<UInt8>) -> Bool {
    guard let last = text.last(where: { $0 > 0x20 && $0 != UInt8(ascii: ")") }) else {
      return false
    }
    if ":?!".utf8.contains(last) { return true }
    return ["：", "？", "！", "؟", "👇", "↓"].contains { text.suffix(4).ends(with: $0.utf8) }
  }

  /// `name@example.org`
  private static func hasMailAddress(_ text: ArraySlice<UInt8>) -> Bool {
    text.indices.contains { index in
      guard text[index] == UInt8(ascii: "@"), index > text.startIndex,
        isNamePart(text[index - 1])
      else { return false }
      let host = text[(index + 1)...].prefix { isNamePart($0) || $0 == UInt8(ascii: ".") }
      return host.count > 3 && host.dropLast().contains(UInt8(ascii: "."))
    }
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
  }

  private static func hasLetters(_ text: ArraySlice<UInt8>) -> Bool {
    text.contains { $0 >= 0x80 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
  }
}

extension Collection<UInt8> where Self: BidirectionalCollection {
  fileprivate func ends(with tail: String.UTF8View) -> Bool {
    count >= tail.count && suffix(tail.count).elementsEqual(tail)
  }
}
