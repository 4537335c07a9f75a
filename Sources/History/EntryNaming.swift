internal import Bytes
public import FeedModel

/// Who the entries of one source are, by what its documents say of them (design §6).
///
/// Pure, and the same for `convert`, folders and `refresh`: entries that a source gives twice are
/// made one, guids and links that name several entries name none, and entries that share a link
/// are told apart (``EntrySibling``).
public struct EntryNaming: Sendable {
  /// In the order of first appearance, each entry once.
  public private(set) var entries: [ParsedEntry] = []
  /// Guids (`i:…`), links (`a:…`), texts of entries that have neither (`a:c:…`), and files (`f:…`),
  /// titles with their texts (`t:…`) under one of these that were seen to be several entries' of one
  /// document, in earlier runs and in this one.
  public private(set) var shared: Set<String>
  /// How many entries were versions of others.
  public private(set) var versions = 0

  /// The file's own address, which a counter may stand in front of.
  private let file: @Sendable (WebAddress) -> WebAddress
  private let homepage: WebAddress?
  private let homeKey: String?
  /// Whether any link has parameters that say where a reader came from.
  private var isTracked = false

  /// Tells the entries of a source apart.
  ///
  /// - Parameters:
  ///   - entries: of all documents of a source; those of one document have one `name`.
  ///   - homepage: of the feed.
  ///   - shared: what was seen in earlier runs.
  ///   - file: gives the address of a file without the counters in front of it.
  public init(
    _ entries: [ParsedEntry], homepage: WebAddress?, shared: Set<String> = [],
    file: @escaping @Sendable (WebAddress) -> WebAddress = { $0 }
  ) {
    self.file = file
    self.homepage = homepage
    self.shared = shared
    homeKey = homepage?.pageKey
    let documents = EntryNaming.documents(of: entries)
    for document in documents { findShared(in: document) }
    isTracked = entries.contains { TrackedLink.isOne($0.rawLink) }
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
    _ names: [String?], of document: ArraySlice<ParsedEntry>, _ kind: DistinctEntries.Kind
  ) {
    var counts: [NameBytes: Int] = [:]
    for name in names { if let name { counts[NameBytes(name), default: 0] += 1 } }
    guard counts.values.contains(where: { $0 > 1 }) else { return }
    let repeated = zip(names, document).compactMap { name, entry in
      name.flatMap { counts[NameBytes($0), default: 0] > 1 ? (name: $0, entry: entry) : nil }
    }
    noteFiles(of: repeated, kind)
    if kind == .link { noteSeries(of: repeated) }
    var distinct = DistinctEntries(crowded: EntryNaming.crowdedLinks(zip(names, document)))
    for (name, entry) in repeated {
      let facts = facts(of: entry, under: name)
      if distinct.isAnother(facts, under: name, by: kind) { shared.insert(name) }
    }
  }

  /// Files, by their addresses without queries, of several entries of one name: they tell nothing.
  private mutating func noteFiles(
    of entries: [(name: String, entry: ParsedEntry)], _ kind: DistinctEntries.Kind
  ) {
    var first: [NameBytes: ParsedEntry] = [:]
    for (name, entry) in entries {
      guard let mark = fileMarks(of: entry, under: name).first, !shared.contains(mark) else {
        continue
      }
      guard let other = first[NameBytes(mark)] else {
        first[NameBytes(mark)] = entry
        continue
      }
      let isOneAddress =
        entry.attachments.first.map { file($0.address) }
        == other.attachments.first.map { file($0.address) }
      let facts = EntryFacts(entry, file: file)
      if facts.differs(
        from: EntryFacts(other, file: file), isOneAddress: isOneAddress, isOneGuid: kind == .guid)
      {
        shared.insert(mark)
      }
    }
  }

  /// Titles with their texts that stand under one link at three dates or more: an event of a calendar
  /// each time. At two they are an article that was published anew.
  private mutating func noteSeries(of entries: [(name: String, entry: ParsedEntry)]) {
    var dates: [String: Set<Timestamp>] = [:]
    for (name, entry) in entries {
      guard let mark = seriesMark(of: entry, under: name), let date = entry.published else {
        continue
      }
      dates[mark, default: []].insert(date)
    }
    shared.formUnion(dates.lazy.filter { $0.value.count > 2 }.map(\.key))
  }

  private func seriesMark(of entry: ParsedEntry, under name: String) -> String? {
    guard entry.attachments.isEmpty, let title = entry.title?.value, !title.isEmpty,
      let text = EntryFacts.text(of: entry)
    else { return nil }
    return "t:\(name)\n\(title)\n\(text)"
  }

  /// Of the entry's file, and of the address that counts it.
  private func fileMarks(of entry: ParsedEntry, under name: String) -> [String] {
    EntryFacts.files(of: entry, file: file).map { "f:\(name)\n\($0)" }
  }

  private func facts(of entry: ParsedEntry, under name: String) -> EntryFacts {
    // Most sources share no file, and then there is nothing to look for.
    let marks = shared.isEmpty ? [] : fileMarks(of: entry, under: name)
    let series = shared.isEmpty ? nil : seriesMark(of: entry, under: name)
    return EntryFacts(
      entry, isCrowded: marks.contains { shared.contains($0) },
      isSeries: series.map { shared.contains($0) } ?? false, file: file)
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
  /// that names several entries is the page of those that have none; what has no link either is
  /// named by its title and text.
  private func linkKey(of entry: ParsedEntry) -> String? {
    guard let link = link(of: entry) else {
      if let id = entry.id { return "i:\(id)" }
      let text = EntryFacts.text(of: entry)?.description ?? ""
      return "c:\(entry.title?.value ?? "")\n\(text)"
    }
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
    } else if let key, isShared(key) {
      names = facts(of: entry, under: "a:\(key)").names(under: key)
    } else if let key, link(of: entry) != nil || entry.id != nil {
      names = ["a:\(key)"] + (isTracked ? TrackedLink.names(of: entry) : [])
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
    var siblings: [(index: Int, key: String, facts: EntryFacts)] = []
    for (index, entry) in entries.enumerated() where guid(of: entry) == nil {
      guard let key = linkKey(of: entry), isShared(key) else { continue }
      siblings.append((index, key, facts(of: entry, under: "a:\(key)")))
    }
    var marks: [NameBytes: Int] = [:]
    for sibling in siblings {
      marks[NameBytes("\(sibling.key)\n\(sibling.facts.mark)"), default: 0] += 1
    }
    for (index, key, facts) in siblings {
      let isAlone = marks[NameBytes("\(key)\n\(facts.mark)")] == 1
      let name = link(of: entries[index]) ?? entries[index].id
      entries[index].sibling = EntrySibling(
        id: EntryID(
          iri: NameBasedUUID("\(name ?? key)\n\(isAlone ? facts.mark : facts.fullMark)").urn),
        bareID: EntryID(
          sourceID: nil, rawLink: name, homepage: homepage,
          content: EntryNaming.contentHash(of: entries[index])),
        link: key, enclosure: facts.enclosure, counted: facts.counted,
        text: facts.text?.description)
    }
  }

  /// What stands for an entry without guid and link, as when it is the only one.
  private static func contentHash(of entry: ParsedEntry) -> String {
    let body = entry.content?.value ?? entry.summary?.value ?? ""
    return Hexadecimal.text(
      SHA256.digest(of: Array((entry.title?.value ?? "").utf8) + [0x0A] + Array(body.utf8)))
  }
}
