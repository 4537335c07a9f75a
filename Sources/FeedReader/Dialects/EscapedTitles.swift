internal import FeedModel

/// Titles of a JSON Feed that a template has escaped for HTML: plain text by the specification, of
/// which the whole document tells that it isn't.
enum EscapedTitles {
  /// Reads titles and summaries as they were meant, where a title has a quotation mark or apostrophe
  /// escaped, as plain text never needs, and none has one that is not.
  static func resolve(in feed: inout ParsedFeed) {
    var evidence = Evidence()
    for entry in feed.entries {
      guard let title = entry.title, title.kind == .plain else { continue }
      evidence.read(title.value)
      if evidence.isDisproven { return }
    }
    guard evidence.isProven else { return }
    for index in feed.entries.indices {
      resolve(&feed.entries[index].title)
      resolve(&feed.entries[index].summary)
    }
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

    var isProven: Bool { hasEscapedQuote || hasEscapedApostrophe }
    var isDisproven: Bool { hasOpenMark || (hasEscapedApostrophe && hasApostrophe) }

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
