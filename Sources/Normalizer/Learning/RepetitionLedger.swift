public import FeedModel

/// Counts the lines of one source's entries, and tells which blocks recur.
///
/// It holds fingerprints; texts only of lines that were seen ``leastForText`` times. All that it says
/// follows from what was added, whatever the order of a day's entries was.
public struct RepetitionLedger: Sendable {
  /// A block is a candidate in so many entries…
  public static let leastEntries = 8
  /// …on so many days, unless they are of one document.
  public static let leastDays = 3
  /// The most entries that are held; the oldest leave.
  public static let mostEntries = 10_000
  private static let leastForText = 4
  private static let mostTexts = 4000

  struct Entry: Sendable {
    var key: UInt64
    var day: Int32?
    var author: UInt64
    var count: Int
    var lines: [SeenLines.Line]
    var isOfDocument: Bool
  }

  private(set) var entries: [Entry] = []
  private var places: [UInt64: Int] = [:]
  private var counts: [UInt64: Int] = [:]
  private(set) var texts: [UInt64: [UInt8]] = [:]

  /// Names an entry in a ledger.
  public static func key(of id: EntryID) -> UInt64 { SeenEntry.key(of: id) }

  /// An empty one.
  public init() {}

  /// Adds what was seen of an entry, in the place of what was seen of it before.
  ///
  /// - Parameter isOfDocument: whether it is one of a document that is being read: then days don't
  ///   count.
  public mutating func add(_ seen: SeenLines, isOfDocument: Bool) {
    let entry = Entry(
      key: seen.key, day: seen.day, author: seen.author, count: seen.count, lines: seen.lines,
      isOfDocument: isOfDocument)
    if let place = places[seen.key] {
      for print in Set(entries[place].lines.map(\.print)) { counts[print, default: 1] -= 1 }
      entries[place] = entry
    } else {
      guard entries.count < RepetitionLedger.mostEntries else { return }
      places[seen.key] = entries.count
      entries.append(entry)
    }
    var counted: Set<UInt64> = []
    for (index, line) in seen.lines.enumerated() where counted.insert(line.print).inserted {
      let count = counts[line.print, default: 0] + 1
      counts[line.print] = count
      if count >= RepetitionLedger.leastForText, texts[line.print] == nil,
        texts.count < RepetitionLedger.mostTexts, index < seen.texts.count
      {
        texts[line.print] = seen.texts[index]
      }
    }
  }

  /// Adds the text of a line that was seen before, as ``recurringTexts`` gave it.
  public mutating func add(text: [UInt8], of print: UInt64) {
    if texts.count < RepetitionLedger.mostTexts { texts[print] = text }
  }

  /// Texts of lines that recur, by their names: what a ledger needs beside what was seen.
  public var recurringTexts: [(print: UInt64, text: [UInt8])] {
    texts.keys.filter { counts[$0, default: 0] >= RepetitionLedger.leastForText }.sorted()
      .map { ($0, texts[$0] ?? []) }
  }

  /// How many entries were added.
  public var count: Int { entries.count }

  /// In how many entries a line stands.
  func count(of print: UInt64) -> Int { counts[print, default: 0] }

  /// Whether an entry that was added holds these lines, one behind the other.
  public func entries(holding promo: LearnedPromo) -> [UInt64] {
    let prints = promo.lines.map { LinePrint.of(Array($0.utf8)[...]) }
    return entries.filter { entry in
      LineRuns.start(of: prints, in: entry.lines.map { ($0.print, Int($0.place)) }) != nil
    }.map(\.key)
  }

  /// All blocks that recur, those that go first, then by how many entries have them.
  public func candidates() -> [PromoCandidate] {
    CandidateSearch(self).candidates()
  }
}

/// Finds lines one behind the other.
enum LineRuns {
  /// The first place among `lines` from where `prints` stand one behind the other.
  static func start(of prints: [UInt64], in lines: [(print: UInt64, place: Int)]) -> Int? {
    guard let first = prints.first, lines.count >= prints.count else { return nil }
    return (0...(lines.count - prints.count)).first { start in
      lines[start].print == first
        && prints.indices.allSatisfy {
          lines[start + $0].print == prints[$0]
            && lines[start + $0].place == lines[start].place + $0
        }
    }
  }
}
