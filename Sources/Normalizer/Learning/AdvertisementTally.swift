internal import Bytes
public import FeedModel

/// Counts entries that say of themselves that they are advertisements.
public struct AdvertisementTally: Sendable {
  private static let mostExamples = 3

  private struct Mark: Hashable {
    var field: String
    var pattern: String
  }

  private var counts: [Mark: Int] = [:]
  private var examples: [Mark: [String]] = [:]

  /// An empty one.
  public init() {}

  /// Takes an entry in.
  public mutating func add(_ entry: NormalizedEntry) {
    guard let mark = AdvertisementTally.mark(of: entry) else { return }
    counts[mark, default: 0] += 1
    if examples[mark, default: []].count < AdvertisementTally.mostExamples {
      examples[mark, default: []].append(entry.title)
    }
  }

  /// What was found, the most frequent first.
  public var candidates: [FilterCandidate] {
    counts.keys.sorted { a, b in
      counts[a] == counts[b]
        ? (a.field, a.pattern) < (b.field, b.pattern)
        : counts[a, default: 0] > counts[b, default: 0]
    }.map { mark in
      FilterCandidate(
        field: mark.field, pattern: mark.pattern, count: counts[mark, default: 0],
        examples: examples[mark, default: []])
    }
  }

  // MARK: One entry

  private static func mark(of entry: NormalizedEntry) -> Mark? {
    let title = LexiconLetters.folded(Array(entry.title.utf8.prefix(300)))
    for label in labels {
      if let pattern = pattern(of: label, in: title) {
        return Mark(field: "title", pattern: pattern)
      }
    }
    for category in entry.categories {
      let name = LexiconLetters.folded(Array((category.label ?? category.term).utf8.prefix(100)))
      if let label = labels.first(where: { $0.bytes.count > 2 && $0.folded == name }) {
        return Mark(field: "category", pattern: "/^\(label.text)$/i")
      }
    }
    return entry.link.flatMap(mark(of:))
  }

  private static func mark(of link: WebAddress) -> Mark? {
    if let host = AdvertisementTable.hosts.first(where: { link.isWithin($0) }) {
      return Mark(field: "address", pattern: host)
    }
    let path = Array(link.path.utf8.prefix(500))
    return AdvertisementTable.paths.first { BytePattern(Array($0.utf8)).occurs(in: path) }
      .map { Mark(field: "address", pattern: $0) }
  }

  private struct Label: Sendable {
    var text: String
    var bytes: [UInt8]
    var folded: [UInt8]
  }

  private static let labels = AdvertisementTable.labels.map { text in
    Label(text: text, bytes: Array(text.utf8), folded: LexiconLetters.folded(text.utf8))
  }

  private static let openings = ["[", "(", "【", "（", "「", "［", "<"].map { Array($0.utf8) }
  private static let closings = ["]", ")", "】", "）", "」", "］", ">"].map { Array($0.utf8) }
  private static let partings = [":", "|", " |", "：", "｜", " -", " –", " —", "・", " /"].map {
    Array($0.utf8)
  }

  /// The pattern of a title that a label begins or ends; `nil` where it does not.
  private static func pattern(of label: Label, in title: [UInt8]) -> String? {
    let name = label.folded
    for (opening, closing) in zip(openings, closings) {
      let bracketed = opening + name + closing
      if title.starts(with: bracketed) || title.suffix(bracketed.count).elementsEqual(bracketed) {
        return "/[\\[(<【（「［]\(label.text)[\\])>】）」］]/i"
      }
    }
    guard title.starts(with: name), name.count > 1 else { return nil }
    let rest = title[name.count...]
    return partings.contains { rest.starts(with: $0) } ? "/^\(label.text)\\s*[:|：｜·・–—\\/-]/i" : nil
  }
}
