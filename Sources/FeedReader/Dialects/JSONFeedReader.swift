internal import FeedModel
internal import JSON

/// Reads JSON Feed 1.0 and 1.1, and hands RSS in JSON on.
struct JSONFeedReader {
  let limits: FeedReader.Limits
  let address: WebAddress?
  var dates: DateReading
  /// The base of relative addresses.
  private let base: WebAddress?

  init(
    limits: FeedReader.Limits, address: WebAddress?, base: WebAddress? = nil,
    dates: DateReading = DateReading()
  ) {
    self.limits = limits
    self.address = address
    self.base = base ?? address
    self.dates = dates
  }

  func read(_ bytes: [UInt8]) throws(NotAFeed) -> ParsedFeed {
    var options = JSONOptions.feed
    options.maxDepth = limits.depth
    let (document, problem) = JSONFeedReader.parsed(bytes, options)
    guard let document else { throw refusal(problem) }
    var feed: ParsedFeed
    if let channel = RSSInJSON.channel(document.root) {
      let reader = RSSInJSON(
        limits: limits, address: address, cutItem: brokenItem(of: "rss.channel.item", problem),
        dates: dates)
      feed = reader.read(channel)
    } else if isFeed(document.root) {
      var bases = DocumentBase(address: address)
      bases.learn(
        homepage: document.root["home_page_url"]?.string,
        selfAddress: document.root["feed_url"]?.string)
      let reader = JSONFeedReader(
        limits: limits, address: address, base: bases.best, dates: dates)
      feed = reader.readFeed(document.root, cutItem: brokenItem(of: "items", problem))
    } else {
      throw problem == nil ? NotAFeed(.unknownJSON) : refusal(problem)
    }
    note(problem, document, in: &feed)
    return feed
  }

  /// The document, and where it broke off. One that is no JSON is read again with the flaws that
  /// templates leave in it.
  private static func parsed(
    _ bytes: [UInt8], _ options: JSONOptions
  ) -> (document: JSONDocument?, problem: InvalidJSON?) {
    let strict = JSONDocument.salvaging(bytes, options: options)
    switch strict.problem?.reason {
    case .controlCharacter, .badEscape, .badNumber, .unexpected(_, .some): break
    default: return strict
    }
    var lenient = JSONOptions.mended
    lenient.maxDepth = options.maxDepth
    return JSONDocument.salvaging(bytes, options: lenient)
  }

  private func refusal(_ problem: InvalidJSON?) -> NotAFeed {
    guard let problem else { return NotAFeed(.unknownJSON) }
    return NotAFeed(.invalidJSON(problem.description))
  }

  /// The index of the item in which the text broke off; the greatest of all for the last.
  private func brokenItem(of list: String, _ problem: InvalidJSON?) -> Int? {
    guard let path = problem?.path.utf8, path.starts(with: list.utf8) else { return nil }
    let rest = path.dropFirst(list.utf8.count)
    if rest.first == 0x5B, let digit = rest.dropFirst().first, UTF8Text.isDigit(digit) {
      return Int(String(Substring(rest.dropFirst().prefix(while: UTF8Text.isDigit))))
    }
    // Items under names of their own.
    return rest.isEmpty ? nil : Int.max
  }

  private func note(
    _ problem: InvalidJSON?, _ document: JSONDocument, in feed: inout ParsedFeed
  ) {
    if let problem {
      feed.isPartial = true
      feed.diagnostics.append(
        Diagnostic(
          .error, code: "json-broken", "Broken off: \(problem); entries may be missing.",
          line: problem.position.line, column: problem.position.column))
    }
    if !document.findings.isEmpty {
      feed.diagnostics.append(
        Diagnostic(
          .warning, code: "json-repaired",
          "\(document.findings.count + document.omittedFindings) places were repaired, the first in "
            + "\(document.findings[0])."))
    }
  }

  private func isFeed(_ root: JSONValue) -> Bool {
    guard root.kind == .object else { return false }
    if root["version"]?.string?.contains("jsonfeed.org/version/") == true { return true }
    return root["items"]?.kind == .array
  }

  // MARK: - The feed

  private func readFeed(_ root: JSONValue, cutItem: Int?) -> ParsedFeed {
    let version = root["version"]?.string ?? ""
    var feed = ParsedFeed(dialect: version.hasSuffix("version/1") ? .jsonFeed10 : .jsonFeed11)
    feed.title = plain(root["title"])
    feed.subtitle = plain(root["description"])
    if let subtitle = feed.subtitle, EscapedBody.isMarkup(subtitle.value) {
      feed.subtitle?.kind = .html
    }
    feed.homepage = link(root["home_page_url"])
    feed.selfAddress = link(root["feed_url"])
    feed.icon = link(root["favicon"])
    feed.logo = link(root["icon"])
    feed.language = text(root["language"])
    feed.authors = authors(root)
    if let next = link(root["next_url"]) { feed.links.append(Link(rel: "next", address: next)) }
    feed.links += hubs(root["hubs"])
    feed.extensions = extensions(of: root)
    takeOwnExtension(root[Self.ownExtension], into: &feed)
    if root["expired"]?.bool == true {
      feed.diagnostics.append(
        Diagnostic(.note, code: "feed-expired", "The feed says that it will not change again."))
    }
    readItems(root["items"], into: &feed, cutItem: cutItem)
    return feed
  }

  private func readItems(_ items: JSONValue?, into feed: inout ParsedFeed, cutItem: Int?) {
    var fields = FeedFields(limits: limits, address: address, base: base)
    fields.dates = dates
    fields.feed = feed
    let isOwn = feed.id != nil
    var dropped = 0
    let keyed = items.flatMap(JSONShapes.keyedItems)
    let items =
      keyed ?? items?.elements.map(Array.init) ?? items.map { $0.kind == .object ? [$0] : [] } ?? []
    if keyed != nil {
      fields.feed.diagnostics.append(
        Diagnostic(
          .warning, code: "json-item-odd",
          "The items are the members of an object; they are read in its order."))
    }
    let cutItem = cutItem.map { min($0, items.count - 1) }
    for (index, item) in items.enumerated() {
      guard item.kind == .object else {
        dropped += 1
        continue
      }
      var entry = entry(item, isOwn: isOwn, &fields)
      entry.isCut = index == cutItem
      if entry.isCut, !FeedFields.isWorthKeeping(entry) { continue }
      fields.append(entry)
    }
    feed = fields.finished()
    if !isOwn { EscapedTitles.resolve(in: &feed) }
    if dropped > 0 {
      feed.diagnostics.append(
        Diagnostic(.warning, code: "json-item-odd", "\(dropped) items are no objects; left out."))
    }
  }

  private func hubs(_ value: JSONValue?) -> [Link] {
    list(value).prefix(20).compactMap { hub in
      link(hub).map { Link(rel: "hub", address: $0) }
    }
  }

  // MARK: - Entries

  /// - Parameter isOwn: Whether the feed is one of Refeed's own.
  private func entry(
    _ item: JSONValue, isOwn: Bool, _ fields: inout FeedFields
  ) -> ParsedEntry {
    var entry = ParsedEntry()
    entry.id = identifier(item["id"])
    if let raw = text(item["url"]), !Placeholder.isNothing(raw),
      let link = LinkReading.page(raw, base: base)
    {
      entry.link = link
      entry.rawLink = raw
    }
    entry.title = plain(item["title"])
    entry.summary = plain(item["summary"])
    entry.content = content(of: item)
    if isOwn, let content = entry.content, content.kind == .plain,
      isStandIn(content.value, for: entry)
    {
      entry.content = nil
    }
    entry.published = date(item["date_published"], &fields)
    entry.updated = date(item["date_modified"], &fields)
    entry.image = link(item["image"])
    entry.bannerImage = link(item["banner_image"])
    entry.externalAddress = link(item["external_url"])
    entry.language = text(item["language"])
    entry.authors = authors(item)
    entry.categories = JSONShapes.tags(of: item, limit: limits.fields).map { Category(term: $0) }
    entry.attachments = attachments(item["attachments"])
    entry.extensions = extensions(of: item)
    takeOwnExtension(item[Self.ownExtension], into: &entry)
    return entry
  }

  private func content(of item: JSONValue) -> Text? {
    let html = text(item["content_html"]).map { Text(.html, $0) }
    if let html, !SilentBody.isOne(html) { return html }
    if let plain = text(item["content_text"]) { return Text(.plain, plain) }
    guard let text = text(item["content"]) else {
      return self.text(item["summary"]) == nil ? html : nil
    }
    return Text(MarkupEvidence(text).hasElement ? .html : .plain, text)
  }

  /// Version 1.0 knew one author, 1.1 a list of them.
  private func authors(_ value: JSONValue) -> [Person] {
    let persons = persons(value["authors"])
    return persons.isEmpty ? self.persons(value["author"]) : persons
  }

  func persons(_ value: JSONValue?) -> [Person] { list(value).flatMap(persons(of:)) }

  private func persons(of value: JSONValue) -> [Person] {
    if let names = value.string { return PersonReading.several(JSONText.legal(names)) }
    var person = Person(
      name: text(value["name"]), email: text(value[Self.ownExtension]?["email"]),
      address: link(value["url"]), avatar: link(value["avatar"]))
    if let href = person.address?.href, href.hasPrefix("mailto:"), href.utf8.contains(0x40) {
      person.email = person.email ?? String(href.dropFirst("mailto:".count))
      person.address = nil
    }
    return PersonReading.named(person)
  }

  private func attachments(_ value: JSONValue?) -> [Attachment] {
    list(value).compactMap { item in
      guard let address = link(item) else { return nil }
      let type = text(item["mime_type"]) ?? text(item["type"])
      let bytes = item["size_in_bytes"] ?? item["length"]
      return Attachment(
        address: address,
        mediaType: MediaTypeReading.corrected(type.map(UTF8Text.lowered), of: address)
          ?? MediaTypeReading.guess(from: address.href, medium: nil),
        title: text(item["title"]), bytes: bytes?.int ?? text(bytes).flatMap(LinkReading.fileSize),
        seconds: seconds(item["duration_in_seconds"]))
    }
  }

  // MARK: - Values

  /// A number, or the string that stands for one.
  private func seconds(_ value: JSONValue?) -> Double? {
    value?.double ?? text(value).flatMap(Durations.seconds)
  }

  /// The elements of an array; one value alone is a list of it.
  func list(_ value: JSONValue?) -> [JSONValue] {
    guard let value, value.kind != .null else { return [] }
    return value.elements.map { Array($0.prefix(limits.fields)) } ?? [value]
  }

  /// A string, or the one that an object wraps.
  func text(_ value: JSONValue?) -> String? {
    guard let text = JSONShapes.string(value) else { return nil }
    return text.utf8.allSatisfy(UTF8Text.isSpace) ? nil : JSONText.legal(text)
  }

  /// A line that is plain text by the specification; an object that calls it rendered means HTML.
  func plain(_ value: JSONValue?) -> Text? {
    text(value).map { Text(JSONShapes.isMarkup(value) ? .html : .plain, $0) }
  }

  /// An address, or the one in an object.
  func link(_ value: JSONValue?) -> WebAddress? {
    (value?.string.map(JSONText.legal) ?? JSONShapes.address(in: value)).flatMap {
      $0.isEmpty ? nil : WebAddress($0, base: base)
    }
  }

  /// The specification wants a string and lets readers take numbers.
  private func identifier(_ value: JSONValue?) -> String? {
    let text = text(value) ?? value?.number?.text
    return text.flatMap { Placeholder.isNothing($0) ? nil : $0 }
  }

  private func date(_ value: JSONValue?, _ fields: inout FeedFields) -> Timestamp? {
    guard let text = text(value) ?? value?.number?.text else { return nil }
    return fields.timestamp(text)
  }

  /// What publishers add under names that begin with an underscore, as elements without children.
  private func extensions(of value: JSONValue) -> [ExtensionElement] {
    (value.members).map { members in
      members.prefix(limits.fields).compactMap { member in
        guard member.name.utf8.first == 0x5F, member.name != Self.ownExtension else {
          return nil
        }
        return RSSInJSON.element(member.name, member.value)
      }
    } ?? []
  }
}

/// Characters that XML allows, because what is read here is written as XML as well.
enum JSONText {
  static func legal(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      UTF8Scan(bytes).isClean ? nil : String(decoding: UTF8Scan.cleaned(bytes), as: UTF8.self)
    } ?? text
  }
}
