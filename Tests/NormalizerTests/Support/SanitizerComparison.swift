import FeedModel
import HTML
import JSON

@testable import Normalizer

/// How our output differs from another sanitizer's for one input.
struct SanitizerComparison {
  /// Why two outputs differ.
  enum Difference: String, CaseIterable {
    /// The same text in elements or attributes that one of the two policies doesn't let through.
    case allowList
    /// They keep the text of elements that we drop whole.
    case droppedText
    /// They show the markup that they refuse as text.
    case escapedMarkup
    /// They drop text that we keep: of frames, plug-ins, raw text and hidden elements, and of
    /// pictures without an address.
    case keptText
    /// They drop a tag that nobody knows and nothing ends; we show it as the word that it is.
    case wordInBrackets
    /// They read `&name` without its semicolon as text; HTML's parser reads a character.
    case characterReference
    /// Something else.
    case other
  }

  let input: String
  let ours: String

  /// `nil` when there is no difference once both are parsed.
  func difference(from theirs: String) -> Difference? {
    let a = SanitizerComparison.normal(ours)
    let b = SanitizerComparison.normal(theirs)
    if a == b { return nil }
    let ourText = SanitizerComparison.text(ours)
    let theirText = SanitizerComparison.text(theirs)
    if ourText == theirText { return .allowList }
    if theirs.contains("&lt;") { return .escapedMarkup }
    if ours.contains("&lt;") { return .wordInBrackets }
    if SanitizerComparison.isSubsequence(ourText, of: theirText) { return .droppedText }
    if SanitizerComparison.isSubsequence(theirText, of: ourText) {
      return holdsKeptText ? .keptText : .other
    }
    if input.contains("&current") { return .characterReference }
    return holdsKeptText ? .keptText : .other
  }

  private var holdsKeptText: Bool {
    let input = input.lowercased()
    return ["<iframe", "<object", "alt=", "<embed", "<xmp", "<noscript", "<svg", "hidden"]
      .contains { input.contains($0) }
  }

  private static func normal(_ html: String) -> [UInt8] {
    HTML.Document(parsingFragment: Array(html.utf8)).serialized()
  }

  /// Without blanks.
  private static func text(_ html: String) -> [UInt8] {
    let document = HTML.Document(parsingFragment: Array(html.utf8))
    return document.textContent(of: document.root).utf8.filter { !$0.isHTMLBlank }
  }

  private static func isSubsequence(_ a: [UInt8], of b: [UInt8]) -> Bool {
    var rest = a[...]
    for byte in b where byte == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }
}
