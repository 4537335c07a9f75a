internal import FeedModel

/// iTunes, Google Play and Podcasting 2.0, as far as the model has fields; the rest is kept.
extension EntryFields {
  mutating func takePodcast(_ node: XMLNode, base: WebAddress?) -> Bool {
    switch node.name.name {
    case .author where !node.text.isEmpty:
      if let person = PersonReading.parsed(node.text), !podcastAuthors.contains(person),
        podcastAuthors.count < 20
      {
        podcastAuthors.append(person)
      }
      hold(node, for: .author)
    case .summary, .description:
      takeLowlySummary(node, isBody: true)
      hold(node, for: .summary)
    case .subtitle where lowlySummaries.isEmpty:
      takeLowlySummary(node, isBody: false)
      return false
    case .title:
      lowlyTitle = lowlyTitle ?? TextConstructs.text(node, isAtom: false, isBody: false)
      hold(node, for: .title)
    case .image:
      let address = node.attribute(.href) ?? node.attribute(.url) ?? node.text
      guard let image = WebAddress(address, base: base) else { return false }
      if entry.image != nil, entry.image != image { return false }
      entry.image = image
    case .duration:
      guard let value = Durations.seconds(node.text) else { return false }
      seconds = seconds ?? value
      hold(node, for: .seconds)
    case .category where node.attribute(.text) != nil:
      takePodcastCategory(node)
    case .keywords:
      for part in node.text.utf8.split(separator: 0x2C) {
        let term = Bytes.trimmed(String(Substring(part)))
        if !term.isEmpty { add(Category(term: term, scheme: PodcastSchemes.keywords)) }
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
