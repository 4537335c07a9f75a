import Archive
import ConfigurationModel
import FeedModel
import History
import Normalizer

/// Learning promos from their return (`"promos": "learn"`).
extension FeedRefresh {
  /// What was learned of one source, as it is to be stored with what it changes.
  struct Lesson: Sendable {
    var source: String
    var lessons: SourceLessons
    /// Stored entries, cleaned again without the promos that are new.
    var recleaned: [Recleaned] = []
  }

  struct Recleaned: Sendable {
    var stale: StaleEntry
    /// `nil` where the rules drop it.
    var entry: NormalizedEntry?
    /// How many attempts at its page have failed, where that is still to come.
    var waits: Int?
  }

  /// Entries of a document that were cleaned in this run, by their place in it.
  struct Fresh: Sendable {
    var places: [Int]
    var entries: [NormalizedEntry?]
  }

  var learns: Bool { feed.promos == "learn" }

  func lessons(of source: String) throws(ArchiveError) -> SourceLessons {
    let key = feed.id
    return try archive.read { session throws(ArchiveError) in
      try session.lessons(of: source, in: key)
    }
  }

  /// The promos that were learned of all sources of the feed.
  func learnedPromos() throws(ArchiveError) -> LearnedPromos {
    guard learns else { return .none }
    let key = feed.id
    let promos = try archive.read { session throws(ArchiveError) in
      try session.learnedPromos(of: key).map(\.promo)
    }
    return LearnedPromos(promos.filter { $0.state == .taken })
  }

  /// Learns from a document, and cleans again those of its entries that hold what is new.
  ///
  /// - Parameters:
  ///   - known: the entries of the document that were clean before.
  ///   - context: that they were cleaned in.
  func learn(
    from fresh: inout Fresh, known: [NormalizedEntry], of document: ParsedFeed,
    raws: [RawEntry], _ source: SourceConfiguration, context: NormalizationContext
  ) async throws(ArchiveError) -> Lesson {
    let offered = Set(
      known.map { RepetitionLedger.key(of: $0.id) }
        + fresh.entries.compactMap { $0?.seenLines?.key })
    var learner = PromoLearner(try lessons(of: source.name), document: offered)
    for (place, entry) in zip(fresh.places, fresh.entries) {
      guard let seen = entry?.seenLines else { continue }
      learner.see(seen, raw: raws[place].fingerprint, isOfDocument: true)
    }
    let learned = learner.learn()
    var lesson = Lesson(source: source.name, lessons: learned.lessons)
    guard !learned.affectedKeys.isEmpty else { return lesson }
    var context = context
    context.learned = learner.promos
    let again = fresh.entries.indices.filter { index in
      fresh.entries[index]?.seenLines.map { learned.affectedKeys.contains($0.key) } ?? false
    }
    let cleaned = await normalizer.normalizedInParallel(
      again.map { document.entries[fresh.places[$0]] }, context: context)
    for (index, entry) in zip(again, cleaned) { fresh.entries[index] = entry }
    lesson.recleaned = try await recleaned(learned.affected, promos: learner.promos)
    return lesson
  }

  /// Stored entries that were made of these raw ones, cleaned again.
  func recleaned(
    _ raws: [Fingerprint], promos: LearnedPromos
  ) async throws(ArchiveError) -> [Recleaned] {
    guard known != nil, !raws.isEmpty else { return [] }
    let key = feed.id
    let (stale, head) = try archive.read { session throws(ArchiveError) in
      (try session.staleEntries(of: key, raw: raws), try session.head(of: key))
    }
    var result: [Recleaned] = []
    for (source, group) in Dictionary(grouping: stale, by: \.source) {
      var context = context(of: source, head: head)
      context.learned = promos
      let clean = await normalizer.normalizedInParallel(group.map(\.raw), context: context)
      let whole = await completed(group, clean, of: source, context) { _ in false }
      result += zip(group, whole).map { Recleaned(stale: $0, entry: $1.entry, waits: $1.waits) }
    }
    return result
  }

  /// Stores what was learned, before what the sources offer is merged.
  func store(
    _ lessons: [Lesson], in session: borrowing ArchiveSession
  ) throws(ArchiveError) {
    for lesson in lessons {
      try session.add(lesson.lessons, of: lesson.source, in: feed.id, now: now)
      for item in lesson.recleaned {
        try session.replace(
          item.stale, with: item.entry, rules: prints.rules, waits: item.waits)
      }
    }
  }
}
