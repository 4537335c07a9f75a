internal import FeedModel

/// The elements of RSS and Atom themselves.
extension EntryFields {
  mutating func takeCore(_ node: XMLNode, base: WebAddress?) -> Bool {
    switch node.name.name {
    case .title: setTitle(node)
    case .link: takeLink(node, base: base)
    case .a where node.text.isEmpty: return takePage(node, base: base)
    case .guid, .id: takeIdentifier(node, base: base)
    case .description, .abstract, .summary, .content, .body, .fullitem, .prodlink:
      return takeText(node, base: base)
    case .pubdate, .published, .issued, .created, .updated, .modified, .date, .datetime:
      takeDate(node)
    case .author, .contributor, .managingeditor: return takePerson(node, base: base)
    case .category: return takeCategory(node)
    case .categories:
      let categories = CategoryReading.categories(in: node)
      for category in categories { add(category) }
      return !categories.isEmpty
    case .enclosure: return takeEnclosure(node, base: base)
    case .comments: return takeComments(node, base: base)
    case .image, .bigimage, .smallimage, .thumbnail, .thumb:
      return takePicture(node, base: base)
    case .source: return takeSource(node, base: base)
    case .rights, .copyright: entry.rights = entry.rights ?? text(node, isBody: false)
    case .language: entry.language = node.text.isEmpty ? entry.language : node.text
    default: return false
    }
    return true
  }

  func isAtom(_ node: XMLNode) -> Bool {
    node.name.namespace == .atom || (feedIsAtom && node.name.namespace == .core)
  }

  func text(_ node: XMLNode, isBody: Bool) -> Text? {
    TextConstructs.text(node, isAtom: isAtom(node), isBody: isBody)
  }

  private mutating func setTitle(_ node: XMLNode) {
    guard let title = text(node, isBody: false) else { return }
    if entry.title == nil { entry.title = title } else if entry.title != title { keep(node) }
  }

  private mutating func takeLink(_ node: XMLNode, base: WebAddress?) {
    // The BBC's hold their pictures.
    for child in node.children where child.name.namespace == .media {
      if !takeMedia(child, base: base) { keep(child) }
    }
    guard let href = node.attribute(.href) else {
      if node.children.isEmpty { setLink(node.text, base: base) }
      return
    }
    let rel = LinkReading.relation(node.attribute(.rel))
    if rel == "enclosure" {
      if let attachment = LinkReading.attachment(node, address: href, base: base) {
        add(attachment)
      }
    } else if rel == "alternate", LinkReading.isPage(node), isBetterAlternate(node, base: base) {
      setLink(UTF8Text.trimmed(href), base: base)
      entry.linkType = LinkReading.nonEmpty(node.attribute(.type)).map(UTF8Text.lowered)
      entry.linkTitle = LinkReading.nonEmpty(node.attribute(.title))
      entry.linkLanguage = LinkReading.nonEmpty(node.attribute(.hreflang))
    } else if let link = LinkReading.link(node, rel: rel, base: base) {
      add(link)
      // `thr:count` and the like.
      if node.attributes.contains(where: { $0.name.namespace == .threading }) { keep(node) }
    }
  }

  /// The page of an item of Microsoft's Channel Definition Format.
  private mutating func takePage(_ node: XMLNode, base: WebAddress?) -> Bool {
    guard let href = node.attribute(.href) else { return false }
    setLink(href, base: base)
    return true
  }

  /// Whether an alternate becomes the link: the first, or one that fits better than the one before,
  /// which is a link beside it then.
  private mutating func isBetterAlternate(_ node: XMLNode, base: WebAddress?) -> Bool {
    if entry.rawLink == nil {
      linkIsAlternate = true
      return true
    }
    guard linkIsAlternate, let address = entry.link,
      let link = LinkReading.link(node, rel: "alternate", base: base)
    else { return false }
    let known = Link(
      address: address, type: entry.linkType, hreflang: entry.linkLanguage, title: entry.linkTitle)
    guard
      AlternateRank(known, language: entry.language)
        < AlternateRank(link, language: entry.language)
    else { return false }
    add(known)
    (entry.link, entry.rawLink) = (nil, nil)
    return true
  }

  private mutating func takeIdentifier(_ node: XMLNode, base: WebAddress?) {
    guard !node.text.isEmpty, guid == nil, !Placeholder.isNothing(node.text) else { return }
    guid = node.text
    guard node.name.name == .guid else { return }
    let said = node.attribute(.ispermalink)
    let flag = said ?? "true"
    guard !UTF8Text.equal(UTF8Text.trimmed(flag), ignoringCase: "false") else { return }
    guard UTF8Text.hasPrefix(node.text, ignoringCase: "http") || node.text.utf8.first == 0x2F else {
      return
    }
    if let address = LinkReading.address(node.text, base: base) {
      permalink = (raw: node.text, address: address, isExplicit: said != nil)
    }
  }

  private mutating func takeText(_ node: XMLNode, base: WebAddress?) -> Bool {
    if TextConstructs.isMultipart(node) {
      for part in node.children { if !takeText(part, base: base) { keep(part) } }
      return true
    }
    if node.name.name == .content, let src = node.attribute(.src) {
      takeContentSource(node, src: src, base: base)
      if node.text.isEmpty { return true }
    }
    guard let text = text(node, isBody: true) else { return node.text.isEmpty }
    switch node.name.name {
    case .content where ForeignContent.isOne(node): foreignContent = foreignContent ?? text
    case .content where isBetter(node, than: atomContent): atomContent = text
    case .summary where plainSummary == nil: plainSummary = text
    case .body, .fullitem: encoded = encoded ?? text
    case .prodlink: productText = productText ?? text
    case .description, .abstract:
      description = description ?? text
      hold(node, for: .summary)
    default: hold(node, for: .summary)
    }
    return true
  }

  /// Of several contents (Atom 0.3) the first HTML or XHTML one wins, else the first.
  private func isBetter(_ node: XMLNode, than other: Text?) -> Bool {
    guard let other else { return true }
    return other.kind == .plain
      && (node.hasMarkup || node.attribute(.type).map(MediaTypeReading.essence) == "text/html")
  }

  private mutating func takeContentSource(_ node: XMLNode, src: String, base: WebAddress?) {
    guard entry.contentSource == nil, let address = WebAddress(src, base: base) else { return }
    rawContentSource = src
    entry.contentSource = Link(
      rel: "content", address: address, type: node.attribute(.type).map(UTF8Text.lowered))
  }

  private mutating func takeDate(_ node: XMLNode) {
    guard let date = timestamp(DateReading.text(of: node)) else { return }
    switch node.name.name {
    case .updated, .modified:
      if entry.updated == nil { entry.updated = date } else { hold(node, for: .updated) }
    case .issued:
      issued = issued ?? date
      hold(node, for: .published)
    case .created, .date, .datetime:
      lowlyPublished = lowlyPublished ?? date
      hold(node, for: .published)
    default:
      if entry.published == nil { entry.published = date } else { hold(node, for: .published) }
    }
  }

  private mutating func takePerson(_ node: XMLNode, base: WebAddress?) -> Bool {
    let persons = PersonReading.persons(node, base: base)
    guard !persons.isEmpty else { return !node.text.isEmpty || node.children.isEmpty }
    if node.name.name == .contributor {
      if entry.contributors.count < limits.fields { entry.contributors += persons }
    } else if entry.authors.count < limits.fields {
      entry.authors += persons
    }
    return true
  }

  private mutating func takeCategory(_ node: XMLNode) -> Bool {
    guard let category = CategoryReading.category(node) else { return false }
    add(category)
    return true
  }

  /// RSS's `enclosure`, and RSS 1.0's, whose attributes have namespaces or none.
  mutating func takeEnclosure(_ node: XMLNode, base: WebAddress?) -> Bool {
    guard node.name.name == .enclosure else { return false }
    let address =
      node.anyAttribute(.url) ?? node.anyAttribute(.resource) ?? node.anyAttribute(.href)
      ?? node.text
    guard let attachment = LinkReading.attachment(node, address: address, base: base) else {
      return false
    }
    add(enclosure: attachment)
    return true
  }

  /// What else is said of the picture has no field.
  mutating func takePicture(_ node: XMLNode, base: WebAddress?) -> Bool {
    guard pictures.count < 20, let picture = ItemPicture(node, base: base) else { return false }
    pictures.append(picture)
    return node.children.isEmpty
  }

  private mutating func takeComments(_ node: XMLNode, base: WebAddress?) -> Bool {
    guard let address = LinkReading.address(node.text, base: base) else { return false }
    add(Link(rel: "replies", address: address, type: "text/html"))
    return true
  }

  private mutating func takeSource(_ node: XMLNode, base: WebAddress?) -> Bool {
    var source = EntrySource()
    if node.children.isEmpty {
      source.title = LinkReading.nonEmpty(CharacterReferences.resolvedInText(node.text))
      source.feedAddress = node.attribute(.url).flatMap { WebAddress($0, base: base) }
    } else {
      source = EntrySourceReading.source(node, base: base)
      sourceAuthors = EntrySourceReading.authors(node, base: base)
      keep(node)
    }
    if entry.source == nil { entry.source = source }
    return true
  }
}
