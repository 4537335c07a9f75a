internal import FeedModel

/// iTunes and Google Play, as far as the model has fields.
///
/// What podcast apps read stays as it is besides: of iTunes and Podcasting 2.0 every element is kept
/// as an extension, whether a field was filled from it or not.
extension EntryFields {
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
    switch node.name.name {
    case .author where !node.text.isEmpty:
      for person in PersonReading.several(node.text) where podcastAuthors.count < 20 {
        if !podcastAuthors.contains(person) { podcastAuthors.append(person) }
      }
    case .summary, .description: takeLowlySummary(node, isBody: true)
    case .subtitle:
      podcastSubtitle =
        podcastSubtitle ?? TextConstructs.text(node, isAtom: false, isBody: false)
    case .title:
      lowlyTitle = lowlyTitle ?? TextConstructs.text(node, isAtom: false, isBody: false)
    case .image:
      let address = node.attribute(.href) ?? node.attribute(.url) ?? node.text
      guard !address.isEmpty, let image = WebAddress(address, base: base) else { return false }
      entry.image = entry.image ?? image
    case .duration:
      guard let value = Durations.seconds(node.text) else { return false }
      seconds = seconds ?? value
    case .category where node.attribute(.text) != nil: takePodcastCategory(node)
    case .keywords:
      for term in UTF8Text.parts(of: node.text, between: 0x2C, limit: 100) {
        add(Category(term: term, scheme: PodcastSchemes.keywords))
      }
    default: return false
    }
    return true
  }
}

extension EntryFields {
  /// iTunes nests its categories; the model has a flat list.
  fileprivate mutating func takePodcastCategory(_ node: XMLNode) {
    var waiting = [node]
    while let next = waiting.popLast() {
      if let term = LinkReading.nonEmpty(next.attribute(.text)) {
        add(Category(term: term, scheme: PodcastSchemes.keywords))
      }
      waiting += next.children.filter { $0.name.name == .category }.reversed()
    }
  }
}

enum PodcastSchemes {
  static let keywords = "http://www.itunes.com/"
}
