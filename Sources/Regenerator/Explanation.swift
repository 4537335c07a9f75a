public import FeedModel
import HTML

/// What cleaning did to one entry.
public struct Explanation: Sendable {
  /// The published id.
  public var id: String
  /// As it is published; plain text.
  public var title: String
  /// The published address of its page.
  public var link: String?
  /// In the order of the rules.
  public var changes: [Change]
  /// Characters of the article's own text that differ; promos and lifted leads are not its own.
  public var changedCharacters: Int
  /// The body as published by the source; plain text as markup.
  public var before: String
  /// The body as published by Refeed.
  public var after: String
  /// What was damaged or left out.
  public var diagnostics: [Diagnostic]
  /// Where the text came from; `nil` for a feed that takes no pages of its entries.
  public var textOrigin: TextOrigin?
  /// Whether a filter (`only`, `drop`) keeps the entry from being published.
  public var isLeftOut = false
  /// The id of the entry that is published in its stead, because both are one article.
  public var copyOf: String?

  /// An entry that a filter has taken.
  init(leftOut parsed: ParsedEntry) {
    id = parsed.id ?? parsed.rawLink ?? ""
    title = parsed.title?.value ?? ""
    link = parsed.rawLink
    changes = []
    before = Explanation.markup(parsed.content ?? parsed.summary)
    after = ""
    diagnostics = []
    changedCharacters = 0
    isLeftOut = true
  }

  init(_ parsed: ParsedEntry, _ normalized: NormalizedEntry) {
    id = normalized.id.iri
    title = normalized.title
    link = normalized.link?.href
    changes = normalized.changes
    before = Explanation.markup(parsed.content ?? parsed.summary)
    after = normalized.content?.html ?? ""
    diagnostics = normalized.diagnostics
    changedCharacters = ArticleText.changedCharacters(
      before: before, after: after, changes: changes)
  }

  /// Notes that it is not published, because another entry is the same article.
  mutating func note(copyOf original: NormalizedEntry) {
    let link = original.link.map { " (\($0.href))" } ?? ""
    let name = original.title.isEmpty ? original.id.iri : "“\(original.title)”"
    note(copyOf: original.id, "a copy of \(name)\(link)")
  }

  /// - Parameter sentence: "a copy of …".
  mutating func note(copyOf original: EntryID, _ sentence: String) {
    copyOf = original.iri
    diagnostics.append(
      Diagnostic(.note, code: "entry-copy", "not published, because it is \(sentence)"))
  }

  private static func markup(_ text: Text?) -> String {
    guard let text else { return "" }
    if text.kind == .html { return text.value }
    var document = Document()
    document.append(document.makeText(text.value), to: document.root)
    return String(decoding: document.serialized(), as: UTF8.self)
  }

  /// ``before`` as a browser reads it: parsed and written again, so that it differs from ``after``
  /// only where something was changed.
  public var parsedBefore: String {
    let document = Document(parsingFragment: Array(before.utf8))
    return String(decoding: document.serialized(), as: UTF8.self)
  }

  /// Only the changes whose rule, place, before or after contains `text`; `nil` when none does.
  public func narrowed(to text: String) -> Explanation? {
    var result = self
    result.changes = changes.filter { change in
      [change.rule, change.place, change.before, change.after].contains { $0.contains(text) }
    }
    return result.changes.isEmpty ? nil : result
  }
}
