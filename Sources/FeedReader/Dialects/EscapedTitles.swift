internal import FeedModel

/// Titles of a JSON Feed that a template has escaped for HTML: plain text by the specification, of
/// which the whole document tells that it isn't.
enum EscapedTitles {
  /// Reads titles and summaries as they were meant, where a title has a quotation mark or apostrophe
  /// escaped, as plain text never needs, and none has one that is not. Where no title tells, the
  /// summaries tell the same of themselves.
  static func resolve(in feed: inout ParsedFeed) {
    let titles = Evidence(of: feed.entries.lazy.map(\.title))
    if titles.isProven {
      for index in feed.entries.indices { resolve(&feed.entries[index].title) }
    }
    // Summaries tell of themselves where titles say nothing.
    guard titles.isProven || Evidence(of: feed.entries.lazy.map(\.summary)).isProven else {
      return
    }
    for index in feed.entries.indices { resolve(&feed.entries[index].summary) }
  }

  private static func resolve(_ text: inout Text?) {
    guard let value = text?.value, text?.kind == .plain, UTF8Text.contains(value, 0x26) else {
      return
    }
    var evidence = Evidence()
    evidence.read(value)
    if !evidence.isDisproven { text?.value = CharacterReferences.resolvedOnce(value) }
  }

  private struct Evidence {
    private var hasEscapedQuote = false
    private var hasEscapedApostrophe = false
    private var hasApostrophe = false
    /// Whether something stands there that would have been escaped.
    private var hasOpenMark = false

    var isProven: Bool { (hasEscapedQuote || hasEscapedApostrophe) && !isDisproven }
    var isDisproven: Bool { hasOpenMark || (hasEscapedApostrophe && hasApostrophe) }

    init() {}

    /// Of the plain ones among texts.
    init(of texts: some Sequence<Text?>) {
      for case let text? in texts where text.kind == .plain && !isDisproven { read(text.value) }
    }

    mutating func read(_ text: String) {
      var text = text
      text.withUTF8 { bytes in
        for (index, byte) in bytes.enumerated() {
          switch byte {
          case 0x22, 0x3C, 0x3E: hasOpenMark = true
          case 0x27: hasApostrophe = true
          case 0x26: readReference(bytes, at: index + 1)
          default: break
          }
        }
      }
    }

    private mutating func readReference(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
      switch CharacterReferences.read(bytes, at: start)?.scalar {
      case "\"": hasEscapedQuote = true
      case "'": hasEscapedApostrophe = true
      case nil: hasOpenMark = true
      default: break
      }
    }
  }
}
