import FeedModel
import JSON

@testable import FeedReader

/// What another parser recorded of a document, compared with what was read.
struct Recording {
  var compared = 0
  var differences: [String] = []

  private mutating func compare(_ name: String, _ expected: String?, _ found: String?) {
    guard let expected, !expected.isEmpty else { return }
    compared += 1
    if Recording.folded(expected) != Recording.folded(found ?? "") {
      differences.append(
        "\(name): \(expected.prefix(70)) ≠ \(found.map { "\($0.prefix(70))" } ?? "-")")
    }
  }

  /// Compares the fields that a second parser confirms; `isComplete` compares all of them.
  mutating func compare(_ expected: JSONValue, _ feed: ParsedFeed, isComplete: Bool) {
    let header = expected["feed"]
    if isComplete || confirmed(header, "title") {
      compare("title", header?["title"]?.string, feed.title?.value)
    }
    let entries = expected["entries"]?.elements.map(Array.init) ?? []
    if let count = expected["entry_count"]?.int {
      compare("count", String(count), String(feed.entries.count))
    }
    guard entries.count == feed.entries.count else { return }
    for (index, (entry, found)) in zip(entries, feed.entries).enumerated() {
      let mark = "entry \(index)"
      if isComplete || confirmed(entry, "title") {
        compare("\(mark) title", entry["title"]?.string, found.title?.value)
      }
      if isComplete || confirmed(entry, "id") {
        compare("\(mark) id", entry["id"]?.string, found.id ?? found.rawLink)
      }
      if isComplete || confirmed(entry, "link") {
        compareLink(mark, entry, found)
      }
      if isComplete || confirmed(entry, "date") { compareDate(mark, entry, found) }
    }
  }

  private func confirmed(_ value: JSONValue?, _ field: String) -> Bool {
    value?["confirmed"]?.elements?.contains { $0.string == field } ?? false
  }

  private mutating func compareLink(_ mark: String, _ entry: JSONValue, _ found: ParsedEntry) {
    let expected = [entry["link_unresolved"]?.string, entry["link"]?.string].compactMap { $0 }
    guard !expected.isEmpty else { return }
    compared += 1
    let ours = [found.rawLink, found.link?.href].compactMap { $0 }
    let isSame = expected.contains { a in
      let normal = WebAddress(a)?.href
      return ours.contains { $0 == a || $0 == normal }
    }
    if !isSame { differences.append("\(mark) link: \(expected) ≠ \(ours)") }
  }

  private mutating func compareDate(_ mark: String, _ entry: JSONValue, _ found: ParsedEntry) {
    let expected = [entry["published"]?.string, entry["updated"]?.string].compactMap { $0 }
    guard let first = expected.first else { return }
    compared += 1
    let moments = expected.map { ParsedDate($0)?.timestamp.milliseconds }.map { ($0 ?? 0) / 1_000 }
    let ours = [found.published, found.updated].compactMap { $0 }.map { $0.milliseconds / 1_000 }
    if !ours.contains(where: moments.contains) {
      differences.append("\(mark) date: \(first) ≠ \(ours)")
    }
  }

  /// Plain text with white space made even: how titles are compared.
  static func folded(_ text: String) -> String {
    var plain = ""
    var isInTag = false
    for character in CharacterReferences.resolvedOnce(text).unicodeScalars {
      if character == "<" { isInTag = true }
      if !isInTag { plain.unicodeScalars.append(character) }
      if character == ">" { isInTag = false }
    }
    return CharacterReferences.resolvedOnce(plain).split { $0.isWhitespace }.joined(separator: " ")
  }
}
