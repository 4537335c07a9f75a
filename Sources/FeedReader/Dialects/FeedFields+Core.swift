internal import FeedModel

/// The elements of RSS's channel and Atom's feed.
extension FeedFields {
  mutating func takeCore(_ node: XMLNode, base: WebAddress?) -> Bool {
    switch node.name.name {
    case .title:
      guard let said = title(node) else { return true }
      feed.title = feed.title ?? said
      hold(node, for: .title)
    case .description, .subtitle, .tagline, .abstract:
      feed.subtitle = feed.subtitle ?? text(node, isBody: true)
      hold(node, for: .summary)
    case .link: return takeLink(node, base: base)
    case .info:
      info = info ?? text(node, isBody: true)
      return false
    case .id: feed.id = feed.id ?? LinkReading.nonEmpty(node.text)
    case .rights, .copyright: feed.rights = feed.rights ?? text(node, isBody: false)
    case .language: feed.language = LinkReading.nonEmpty(node.text) ?? feed.language
    case .icon: feed.icon = feed.icon ?? picture(node.text, base: base)
    case .logo: feed.logo = feed.logo ?? picture(node.text, base: base)
    case .image: takeImage(node, base: base)
    case .author, .contributor, .managingeditor: return takePerson(node, base: base)
    case .category: return takeCategory(node)
    case .categories: return takeCategories(node)
    case .generator: takeGenerator(node, base: base)
    default: return takeSchedule(node)
    }
    return true
  }

  /// A feed whose title is nothing but empty elements has none.
  private func title(_ node: XMLNode) -> Text? {
    guard let title = text(node, isBody: false) else { return nil }
    let isEmpty = title.kind == .plain && !isOfAtom(node) && TitleText.isEmptyMarkup(title.value)
    return isEmpty ? nil : title
  }

  private func text(_ node: XMLNode, isBody: Bool) -> Text? {
    TextConstructs.text(node, isAtom: isOfAtom(node), isBody: isBody)
  }

  private func isOfAtom(_ node: XMLNode) -> Bool {
    node.name.namespace == .atom || (isAtom && node.name.namespace == .core)
  }

  private mutating func takeSchedule(_ node: XMLNode) -> Bool {
    switch node.name.name {
    case .updated, .modified:
      feed.updated = feed.updated ?? timestamp(node.text)
      hold(node, for: .updated)
    case .lastbuilddate:
      buildDate = buildDate ?? timestamp(node.text)
      hold(node, for: .updated)
    case .pubdate, .published, .issued, .date, .created:
      publicationDate = publicationDate ?? timestamp(node.text)
      hold(node, for: .updated)
    case .ttl:
      guard let minutes = UTF8Text.integer(node.text), minutes < 1_000_000 else { return true }
      feed.refreshSeconds = feed.refreshSeconds ?? minutes * 60
    case .skiphours: feed.skipHours += Schedules.hours(node)
    case .skipdays: feed.skipDays += Schedules.days(node)
    default: return false
    }
    return true
  }

  private mutating func takeLink(_ node: XMLNode, base: WebAddress?) -> Bool {
    guard node.attribute(.href) != nil || node.attribute(.resource, in: .rdf) != nil else {
      if feed.homepage == nil, !node.text.isEmpty {
        let page = LinkReading.hostFirst(node.text, base: base)
        feed.homepage = page ?? resolved(node.text, base: base)
        learn(homepage: page?.href ?? node.text)
      }
      return true
    }
    let href = node.attribute(.href) ?? ""
    let rel = LinkReading.relation(node.attribute(.rel))
    _ = resolved(href, base: base)
    guard let link = LinkReading.link(node, rel: rel, base: base) else { return true }
    if rel == "self", feed.selfAddress == nil {
      feed.selfAddress = link.address
      learn(selfAddress: href)
    } else if rel == "alternate", LinkReading.isPage(node), isBetterHomepage(node, base: base) {
      feed.homepage = link.address
      feed.homepageType = link.type
      feed.homepageTitle = link.title
      feed.homepageLanguage = link.hreflang
      learn(homepage: href)
    } else if feed.links.count < limits.fields {
      feed.links.append(link)
    } else {
      noteTooMany()
    }
    return true
  }

  /// Whether an alternate becomes the home page: the first, or one that fits better than the one
  /// before, which is a link beside it then.
  private mutating func isBetterHomepage(_ node: XMLNode, base: WebAddress?) -> Bool {
    guard let homepage = feed.homepage else {
      homepageIsAlternate = true
      return true
    }
    guard homepageIsAlternate, feed.links.count < limits.fields,
      let link = LinkReading.link(node, rel: "alternate", base: base)
    else { return false }
    let known = Link(
      address: homepage, type: feed.homepageType, hreflang: feed.homepageLanguage,
      title: feed.homepageTitle)
    let language = node.language ?? feed.language
    guard AlternateRank(known, language: language) < AlternateRank(link, language: language) else {
      return false
    }
    feed.links.append(known)
    return true
  }

  private mutating func takeImage(_ node: XMLNode, base: WebAddress?) {
    let address = node.first(.url)?.text ?? node.attribute(.href) ?? node.text
    if feed.logo == nil { feed.logo = picture(address, base: base) }
    if let resource = node.attribute(.resource, in: .rdf) ?? node.attribute(.about, in: .rdf) {
      imageResource = imageResource ?? picture(resource, base: base)
    }
    // Its title, link and size have no field.
    if !node.children.isEmpty { keep(node) }
  }

  /// `nil` for an empty element, which is no address of the home page.
  private mutating func picture(_ text: String, base: WebAddress?) -> WebAddress? {
    text.isEmpty ? nil : resolved(text, base: base)
  }

  private mutating func takePerson(_ node: XMLNode, base: WebAddress?) -> Bool {
    let persons = PersonReading.persons(node, base: base)
    if node.name.name == .contributor {
      if feed.contributors.count < limits.fields { feed.contributors += persons }
    } else if feed.authors.count < limits.fields {
      feed.authors += persons
    }
    return !persons.isEmpty || node.children.isEmpty
  }

  private mutating func takeCategory(_ node: XMLNode) -> Bool {
    guard let category = CategoryReading.category(node) else { return false }
    add(category)
    return true
  }

  /// What gathers categories holds no other thing.
  private mutating func takeCategories(_ node: XMLNode) -> Bool {
    let categories = CategoryReading.categories(in: node)
    for category in categories { add(category) }
    return !categories.isEmpty
  }

  private mutating func takeGenerator(_ node: XMLNode, base: WebAddress?) {
    guard feed.generator == nil else { return }
    feed.generator = LinkReading.nonEmpty(node.text) ?? node.attribute(.name)
    let address = node.attribute(.uri) ?? node.attribute(.url)
    feed.generatorAddress = address.flatMap { resolved($0, base: base) }
    feed.generatorVersion = LinkReading.nonEmpty(node.attribute(.version))
  }
}

/// RSS's `skipHours` and `skipDays`.
enum Schedules {
  static func hours(_ node: XMLNode) -> [Int] {
    node.children.prefix(24).compactMap { child in
      guard child.name.name == .hour, let hour = UTF8Text.integer(child.text) else { return nil }
      return hour == 24 ? 0 : hour < 24 ? hour : nil
    }
  }

  static func days(_ node: XMLNode) -> [Int] {
    let names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    return node.children.prefix(7).compactMap { child in
      guard child.name.name == .day else { return nil }
      return names.firstIndex(of: UTF8Text.lowered(String(child.text.prefix(3))))
    }
  }
}
