@testable import Emitter
import FeedModel
@testable import FeedReader

/// What a format carries of a feed: `docs/formats.md` as code, to compare what was read back with.
///
/// Extension elements are left out; that a second writing has the same bytes covers them.
struct Carried {
  enum Format: Sendable { case atom, json, rss }

  let format: Format
  let selfAddress: WebAddress

  /// The feed with nothing in it that RSS can't say: that `&#38;` or `<b>x</b>` is the title itself
  /// and not how a title was written.
  func sayable(_ feed: NormalizedFeed) -> NormalizedFeed {
    guard format == .rss else { return feed }
    var feed = feed
    feed.title = sayable(feed.title)
    feed.rights = feed.rights.map(sayable)
    feed.categories = feed.categories.map(sayable)
    (feed.authors, feed.contributors) = (sayable(feed.authors), sayable(feed.contributors))
    for index in feed.entries.indices {
      feed.entries[index].title = sayable(feed.entries[index].title)
      feed.entries[index].rights = feed.entries[index].rights.map(sayable)
      feed.entries[index].categories = feed.entries[index].categories.map(sayable)
      feed.entries[index].authors = sayable(feed.entries[index].authors)
      feed.entries[index].contributors = sayable(feed.entries[index].contributors)
    }
    return feed
  }

  private func sayable(_ text: String) -> String {
    var text = text
    for _ in 0..<8 {
      let read = TitleText.read(text).value
      let line = read.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if line.isEmpty || line.utf8.elementsEqual(text.utf8) { break }
      text = line
    }
    return text
  }

  private func sayable(_ category: Category) -> Category {
    Category(
      term: words(category.term), scheme: category.scheme, label: category.label.map(words))
  }

  private func sayable(_ persons: [Person]) -> [Person] {
    persons.map { person in
      var person = person
      person.name = person.name.map(words)
      return person
    }
  }

  /// A name without the markup that RSS may have around one.
  private func words(_ name: String) -> String {
    let words = NameMarkup.words(CharacterReferences.resolvedInText(name))
    return words.isEmpty ? name : words
  }

  func feed(_ feed: NormalizedFeed) -> NormalizedFeed {
    var carried = feed
    if format != .atom {
      carried.homepageType = nil
      carried.homepageLanguage = nil
    }
    if format == .rss { carried.id = "" }
    carried.homepage = feed.homepage.flatMap { format == .json ? web($0) : page($0) }
    carried.language = LanguageTag.valid(feed.language)
    carried.icon = web(feed.icon)
    carried.logo = web(feed.logo)
    carried.authors = persons(feed.authors)
    if carried.authors.isEmpty, format == .atom { carried.authors = [Person(name: feed.title)] }
    carried.contributors = persons(feed.contributors)
    carried.categories = feed.categories.compactMap(category)
    carried.links = links(feed.links, page: carried.homepage)
    if format == .json {
      let hubs = carried.links.filter { $0.rel == "hub" && $0.address.isOnTheWeb }
      carried.links =
        hubs.map { Link(rel: "hub", address: $0.address) }
        + carried.links.filter { $0.rel != "hub" }
    }
    if format == .rss {
      carried.logo = web(feed.logo ?? feed.icon)
      carried.icon = nil
      carried.subtitle = feed.subtitle ?? feed.title
      carried.homepage = web(feed.homepage) ?? selfAddress
      let isInvented = !feed.entries.isEmpty && feed.entries.allSatisfy(\.hasInventedDate)
      carried.updated = isInvented ? .epoch : wholeSeconds(feed.updated)
    }
    carried.entries = feed.entries.map { entry($0, in: carried) }
    return stripped(carried)
  }

  /// Without what no format carries and what the comparison leaves out.
  func stripped(_ feed: NormalizedFeed) -> NormalizedFeed {
    var feed = feed
    if format == .rss { feed.id = "" }
    feed.diagnostics = []
    feed.extensions = []
    for index in feed.entries.indices {
      feed.entries[index].extensions = []
      feed.entries[index].aliases = []
    }
    return feed
  }

  private func entry(_ entry: NormalizedEntry, in feed: NormalizedFeed) -> NormalizedEntry {
    var carried = entry
    carried.link = entry.link.flatMap { format == .json ? web($0) : page($0) }
    carried.guid = nil
    carried.hasInventedDate = false
    if format != .atom {
      carried.linkType = nil
      carried.linkLanguage = nil
      // An invented date is written only where the format demands one.
      if entry.hasInventedDate { carried.updated = entry.published ?? .epoch }
    }
    carried.language = LanguageTag.valid(entry.language)
    if carried.language == feed.language { carried.language = nil }
    carried.authors = persons(entry.authors)
    carried.contributors = persons(entry.contributors)
    carried.categories = tagged(entry.categories.compactMap(category))
    carried.links = links(entry)
    carried.source = entry.source.flatMap(source)
    carried.image = web(entry.image)
    carried.bannerImage = format == .json ? web(entry.bannerImage) : nil
    carried.externalAddress = format == .json ? web(entry.externalAddress) : nil
    carried.attachments = attachments(entry)
    if format == .json {
      let unshown = Set(
        entry.unshownAttachments.map { WebAddress($0.address.uri) ?? $0.address })
      carried.attachments.removeAll { !unshown.contains($0.address) }
    }
    if format == .rss {
      carried.published = entry.published.map(wholeSeconds)
      if entry.hasInventedDate { carried.updated = carried.published ?? .epoch }
      if entry.content == nil, let summary = entry.summary {
        carried.content = CleanHTML(sanitized: HTMLText.escaped(summary))
        carried.summary = nil
      }
    }
    return carried
  }

  private func persons(_ persons: [Person]) -> [Person] {
    let carried = persons.compactMap(person)
    guard format == .rss else { return carried }
    return carried.enumerated().filter { !carried[..<$0.offset].contains($0.element) }.map(
      \.element)
  }

  private func person(_ person: Person) -> Person? {
    guard let name = AtomConstructs.name(of: person) else { return nil }
    let isNameless = AtomConstructs.isNameless(person)
    if format == .rss { return isNameless ? Person(email: name) : Person(name: name) }
    return Person(
      name: isNameless ? nil : name, email: AtomConstructs.email(of: person),
      address: web(person.address), avatar: format == .json ? web(person.avatar) : nil)
  }

  /// In JSON Feed each word is one tag, and stands for the first category of that word.
  private func tagged(_ categories: [Category]) -> [Category] {
    guard format == .json else { return categories }
    var described = categories.filter(\.isMoreThanATag)
    var seen: Set<String> = []
    var carried: [Category] = []
    for tag in categories.compactMap(\.tag) where seen.insert(tag).inserted {
      guard let place = described.firstIndex(where: { $0.tag == tag }) else {
        carried.append(Category(term: tag))
        continue
      }
      carried.append(described.remove(at: place))
      // Further ones of words that stood already stay behind it.
      while place < described.count, let word = described[place].tag, seen.contains(word) {
        carried.append(described.remove(at: place))
      }
    }
    return carried + described
  }

  private func category(_ category: Category) -> Category? {
    guard category.term.unlessBlank != nil else { return nil }
    let label = category.label?.unlessBlank
    let scheme = category.scheme?.unlessBlank
    switch format {
    case .json: return Category(term: category.term, scheme: scheme, label: label)
    case .rss: return Category(term: label ?? category.term, scheme: scheme)
    case .atom:
      return Category(
        term: category.term, scheme: scheme.flatMap { AbsoluteIRI.isValid($0) ? $0 : nil },
        label: label)
    }
  }

  private func links(_ entry: NormalizedEntry) -> [Link] {
    let page = entry.link.flatMap(page)
    switch format {
    case .atom: return links(entry.links + PublishedLinks.external(of: entry), page: page)
    case .json:
      let all = links(entry.links, page: page)
      return all.filter { $0.rel == "related" } + all.filter { $0.rel != "related" }
    case .rss:
      let all = links(entry.links + PublishedLinks.external(of: entry), page: page)
      guard let comments = all.first(where: { $0.rel == "replies" && $0.type == "text/html" })
      else { return all }
      return [Link(rel: "replies", address: comments.address, type: "text/html")]
        + all.filter { $0 != comments }
    }
  }

  private func links(_ links: [Link], page: WebAddress?) -> [Link] {
    let published = PublishedLinks.of(links).compactMap { link -> Link? in
      var link = link
      guard let address = WebAddress(link.address.uri) else { return nil }
      link.address = address
      return link
    }
    guard format == .atom else { return published }
    var kinds: [Link] = page.map { [Link(address: $0)] } ?? []
    return published.filter { link in
      guard link.rel == "alternate" else { return true }
      let isNew = !kinds.contains { $0.type == link.type && $0.hreflang == link.hreflang }
      kinds.append(link)
      return isNew
    }
  }

  private func source(_ source: EntrySource) -> EntrySource? {
    switch format {
    case .atom:
      var carried = source
      carried.id = source.id.flatMap { AbsoluteIRI.isValid($0) ? $0 : nil }
      carried.homepage = source.homepage.flatMap(page)
      carried.feedAddress = source.feedAddress.flatMap(page)
      carried.icon = web(source.icon)
      carried.logo = web(source.logo)
      carried.authors = persons(source.authors)
      carried.contributors = persons(source.contributors)
      carried.categories = source.categories.compactMap(category)
      carried.links = links(source.links, page: carried.homepage)
      return carried
    case .json:
      return EntrySource(
        id: source.id, title: source.title, homepage: web(source.homepage),
        feedAddress: web(source.feedAddress))
    case .rss:
      guard let address = (source.feedAddress ?? source.homepage).flatMap(page) else { return nil }
      return EntrySource(title: source.title, feedAddress: address)
    }
  }

  private func attachments(_ entry: NormalizedEntry) -> [Attachment] {
    var attachments = entry.attachments.filter(\.address.isDownloadable)
    for index in attachments.indices {
      let old = attachments[index]
      attachments[index].address = WebAddress(old.address.uri) ?? old.address
      attachments[index].title = format == .rss ? nil : old.title?.unlessBlank
      attachments[index].bytes = old.bytes.flatMap { $0 >= 0 ? $0 : nil }
      attachments[index].mediaType = format == .json ? old.publishedType : old.knownType
      if format != .json { attachments[index].seconds = seconds(of: old, in: entry) }
    }
    return format == .rss ? rss(attachments) : attachments
  }

  /// Whole ones, but where the source's element of Media RSS says it.
  private func seconds(of attachment: Attachment, in entry: NormalizedEntry) -> Double? {
    let isSaid = entry.extensions.contains { element in
      ExtensionNamespaces.isMedia(element.namespace) && element.name == "content"
        && element.attributes.contains { $0.name == "url" && $0.value == attachment.address.href }
        && element.attributes.contains { $0.name == "duration" }
    }
    if isSaid { return attachment.seconds }
    let isCarried =
      format == .atom || entry.attachments.count == 1 || attachment != entry.enclosure
    return isCarried ? attachment.wholeSeconds.flatMap(Double.init) : nil
  }

  /// The enclosure comes first, and says its type even if it is not known.
  private func rss(_ attachments: [Attachment]) -> [Attachment] {
    guard let place = attachments.firstIndex(where: { $0.address.isOnTheWeb }) else {
      return attachments
    }
    var others = attachments
    var first = others.remove(at: place)
    first.bytes = first.bytes.flatMap { $0 > 0 ? $0 : nil }
    first.mediaType = first.publishedType
    for index in others.indices {
      let size = others[index].bytes.flatMap { $0 > 0 ? $0 : nil }
      others[index].bytes = size
    }
    return [first] + others
  }

  private func page(_ address: WebAddress) -> WebAddress? {
    address.isLinkable ? WebAddress(address.uri) : nil
  }

  private func web(_ address: WebAddress?) -> WebAddress? {
    address.flatMap { $0.isOnTheWeb ? WebAddress($0.uri) : nil }
  }

  private func wholeSeconds(_ time: Timestamp) -> Timestamp {
    let rest = time.milliseconds % 1000
    return Timestamp(milliseconds: time.milliseconds - (rest < 0 ? rest + 1000 : rest)) ?? time
  }
}
