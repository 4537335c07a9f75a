internal import FeedModel

/// Extensions at the level of the feed.
extension FeedFields {
  mutating func takeDublinCore(_ node: XMLNode) -> Bool {
    guard !node.text.isEmpty else { return false }
    switch node.name.name {
    case .title:
      lowlyTitle = lowlyTitle ?? TextConstructs.text(node, isAtom: false, isBody: false)
      hold(node, for: .title)
    case .description, .abstract:
      lowlySubtitle = lowlySubtitle ?? TextConstructs.text(node, isAtom: false, isBody: true)
      hold(node, for: .summary)
    case .creator, .author:
      for person in PersonReading.several(node.text) { takeLowly(person) }
      hold(node, for: .author)
    case .contributor:
      if let person = PersonReading.parsed(node.text), feed.contributors.count < limits.fields {
        feed.contributors.append(person)
      }
    case .subject:
      add(Category(term: node.text))
    case .rights:
      feed.rights = feed.rights ?? TextConstructs.text(node, isAtom: false, isBody: false)
    case .language: feed.language = feed.language ?? node.text
    case .date, .issued, .created:
      publicationDate = publicationDate ?? timestamp(node.text)
      hold(node, for: .updated)
    case .modified:
      buildDate = buildDate ?? timestamp(node.text)
      hold(node, for: .updated)
    default: return false
    }
    return true
  }

  mutating func takeLowly(_ person: Person) {
    guard lowlyAuthors.count < min(limits.fields, 200) else { return }
    if !lowlyAuthors.contains(person) { lowlyAuthors.append(person) }
  }

  /// Every element of iTunes and Podcasting 2.0 is kept as an extension besides.
  mutating func takePodcast(_ node: XMLNode, base: WebAddress?) -> Bool {
    switch node.name.namespace {
    case .podcast: return false
    case .iTunes:
      _ = takePodcastField(node, base: base)
      return false
    default: return takePodcastField(node, base: base)
    }
  }

  private mutating func takePodcastField(_ node: XMLNode, base: WebAddress?) -> Bool {
    let isMedia = node.name.namespace == .media
    switch node.name.name {
    case .author where !node.text.isEmpty && !isMedia:
      for person in PersonReading.several(node.text) where podcastAuthors.count < 20 {
        if !podcastAuthors.contains(person) { podcastAuthors.append(person) }
      }
    case .summary, .description, .subtitle:
      guard !isMedia else { return false }
      lowlySubtitle = lowlySubtitle ?? TextConstructs.text(node, isAtom: false, isBody: true)
    case .image, .thumbnail:
      return takePicture(
        node.attribute(.href) ?? node.attribute(.url) ?? node.text, isCover: !isMedia, base: base)
    case .link where UTF8Text.lowered(node.attribute(.rel) ?? "").utf8.elementsEqual("image".utf8):
      return takePicture(node.attribute(.href) ?? "", isCover: true, base: base)
    case .category where !isMedia: takePodcastCategory(node)
    case .keywords where !isMedia:
      for part in node.text.utf8.split(separator: 0x2C).prefix(100) {
        let term = UTF8Text.trimmed(String(Substring(part)))
        if !term.isEmpty { add(Category(term: term, scheme: PodcastSchemes.keywords)) }
      }
    default: return false
    }
    return true
  }

  /// - Parameter isCover: Whether it is a podcast's cover, which is large and square, and so better
  ///   than RSS's `image` of 144 pixels at most.
  private mutating func takePicture(
    _ address: String, isCover: Bool, base: WebAddress?
  ) -> Bool {
    guard !address.isEmpty, let image = resolved(address, base: base) else { return false }
    if isCover { cover = cover ?? image } else { feed.logo = feed.logo ?? image }
    return isCover || feed.logo == image
  }

  /// iTunes nests its categories; the model has a flat list.
  private mutating func takePodcastCategory(_ node: XMLNode) {
    var waiting = [node]
    while let next = waiting.popLast() {
      if let term = LinkReading.nonEmpty(next.attribute(.text) ?? next.text) {
        add(Category(term: term, scheme: PodcastSchemes.keywords))
      }
      waiting += next.children.filter { $0.name.name == .category }.reversed()
    }
  }

  mutating func takeSyndication(_ node: XMLNode) -> Bool {
    switch node.name.name {
    case .updateperiod:
      let periods = [
        "hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000,
        "yearly": 31_536_000,
      ]
      updatePeriod = periods[UTF8Text.lowered(node.text)]
      return updatePeriod != nil
    case .updatefrequency:
      updateFrequency = UTF8Text.integer(node.text).map { min($0, 1_000_000) }
      return updateFrequency != nil
    default: return false
    }
  }

  mutating func takeLicense(_ node: XMLNode, base: WebAddress?) -> Bool {
    let text = node.attribute(.resource, in: .rdf) ?? node.text
    guard node.name.name == .license, let address = WebAddress(text, base: base) else {
      return false
    }
    if feed.links.count < limits.fields {
      feed.links.append(Link(rel: "license", address: address))
    }
    return true
  }
}
