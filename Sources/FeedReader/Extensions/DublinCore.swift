internal import FeedModel

/// Dublin Core elements and terms: second to RSS's and Atom's own.
extension EntryFields {
  mutating func takeDublinCore(_ node: XMLNode, base: WebAddress?) -> Bool {
    guard !node.text.isEmpty || !node.children.isEmpty else { return false }
    switch node.name.name {
    case .date, .issued, .created, .modified: return takeDublinCoreDate(node)
    case _ where node.text.isEmpty: return false
    case .title:
      lowlyTitle = lowlyTitle ?? TextConstructs.text(node, isAtom: false, isBody: false)
      hold(node, for: .title)
    case .creator, .author:
      for person in PersonReading.written(node.text) { takeLowly(person) }
      hold(node, for: .author)
    case .contributor:
      if let person = PersonReading.parsed(node.text), entry.contributors.count < limits.fields {
        entry.contributors.append(person)
      }
    case .subject: add(Category(term: NameMarkup.words(node.text)))
    case .description, .abstract:
      takeLowlySummary(node, isBody: true)
      hold(node, for: .summary)
    case .rights:
      entry.rights = entry.rights ?? TextConstructs.text(node, isAtom: false, isBody: false)
    case .language: entry.language = node.text
    default: return false
    }
    return true
  }

  /// Authors of the extensions stand back behind the entry's own.
  mutating func takeLowly(_ person: Person) {
    guard lowlyAuthors.count < min(limits.fields, 200) else { return }
    if !lowlyAuthors.contains(person) { lowlyAuthors.append(person) }
  }

  /// Summaries of the extensions stand back behind the entry's own.
  mutating func takeLowlySummary(_ node: XMLNode, isBody: Bool) {
    guard lowlySummaries.count < 20,
      let text = TextConstructs.text(node, isAtom: false, isBody: isBody)
    else { return }
    lowlySummaries.append((node.name.name, text))
  }

  private mutating func takeDublinCoreDate(_ node: XMLNode) -> Bool {
    guard let date = timestamp(DateReading.text(of: node)) else { return true }
    if node.name.name == .modified {
      lowlyUpdated = lowlyUpdated ?? date
      hold(node, for: .updated)
    } else {
      lowlyPublished = lowlyPublished ?? date
      hold(node, for: .published)
    }
    return true
  }
}
