/// A local name that the reader gives a meaning to, in lower case, whatever its namespace.
///
/// The raw value is the name; elements are matched as the wild writes them: `pubdate`, `PUBDATE`.
enum Name: String, CaseIterable, Sendable {
  case unknown = ""
  case a, abstract, about, alternate, author, base, bitrate, block, body, category, channel
  case chapters, cloud, commentrss, comments, content, contributor, copyright, created, creator
  case credit, date, datetime, description, div, docs, domain, duration, email, enclosure
  case encoded, entry, episode, expirationdate, explicit, feed, filesize, fullitem, generator
  case group, guid, head, height, homepage, href, hreflang, html, icon, id, image, info, ispermalink
  case issued, item, items, keywords, label, lang, language, lastbuilddate, lastmod, length
  case license, link, logo, managingeditor, medium, mode, modified, name, opml, origlink, outline
  case owner, person, player, prodlink, pubdate, published, publisher, rdf, rel, resource, rights
  case role, rss, scheme, season, seq, skipdays, skiphours, source, sponsor, src, subject
  case subtitle, summary, tagline, term, text, textinput, thumbnail, title, total, transcript, ttl
  case type, updated, updatefrequency, updateperiod, uri, url, value, version, webmaster, width
  case xhtml, xmlurl, htmlurl, subcategory, day, hour, available, valid, updatebase
  case categories, fulltext, origenclosurelink, bigimage, smallimage, thumb, time
  /// `yandex:full-text` and the same in other namespaces.
  case hyphenedFullText = "full-text"
}

/// The table from spelled names to ``Name``: open addressing over bytes, no `String` made.
struct NameTable: Sendable {
  static let shared = NameTable()

  private let slots: [UInt8]
  private let names: [Name]
  private let spellings: [[UInt8]]
  private static let mask = 1023

  private init() {
    names = Name.allCases
    spellings = names.map { Array($0.rawValue.utf8) }
    var slots = [UInt8](repeating: 0, count: NameTable.mask + 1)
    for i in names.indices.dropFirst() {
      var slot = spellings[i].withUnsafeBufferPointer(NameTable.hash)
      while slots[slot] != 0 { slot = (slot + 1) & NameTable.mask }
      slots[slot] = UInt8(truncatingIfNeeded: i)
    }
    self.slots = slots
  }

  /// The name that these bytes spell, ASCII case ignored; `.unknown` for all others.
  func name(_ bytes: UnsafeBufferPointer<UInt8>) -> Name {
    if bytes.isEmpty || bytes.count > 20 { return .unknown }
    var slot = NameTable.hash(bytes)
    while slots[slot] != 0 {
      let index = Int(slots[slot])
      if NameTable.equal(spellings[index], bytes) { return names[index] }
      slot = (slot + 1) & NameTable.mask
    }
    return .unknown
  }

  func name(_ text: String) -> Name {
    var text = text
    return text.withUTF8 { name($0) }
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in bytes { hash = (hash ^ UInt32(lowered(byte))) &* 16_777_619 }
    return Int((hash ^ (hash >> 15)) & UInt32(mask))
  }

  private static func equal(_ spelling: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard spelling.count == bytes.count else { return false }
    for i in spelling.indices where spelling[i] != lowered(bytes[i]) { return false }
    return true
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}
