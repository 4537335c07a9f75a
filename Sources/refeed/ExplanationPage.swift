import Bytes
import FeedModel
import Regenerator

/// Explanations as one HTML page: the changes, and both versions side by side.
///
/// It loads nothing and runs nothing; what came from a source is text in it, never markup.
struct ExplanationPage {
  private let explanations: [Explanation]

  init(_ explanations: [Explanation]) {
    self.explanations = explanations
  }

  func html() -> String {
    let changes = explanations.reduce(0) { $0 + $1.changes.count }
    var html = ExplanationPage.head
    html += "<h1>Changes by Refeed</h1>\n"
    html += "<p>\(counted(explanations.count, "entry", "entries")), "
    html += "\(counted(changes, "change"))</p>\n"
    for explanation in explanations { html += article(explanation) }
    return html + "</main>\n</body>\n</html>\n"
  }

  private func article(_ explanation: Explanation) -> String {
    var html = "<article>\n<h2>\(shown(explanation.title))</h2>\n"
    if let link = explanation.link, link.utf8.starts(with: "http".utf8) {
      html +=
        "<p><a rel=\"noreferrer\" href=\"\(MarkupEscaping.escaped(link))\">\(shown(link))</a></p>\n"
    }
    html += "<p>\(counted(explanation.changes.count, "change")); article text: "
    html += "\(counted(explanation.changedCharacters, "character")) changed</p>\n"
    for line in explanation.textOrigin.map({ TextOriginLines($0).lines }) ?? [] {
      html += "<p class=\"note\">\(shown(line))</p>\n"
    }
    for diagnostic in explanation.diagnostics {
      html += "<p class=\"note\">\(diagnostic.severity): \(shown(diagnostic.message))</p>\n"
    }
    if !explanation.changes.isEmpty { html += changes(explanation.changes) }
    return html + comparison(explanation) + "</article>\n"
  }

  private func changes(_ changes: [Change]) -> String {
    var html = "<details>\n<summary>Changes by rule</summary>\n<ol>\n"
    for change in changes {
      html += "<li><b>\(shown(change.rule))</b> <span>\(shown(change.place))</span>"
      if change.before == change.after {
        html += "<code>\(shown(change.before))</code><span>moved here</span>"
      } else {
        if !change.before.isEmpty { html += "<code><del>\(shown(change.before))</del></code>" }
        if !change.after.isEmpty { html += "<code><ins>\(shown(change.after))</ins></code>" }
      }
      html += "</li>\n"
    }
    return html + "</ol>\n</details>\n"
  }

  private func comparison(_ explanation: Explanation) -> String {
    let rows = SideBySide(old: explanation.parsedBefore, new: explanation.after).rows
    var html = "<table>\n<thead><tr><th>Before</th><th>After</th></tr></thead>\n<tbody>\n"
    for row in rows {
      html += row.isEqual ? "<tr>" : "<tr class=\"changed\">"
      html += cell(row.old, "del") + cell(row.new, "ins") + "</tr>\n"
    }
    return html + "</tbody>\n</table>\n"
  }

  private func cell(_ pieces: [SideBySide.Piece]?, _ mark: String) -> String {
    guard let pieces else { return "<td class=\"none\"></td>" }
    let inside = pieces.map { piece in
      piece.isChanged ? "<\(mark)>\(shown(piece.text))</\(mark)>" : shown(piece.text)
    }
    return "<td><code>\(inside.joined())</code></td>"
  }

  /// Text of a source: no markup, and nothing that turns the text around it.
  private func shown(_ text: String) -> String { MarkupEscaping.escaped(Console.printable(text)) }

  private static let head = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" \
    content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>Changes by Refeed</title>
    <style>
    :root { --back: #fff; --text: #1b1b1b; --dim: #666; --line: #ddd; --none: #f3f3f3;
      --del: #ffd9d6; --ins: #cdf2d3 }
    @media (prefers-color-scheme: dark) {
      :root { --back: #16181b; --text: #e4e4e4; --dim: #9a9a9a; --line: #33363b; --none: #1f2226;
        --del: #672a28; --ins: #1d4d2a }
    }
    body { margin: 0; background: var(--back); color: var(--text);
      font: 16px/1.5 system-ui, sans-serif }
    main { max-width: 90rem; margin: auto; padding: 1rem }
    article { border-top: 1px solid var(--line); margin-top: 2rem }
    a { color: inherit; overflow-wrap: anywhere }
    p { margin: .4rem 0 }
    li { margin: .6rem 0 }
    .note, li > span, th { color: var(--dim) }
    code { display: block; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap;
      overflow-wrap: anywhere }
    del, ins { text-decoration: none; border-radius: 2px }
    del { background: var(--del) }
    ins { background: var(--ins) }
    table { width: 100%; table-layout: fixed; border-collapse: collapse; margin: 1rem 0 }
    th { text-align: start; font-weight: 600 }
    th, td { width: 50%; padding: .15rem .5rem; vertical-align: top;
      border-bottom: 1px solid var(--line) }
    td + td, th + th { border-inline-start: 1px solid var(--line) }
    td.none { background: var(--none) }
    summary { cursor: pointer; font-weight: 600; margin: .6rem 0 }
    </style>
    </head>
    <body>
    <main>

    """
}
