import FeedModel
import HTML
import ArticleExtractor

/// Which entries of a document hold less than their articles.
///
/// One text alone does not tell: a note of two sentences is whole. A source that gives beginnings gives
/// them of all its entries, so what most of them are like decides where one leaves it open.
struct TruncatedEntries {
  /// What one entry's text says.
  private enum Verdict {
    /// It breaks off: an ellipsis, "read more", or no more than the summary.
    case cut
    /// Short, and perhaps all.
    case short
    case whole
  }

  private let verdicts: [Verdict]
  private let isOfTeasers: Bool

  /// - Parameter entries: all of the source's document.
  init(_ entries: [ParsedEntry]) {
    verdicts = entries.map(Self.verdict)
    let cut = verdicts.count { $0 == .cut }
    let whole = verdicts.count { $0 == .whole }
    // A few entries tell nothing of the source.
    isOfTeasers = cut > 0 && cut >= 2 * whole || whole == 0 && verdicts.count >= 5
  }

  /// Whether an entry's page is worth being asked for.
  func contains(_ index: Int) -> Bool {
    switch verdicts[index] {
    case .cut: true
    case .short: isOfTeasers
    case .whole: false
    }
  }

  /// Texts longer than this are no teasers, in bytes of UTF-8.
  private static let longestTeaser = 1_200

  private static func verdict(_ entry: ParsedEntry) -> Verdict {
    // A film or an episode is the entry; its page has no text that is missing.
    let isMedia = entry.attachments.contains {
      $0.mediaType?.hasPrefix("audio/") == true || $0.mediaType?.hasPrefix("video/") == true
    }
    if isMedia { return .whole }
    guard let content = entry.content else { return .cut }
    let text = PlainBody.text(of: content)
    if breaksOff(text) || endsInReadMore(content) { return .cut }
    if text.utf8.count > longestTeaser { return .whole }
    if let summary = entry.summary, PlainBody.text(of: summary).utf8.count >= text.utf8.count {
      return .cut
    }
    return .short
  }

  private static func breaksOff(_ text: String) -> Bool {
    let end = Array(text.utf8.suffix(24).filter { $0 > 0x20 })
    return ["…", "...", "[…]", "[...]", "[&hellip;]", "。。。", "……", "…]", "(more…)", "(…)"].contains
    {
      end.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
  }

  /// Whether the last thing that a body shows is a link to the rest.
  private static func endsInReadMore(_ content: Text) -> Bool {
    guard content.kind == .html else { return false }
    let document = Document(parsingFragment: content.value)
    guard let link = document.elements(.a, in: document.root).last else { return false }
    var label: [UInt8] = []
    document.appendTextContent(of: link, to: &label)
    let text = PlainBody.text(of: content)
    let words = PlainBody.words(of: String(decoding: label, as: UTF8.self))
    guard !words.isEmpty, words.utf8.count <= 60,
      PlainBody.words(of: text).hasSuffix(words)
    else { return false }
    return readMore.contains { words.contains($0) }
  }

  private static let readMore = [
    "read more", "continue reading", "read the full", "read full", "full story", "full article",
    "read on", "keep reading", "read the rest", "more »", "weiterlesen", "mehr lesen",
    "lire la suite", "en savoir plus", "leer más", "seguir leyendo", "continua a leggere",
    "leggi tutto", "lees meer", "läs mer", "les mer", "læs mere", "lue lisää", "czytaj więcej",
    "czytaj dalej", "leia mais", "continue lendo", "читать далее", "читать дальше", "číst dále",
    "devamını oku", "阅读全文", "閱讀全文", "查看全文", "全文阅读", "阅读更多", "继续阅读", "續きを読む", "続きを読む",
    "もっと読む", "더 보기", "전문 보기", "اقرأ المزيد", "קרא עוד",
  ]
}

/// The text of bodies and summaries.
enum PlainBody {
  /// Plain text, without blanks at its ends.
  static func text(of text: Text) -> String {
    var plain = text.value
    if text.kind == .html {
      let document = Document(parsingFragment: text.value)
      plain = MarkdownWriter.text(of: document.root, in: document)
    }
    let scalars = plain.unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[start...end])
  }

  /// In small letters, with one blank between words.
  static func words(of text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
