internal import FeedModel

/// Gathers the fields of one entry as they come, then decides between them.
struct EntryFields {
  let limits: FeedReader.Limits
  /// The base in force at the entry.
  let base: WebAddress?
  /// The language in force at the entry.
  private let inheritedLanguage: String?
  let feedIsAtom: Bool

  var entry = ParsedEntry()
  var isComplete = true
  /// How many elements the entry has.
  private(set) var fieldCount = 0
  var droppedFields = 0
  let dates: DateReading
  var dateNotes = DateReading.Notes()

  /// Candidates among which ``finished(feed:)`` chooses, first come first kept.
  var description: Text?
  var encoded: Text?
  var plainSummary: Text?
  var atomContent: Text?
  /// Content that is data of another vocabulary.
  var foreignContent: Text?
  /// What `prodlink` holds, the text of an entry that has no other.
  var productText: Text?
  var lowlyTitle: Text?
  var lowlySummaries: [(name: Name, text: Text)] = []
  /// iTunes' line about an episode, which its summary tells at length.
  var podcastSubtitle: Text?
  /// The first description of Media RSS that belongs to no file alone.
  var mediaDescription: Text?
  /// Whether Media RSS names a picture, and whether it names anything else.
  var mediaHolds = (pictures: false, others: false)
  var lowlyAuthors: [Person] = []
  /// Authors of podcasts, who stand back behind Dublin Core's.
  var podcastAuthors: [Person] = []
  var issued: Timestamp?
  var lowlyPublished: Timestamp?
  var lowlyUpdated: Timestamp?
  var seconds: Double?
  /// Elements whose place may have been taken.
  private var held: [HeldNode] = []
  /// Authors of the feed that the entry was taken from, who are the entry's too where it names none
  /// (RFC 4287 §4.2.1).
  var sourceAuthors: [Person] = []
  /// Authors of the entry's film or sound, who stand back behind all others.
  var credited: [Person] = []
  /// What a `guid` says of the page, and whether it says that it does.
  var permalink: (raw: String, address: WebAddress, isExplicit: Bool)?
  /// Whether the link is an alternate's, which a better one may take its place from.
  var linkIsAlternate = false
  var guid: String?
  /// How many of the attachments, the first ones, RSS's `enclosure` names.
  private var enclosureCount = 0
  /// The file that FeedBurner's counter leads to.
  var originalEnclosure: WebAddress?
  /// Atom's `content src`, byte for byte.
  var rawContentSource: String?
  /// Pictures that the source describes, in document order.
  var captions: [Caption] = []
  /// Those of elements of no module.
  var pictures: [ItemPicture] = []
  /// Whether a thumbnail of Media RSS gives the picture, which is kept as an extension besides.
  var imageIsThumbnail = false

  init(
    limits: FeedReader.Limits, record: XMLNode, base: WebAddress?, feedIsAtom: Bool,
    dates: DateReading = DateReading()
  ) {
    self.limits = limits
    self.dates = dates
    self.base = base
    self.feedIsAtom = feedIsAtom
    inheritedLanguage = record.language
    entry.language = record.language
    entry.base = record.base
    if let about = record.attribute(.about, in: .rdf), !about.isEmpty { entry.id = about }
    takeChannelDefinition(record)
  }

  /// Microsoft's Channel Definition Format says in attributes what others say in elements.
  private mutating func takeChannelDefinition(_ record: XMLNode) {
    if let href = record.attribute(.href) { setLink(href, base: base) }
    if let date = record.attribute(.lastmod) { entry.updated = timestamp(date) }
    fieldCount = record.attributes.count
  }

  mutating func take(_ node: XMLNode, base: WebAddress?) {
    fieldCount += 1
    let isTaken: Bool
    switch node.name.namespace {
    case _ where TextConstructs.isFullText(node.name): isTaken = takeFullText(node)
    case .core, .atom: isTaken = takeCore(node, base: base)
    case .turbo where node.name.name == .content: isTaken = takeFullText(node)
    case .content, .xhtml: isTaken = takeContentModule(node)
    case .dublinCore, .dcTerms: isTaken = takeDublinCore(node, base: base)
    case .media: isTaken = takeMedia(node, base: base)
    case .enclosure: isTaken = takeEnclosure(node, base: base)
    case .iTunes, .googlePlay, .podcast: isTaken = takePodcast(node, base: base)
    case .commentAPI: isTaken = takeCommentAPI(node, base: base)
    case .creativeCommons: isTaken = takeLicense(node, base: base)
    case .feedBurner: isTaken = takeFeedBurner(node, base: base)
    case .other where ItemPicture.isOfBing(node.name): isTaken = takePicture(node, base: base)
    case .other where isPublicationDate(node.name):
      lowlyPublished = lowlyPublished ?? timestamp(node.text)
      isTaken = false
    default: isTaken = false
    }
    if !isTaken { keep(node) }
  }

  /// PRISM's, of journals; where nothing else gives a date it is the entry's.
  private func isPublicationDate(_ name: XMLName) -> Bool {
    name.local.utf8.elementsEqual("publicationDate".utf8)
      && name.uri.contains("prismstandard.org/namespaces/")
  }

  mutating func keep(_ node: XMLNode) {
    if entry.extensions.count < limits.fields {
      entry.extensions.append(node.asExtension)
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

  mutating func add(_ link: Link) {
    if entry.links.count < limits.fields { entry.links.append(link) } else { droppedFields += 1 }
  }

  /// Adds what RSS's `enclosure` names: what it says counts more than Media RSS, and readers of RSS
  /// take the first file for the entry's own.
  mutating func add(enclosure: Attachment) {
    let place = entry.attachments.firstIndex { $0.isSameFile(as: enclosure) }
    guard place != nil || entry.attachments.count < min(limits.fields, 200) else {
      droppedFields += 1
      return
    }
    if let place, place < enclosureCount {
      entry.attachments[place].complete(with: enclosure)
      return
    }
    var attachment = enclosure
    if let place { attachment.complete(with: entry.attachments.remove(at: place)) }
    entry.attachments.insert(attachment, at: enclosureCount)
    enclosureCount += 1
  }

  mutating func add(_ attachment: Attachment) {
    // The search for doubles is quadratic, so this list is kept shorter.
    guard entry.attachments.count < min(limits.fields, 200) else {
      droppedFields += 1
      return
    }
    if let index = entry.attachments.firstIndex(where: { $0.isSameFile(as: attachment) }) {
      entry.attachments[index].complete(with: attachment)
      return
    }
    entry.attachments.append(attachment)
  }

  mutating func add(_ category: Category) {
    if entry.categories.count < 200, entry.categories.holds(category) { return }
    if entry.categories.count < limits.fields {
      entry.categories.append(category)
    } else {
      droppedFields += 1
    }
  }

  /// Sets the entry's page, if it has none yet.
  mutating func setLink(_ raw: String, base: WebAddress?) {
    guard !raw.isEmpty, !Placeholder.isNothing(raw),
      let address = LinkReading.page(raw, base: base)
    else { return }
    if let link = entry.link {
      if link != address { add(Link(address: address)) }
      return
    }
    entry.link = address
    entry.rawLink = raw
  }

  mutating func timestamp(_ text: String) -> Timestamp? {
    dates.timestamp(text, &dateNotes)
  }

  // MARK: - Deciding

  /// The entry, with what only the whole of it can tell; it is handed out once.
  mutating func finished() -> ParsedEntry {
    // Moved out, not copied.
    var entry = ParsedEntry()
    swap(&entry, &self.entry)
    chooseIdentity(&entry)
    takeContentSource(&entry)
    if let originalEnclosure, entry.attachments.count == 1,
      entry.attachments[0].address.isOnFeedProxy
    {
      entry.attachments[0].address = originalEnclosure
    }
    chooseTexts(&entry)
    takeLanguage(&entry)
    choosePicture(&entry)
    entry.authors = PersonReading.chosen(
      of: [entry.authors, lowlyAuthors, podcastAuthors],
      else: sourceAuthors.isEmpty ? credited : sourceAuthors)
    entry.published = entry.published ?? issued ?? lowlyPublished
    entry.updated = entry.updated ?? lowlyUpdated
    if let seconds, entry.attachments.count == 1, entry.attachments[0].seconds == nil {
      entry.attachments[0].seconds = seconds
    }
    for item in held where !isSaid(item, by: entry) && entry.extensions.count < limits.fields {
      entry.extensions.append(item.node.asExtension)
    }
    return entry
  }

  /// The language that title and text say alike is the entry's.
  private func takeLanguage(_ entry: inout ParsedEntry) {
    guard let language = entry.title?.language, entry.language == inheritedLanguage,
      let other = (entry.content ?? entry.summary)?.language,
      language.utf8.elementsEqual(other.utf8)
    else { return }
    entry.language = language
  }

  private func isSaid(_ item: HeldNode, by entry: ParsedEntry) -> Bool {
    switch item.field {
    case .title: item.isSaid(by: [entry.title])
    case .summary: item.isSaid(by: [entry.summary, entry.content])
    case .author: item.isSaid(by: entry.authors)
    case .published: item.isSaid(by: entry.published, dates)
    case .updated: item.isSaid(by: entry.updated, dates)
    case .seconds: seconds != nil && entry.attachments.contains { $0.seconds == seconds }
    }
  }

  private func chooseIdentity(_ entry: inout ParsedEntry) {
    if let guid { entry.id = guid }
    guard let permalink,
      givesWay(entry.link, to: permalink.address, beside: entry.extensions)
    else { return }
    // A magnet: or gemini: address that browsers don't follow is a link beside it.
    if let link = entry.link, !link.isHTTP, entry.links.count < limits.fields {
      entry.links.append(Link(address: link))
    }
    entry.link = permalink.address
    entry.rawLink = permalink.raw
  }

  /// Whether a `guid` is the page: beside no link, one that no browser follows, or a feed proxy's
  /// counter if the `guid` is said to be the page behind it.
  private func givesWay(
    _ link: WebAddress?, to page: WebAddress, beside extensions: [ExtensionElement]
  ) -> Bool {
    guard let link else { return true }
    if !link.isHTTP { return page.isHTTP }
    guard permalink?.isExplicit == true, link.isOnFeedProxy else { return false }
    return page.isHTTP && !page.isOnFeedProxy && !OriginalLinks.isNamed(by: extensions)
  }

  /// What the item itself names counts more than a thumbnail; a small one less than all else.
  private func choosePicture(_ entry: inout ParsedEntry) {
    guard entry.image == nil || imageIsThumbnail,
      let picture = ItemPicture.widest(pictures.filter { $0.address != entry.link })
    else { return }
    let isNamed =
      entry.image != nil
      || entry.attachments.contains { $0.mediaType?.utf8.starts(with: "image/".utf8) == true }
    if !picture.isSmall || !isNamed { entry.image = picture.address }
  }

  /// The longest that calls itself content is the content; the description is the summary unless
  /// it is all there is.
  private func chooseTexts(_ entry: inout ParsedEntry) {
    entry.title = entry.title ?? lowlyTitle
    let description = spoken(self.description, isElse: plainSummary != nil)
    let candidates = contents(isElse: description != nil || plainSummary != nil)
    entry.content = candidates.first
    if candidates.isEmpty, description == nil, plainSummary == nil, lowlySummaries.isEmpty {
      entry.content = foreignContent ?? productText
    }
    entry.summary = plainSummary ?? (candidates.isEmpty ? nil : description)
    defer {
      if entry.content == nil, entry.summary == nil { entry.content = Caption.body(captions) }
      takeSubtitle(&entry)
    }
    guard let description, entry.summary != description else {
      preferLonger(&entry)
      return
    }
    if entry.content == nil { entry.content = description }
    entry.summary = entry.summary ?? lowlySummary(beside: entry.content)
  }

  /// What calls itself content and says something, the longest first.
  ///
  /// - Parameter hasOther: Whether there is something else to be read.
  private func contents(isElse hasOther: Bool) -> [Text] {
    var contents: [Text] = []
    if let atomContent { contents.append(atomContent) }
    if let encoded { contents.append(encoded) }
    if contents.isEmpty { return contents }
    let isElse = hasOther || contents.count > 1
    contents.sort { $0.value.utf8.count > $1.value.utf8.count }
    contents.removeAll { spoken($0, isElse: isElse) == nil }
    return contents
  }

  /// A body, unless it says nothing and another may say something.
  private func spoken(_ body: Text?, isElse hasOther: Bool) -> Text? {
    guard let body, hasOther || !lowlySummaries.isEmpty, SilentBody.isOne(body) else { return body }
    return nil
  }

  /// A subtitle is the summary where there is no other; an episode that has nothing but both says more
  /// in its summary.
  private func takeSubtitle(_ entry: inout ParsedEntry) {
    guard let podcastSubtitle, entry.content != podcastSubtitle else { return }
    if entry.summary == nil {
      entry.summary = podcastSubtitle
    } else if entry.content == nil, entry.summary != podcastSubtitle,
      entry.summary == lowlySummary(beside: nil)
    {
      entry.content = entry.summary
      entry.summary = podcastSubtitle
    }
  }

  /// A body that lies elsewhere (RFC 4287 §4.1.3.2): a page is the entry's own or a related one, any
  /// other file is attached.
  private func takeContentSource(_ entry: inout ParsedEntry) {
    guard let source = entry.contentSource, source.address.isHTTP else { return }
    let type = (source.type ?? MediaTypeReading.guess(from: source.address.href, medium: nil))
      .map(MediaTypeReading.essence)
    if let type, !MediaTypeReading.isPage(type) {
      let attachment = Attachment(address: source.address, mediaType: type)
      if !entry.attachments.contains(where: { $0.address == source.address }) {
        entry.attachments.append(attachment)
      }
    } else if entry.link == nil {
      entry.link = source.address
      entry.rawLink = rawContentSource
      entry.linkType = type
    } else if entry.link != source.address {
      entry.links.append(Link(rel: "related", address: source.address, type: type))
    }
  }

  /// The first; where it is the body, the next of the same element.
  private func lowlySummary(beside content: Text?) -> Text? {
    if lowlySummaries.isEmpty { return nil }
    let summaries = lowlySummaries.filter { $0.text != mediaDescription || !describesPictures }
    guard let first = summaries.first else { return nil }
    return summaries.first { $0.name == first.name && $0.text != content }?.text
  }

  /// Whether Media RSS describes the entry's pictures and not the entry, which has a text of its own.
  private var describesPictures: Bool {
    mediaHolds.pictures && !mediaHolds.others
      && (description != nil || encoded != nil || atomContent != nil)
  }

  /// Some feeds put the teaser into `content:encoded` and the article into `description`.
  private func preferLonger(_ entry: inout ParsedEntry) {
    entry.summary = entry.summary ?? lowlySummary(beside: entry.content)
    guard atomContent == nil, let content = entry.content, let summary = entry.summary else {
      return
    }
    guard summary == description else { return }
    if summary.value.utf8.count > 2 * content.value.utf8.count + 500, summary.kind == .html {
      entry.content = summary
      entry.summary = content
    }
  }
}
