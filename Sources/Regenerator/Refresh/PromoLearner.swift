import Archive
import FeedModel
import History
import Normalizer

/// Learns from the entries of one source which blocks are promos.
struct PromoLearner: Sendable {
  /// What was learned at once.
  struct Lesson: Sendable {
    /// To be remembered.
    var lessons = SourceLessons()
    /// Raw entries that hold a promo which was not known before.
    var affected: [Fingerprint] = []
    /// The same by the entries' keys.
    var affectedKeys: Set<UInt64> = []
  }

  private var remembered: SourceLessons
  private var ledger = RepetitionLedger()
  private var fresh: [SourceLessons.Seen] = []
  private var raws: [UInt64: Fingerprint] = [:]

  /// - Parameters:
  ///   - remembered: of the source.
  ///   - document: keys of the entries that the source offers now, all at once.
  init(_ remembered: SourceLessons, document: Set<UInt64> = []) {
    self.remembered = remembered
    for text in remembered.texts { ledger.add(text: text.text, of: text.print) }
    for seen in remembered.seen {
      ledger.add(seen.lines, isOfDocument: document.contains(seen.lines.key))
      raws[seen.lines.key] = seen.raw
    }
  }

  /// What takes out all that was learned so far.
  var promos: LearnedPromos {
    LearnedPromos(remembered.promos.filter { $0.state == .taken })
  }

  /// Takes in what was seen of an entry.
  mutating func see(_ lines: SeenLines, raw: Fingerprint, isOfDocument: Bool) {
    ledger.add(lines, isOfDocument: isOfDocument)
    var kept = lines
    kept.texts = []
    fresh.append(SourceLessons.Seen(lines: kept, raw: raw))
    raws[lines.key] = raw
  }

  /// Decides, and has learned afterwards.
  mutating func learn() -> Lesson {
    var lesson = Lesson()
    guard !fresh.isEmpty else { return lesson }
    let known = Set(remembered.promos.filter { $0.state == .taken }.map(\.id))
    let refused = Set(remembered.promos.filter { $0.state == .forgotten }.flatMap(\.lines))
    let new = ledger.candidates().filter { candidate in
      candidate.isPromo && !known.contains(candidate.id)
        && refused.isDisjoint(with: candidate.lines)
    }.map(\.learned)
    lesson.lessons.seen = fresh
    lesson.lessons.promos = new
    let texts = Set(remembered.texts.map(\.print))
    lesson.lessons.texts = ledger.recurringTexts.filter { !texts.contains($0.print) }
      .map { SourceLessons.LineText(print: $0.print, text: $0.text) }
    for promo in new {
      for key in ledger.entries(holding: promo) where lesson.affectedKeys.insert(key).inserted {
        if let raw = raws[key] { lesson.affected.append(raw) }
      }
    }
    remembered.promos += new
    remembered.texts += lesson.lessons.texts
    fresh = []
    return lesson
  }
}
