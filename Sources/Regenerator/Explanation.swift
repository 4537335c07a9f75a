public import FeedModel

/// What cleaning did to one entry.
public struct Explanation: Sendable {
  public var id: String
  public var title: String
  public var link: String?
  /// In the order of the rules.
  public var changes: [Change]
  /// Characters of the article's own text that differ; promos and lifted leads are not its own.
  public var changedCharacters: Int
  /// The body as published by the source.
  public var before: String
  /// The body as published by Refeed.
  public var after: String
  public var diagnostics: [Diagnostic]

  init(_ parsed: ParsedEntry, _ normalized: NormalizedEntry) {
    id = normalized.id.iri
    title = normalized.title
    link = normalized.link?.href
    changes = normalized.changes
    before = parsed.content?.kind == .html ? parsed.content?.value ?? "" : ""
    after = normalized.content?.html ?? ""
    diagnostics = normalized.diagnostics
    changedCharacters = ArticleText.changedCharacters(
      before: before, after: after, changes: changes)
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
