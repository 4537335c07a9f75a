import FeedModel
import Foundation

/// An entry file, read just well enough for these tests: `<!--epoch-->`, `[TITLE](URL)`, a line
/// of dashes, the body.
struct EntryFile {
  var entry: ParsedEntry
  var body: String

  init?(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
    guard let rule = text.range(of: "\n------\n") else { return nil }
    let head = text[..<rule.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
    guard let title = head.last, title.hasPrefix("["), title.hasSuffix(")"),
      let middle = title.range(of: "](", options: .backwards)
    else { return nil }
    let address = String(title[middle.upperBound...].dropLast())
    entry = ParsedEntry()
    entry.link = WebAddress(address)
    entry.rawLink = address
    entry.title = Text(
      .html, String(title[title.index(after: title.startIndex)..<middle.lowerBound]))
    if let line = head.dropLast().last, line.hasPrefix("<!--"), line.hasSuffix("-->"),
      let epoch = Int64(line.dropFirst(4).dropLast(3))
    {
      entry.published = Timestamp(milliseconds: epoch)
    }
    body = String(text[rule.upperBound...])
    if body.hasPrefix("\n") { body.removeFirst() }
    entry.content = Text(.html, body)
  }
}
