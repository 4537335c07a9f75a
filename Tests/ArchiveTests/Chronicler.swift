import FeedModel
import History

@testable import Archive

/// An entry as a test's source serves it.
struct Item: Sendable {
  var id: String?
  var link: String?
  var title: String
  var body: String
  /// Seconds; `nil` for none.
  var published: Int64?
  var updated: Int64?
  /// Whether its document broke off inside it.
  var isCut = false
  var enclosure: String?

  init(
    _ title: String, id: String? = nil, link: String? = nil, body: String? = nil,
    at published: Int64? = nil, updated: Int64? = nil, isCut: Bool = false,
    enclosure: String? = nil
  ) {
    self.enclosure = enclosure
    self.title = title
    self.id = id
    self.link = link
    self.body = body ?? "Body of \(title)"
    self.published = published
    self.updated = updated
    self.isCut = isCut
  }

  static func time(_ seconds: Int64?) -> Timestamp? {
    seconds.flatMap { Timestamp(milliseconds: $0 * 1000) }
  }

  var parsed: ParsedEntry {
    var entry = ParsedEntry()
    entry.id = id
    entry.rawLink = link
    entry.link = link.flatMap { WebAddress($0) }
    entry.title = Text(.plain, title)
    entry.content = Text(.html, body)
    entry.published = Item.time(published)
    entry.updated = Item.time(updated)
    entry.isCut = isCut
    if let address = enclosure.flatMap({ WebAddress($0) }) {
      entry.attachments = [Attachment(address: address)]
    }
    return entry
  }

  /// What the normalizer would make of it by rules that remove `drop`.
  static func cleaned(_ parsed: ParsedEntry, removing drop: String) -> NormalizedEntry {
    let title = parsed.title?.value ?? ""
    let body = parsed.content?.value ?? ""
    var entry = NormalizedEntry(
      id: parsed.sibling?.id
        ?? EntryID(
          sourceID: parsed.id, rawLink: parsed.rawLink, homepage: Chronicler.head().homepage,
          content: title + body),
      title: title, updated: parsed.updated ?? parsed.published ?? .epoch)
    entry.guid = parsed.id
    entry.link = parsed.link
    entry.attachments = parsed.attachments
    entry.published = parsed.published
    let html = drop.isEmpty ? body : body.replacing(drop, with: "")
    entry.content = CleanHTML(sanitized: "<p>\(html)</p>")
    return entry
  }
}

/// What one run does.
enum Step: Sendable {
  /// The source serves these entries.
  case serve([Item], source: String = "s", rules: String = "")
  /// Nothing is fetched, but the feed is settled.
  case idle
  case forget(String)
}

/// Runs steps an hour apart against an archive in a temporary folder.
final class Chronicler {
  static let start: Int64 = 1_700_000_000
  let archive: Archive
  var policy = MergePolicy(rules: "", sources: ["s", "t"])
  var run: Int64 = 0
  var last = MergeOutcome()

  init(path: String) throws {
    archive = try Storage.current.open(at: path)
  }

  init(_ storage: Storage, _ folder: TemporaryFolder) throws {
    archive = try storage.open(folder)
  }

  var now: Timestamp {
    Timestamp(milliseconds: (Chronicler.start + run * 3600) * 1000) ?? .epoch
  }

  static func head() -> NormalizedFeed {
    var head = NormalizedFeed(
      id: "urn:feed", title: "Feed", authors: [Person(name: "Feed")], updated: .epoch)
    head.homepage = WebAddress("https://a.example/")
    return head
  }

  func apply(_ step: Step) throws {
    switch step {
    case .serve(let items, let source, let rules):
      policy.rules = rules
      try merge([contribution(items.map(\.parsed), source, rules)], rules: rules)
    case .idle: try merge([], rules: policy.rules)
    case .forget(let name):
      _ = try archive.write { session throws(ArchiveError) in
        try session.forget(name, in: nil)
      }
    }
    run += 1
  }

  private func contribution(
    _ entries: [ParsedEntry], _ source: String, _ rules: String
  ) throws -> Contribution {
    let shared = try archive.read { session throws(ArchiveError) in
      try session.sharedNames(of: source, in: "f")
    }
    let naming = EntryNaming(entries, homepage: Chronicler.head().homepage, shared: shared)
    let offers = naming.entries.map { entry in
      var offer = Offer(
        entry: Item.cleaned(entry, removing: rules), raw: RawEntry(entry),
        modified: entry.updated)
      offer.isCut = entry.isCut
      offer.sibling = entry.sibling
      return offer
    }
    var contribution = Contribution(source: source, offers: offers)
    contribution.shared = naming.shared
    return contribution
  }

  private func merge(_ contributions: [Contribution], rules: String) throws {
    let (policy, now) = (policy, now)
    last = try archive.write { session throws(ArchiveError) in
      try session.merge(
        contributions, into: "f", head: Chronicler.head(), policy: policy, now: now,
        reclean: { raw in raw.parsed.map { Item.cleaned($0, removing: rules) } })
    }
  }

  func feed() throws -> NormalizedFeed? {
    let policy = policy
    return try archive.read { session throws(ArchiveError) in
      try session.feed("f", retention: policy.retention)
    }
  }

  /// One line per entry: title, run in which it was published, run of its last update; dates
  /// that are the source's own as `@seconds`.
  func lines() throws -> [String] {
    try (feed()?.entries ?? []).map { entry in
      let published = entry.published.map(Chronicler.shown) ?? "-"
      return "\(entry.title) \(published) \(Chronicler.shown(entry.updated))"
    }
  }

  private static func shown(_ time: Timestamp) -> String {
    let seconds = time.milliseconds / 1000
    guard seconds > start - 1800 else { return "@\(seconds)" }
    let run = (seconds - start + 1800) / 3600
    let rest = seconds - start - run * 3600
    return rest == 0 ? "r\(run)" : "r\(run)\(rest)"
  }
}
