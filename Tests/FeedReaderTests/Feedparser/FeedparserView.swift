import FeedModel

@testable import FeedReader

/// A feed under the names that feedparser gives its parts.
struct FeedparserView {
  let feed: ParsedFeed
  let address: String?
  /// HTTP `Content-Language`, which feedparser lets documents inherit.
  let language: String?

  var value: PathValue {
    .object([
      ("bozo", .flag(isBozo)), ("version", .text(version)), ("encoding", .text(feed.encoding)),
      ("feed", .object(feedMembers)),
      ("entries", .list(feed.entries.map { .object(members(of: $0)) })),
      ("modified_parsed", .text("set")),
    ])
  }

  /// Diagnostics for which feedparser sets `bozo`.
  private var isBozo: Bool {
    let codes: Set<String> = [
      "xml-not-well-formed", "xml-junk-before", "xml-junk-after", "xml-truncated",
      "xml-prefix-undeclared", "media-type-unexpected", "encoding-guessed", "encoding-invalid",
      "encoding-contradicted", "encoding-unknown", "character-illegal", "too-deep", "json-broken",
    ]
    return feed.diagnostics.contains { codes.contains($0.code) }
  }

  private var version: String {
    switch feed.dialect {
    case .rss090: "rss090"
    case .rss091: "rss091u"
    case .rss092: "rss092"
    case .rss093: "rss093"
    case .rss094: "rss094"
    case .rss10: "rss10"
    case .rss20: "rss20"
    case .atom03: "atom03"
    case .atom10: "atom10"
    case .jsonFeed10: "json1"
    case .jsonFeed11: "json11"
    case .channelDefinition: "cdf"
    default: feed.dialect.rawValue
    }
  }

  // MARK: - The feed

  private var feedMembers: [(String, PathValue)] {
    var members: [(String, PathValue)] = []
    func add(_ name: String, _ value: PathValue) {
      if !value.isNone { members.append((name, value)) }
    }
    for name in ["title"] { members += construct(name, feed.title) }
    for name in ["subtitle", "tagline", "description"] { members += construct(name, feed.subtitle) }
    for name in ["rights", "copyright"] { members += construct(name, feed.rights) }
    if let info = find("info", in: feed.extensions) { members += construct("info", info) }
    add("id", .text(feed.id))
    if feed.dialect == .atom03 || feed.dialect == .atom10, let id = feed.id {
      members.removeAll { $0.0 == "id" }
      add("id", .text(WebAddress(id, base: feed.address)?.href ?? id))
    }
    add("link", .text(feed.homepage?.href))
    let page = feed.homepage.map {
      Link(
        address: $0, type: "text/html", hreflang: feed.homepageLanguage, title: feed.homepageTitle)
    }
    add("links", .list(links(page: page, feed.links, attachments: [], own: feed.selfAddress)))
    add("language", .text(feed.language ?? language))
    members += people(feed.authors, feed.contributors, feed.extensions)
    add("generator", .text(feed.generator))
    add(
      "generator_detail",
      .object([
        ("name", .text(feed.generator)), ("url", .text(feed.generatorAddress?.href)),
        ("href", .text(feed.generatorAddress?.href)), ("version", .text(feed.generatorVersion)),
      ]))
    add("tags", .list(feed.categories.map(tag)))
    add("category", .text(feed.categories.first?.term))
    for name in ["updated", "modified", "date", "published", "issued", "created"] {
      add(name, moment(feed.updated))
      add("\(name)_parsed", moment(feed.updated))
    }
    add("guid", .text(feed.id))
    add("ttl", .text(feed.refreshSeconds.map { "\($0 / 60)" }))
    add("license", .text(feed.links.first { $0.rel == "license" }?.address.href))
    add("categories", categories(feed.categories))
    add("logo", .text(feed.logo?.href))
    add("image", image)
    add("icon", .text(feed.icon?.href))
    members += FeedparserExtensions.members(feed.extensions)
    return members
  }

  private var image: PathValue {
    guard let element = find("image", in: feed.extensions) else {
      return feed.logo.map { .object([("href", .text($0.href))]) } ?? .none
    }
    func part(_ name: String) -> String? { element.children.first { $0.name == name }?.text }
    return .object([
      ("href", .text(part("url") ?? feed.logo?.href)), ("title", .text(part("title"))),
      ("link", .text(part("link").flatMap { WebAddress($0, base: feed.address)?.href })),
      ("width", part("width").flatMap(Double.init).map { .number($0) } ?? .none),
      ("height", part("height").flatMap(Double.init).map { .number($0) } ?? .none),
      ("description", .text(part("description"))), ("subtitle", .text(part("description"))),
    ])
  }

  // MARK: - Entries

  private func members(of entry: ParsedEntry) -> [(String, PathValue)] {
    var members: [(String, PathValue)] = []
    func add(_ name: String, _ value: PathValue) {
      if !value.isNone { members.append((name, value)) }
    }
    func addList(_ name: String, _ values: [PathValue]) {
      if !values.isEmpty { members.append((name, .list(values))) }
    }
    let summary = entry.summary ?? entry.content
    members += construct("title", entry.title)
    for name in ["summary", "description", "subtitle"] { members += construct(name, summary) }
    for name in ["rights", "copyright"] { members += construct(name, entry.rights) }
    if let content = entry.content { add("content", .list([detail(content)])) }
    add("id", .text(entry.id.map { isAtom ? WebAddress($0, base: feed.address)?.href ?? $0 : $0 }))
    add("guidislink", .flag(entry.link != nil && entry.rawLink == entry.id))
    add("link", .text(entry.link?.href))
    var attachments = entry.attachments
    if let image = entry.image { attachments.removeAll { $0.address == image } }
    let page = entry.link.map {
      Link(
        address: $0, type: "text/html", hreflang: entry.linkLanguage, title: entry.linkTitle)
    }
    add("links", .list(links(page: page, entry.links, attachments: attachments, own: nil)))
    add(
      "enclosures",
      .list(
        attachments.map {
          .object([
            ("href", .text($0.address.href)), ("type", .text($0.mediaType)),
            ("length", .text($0.bytes.map(String.init) ?? "0")),
          ])
        }))
    add("language", .text(entry.language))
    members += people(entry.authors, entry.contributors, entry.extensions)
    add("tags", .list(entry.categories.map(tag)))
    add("category", .text(entry.categories.first?.term))
    for name in ["published", "issued", "created"] {
      add(name, moment(entry.published))
      add("\(name)_parsed", moment(entry.published))
    }
    for name in ["updated", "modified", "date"] {
      add(name, moment(entry.updated ?? (name == "date" ? entry.published : nil)))
      add("\(name)_parsed", moment(entry.updated ?? (name == "date" ? entry.published : nil)))
    }
    add("guid", .text(entry.id))
    add("categories", categories(entry.categories))
    let comments = entry.links.first { $0.rel == "replies" && $0.type == "text/html" }
    add("comments", .text(comments?.address.href))
    add("image", entry.image.map { .object([("href", .text($0.href))]) } ?? .none)
    add("license", .text(entry.links.first { $0.rel == "license" }?.address.href))
    let replies = entry.links.first { $0.rel == "replies" && $0.type == "application/rss+xml" }
    add("wfw_commentrss", .text(replies?.address.href))
    let thumbnails = FeedparserExtensions.all("thumbnail", entry.extensions)
    let picture = entry.image.map { [PathValue.object([("url", .text($0.href))])] } ?? []
    addList("media_thumbnail", thumbnails.isEmpty ? picture : thumbnails)
    addList("media_credit", FeedparserExtensions.all("credit", entry.extensions))
    addList(
      "media_content",
      entry.attachments.map {
        .object([("url", .text($0.address.href)), ("type", .text($0.mediaType))])
      })
    add("source", source(entry))
    members += FeedparserExtensions.members(entry.extensions)
    return members
  }

  private var isAtom: Bool { feed.dialect == .atom03 || feed.dialect == .atom10 }

  /// Atom's source is kept whole as an extension: it is looked at as the feed that it describes.
  private func source(_ entry: ParsedEntry) -> PathValue {
    guard let element = find("source", in: entry.extensions) else {
      return entry.source.map {
        .object([
          ("title", .text($0.title)), ("href", .text($0.feedAddress?.href)),
          ("id", .text($0.id)), ("link", .text($0.homepage?.href)),
        ])
      } ?? .none
    }
    var fields = FeedFields(limits: .init(), address: feed.address)
    fields.feed.dialect = .atom10
    for child in element.children {
      fields.take(FeedparserExtensions.node(child), base: feed.address)
    }
    let view = FeedparserView(feed: fields.finished(), address: address, language: nil)
    return view.value.value(at: "feed")
  }

  // MARK: - Parts

  private func construct(_ name: String, _ text: Text?) -> [(String, PathValue)] {
    guard let text else { return [] }
    return [(name, detail(text).value(at: "value")), ("\(name)_detail", detail(text))]
  }

  private func construct(_ name: String, _ element: ExtensionElement) -> [(String, PathValue)] {
    func attribute(_ name: String) -> String? {
      element.attributes.first { $0.name == name }?.value
    }
    let node = FeedparserExtensions.node(element)
    var text =
      TextConstructs.text(node, isAtom: isAtom, isBody: false) ?? Text(.plain, element.text)
    text.base = attribute("base").flatMap { WebAddress($0, base: feed.address) }
    text.language = attribute("lang") ?? feed.language
    return construct(name, text)
  }

  private func detail(_ text: Text) -> PathValue {
    let base = text.base?.href ?? feed.address?.href
    return .object([
      ("value", .markup(text.value, base: base)),
      ("type", .text(text.kind == .html ? "text/html" : "text/plain")),
      ("base", .text(text.base?.href ?? address)),
      ("language", .text(text.language ?? language)),
    ])
  }

  private func links(
    page: Link?, _ links: [Link], attachments: [Attachment], own: WebAddress?
  ) -> [PathValue] {
    var all = page.map { [$0] } ?? []
    if let own {
      all.append(Link(rel: "self", address: own, type: "application/atom+xml"))
    }
    all += links.filter { $0.rel == "alternate" || $0.rel == "related" }
    all += attachments.map {
      Link(
        rel: "enclosure", address: $0.address, type: $0.mediaType, title: $0.title,
        length: $0.bytes)
    }
    all += links.filter { $0.rel != "alternate" && $0.rel != "related" }
    return all.map { link in
      .object([
        ("rel", .text(link.rel)), ("href", .text(link.address.href)), ("type", .text(link.type)),
        ("hreflang", .text(link.hreflang)), ("title", .text(link.title)),
        ("length", .text(link.length.map(String.init))),
      ])
    }
  }

  private func people(
    _ authors: [Person], _ contributors: [Person], _ extensions: [ExtensionElement]
  ) -> [(String, PathValue)] {
    var members: [(String, PathValue)] = []
    if let first = authors.first {
      members.append(("author", .text(name(first))))
      members.append(("author_detail", person(first)))
    }
    members.append(("authors", .list(authors.map(person))))
    members.append(("contributors", .list(contributors.map(person))))
    let publisher = extensions.first {
      ["publisher", "webmaster", "owner"].contains($0.name.lowercased())
    }
    if let publisher,
      let found = PersonReading.persons(
        FeedparserExtensions.node(publisher), base: nil
      ).first
    {
      members.append(("publisher", .text(name(found))))
      members.append(("publisher_detail", person(found)))
    }
    return members
  }

  private func name(_ person: Person) -> String? {
    switch (person.name, person.email) {
    case (let name?, let email?): "\(name) (\(email))"
    case (let name, let email): name ?? email
    }
  }

  private func person(_ person: Person) -> PathValue {
    let parts: [(String, PathValue)] = [
      ("name", .text(person.name)), ("email", .text(person.email)),
      ("url", .text(person.address?.href)), ("href", .text(person.address?.href)),
    ]
    return .object(parts.filter { !$0.1.isNone })
  }

  private func tag(_ category: Category) -> PathValue {
    .object([
      ("term", .text(category.term)), ("scheme", .text(category.scheme)),
      ("label", .text(category.label)),
    ])
  }

  private func categories(_ all: [FeedModel.Category]) -> PathValue {
    .list(all.map { .list([.text($0.scheme), .text($0.term)]) })
  }

  private func moment(_ date: Timestamp?) -> PathValue {
    date.map { .moment($0.milliseconds / 1_000) } ?? .none
  }

  private func find(_ name: String, in extensions: [ExtensionElement]) -> ExtensionElement? {
    extensions.first { $0.name.lowercased() == name }
  }
}
