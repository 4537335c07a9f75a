internal import FeedModel

extension Identity {
  /// Entries that share a link are told apart by what else they say; the surest first.
  ///
  /// Dates and texts alone tell one of two from the other only where nothing else offered or
  /// remembered says the same: a window that slides by one brings an entry and loses another.
  mutating func matchSiblings() {
    guard offered.contains(where: { $0.sibling != nil }) else { return }
    matchSiblings(isSure: true) { sibling, _ in
      sibling.files
    } known: { other in
      other.name.enclosures.map { $0 }
    }
    matchSiblings(isSure: true) { sibling, _ in
      [sibling.id.iri]
    } known: { other in
      ([other.name.id] + other.name.otherIDs).map(\.iri)
    }
    matchSiblings(isSure: true) { _, name in
      [name.published.map { "\($0.milliseconds)\n\(name.title)" }]
    } known: { other in
      [other.name.published.map { "\($0.milliseconds)\n\(other.name.title)" }]
    }
    matchSiblings(isSure: false) { _, name in
      [Identity.preciseDate(name)]
    } known: { other in
      [Identity.preciseDate(other.name)]
    }
    matchSiblings(isSure: false) { sibling, name in
      [sibling.text.map { "\(name.published?.milliseconds ?? 0)\n\($0)" }]
    } known: { other in
      other.name.texts.map { "\(other.name.published?.milliseconds ?? 0)\n\($0)" }
    }
    matchSiblings(isSure: false) { sibling, name in
      [sibling.text.map { "\(name.title)\n\($0)" }]
    } known: { other in
      other.name.texts.map { "\(other.name.title)\n\($0)" }
    }
    matchSiblings(isSure: false) { sibling, name in
      name.published == nil ? [sibling.text] : []
    } known: { other in
      other.name.published == nil ? other.name.texts.map { $0 } : []
    }
    matchMovedFiles()
  }

  /// A file that lies elsewhere now, or in another form, is no other entry: date, title and text are
  /// the same, and only one on either side says this.
  private mutating func matchMovedFiles() {
    var places: [Place: [Int]] = [:]
    for (index, other) in known.enumerated()
    where !isTaken[index] && !other.name.enclosures.isEmpty && isEligible(other) {
      let texts = other.name.texts.isEmpty ? [nil] : other.name.texts.map { $0 }
      for place in links(of: other).flatMap({ link in
        texts.compactMap { movedPlace(other.name, text: $0, link: link) }
      }) {
        places[place, default: []].append(index)
      }
    }
    guard !places.isEmpty else { return }
    var wanted: [Place: [Int]] = [:]
    for (index, name) in offered.enumerated() where matches[index] == nil {
      guard let sibling = name.sibling, sibling.enclosure != nil else { continue }
      for link in [sibling.link, "i:\(sibling.bareID.iri)"] {
        guard let place = movedPlace(name, text: sibling.text, link: link) else { continue }
        wanted[place, default: []].append(index)
      }
    }
    for (place, indices) in wanted.sorted(by: { $0.value[0] < $1.value[0] }) {
      guard indices.count == 1, matches[indices[0]] == nil, let candidates = places[place],
        candidates.count == 1, !isTaken[candidates[0]]
      else { continue }
      take(candidates[0], for: indices[0])
    }
  }

  /// `nil` where too little is said: a day alone is many entries'.
  private func movedPlace(_ name: Name, text: String?, link: String) -> Place? {
    guard let date = name.published, text != nil || Identity.preciseDate(name) != nil else {
      return nil
    }
    return Place(link: link, mark: "\(date.milliseconds)\n\(name.title)\n\(text ?? "")")
  }

  /// The links that a remembered entry is looked for under.
  private func links(of other: Known) -> Set<String> {
    Set(other.name.sharedLinks + other.name.keys + ["i:\(other.name.id.iri)"])
  }

  /// A date that names more than a day or an hour, which many entries may have in common.
  private static func preciseDate(_ name: Name) -> String? {
    guard let date = name.published, date.milliseconds % 3_600_000 != 0 else { return nil }
    return "\(date.milliseconds)"
  }

  private struct Place: Hashable {
    var link: String
    var mark: String
  }

  /// - Parameter isSure: whether the mark alone is enough; else it must be one entry's on either
  ///   side, and the remembered one must have been offered until now.
  private mutating func matchSiblings(
    isSure: Bool, offered marks: (EntrySibling, Name) -> [String?],
    known knownMarks: (Known) -> [String?]
  ) {
    var places: [Place: [Int]] = [:]
    for (index, other) in known.enumerated() {
      for link in links(of: other) {
        for case let mark? in knownMarks(other) {
          places[Place(link: link, mark: mark), default: []].append(index)
        }
      }
    }
    var wanted: [Place: [Int]] = [:]
    for (index, name) in offered.enumerated() {
      guard let sibling = name.sibling, matches[index] != .double else { continue }
      for case let mark? in marks(sibling, name) {
        for link in [sibling.link, "i:\(sibling.bareID.iri)"] {
          wanted[Place(link: link, mark: mark), default: []].append(index)
        }
      }
    }
    let order = wanted.sorted { a, b in
      (a.value[0], a.key.link, a.key.mark) < (b.value[0], b.key.link, b.key.mark)
    }
    for (place, indices) in order {
      let candidates = places[place] ?? []
      if isSure {
        match(indices, with: candidates)
      } else if indices.count == 1, candidates.count == 1, isEligible(known[candidates[0]]) {
        match(indices, with: candidates)
      }
    }
  }

  private mutating func match(_ indices: [Int], with candidates: [Int]) {
    var rest = candidates[...]
    for index in indices where matches[index] == nil {
      let files = offered[index].sibling?.files ?? []
      let found = rest.prefix(Identity.candidatesLimit).firstIndex { position in
        !isTaken[position] && Identity.agree(files, known[position].name.enclosures)
      }
      guard let found else { continue }
      take(rest[found], for: index)
      if found == rest.startIndex { rest = rest.dropFirst() }
    }
  }

  /// Two files are two entries, unless all else is the same.
  private static func agree(_ files: [String], _ others: [String]) -> Bool {
    guard !files.isEmpty, !others.isEmpty else { return true }
    return files.contains { others.contains($0) }
  }

  /// Whether a remembered entry may have been edited: it was offered until now, or it was
  /// published under the bare link.
  private func isEligible(_ other: Known) -> Bool {
    other.isOffered || (other.isOfThisSource && other.name.sharedLinks.isEmpty)
  }

  // MARK: What another version of the reader has read

  /// What was read by another version of the reader may bear another id, link and title: then what
  /// only one offered and one remembered entry say tells them.
  mutating func matchBetterReadings() {
    guard known.contains(where: \.isOfAnotherReader) else { return }
    matchReadings { $0.published.map { "\($0.milliseconds)" } }
    matchReadings { $0.title.isEmpty ? nil : $0.title }
    matchReadings { $0.visible.description }
  }

  private mutating func matchReadings(_ mark: (Name) -> String?) {
    var old: [String: [Int]] = [:]
    for (index, other) in known.enumerated() where other.isOffered && other.isOfThisSource {
      guard let mark = mark(other.name) else { continue }
      old[mark, default: []].append(index)
    }
    var new: [String: [Int]] = [:]
    for (index, name) in offered.enumerated() {
      if let mark = mark(name) { new[mark, default: []].append(index) }
    }
    for (mark, indices) in new {
      guard indices.count == 1, let positions = old[mark], positions.count == 1,
        matches[indices[0]] == nil, !isTaken[positions[0]],
        known[positions[0]].isOfAnotherReader,
        !Identity.isAnotherIssue(offered[indices[0]], known[positions[0]].name)
      else { continue }
      take(positions[0], for: indices[0])
    }
  }
}
