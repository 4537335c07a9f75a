internal import FeedModel
internal import History

/// One merge of one feed, within a transaction.
final class FeedMerge {
  private let database: any Statements
  private let feed: Int64
  private let homeKeys: Set<String>
  private let policy: MergePolicy
  private let now: Timestamp
  private let key: String
  private var head: NormalizedFeed
  /// What the feed said of itself before; `nil` for one that is new.
  private let formerHead: NormalizedFeed?
  private let rows: FeedRows
  private let forgotten: ForgottenList
  private let copies: CopySearch
  private var outcome = MergeOutcome()
  /// How many entries without dates this merge has added, so that they get different ones.
  private var place = 0

  init(
    database: any Statements, key: String, head: NormalizedFeed, policy: MergePolicy,
    now: Timestamp,
    forgotten: ForgottenList
  ) throws {
    self.forgotten = forgotten
    self.database = database
    self.policy = policy
    self.now = now
    self.key = key
    self.head = head
    rows = FeedRows(database: database)
    place = policy.firstPlace
    formerHead = try rows.head(of: key)
    feed = try rows.number(of: key, head: head, idIsConfigured: policy.idIsConfigured, now: now)
    copies = CopySearch(
      CopyRows(database: database), feed: feed, policy: policy.copies, now: now)
    homeKeys = Set([head.homepage?.pageKey].compactMap(\.self))
  }

  /// What sources that are configured no longer had offered has left the feed.
  func dropOtherSources() throws {
    let stored = try database.rows("SELECT number, address FROM feed_source WHERE feed = ?", [feed])
    let gone: [Int64] = stored.compactMap { row in
      policy.sources.contains(row["address"] as String) ? nil : row["number"]
    }
    for source in gone {
      let entries = try rows.offered(by: source)
      try leave(Array(entries).sorted(), source: source)
    }
    // Should it come back, it is read again, changed or not.
    for row in stored where !policy.sources.contains(row["address"] as String) {
      try rows.database.send(
        """
        UPDATE source SET body = NULL, settings = ''
        WHERE feed = ? AND \(database.indexed("address")) = \(database.indexed("?"))
        """, [key, row["address"] as String])
    }
  }

  /// Brings what is known of copies in line with the policy.
  func prepareCopies() throws { try copies.prepare() }

  /// Merges what one source gave, as far as it is believed.
  func add(_ contribution: Contribution, reclean: (RawEntry) -> NormalizedEntry?) throws {
    let source = try FeedSource(contribution.source, feed: feed, in: database)
    for print in contribution.dropped { try rows.drop(print, feed: feed) }
    try rows.share(contribution.shared, source: source.number)
    let named = try remembered(contribution.offers.map { ($0, name(of: $0)) })
    let offers = named.map(\.0)
    var names = named.map(\.1)
    let before = try rows.offered(by: source.number)
    var known = try rows.candidates(
      for: names, feed: feed, source: source.number, alsoOffered: before,
      reader: policy.reader)
    try readTexts(of: offers, &names, &known)
    let matches = Identity.matches(offered: names, known: known.map(\.known))
    noteDoubles(matches, of: contribution.source)
    let verdict = try verdict(
      matches: matches, names: names, known: known, before: before, doubts: source.doubts)
    switch verdict {
    case .refused(let diagnostic), .addedOnly(let diagnostic):
      var diagnostic = diagnostic
      diagnostic.name = contribution.source
      outcome.diagnostics.append(diagnostic)
      outcome.doubted.append(contribution.source)
      try source.setDoubts(source.doubts + 1, in: database)
      if case .refused = verdict { return }
    case .believed: try source.setDoubts(0, in: database)
    }
    let admitted = try admitted(
      matches, of: contribution.source, source, offersNone: before.isEmpty)
    let copiesBefore = outcome.copies
    let present = try store(
      offers, names: names, matches: admitted, known: known, source: source.number,
      before: before, reclean: reclean)
    noteCopies(outcome.copies - copiesBefore, of: contribution.source)
    if verdict == .believed, !contribution.isPartial {
      try leave(before.subtracting(present).sorted(), source: source.number)
    }
  }

  private func name(of offer: Offer) -> Identity.Name {
    var name = EntryName.of(offer.entry, homeKeys: homeKeys, sibling: offer.sibling)
    name.modified = offer.modified
    return name
  }

  /// Looks at the texts of entries that say the same but for digits.
  private func readTexts(
    of offers: [Offer], _ names: inout [Identity.Name], _ known: inout [KnownRow]
  ) throws {
    for pair in Identity.undecided(offered: names, known: known.map(\.known)) {
      names[pair.offered].text = offers[pair.offered].raw.parsed.flatMap(Identity.text)
      guard known[pair.known].known.name.text == nil else { continue }
      let raw = try rows.raw(of: known[pair.known].number)
      known[pair.known].known.name.text = raw?.parsed.flatMap(Identity.text)
    }
  }

  /// No entry of a document disappears without a word.
  private func noteDoubles(_ matches: [Identity.Match], of source: String) {
    let count = matches.count { $0 == .double }
    guard count > 0 else { return }
    outcome.diagnostics.append(
      Diagnostic(
        .note, code: "entry-doubles",
        "\(count) of \(matches.count) entries say the same as others of the document; they are "
          + "published once", name: source))
  }

  private func noteCopies(_ count: Int, of source: String) {
    guard count > 0 else { return }
    outcome.diagnostics.append(
      Diagnostic(
        .note, code: "entry-copies",
        "\(count) new \(count == 1 ? "entry is a copy" : "entries are copies") of others; each "
          + "article is published once and lists its copies", name: source))
  }

  /// Without what was forgotten.
  private func remembered(
    _ named: [(Offer, Identity.Name)]
  ) throws -> [(Offer, Identity.Name)] {
    let names = named.map { EntryName.forgettable($0.1) }
    let known = try rows.forgotten(of: names.joined(), feed: feed)
    return zip(named, names).filter { _, names in
      !forgotten.contains(names, of: key) && !names.contains { known.contains(Array($0.utf8)) }
    }.map(\.0)
  }

  private func verdict(
    matches: [Identity.Match], names: [Identity.Name], known: [KnownRow], before: Set<Int64>,
    doubts: Int
  ) throws -> SourceTrust.Verdict {
    let matched = matches.compactMap { match -> Int64? in
      if case .known(let index) = match { known[index].number } else { nil }
    }
    let hostsBefore = Set(
      known.filter { before.contains($0.number) }.flatMap(\.known.name.keys)
        .compactMap(EntryName.host))
    let hosts = Set(names.flatMap(\.keys).compactMap(EntryName.host))
    let sharesHosts = hosts.isEmpty || hostsBefore.isEmpty || !hosts.isDisjoint(with: hostsBefore)
    return policy.trust.verdict(
      on: SourceTrust.Offer(
        before: before.count, now: names.count,
        inCommon: matched.count(where: before.contains), sharesHosts: sharesHosts,
        doubts: doubts))
  }

  /// Leaves out what goes beyond the number of new entries that a source may bring in a day.
  private func admitted(
    _ matches: [Identity.Match], of name: String, _ source: FeedSource, offersNone: Bool
  ) throws -> [Identity.Match] {
    let new = matches.count { if case .new = $0 { true } else { false } }
    guard new > 0 else { return matches }
    var influx = source.influx
    // One whose entries were all left out offers none either, and is no new source.
    if offersNone, influx.isUnused {
      influx.begin(now: now)
      try source.setInflux(influx, in: database)
      return matches
    }
    var left = influx.admit(new, offered: matches.count, now: now)
    try source.setInflux(influx, in: database)
    guard left < new else { return matches }
    outcome.diagnostics.append(
      Influx.notice(
        of: name, left: new - left, limit: Influx.limit(offered: matches.count, new: new)))
    return matches.map { match in
      guard case .new = match else { return match }
      left -= 1
      return left >= 0 ? match : .left
    }
  }

  /// Writes new and changed entries; gives the numbers of all that the source offers.
  private func store(
    _ offers: [Offer], names: [Identity.Name], matches: [Identity.Match], known: [KnownRow],
    source: Int64, before: Set<Int64>, reclean: (RawEntry) -> NormalizedEntry?
  ) throws -> Set<Int64> {
    let hasBuildDates = EntryDates.areBuildDates(offers.map(\.modified))
    var present: Set<Int64> = []
    for (index, match) in matches.enumerated() {
      var offer = offers[index]
      if hasBuildDates { offer.modified = nil }
      let number: Int64
      switch match {
      case .double, .left: continue
      case .new(let id): number = try insert(offer, name: names[index], id: id, source: source)
      case .known(let position):
        number = known[position].number
        if !offer.isCut {
          try update(
            known[position], with: offer, name: names[index], source: source, reclean: reclean)
        }
      }
      present.insert(number)
      if !before.contains(number) { try rows.addOffer(entry: number, source: source) }
    }
    return present
  }

  private func insert(
    _ offer: Offer, name: Identity.Name, id: EntryID, source: Int64
  ) throws -> Int64 {
    let dates = EntryDates.first(
      published: offer.entry.published, modified: offer.modified, place: place, now: now)
    if offer.entry.published == nil || dates.isFromTheFuture { place += 1 }
    if dates.isFromTheFuture {
      outcome.diagnostics.append(
        Diagnostic(
          .warning, code: "date-in-the-future",
          "an entry's date is more than a day ahead; it is published as first seen",
          name: id.iri))
    }
    // Readers of RSS take two entries of one guid for one: two sources may both count 1, 2, 3.
    var (offer, name) = (offer, name)
    if let guid = offer.entry.guid, !guid.utf8.elementsEqual(id.iri.utf8),
      try rows.isTaken(guid: guid, feed: feed)
    {
      (offer.entry.guid, name.guids) = (nil, [])
    }
    let number = try rows.insert(
      offer, name: name, id: id, dates: dates, feed: feed, source: source, policy: policy,
      now: now)
    if copies.isOn, try copies.take(number, offer.entry) {
      outcome.copies += 1
    } else {
      outcome.newEntries += 1
    }
    return number
  }

  private func update(
    _ row: KnownRow, with offer: Offer, name: Identity.Name, source: Int64,
    reclean: (RawEntry) -> NormalizedEntry?
  ) throws {
    try rows.addNames(name, missingFrom: row.known.name, entry: row.number, feed: feed)
    // The source that an entry was first taken from goes on telling what it says.
    let isOwner = row.source == source || row.source == nil || !row.ownerOffers
    guard isOwner else { return }
    let isSameRaw = row.rawPrint == offer.raw.fingerprint
    if isSameRaw, row.rules == policy.rules, row.hasContent, row.source == source {
      if row.reader != policy.reader { try rows.note(reader: policy.reader, of: row.number) }
      return
    }
    if try rows.isForeign(row.number) {
      outcome.leftToNewer += 1
      return
    }
    if try onlySourceDiffers(row, offer, source: source) { return }
    // What is better read is no edit: it moves no date.
    if row.reader != policy.reader, !isSameRaw, row.rawPrint != nil {
      try replace(row, with: offer, name: name, dates: row.dates, source: source)
      return
    }
    let hasChanged = try !isSameRaw && isVisiblyChanged(row, name: name, reclean: reclean)
    let dates = row.dates.next(
      modified: offer.modified, lastModified: row.modified, hasChanged: hasChanged, now: now)
    if dates.updated != row.dates.updated { outcome.changedEntries += 1 }
    try replace(row, with: offer, name: name, dates: dates, source: source)
  }

  private func onlySourceDiffers(_ row: KnownRow, _ offer: Offer, source: Int64) throws -> Bool {
    guard offer.hasOwnSource, row.hasContent, row.rawPrint != nil, row.source == source,
      row.reader == policy.reader, row.rules == policy.rules,
      let known = try rows.raw(of: row.number)
    else { return false }
    return known.isSame(as: offer.raw)
  }

  private func replace(
    _ row: KnownRow, with offer: Offer, name: Identity.Name, dates: EntryDates, source: Int64
  ) throws {
    try rows.update(
      row, with: offer, name: name, dates: dates, source: source, policy: policy)
    if copies.isOn {
      try CopyRows(database: database).renew(offer.entry, number: row.number)
    }
  }

  private func isVisiblyChanged(
    _ row: KnownRow, name: Identity.Name, reclean: (RawEntry) -> NormalizedEntry?
  ) throws -> Bool {
    // What was put in from published files, or has expired, has no raw version to compare with.
    guard row.rawPrint != nil else { return false }
    if row.rules == policy.rules { return row.known.name.visible != name.visible }
    guard let raw = try rows.raw(of: row.number), let before = reclean(raw) else { return false }
    return VisibleFingerprint.of(before) != name.visible
  }

  private func leave(_ entries: [Int64], source: Int64) throws {
    for entry in entries { try rows.leave(entry: entry, source: source, now: now) }
  }

  /// Lets go of the content of entries whose time is over; their names stay.
  func expire() throws {
    guard let keep = policy.retention.keep else { return }
    let limit = now.milliseconds - keep.wholeMilliseconds
    let seen = now.milliseconds - policy.retention.leastKept.wholeMilliseconds
    let isOver = """
      feed = ? AND last_offered < ? AND (raw IS NOT NULL OR cleaned IS NOT NULL)
      AND first_seen <= ? AND NOT EXISTS (SELECT 1 FROM offer WHERE offer.entry = number)
      AND NOT EXISTS (SELECT 1 FROM copy JOIN offer ON offer.entry = copy.entry
      WHERE copy.original = number)
      """
    if copies.isOn {
      let over: [Int64] = try database.values(
        "SELECT number FROM entry WHERE \(isOver)", [feed, limit, seen])
      for number in over { try CopyRows(database: database).forget(number) }
    }
    try database.send(
      "UPDATE entry SET raw = NULL, cleaned = NULL, raw_print = NULL WHERE \(isOver)",
      [feed, limit, seen])
  }

  /// Settles the feed's own date and whether there is anything to publish.
  func finish() throws -> MergeOutcome {
    if let source = policy.headSource, outcome.doubted.contains(source), let formerHead {
      head = formerHead
      _ = try rows.number(of: key, head: head, idIsConfigured: policy.idIsConfigured, now: now)
    }
    if copies.isOn { try copies.succeed() }
    let (generation, isChanged) = try rows.settle(
      feed: feed, head: head, policy: policy)
    outcome.generation = generation
    outcome.places = place
    outcome.isChanged = isChanged
    return outcome
  }
}

/// A source of a feed, as it is stored.
struct FeedSource {
  let number: Int64
  /// Doubtful offers in a row.
  let doubts: Int
  /// How many entries it has brought today.
  let influx: Influx

  init(_ address: String, feed: Int64, in database: any Statements) throws {
    let row = try database.row(
      """
      SELECT number, doubts, day, day_count FROM feed_source
      WHERE feed = ? AND \(database.indexed("address")) = \(database.indexed("?"))
      """, [feed, address])
    if let row {
      number = row["number"]
      doubts = row["doubts"]
      influx = Influx(day: row["day"], count: row["day_count"])
      return
    }
    let added = try database.insert(
      "INSERT INTO feed_source (feed, address) VALUES (?, ?)", [feed, address])
    guard let added else { throw MissingRow() }
    number = added
    doubts = 0
    influx = Influx()
  }

  func setInflux(_ influx: Influx, in database: any Statements) throws {
    try database.send(
      "UPDATE feed_source SET day = ?, day_count = ? WHERE number = ?",
      [influx.day, influx.count, number])
  }

  func setDoubts(_ count: Int, in database: any Statements) throws {
    guard count != doubts else { return }
    try database.send(
      "UPDATE feed_source SET doubts = ? WHERE number = ?", [count, number])
  }
}
