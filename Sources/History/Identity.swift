package import FeedModel

/// Finds out which offered entries are ones that the archive knows already (design §6).
///
/// Pure: what a source offers and what is remembered go in, pairs come out; each remembered
/// entry answers to at most one offered one.
package struct Identity {
  /// What names an entry, offered or remembered.
  package struct Name: Sendable, Hashable {
    package var id: EntryID
    /// Ids that a source has given it since.
    package var otherIDs: [EntryID] = []
    /// Page keys of its links, and other names it goes by.
    package var keys: [String]
    /// Letters and digits of the title; empty when there is none.
    package var title: String
    /// The source's own date.
    package var published: Timestamp?
    /// When the source says that it last changed; it tells entries without the other date apart.
    package var modified: Timestamp?
    /// Whether an offered entry has a guid; of a remembered one nobody asks.
    package var hasGuid = false
    /// Its text with the digits, where ``Identity/undecided(offered:known:)`` asks for it.
    package var text: Fingerprint?
    /// What a reader sees, digits left out.
    package var visible: Fingerprint
    /// Where it is offered under a link that it shares with others.
    package var sibling: EntrySibling?
    /// Links that it was remembered to share with others, and its enclosures then.
    package var sharedLinks: [String] = []
    package var enclosures: [String] = []
    /// Its texts then, as ``EntrySibling/text``.
    package var texts: [String] = []
    /// Strings of the source's own that readers of RSS know it by, where they are not its id.
    package var guids: [String] = []

    package init(
      id: EntryID, keys: [String], title: String = "", published: Timestamp? = nil,
      visible: Fingerprint = Fingerprint([])
    ) {
      self.id = id
      self.keys = keys
      self.title = title
      self.published = published
      self.visible = visible
    }
  }

  package struct Known: Sendable {
    package var name: Name
    /// Whether it came from the source that is being merged.
    package var isOfThisSource: Bool
    /// Whether the source that is being merged has offered it until now.
    package var isOffered: Bool
    /// Whether another version of the reader has read it.
    package var isOfAnotherReader: Bool

    package init(
      name: Name, isOfThisSource: Bool, isOffered: Bool = false, isOfAnotherReader: Bool = false
    ) {
      self.name = name
      self.isOfThisSource = isOfThisSource
      self.isOffered = isOffered
      self.isOfAnotherReader = isOfAnotherReader
    }
  }

  package enum Match: Sendable, Hashable {
    /// Index of the remembered entry.
    case known(Int)
    case new(EntryID)
    /// Says the same as an offered entry before it.
    case double
    /// Goes beyond what its source may bring in a day.
    case left
  }

  /// Farther apart, two dates don't belong to one article.
  private static let sameMoment: Int64 = 48 * 3_600_000

  /// So many remembered entries under one name are looked at for each offered one.
  static let candidatesLimit = 100

  let offered: [Name]
  let known: [Known]
  var matches: [Match?]
  var isTaken: [Bool]
  /// Keys that several different offered entries share, so that they name none of them.
  private var sharedKeys: Set<String> = []
  /// Ids that several different offered entries share.
  private var sharedIDs: Set<EntryID> = []

  private init(offered: [Name], known: [Known]) {
    self.offered = offered
    self.known = known
    matches = Array(repeating: nil, count: offered.count)
    isTaken = Array(repeating: false, count: known.count)
  }

  /// For each offered entry, in order, who it is.
  package static func matches(offered: [Name], known: [Known]) -> [Match] {
    var identity = Identity(offered: offered, known: known)
    identity.dropDoubles()
    identity.findShared()
    identity.matchSiblings()
    identity.matchByIDAndKey()
    identity.matchByID()
    identity.matchByKey()
    identity.matchByPath()
    identity.matchByContent()
    identity.matchBetterReadings()
    return identity.named()
  }

  // MARK: What an offer says twice

  private mutating func dropDoubles() {
    var seen: Set<Said> = []
    for (index, name) in offered.enumerated() {
      let said = Said(
        id: name.id, keys: name.keys, title: name.keys.isEmpty ? name.title : "")
      if !seen.insert(said).inserted { matches[index] = .double }
    }
  }

  private mutating func findShared() {
    var ids: [EntryID: Int] = [:]
    var keys: [String: Int] = [:]
    for (index, name) in offered.enumerated() where matches[index] == nil {
      ids[name.id, default: 0] += 1
      for key in Set(name.keys) { keys[key, default: 0] += 1 }
    }
    sharedIDs = Set(ids.filter { $0.value > 1 }.map(\.key))
    sharedKeys = Set(keys.filter { $0.value > 1 }.map(\.key))
    // A status page's address names none of its entries, though it offers one at a time.
    let before = positions { Set($0.keys) }
    sharedKeys.formUnion(before.filter { $0.value.count > 1 }.map(\.key))
  }

  // MARK: The ways to match, the surest first

  private mutating func matchByIDAndKey() {
    let index = positions { name in
      ([name.id] + name.otherIDs).flatMap { id in name.keys.map { PairKey(id: id, key: $0) } }
    }
    match(with: index) { name in
      name.keys.map { PairKey(id: name.id, key: $0) }
    } when: { _, _ in
      true
    }
  }

  private mutating func matchByID() {
    let index = positions { [$0.id] + $0.otherIDs }
    let shared = sharedIDs
    match(with: index) {
      shared.contains($0.id) ? [] : [$0.id]
    } when: { name, other in
      !Identity.isReuse(name, other.name)
    }
    // An id that a source gives twice was given a name of its own when it was first seen.
    let aliases = positions { name in [Identity.distinctID(name)] }
    match(with: aliases) {
      [Identity.distinctID($0)]
    } when: { _, _ in
      true
    }
  }

  private mutating func matchByKey() {
    let index = positions { $0.keys }
    let shared = sharedKeys
    match(with: index) {
      $0.keys.filter { !shared.contains($0) }
    } when: { name, other in
      Identity.isSameMoment(name, other.name)
        && (!other.isOfThisSource || Identity.isSameArticle(name, other.name))
    }
  }

  /// A site that moves to another host keeps its paths and titles.
  private mutating func matchByPath() {
    let index = positions { $0.keys.compactMap(Identity.path) }
    let shared = sharedKeys
    match(with: index) {
      $0.keys.filter { !shared.contains($0) }.compactMap(Identity.path)
    } when: { name, other in
      other.isOfThisSource && !name.title.isEmpty && name.title == other.name.title
        && Set(name.keys).isDisjoint(with: other.name.keys)
        && Identity.isSameMoment(name, other.name)
    }
  }

  /// A source that changes its ids and has no links, or that names its entries anew at each
  /// request, still says the same.
  private mutating func matchByContent() {
    let index = positions { [$0.visible] }
    match(with: index) {
      $0.sibling == nil ? [$0.visible] : []
    } when: { name, other in
      guard other.isOfThisSource, name.title == other.name.title,
        !name.title.isEmpty || name.published != nil,
        Identity.isSameMoment(name, other.name), !Identity.isAnotherIssue(name, other.name)
      else { return false }
      if name.keys.isEmpty || other.name.keys.isEmpty { return true }
      return other.isOffered && !name.title.isEmpty && name.published != nil
        && name.published == other.name.published
    }
  }

  mutating func take(_ position: Int, for index: Int) {
    isTaken[position] = true
    matches[index] = .known(position)
  }

  private func positions<Key: Hashable>(
    _ keys: (Name) -> some Sequence<Key>
  ) -> [Key: [Int]] {
    var positions: [Key: [Int]] = [:]
    for (index, other) in known.enumerated() where !isTaken[index] {
      for key in keys(other.name) { positions[key, default: []].append(index) }
    }
    return positions
  }

  private mutating func match<Key: Hashable>(
    with positions: [Key: [Int]], by keys: (Name) -> [Key],
    when agrees: (Name, Known) -> Bool
  ) {
    for (index, name) in offered.enumerated() where matches[index] == nil {
      for key in keys(name) where matches[index] == nil {
        let candidates = positions[key]?.prefix(Identity.candidatesLimit) ?? []
        let found = candidates.first { !isTaken[$0] && agrees(name, known[$0]) }
        if let found { take(found, for: index) }
      }
    }
  }

  /// Gives the rest their ids; the same ones whatever the order they are offered in.
  private func named() -> [Match] {
    var used = Set(known.flatMap { [$0.name.id] + $0.name.otherIDs })
    return offered.enumerated().map { index, name in
      if let match = matches[index] { return match }
      var id = name.id
      if sharedIDs.contains(id) || used.contains(id) { id = Identity.distinctID(name) }
      if !used.insert(id).inserted { return .double }
      return .new(id)
    }
  }

  // MARK: Claims about two names

  /// Whether one id now names another article: nothing but the id is the same.
  private static func isReuse(_ a: Name, _ b: Name) -> Bool {
    guard !a.keys.isEmpty, !b.keys.isEmpty, Set(a.keys).isDisjoint(with: b.keys),
      a.title != b.title, a.visible != b.visible
    else { return false }
    guard let first = a.published, let second = b.published else { return true }
    return first != second
  }

  /// Whether two entries on one page are one article under another id: something beside the page
  /// must be the same, for some sites send all their entries to one page.
  private static func isSameArticle(_ a: Name, _ b: Name) -> Bool {
    if isSameAddress(a.id, b.id) { return true }
    if isAnotherIssue(a, b) { return false }
    if a.visible == b.visible { return true }
    guard let first = a.published, let second = b.published else { return a.title == b.title }
    return first == second
  }

  /// Whether two ids are one address but for protocol and the like.
  private static func isSameAddress(_ a: EntryID, _ b: EntryID) -> Bool {
    guard let first = WebAddress(a.iri)?.pageKey, first.hasPrefix("//"),
      first == WebAddress(b.iri)?.pageKey
    else { return false }
    return a.iri.split(separator: "#").dropFirst().last
      == b.iri.split(separator: "#").dropFirst().last
  }

  private static func isSameMoment(_ a: Name, _ b: Name) -> Bool {
    guard let first = a.published, let second = b.published else { return true }
    return abs(first.milliseconds - second.milliseconds) <= sameMoment
  }

  /// The part of a key behind the host, where it is long enough to name one article.
  private static func path(_ key: String) -> String? {
    guard key.hasPrefix("//"), let slash = key.dropFirst(2).firstIndex(of: "/") else {
      return nil
    }
    let path = key[slash...]
    return path.utf8.count >= 6 ? String(path) : nil
  }

  /// An id of its own for an entry whose id is not.
  package static func distinctID(_ name: Name) -> EntryID {
    let mark = name.keys.first ?? "\(name.title)\n\(name.visible)"
    return EntryID(iri: NameBasedUUID("\(name.id.iri)\n\(mark)").urn)
  }

  private struct Said: Hashable {
    var id: EntryID
    var keys: [String]
    var title: String
  }

  private struct PairKey: Hashable {
    var id: EntryID
    var key: String
  }
}
