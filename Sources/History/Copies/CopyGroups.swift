package import FeedModel

/// The articles among entries that nobody has published yet, each with its copies.
///
/// What `convert` does with several inputs; a feed with a memory does the same with what a run
/// brings.
package struct CopyGroups {
  /// An entry that is one article with another one.
  package struct Copy: Sendable, Hashable {
    /// Where it stands among the entries.
    package var place: Int
    /// The one that is published in its stead.
    package var original: Int
    package var likeness: CopyLikeness
  }

  /// In the order of the entries; an original is none of them.
  package private(set) var copies: [Copy] = []

  private let rule: DuplicateRule
  private var texts: [CopyText] = []
  private var places: [Int64: [Int]] = [:]
  /// For each entry the first of its article, and how it is alike to what it was found by.
  private var firsts: [(first: Int, likeness: CopyLikeness?)] = []

  /// - Parameter entries: in the order of their sources, which decides between two that are as rich.
  package init(_ entries: [NormalizedEntry], by rule: DuplicateRule) {
    self.rule = rule
    guard rule != .sameAddress else { return }
    for entry in entries { add(CopyText(entry)) }
    choose()
  }

  private mutating func add(_ text: CopyText) {
    let (place, keys) = (texts.count, text.keys)
    var candidates = CopyCandidates()
    for key in keys {
      for other in places[key, default: []].suffix(CopyCandidates.limitOfKey) {
        candidates.add(Int64(other))
      }
      places[key, default: []].append(place)
    }
    var found: (first: Int, likeness: CopyLikeness?) = (place, nil)
    for number in candidates.ranked {
      let other = Int(number)
      guard let likeness = text.likeness(to: texts[other]), likeness.isMeant(by: rule) else {
        continue
      }
      found = (firsts[other].first, likeness)
      break
    }
    firsts.append(found)
    texts.append(text)
  }

  /// The richest of each article is published; of those that are about as rich the first.
  private mutating func choose() {
    var originals = Array(texts.indices)
    for place in texts.indices {
      let first = firsts[place].first
      let shown = texts[originals[first]].richness
      if CopyText.isRicher(texts[place].richness, than: shown) { originals[first] = place }
    }
    copies = texts.indices.compactMap { place in
      let original = originals[firsts[place].first]
      guard original != place else { return nil }
      let likeness = firsts[place].likeness ?? firsts[original].likeness ?? .near
      return Copy(place: place, original: original, likeness: likeness)
    }
  }
}

extension NormalizedEntry {
  /// How an entry lists a copy of it: by its page and its source's title, else its host; `nil` where
  /// it has no page of its own.
  package static func related(
    _ copy: NormalizedEntry, of original: NormalizedEntry
  ) -> Link? {
    guard let address = copy.link, address.pageKey != original.link?.pageKey else { return nil }
    return Link(
      rel: "related", address: address, hreflang: copy.linkLanguage ?? copy.language,
      title: copy.source?.title ?? address.host)
  }

  /// Lists copies of it; none twice, and none that its source has listed.
  package mutating func list(_ copies: [Link]) {
    var known = Set(links.filter { $0.rel == "related" }.map(\.address.pageKey))
    for copy in copies where known.insert(copy.address.pageKey).inserted { links.append(copy) }
  }
}
