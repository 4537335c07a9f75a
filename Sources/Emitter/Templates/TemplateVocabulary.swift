/// Every name that a template may use; `docs/templates.md` says what each means.
enum TemplateVocabulary {
  static let names: Set<String> = Set(
    SiteContext.names + FeedSummaryContext.names + FeedContext.names + EntryContext.names
      + PersonContext.names + DateContext.names + DocumentContext.names + LinkContext.names
      + AttachmentContext.names + CategoryContext.names + PageRootContext.names
      + WordsContext.names + PageObjectContext.names)

  /// What Mustache can do with a value: `{{^last()}}, {{/last()}}`, `{{#count(entries)}}`.
  static let transforms: Set<String> = [
    "first", "last", "index", "even", "odd", "plusone", "minusone", "equalzero", "count", "empty",
    "reversed", "capitalized", "lowercased", "uppercased",
  ]

  /// All problems of a template, given the names of all templates.
  static func problems(
    of template: TemplateFile, among files: Set<String>
  ) -> [InvalidTemplate] {
    TemplateScanner.tags(of: template).compactMap { tag in
      problem(with: tag, in: template, among: files).map {
        InvalidTemplate(file: template.name, line: tag.line, column: tag.column, problem: $0)
      }
    }
  }

  private static func problem(
    with tag: TemplateTag, in template: TemplateFile, among files: Set<String>
  ) -> String? {
    switch tag.kind {
    case "!", "=", "%", "$", "/": nil
    case ">", "<": files.contains(tag.name) ? nil : "there is no template '\(tag.name)'"
    case "{", "&":
      problem(withName: tag.name) ?? problem(withUnescaped: tag.name, in: template)
    default: problem(withName: tag.name)
    }
  }

  /// Only sanitized HTML may be written as it is, and only where HTML is written.
  private static func problem(withUnescaped name: String, in template: TemplateFile) -> String? {
    switch template.escaping {
    case .none: nil
    case .markup where name == "content": nil
    case .markup: "only {{{content}}} may stand unescaped; write {{\(name)}}"
    case .json: "nothing may stand unescaped in JSON; write {{\(name)}}"
    }
  }

  private static func problem(withName name: String) -> String? {
    var rest = Substring(name)
    while let bracket = rest.firstIndex(of: "(") {
      let transform = String(rest[..<bracket])
      guard transforms.contains(transform) else { return "unknown function '\(transform)()'" }
      rest = rest[rest.index(after: bracket)...]
    }
    let plain = rest.prefix { $0 != ")" }
    for part in plain.split(separator: ".") where !names.contains(String(part)) {
      return "unknown name '\(part)'" + suggestion(for: String(part))
    }
    return nil
  }

  private static func suggestion(for name: String) -> String {
    let ranked = names.map { (distance($0, name), $0) }.min { $0 < $1 }
    guard let (distance, nearest) = ranked, distance <= max(2, name.count / 3) else { return "" }
    return "; did you mean '\(nearest)'?"
  }

  /// The number of letters to add, remove, change or swap with their neighbour.
  private static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
