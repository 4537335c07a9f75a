import ArticleExtractor
import Bytes
import FeedModel
import Regenerator

/// One HTML page with the outline of a web page beside the article that was taken of it.
///
/// It loads nothing but the article's pictures and runs nothing.
struct ExtractionPage {
  private let extraction: PageExtraction

  init(_ extraction: PageExtraction) { self.extraction = extraction }

  func html() -> String {
    let title = extraction.metadata.title ?? extraction.address?.removingCredentials.href ?? "Page"
    var html = Self.head + "<h1>\(shown(title))</h1>\n"
    if let address = extraction.address?.removingCredentials {
      html += "<p>\(shown(address.href))</p>\n"
    }
    for place in extraction.followedRules { html += "<p>rule followed: \(shown(place))</p>\n" }
    for remark in extraction.ruleRemarks { html += "<p>rule not followed: \(shown(remark))</p>\n" }
    html += "<div class=\"sides\">\n<section>\n<h2>The page</h2>\n"
    for block in extraction.blocks { html += line(block) }
    html += "</section>\n<section>\n<h2>The article</h2>\n"
    if let refusal = extraction.refusal { html += "<p>none: \(refusal.rawValue)</p>\n" }
    return html + (extraction.content?.html ?? "") + "\n</section>\n</div>\n</body>\n</html>\n"
  }

  private func line(_ block: BlockDecision) -> String {
    let percent = Int((block.likelihood * 100).rounded())
    let text = block.text.isEmpty ? "(picture or player)" : String(block.text.prefix(400))
    return """
      <p class="\(block.isKept ? "taken" : "left")"><b>\(block.isKept ? "+" : "−") \(percent)% \
      \(block.reason.rawValue)</b> <i>\(shown(block.path))</i><br>\(shown(text))</p>

      """
  }

  /// Text of a page: no markup, and nothing that turns the text around it.
  private func shown(_ text: String) -> String { MarkupEscaping.escaped(Console.printable(text)) }

  private static let head = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" \
    content="default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>A page and its article</title>
    <style>
    :root { --back: #fff; --text: #1b1b1b; --dim: #666; --line: #ddd; --taken: #cdf2d3 }
    @media (prefers-color-scheme: dark) {
      :root { --back: #16181b; --text: #e4e4e4; --dim: #9a9a9a; --line: #33363b; --taken: #1d4d2a }
    }
    body { margin: 0 auto; max-width: 90rem; padding: 1rem; background: var(--back);
      color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
    .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem }
    @media (max-width: 50rem) { .sides { grid-template-columns: 1fr } }
    .taken, .left { border-bottom: 1px solid var(--line); margin: 0; padding: .3rem .5rem;
      font-size: 13px }
    .taken { background: var(--taken) }
    .left, i { color: var(--dim) }
    section { min-width: 0 }
    section img, section video { max-width: 100%; height: auto }
    </style>
    </head>
    <body>

    """
}
