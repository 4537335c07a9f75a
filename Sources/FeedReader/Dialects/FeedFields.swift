internal import FeedModel

/// Gathers what is said of the feed itself, and its finished entries.
struct FeedFields {
  let limits: FeedReader.Limits
  /// The document's own address.
  let address: WebAddress?
  var feed = ParsedFeed(dialect: .rss20)
  /// An unknown namespace that the root element is in: a private spelling of RSS or Atom.
  private(set) var foreignCore: String?
  private(set) var isChannelRoot = false
  private var droppedEntries = 0
  private var droppedFields = 0
  /// Entries in which nothing stands.
  private var silentEntries = 0
  /// Fields whose text had been encoded twice.
  private(set) var repairedTexts = 0
  /// Those among them that are more than a line.
  private var repairedBodies = 0
  var dates = DateReading()
  private var dateNotes = DateReading.Notes()
  private var dateProblems: [(text: String, entry: Int)] = []
  private var entryCount = 0
  var lowlyTitle: Text?
  var lowlySubtitle: Text?
  var lowlyAuthors: [Person] = []
  /// Authors of podcasts, who stand back behind Dublin Core's.
  var podcastAuthors: [Person] = []
  var buildDate: Timestamp?
  var publicationDate: Timestamp?
  /// Elements whose place may have been taken.
  private var held: [HeldNode] = []
  var updatePeriod: Int?
  var updateFrequency: Int?
  /// Whether the home page is an alternate's, which a better one may take its place from.
  var homepageIsAlternate = false
  /// The cover of a podcast.
  var cover: WebAddress?
  /// Where RSS 1.0 says that the description of its picture is, which is the picture as a rule.
  var imageResource: WebAddress?
  /// Pictures that entries name in elements of no module.
  private var itemPictures: Set<WebAddress> = []
  /// Atom 0.3's `info`, which stands back behind a tagline.
  var info: Text?
  /// The base of relative addresses where no `xml:base` gives one (``DocumentBase``), as far as it
  /// is known.
  private(set) var base: WebAddress?
  private var bases: DocumentBase
  /// The bases that were in force before all was known.
  private var earlierBases: [WebAddress?] = []

  /// - Parameter base: The base, where an earlier reading of the same document found it out.
  init(limits: FeedReader.Limits, address: WebAddress?, base: WebAddress? = nil) {
    self.limits = limits
    self.address = address
    bases = DocumentBase(address: address)
    self.base = base ?? bases.best
    hasFixedBase = base != nil
    feed.address = address
  }

  private let hasFixedBase: Bool

  /// The base to read the document again with, because something was resolved against another.
  var betterBase: WebAddress? {
    guard !hasFixedBase, let base, earlierBases.contains(where: { $0 != base }) else { return nil }
    return base
  }

  /// Whether the document is to be read again with the month first in its dates.
  var datesBeginWithMonth: Bool { dates.isMonthFirst == nil && dateNotes.showMonthFirst }

  /// Notes that an entry begins, whose addresses are resolved from here on.
  mutating func noteEntry() { noteBase() }

  private mutating func noteBase() {
    if !earlierBases.contains(base), earlierBases.count < 8 { earlierBases.append(base) }
  }

  /// An address of the feed's head.
  mutating func resolved(_ text: String, base: WebAddress?) -> WebAddress? {
    if let whole = WebAddress(text) { return whole }
    if !text.isEmpty, base == self.base { noteBase() }
    return WebAddress(text, base: base)
  }

  /// Takes an address of the feed's own as base of the others.
  mutating func learn(homepage: String? = nil, selfAddress: String? = nil) {
    if hasFixedBase { return }
    bases.learn(homepage: homepage, selfAddress: selfAddress)
    base = bases.best
  }

  var dialect: ParsedFeed.Dialect { feed.dialect }
  var isAtom: Bool { feed.dialect == .atom10 || feed.dialect == .atom03 }

  // MARK: - The frame

  /// Learns the dialect from the root; `false` when it is no element that a feed begins with.
  mutating func begin(root node: XMLNode) -> Bool {
    if let language = node.attribute(.lang, in: .xml) { feed.language = language }
    switch node.name.name {
    case .rss: feed.dialect = Dialects.rss(version: node.attribute(.version))
    case .rdf: feed.dialect = .rss10
    case .feed, .entry:
      feed.dialect = Dialects.atom(node)
    case .channel, .item: isChannelRoot = true
    default: return false
    }
    if node.name.namespace == .other { foreignCore = node.name.uri }
    return true
  }

  mutating func begin(channel node: XMLNode) {
    switch node.name.name {
    case .rss: feed.dialect = Dialects.rss(version: node.attribute(.version))
    case .rdf: feed.dialect = .rss10
    case .feed: feed.dialect = Dialects.atom(node)
    case .channel where dialect == .rss10 && node.name.uri.utf8.contains(0x39):
      if node.name.uri.hasSuffix("/simple/0.9/") { feed.dialect = .rss090 }
    default: break
    }
    if let language = node.attribute(.lang, in: .xml) { feed.language = language }
    if node.name.name == .channel { take(channelAttributesOf: node) }
  }

  /// Microsoft's Channel Definition Format says in attributes what others say in elements.
  mutating func take(channelAttributesOf node: XMLNode) {
    if let href = node.attribute(.href) { feed.homepage = WebAddress(href, base: address) }
    if let date = node.attribute(.lastmod) { buildDate = timestamp(date) }
    if node.attribute(.href) != nil || node.attribute(.lastmod) != nil {
      feed.dialect = .channelDefinition
    }
  }

  mutating func noteTooMany() { droppedFields += 1 }

  // MARK: - Fields

  mutating func take(_ node: XMLNode, base: WebAddress?) {
    let isTaken: Bool
    switch node.name.namespace {
    case .core, .atom: isTaken = takeCore(node, base: base)
    case .dublinCore, .dcTerms: isTaken = takeDublinCore(node)
    case .iTunes, .googlePlay, .podcast, .media: isTaken = takePodcast(node, base: base)
    case .syndication: isTaken = takeSyndication(node)
    case .creativeCommons: isTaken = takeLicense(node, base: base)
    default: isTaken = false
    }
    if !isTaken { keep(node) }
  }

  mutating func keep(_ node: XMLNode) {
    if feed.extensions.count < limits.fields {
      feed.extensions.append(node.asExtension)
    } else {
      droppedFields += 1
    }
  }

  /// Keeps an element unless a field will have said the same.
  mutating func hold(_ node: XMLNode, for field: HeldNode.Field) {
    if held.count < limits.fields {
      held.append(HeldNode(field: field, node: node))
    } else {
      keep(node)
    }
  }

  private func isSaid(_ item: HeldNode, by feed: ParsedFeed) -> Bool {
    switch item.field {
    case .title: item.isSaid(by: [feed.title])
    case .summary: item.isSaid(by: [feed.subtitle])
    case .author: item.isSaid(by: feed.authors)
    case .published, .updated, .seconds: item.isSaid(by: feed.updated, dates)
    }
  }

  mutating func add(_ category: Category) {
    guard feed.categories.count < min(limits.fields, 200) else { return noteTooMany() }
    if !feed.categories.holds(category) { feed.categories.append(category) }
  }

  mutating func timestamp(_ text: String) -> Timestamp? {
    dates.language = feed.language
    var notes = DateReading.Notes()
    let timestamp = dates.timestamp(text, &notes)
    for text in notes.impossible where dateProblems.count < 10 { dateProblems.append((text, 0)) }
    dateNotes.add(notes)
    return timestamp
  }

  // MARK: - Entries

  mutating func append(_ entry: consuming ParsedEntry) {
    guard !entry.saysNothing else { return silentEntries += 1 }
    entryCount += 1
    feed.entries.append(entry)
    if feed.entries.count >= 2 * max(limits.entries, 1) { keepNewest() }
  }

  mutating func append(_ record: inout EntryFields) {
    if record.fieldCount == 0 { return silentEntries += 1 }
    var entry = record.finished()
    if !record.isComplete {
      guard FeedFields.isWorthKeeping(entry) else { return }
      entry.isCut = true
    }
    droppedFields += record.droppedFields
    if let image = entry.image, record.pictures.contains(where: { $0.address == image }) {
      itemPictures.insert(image)
    }
    dateNotes.add(record.dateNotes)
    for text in record.dateNotes.impossible where dateProblems.count < 10 {
      dateProblems.append((text, entryCount + 1))
    }
    append(consume entry)
  }

  /// Whether what there is of an entry that was cut off has a name and says something; a later
  /// reading will bring the others.
  static func isWorthKeeping(_ entry: ParsedEntry) -> Bool {
    (entry.id != nil || entry.link != nil)
      && (entry.title != nil || entry.content != nil || entry.summary != nil)
  }

  /// Leaves the newest entries, in document order; those without a date count as oldest, and of
  /// equals the first stay.
  private mutating func keepNewest() {
    guard feed.entries.count > limits.entries else { return }
    let dates = feed.entries.map { $0.published ?? $0.updated }
    let order = dates.indices.sorted { a, b in
      guard dates[a] != dates[b] else { return a < b }
      guard let x = dates[a] else { return false }
      guard let y = dates[b] else { return true }
      return x > y
    }
    droppedEntries += feed.entries.count - limits.entries
    feed.entries = order.prefix(limits.entries).sorted().map { feed.entries[$0] }
  }

  // MARK: - Deciding

  /// The feed, whose entries are handed out once.
  mutating func finished() -> ParsedFeed {
    keepNewest()
    // Moved out, not copied: they are changed in place below.
    var entries: [ParsedEntry] = []
    swap(&entries, &self.feed.entries)
    var feed = self.feed
    swap(&entries, &feed.entries)
    feed.title = feed.title ?? lowlyTitle
    feed.subtitle = feed.subtitle ?? info ?? lowlySubtitle
    feed.authors = PersonReading.chosen(of: [feed.authors, lowlyAuthors, podcastAuthors])
    feed.updated = feed.updated ?? buildDate ?? publicationDate
    feed.logo = feed.logo ?? imageResource
    if let cover, !isAtom || feed.logo == nil { feed.logo = cover }
    dropOwnPicture(&feed)
    OriginalLinks.dropShared(in: &feed)
    if feed.refreshSeconds == nil, let updatePeriod {
      feed.refreshSeconds = max(60, updatePeriod / max(updateFrequency ?? 1, 1))
    }
    for item in held where !isSaid(item, by: feed) && feed.extensions.count < limits.fields {
      feed.extensions.append(item.node.asExtension)
    }
    if repairedTexts > 1 { repairRest(&feed) }
    feed.diagnostics += diagnostics(of: feed)
    EntryAddresses.complete(&feed, base: base)
    LinkMarks.drop(in: &feed)
    CategoryLabels.drop(in: &feed)
    NamePairs.part(in: &feed)
    return feed
  }

  mutating func noteRepair(of text: String) {
    repairedTexts += 1
    if text.utf8.count >= 100 { repairedBodies += 1 }
  }

  /// Where the document is known to have been encoded twice, less is proof enough: `Â£30`.
  private mutating func repairRest(_ feed: inout ParsedFeed) {
    repair(&feed.title)
    repair(&feed.subtitle)
    for index in feed.entries.indices {
      repair(&feed.entries[index].title)
      repair(&feed.entries[index].summary)
      repair(&feed.entries[index].content)
    }
  }

  private mutating func repair(_ text: inout Text?) {
    let isProven = repairedBodies > 1 || repairedTexts > 2
    guard var value = text?.value,
      let repaired = value.withUTF8({ DoubleEncoding.repaired($0, isProven: isProven) })
    else { return }
    text?.value = String(decoding: repaired, as: UTF8.self)
    repairedTexts += 1
  }

  /// An item whose picture is the feed's own has none.
  private func dropOwnPicture(_ feed: inout ParsedFeed) {
    for own in [feed.logo, feed.icon] {
      guard let own, itemPictures.contains(own) else { continue }
      for index in feed.entries.indices where feed.entries[index].image == own {
        feed.entries[index].image = nil
      }
    }
  }

  private func diagnostics(of feed: ParsedFeed) -> [Diagnostic] {
    var found = dateNotes.diagnostics
    for (text, entry) in dateProblems {
      let place = entry == 0 ? "the feed" : "entry \(entry)"
      found.append(
        Diagnostic(
          .warning, code: "date-impossible",
          "The date \(quoted(text)) of \(place) can't be read; it is left out."))
    }
    if repairedTexts > 0 {
      found.append(
        Diagnostic(
          .warning, code: "text-double-encoded",
          "\(repairedTexts) texts had been encoded twice (`CafÃ©`) and are read as they were meant."
        ))
    }
    if feed.entries.contains(where: \.isCut) {
      found.append(
        Diagnostic(
          .warning, code: "entry-cut", "An entry is cut off; what there is of it is kept."))
    }
    if droppedEntries > 0 {
      found.append(
        Diagnostic(
          .error, code: "too-many-entries",
          "More than \(limits.entries) entries: the \(droppedEntries) oldest are left out."))
    }
    if silentEntries > 0 {
      found.append(
        Diagnostic(
          .note, code: "entry-empty", "\(silentEntries) entries say nothing; they are left out."))
    }
    if droppedFields > 0 {
      found.append(
        Diagnostic(
          .warning, code: "too-many-fields",
          "\(droppedFields) repeated elements beyond the limit of \(limits.fields) are left out."))
    }
    return found
  }

  private func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(60).map { $0.value < 0x20 ? " " : $0 }
    return "“\(String(String.UnicodeScalarView(scalars)))”"
  }
}

extension ParsedEntry {
  /// Whether nothing is in it that somebody could read or follow: what a template's loop leaves.
  var saysNothing: Bool {
    // As nearly all have one of these, the rest is seldom looked at.
    guard id == nil, link == nil, title == nil, content == nil else { return false }
    var bare = ParsedEntry()
    (bare.base, bare.language, bare.name, bare.isCut) = (base, language, name, isCut)
    return self == bare
  }
}

/// Which dialect a root element announces.
enum Dialects {
  static func rss(version: String?) -> ParsedFeed.Dialect {
    switch version.map(UTF8Text.trimmed) {
    case "0.90": return .rss090
    case "0.91": return .rss091
    case "0.92": return .rss092
    case "0.93": return .rss093
    case "0.94": return .rss094
    default: return .rss20
    }
  }

  static func atom(_ node: XMLNode) -> ParsedFeed.Dialect {
    if node.name.uri.utf8.starts(with: "http://www.w3.org/2005".utf8) { return .atom10 }
    let version = node.attribute(.version)
    if version?.utf8.starts(with: "0.".utf8) == true { return .atom03 }
    if node.name.namespace == .atom { return .atom03 }
    return .atom10
  }
}
