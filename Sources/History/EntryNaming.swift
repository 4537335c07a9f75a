public import FeedModel

/// Who the entries of one source are, by what its documents say of them (design §6).
///
/// Pure, and the same for `convert`, folders and `refresh`: entries that a source gives twice are
/// made one, guids and links that name several entries name none, and entries that share a link
/// are told apart (``EntrySibling``).
public struct EntryNaming: Sendable {
  /// In the order of first appearance, each entry once.
  public private(set) var entries: [ParsedEntry] = []
  /// Guids (`i:…`) and links (`a:…`) that were seen to name several entries of one document, in
  /// earlier runs and in this one.
  public private(set) var shared: Set<String>
  /// How many entries were versions of others.
  public private(set) var versions = 0

  private let homepage: WebAddress?
  private let homeKey: String?

  /// Tells the entries of a source apart.
  ///
  /// - Parameters:
  ///   - entries: of all documents of a source; those of one document have one `name`.
  ///   - homepage: of the feed.
  ///   - shared: what was seen in earlier runs.
  public init(
    _ entries: [ParsedEntry], homepage: WebAddress?, shared: Set<String> = []
  ) {
    self.homepage = homepage
    self.shared = shared
    homeKey = homepage?.pageKey
    let documents = EntryNaming.documents(of: entries)
    for document in documents { findShared(in: document) }
    var places: [NameBytes: Int] = [:]
    for document in documents {
      for entry in document { add(entry, &places) }
    }
    nameSiblings()
  }

  /// The code of ``diagnostic``.
  public static let versionsCode = "entry-versions"

  /// What the user is told where entries were made one.
  public var diagnostic: Diagnostic? {
    guard versions > 0 else { return nil }
    let text =
      versions == 1
      ? "1 entry is another version of one that is there; the newest stays"
      : "\(versions) entries are other versions of ones that are there; the newest of each stays"
    return Diagnostic(.note, code: EntryNaming.versionsCode, text)
  }

  private static func documents(of entries: [ParsedEntry]) -> [ArraySlice<ParsedEntry>] {
    var documents: [ArraySlice<ParsedEntry>] = []
    var start = entries.startIndex
    for index in entries.indices.dropFirst() where entries[index].name != entries[start].name {
      documents.append(entries[start..<index])
      start = index
    }
    if start < entries.endIndex { documents.append(entries[start...]) }
    return documents
  }

  // MARK: What names several entries of one document

  private mutating func findShared(in document: ArraySlice<ParsedEntry>) {
    guard document.count > 1 else { return }
    let guids = document.map { entry in
      entry.id.flatMap { namesHome($0) ? nil : "i:\($0)" }
    }
    note(guids, of: document, .guid)
    let links = document.map { entry in
      guid(of: entry) == nil ? linkKey(of: entry).map { "a:\($0)" } : nil
    }
    note(links, of: document, .link)
  }

  private mutating func note(
    _ names: [String?], of document: ArraySlice<ParsedEntry>, _ kind: Distinct.Kind
  ) {
    var counts: [NameBytes: Int] = [:]
    for name in names { if let name { counts[NameBytes(name), default: 0] += 1 } }
    guard counts.values.contains(where: { $0 > 1 }) else { return }
    var distinct = Distinct(crowded: EntryNaming.crowdedLinks(zip(names, document)))
    for (name, entry) in zip(names, document) {
      guard let name, counts[NameBytes(name), default: 0] > 1 else { continue }
      if distinct.isAnother(entry, under: name, by: kind) { shared.insert(name) }
    }
  }

  /// Links of several guids: they say nothing of whether two entries are one.
  private static func crowdedLinks(
    _ entries: Zip2Sequence<[String?], ArraySlice<ParsedEntry>>
  ) -> Set<String> {
    var first: [String: String] = [:]
    var crowded: Set<String> = []
    for (name, entry) in entries {
      guard let name, let link = entry.rawLink ?? entry.link?.href else { continue }
      if let other = first[link] {
        if other != name { crowded.insert(link) }
      } else {
        first[link] = name
      }
    }
    return crowded
  }

  /// A guid that names one entry.
  private func guid(of entry: ParsedEntry) -> String? {
    entry.id.flatMap { shared.contains("i:\($0)") || namesHome($0) ? nil : $0 }
  }

  private func namesHome(_ id: String) -> Bool {
    // Most guids are longer, and reading an address takes its time.
    guard let homeKey, id.utf8.count <= homeKey.utf8.count + 24, id.hasPrefix("http"),
      let address = WebAddress(id)
    else { return false }
    return address.pageKey == homeKey
  }

  private func link(of entry: ParsedEntry) -> String? { entry.rawLink ?? entry.link?.href }

  /// What stands for the page of an entry that no guid names; a fragment is part of it. A guid
  /// that names several entries is the page of those that have none.
  private func linkKey(of entry: ParsedEntry) -> String? {
    guard let link = link(of: entry) else { return entry.id.map { "i:\($0)" } }
    guard let address = entry.link ?? WebAddress(link) else { return link }
    guard let mark = address.href.utf8.firstIndex(of: UInt8(ascii: "#")) else {
      return address.pageKey
    }
    return address.pageKey + address.href[mark...]
  }

  private func isShared(_ key: String) -> Bool {
    key == homeKey || shared.contains("a:\(key)") || shared.contains(key)
  }

  // MARK: Versions

  private mutating func add(_ original: ParsedEntry, _ places: inout [NameBytes: Int]) {
    var entry = original
    let guid = guid(of: entry)
    // A careless generator's guid: the page tells its entries apart.
    if guid == nil, link(of: entry) != nil { entry.id = nil }
    let key = guid == nil ? linkKey(of: entry) : nil
    let names: [String]
    if let guid {
      names = ["i:\(guid)"]
    } else if let key {
      names = isShared(key) ? Facts(entry).names(under: key) : ["a:\(key)"]
    } else {
      names = []
    }
    guard let place = names.compactMap({ places[NameBytes($0)] }).first else {
      for name in names { places[NameBytes(name)] = entries.count }
      entries.append(entry)
      return
    }
    versions += 1
    entries[place] = EntryNaming.joined(entries[place], entry)
  }

  /// One entry of two versions: the newer one, published at the first date and updated at the last.
  private static func joined(_ first: ParsedEntry, _ second: ParsedEntry) -> ParsedEntry {
    let firstDate = first.updated ?? first.published ?? .epoch
    let secondDate = second.updated ?? second.published ?? .epoch
    let isOneDocument = first.name == second.name
    var newest =
      secondDate > firstDate || (secondDate == firstDate && !isOneDocument)
      ? second : first
    let dates = [first.published, first.updated, second.published, second.updated]
      .compactMap { $0 }
    newest.published = [first.published, second.published].compactMap { $0 }.min()
    newest.updated = dates.max()
    return newest
  }

  // MARK: Siblings

  private mutating func nameSiblings() {
    var siblings: [(index: Int, key: String, facts: Facts)] = []
    for (index, entry) in entries.enumerated() where guid(of: entry) == nil {
      guard let key = linkKey(of: entry), isShared(key) else { continue }
      siblings.append((index, key, Facts(entry)))
    }
    var marks: [NameBytes: Int] = [:]
    for sibling in siblings {
      marks[NameBytes("\(sibling.key)\n\(sibling.facts.mark)"), default: 0] += 1
    }
    for (index, key, facts) in siblings {
      let isAlone = marks[NameBytes("\(key)\n\(facts.mark)")] == 1
      let link = link(of: entries[index]) ?? entries[index].id ?? key
      entries[index].sibling = EntrySibling(
        id: EntryID(
          iri: NameBasedUUID("\(link)\n\(isAlone ? facts.mark : facts.fullMark)").urn),
        bareID: EntryID(sourceID: nil, rawLink: link, homepage: homepage, content: ""),
        link: key, enclosure: facts.enclosure, text: facts.text?.description)
    }
  }
}

/// What tells entries apart that share a name.
private struct Facts {
  let enclosure: String?
  let date: Timestamp?
  let published: Timestamp?
  let title: String
  let text: Fingerprint?
  let link: String

  init(_ entry: ParsedEntry) {
    enclosure = entry.attachments.first?.address.fileKey
    published = entry.published
    date = published ?? entry.updated
    title = entry.title?.value ?? ""
    let body = entry.content?.value ?? entry.summary?.value ?? ""
    text = body.isEmpty ? nil : Fingerprint(body.utf8)
    link = (entry.rawLink ?? entry.link?.href) ?? ""
  }

  /// The first of what there is.
  var mark: String {
    if let enclosure { return "e\n\(enclosure)" }
    if let date {
      // Many entries may have a day or an hour in common, now or later.
      let isPrecise = date.milliseconds % 3_600_000 != 0
      return isPrecise ? "d\n\(date.milliseconds)" : "d\n\(date.milliseconds)\n\(title)"
    }
    return title.isEmpty ? "x\n\(text?.description ?? "")" : "t\n\(title)"
  }

  /// All of it, for entries whose marks are the same.
  var fullMark: String {
    "\(mark)\n\(title)\n\(title.isEmpty || enclosure != nil ? text?.description ?? "" : "")"
  }

  /// Of what is the same in all versions of a sibling.
  func names(under key: String) -> [String] {
    if let enclosure { return ["e:\(key)\n\(enclosure)"] }
    var names = ["m:\(key)\n\(date?.milliseconds ?? 0)\n\(title)"]
    if title.isEmpty {
      names = ["m:\(key)\n\(date?.milliseconds ?? 0)\n\(text?.description ?? "")"]
    }
    if let text, !title.isEmpty { names.append("t:\(key)\n\(title)\n\(text)") }
    return names
  }
}

/// Finds names of several entries within one document.
private struct Distinct {
  enum Kind { case guid, link }

  private let crowded: Set<String>
  private var seen: Set<NameBytes> = []
  private var names: Set<NameBytes> = []

  init(crowded: Set<String>) { self.crowded = crowded }

  /// Whether this entry is another one than those before it under a name, and no version of one.
  mutating func isAnother(_ entry: ParsedEntry, under name: String, by kind: Kind) -> Bool {
    let facts = Facts(entry)
    let signs = signs(of: facts, under: name, by: kind)
    let isFirst = names.insert(NameBytes(name)).inserted
    let isVersion = signs.contains { seen.contains($0) }
    for sign in signs { seen.insert(sign) }
    return !isFirst && !isVersion
  }

  /// One of these in common makes two entries versions of one.
  private func signs(of facts: Facts, under name: String, by kind: Kind) -> [NameBytes] {
    guard kind == .guid else { return facts.names(under: name).map { NameBytes($0) } }
    let isCrowded = crowded.contains(facts.link)
    let link = isCrowded ? "" : facts.link
    var signs: [String] = []
    if !link.isEmpty || facts.enclosure != nil {
      signs.append("p:\(name)\n\(link)\n\(facts.enclosure ?? "")")
    } else if isCrowded {
      // A version keeps the date of its first publication.
      signs.append("d:\(name)\n\(facts.link)\n\(facts.published?.milliseconds ?? 0)")
    }
    if !facts.title.isEmpty { signs.append("t:\(name)\n\(facts.title)") }
    if let text = facts.text { signs.append("x:\(name)\n\(text)") }
    if facts.title.isEmpty, facts.text == nil { signs.append("n:\(name)") }
    return signs.map { NameBytes($0) }
  }
}

/// A text that is compared by its bytes.
private struct NameBytes: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (a: NameBytes, b: NameBytes) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
