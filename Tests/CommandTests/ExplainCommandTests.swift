import Foundation
import Testing

/// `refeed explain`: as text, as JSON, as a page, and narrowed.
@Suite struct ExplainCommandTests {
  private let place: Workplace

  private static let body = """
    <p class="x">Some <b>words</b> of the article</p><p>More&nbsp;of it <a href="/a">here</a></p>
    <p></p><img src="https://images.weserv.nl/?url=example.com/a.jpg"><script>alert(1)</script>
    <p onclick="alert(2)">&lt;script&gt;alert(3)&lt;/script&gt; \u{202E}abc</p>
    """

  init() throws {
    place = try Workplace()
    try place.write(Sample.entry(1, body: Self.body), to: "entry.md")
  }

  private func changes(_ arguments: String...) throws -> [[String: String]] {
    let text = try place.refeed.run(["explain", "entry.md", "--json"] + arguments).output
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let entry = (json?["entries"] as? [[String: Any]])?.first
    return entry?["changes"] as? [[String: String]] ?? []
  }

  @Test("As JSON every change has its rule, place, before and after")
  func json() throws {
    let changes = try changes()
    #expect(changes.allSatisfy { Set($0.keys) == ["rule", "place", "before", "after"] })
    let rules = changes.map { $0["rule"] ?? "" }
    for rule in [
      "sanitizer.attribute", "addresses.resolve", "tidy.empty", "image-proxy.weserv",
      "sanitizer.element",
    ] {
      #expect(rules.contains(rule), "\(rule)")
    }
  }

  @Test("--grep leaves the changes that touch a text")
  func grep() throws {
    let all = try changes()
    let some = try changes("--grep", "weserv")
    #expect(some.count == 1 && all.count > 4)
    #expect(some.first?["rule"] == "image-proxy.weserv")
    #expect(try place.refeed("explain", "entry.md", "--grep", "nowhere").output == "")
    let page = try place.refeed("explain", "entry.md", "--grep", "weserv", "--html").output
    #expect(page.contains("1 entry, 1 change<"))
  }

  @Test("Without a terminal there are no colours, and control characters are shown as text")
  func text() throws {
    let text = try place.refeed("explain", "entry.md").output
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    #expect(text.contains("  image-proxy.weserv  "))
  }

  @Test("--like takes a feed's rules over")
  func like() throws {
    try place.write(
      """
      { "feeds": [{ "id": "a", "sources": ["x"], "rules": { "remove": "p" } }] }
      """, to: "config.json")
    let rules = try changes("--like", "a").map { $0["rule"] }
    #expect(rules.contains("remove p"))
  }

  @Test("--json and --html exclude each other")
  func usage() throws {
    #expect(try place.refeed("explain", "entry.md", "--json", "--html").code == 64)
  }

  // MARK: The page

  @Test("The page shows a source's markup as text: it runs nothing and loads nothing")
  func pageIsSafe() throws {
    let page = try place.refeed("explain", "entry.md", "--html").output
    let names = page.matches(of: /<([a-zA-Z!][a-zA-Z0-9]*)/).map { String($0.1).lowercased() }
    let known: Set<String> = [
      "!doctype", "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "a",
      "article", "details", "summary", "ol", "li", "b", "span", "code", "del", "ins", "table",
      "thead", "tbody", "tr", "th", "td",
    ]
    #expect(Set(names).subtracting(known).isEmpty)
    #expect(page.matches(of: /\s(src|srcset|style|on[a-z]+)="/).isEmpty)
    #expect(page.matches(of: /href="(?!https:\/\/example\.org\/)/).isEmpty)
    #expect(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""))
    #expect(page.contains("prefers-color-scheme: dark"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(!page.contains("\u{202E}"))
  }

  @Test("The left column is the body as it was, the right one as it is, differences marked")
  func columns() throws {
    let page = try place.refeed("explain", "entry.md", "--html").output
    let cells = page.matches(of: /<tr[^>]*>(<td.*?<\/td>)(<td.*?<\/td>)<\/tr>/)
    #expect(cells.count > 4)
    let left = cells.map { text(of: String($0.1)) }.joined()
    let right = cells.map { text(of: String($0.2)) }.joined()
    let after = try place.refeed("convert", "entry.md", "--to", "json").output
    let json = try JSONSerialization.jsonObject(with: Data(after.utf8)) as? [String: Any]
    let html = (json?["items"] as? [[String: Any]])?.first?["content_html"] as? String
    #expect(right == html?.replacing("\n", with: "").replacing("\u{202E}", with: "\\u{202e}"))
    #expect(left == Self.body.replacing("\n", with: "").replacing("\u{202E}", with: "\\u{202e}"))
    #expect(page.contains("<del> class=&quot;x&quot;</del>"))
    #expect(page.contains("<ins> href=&quot;https://example.org/a&quot;</ins>"))
  }

  private func text(of cell: String) -> String {
    cell.replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
  }

  @Test("Bodies without anything in common, and very long ones, are compared all the same")
  func longBodies() throws {
    let body = (0..<3000).map { "<p class=a\($0)>word \($0)</p><p>\($0)</p>" }.joined()
    try place.write(Sample.entry(2, body: body), to: "long.md")
    let page = try place.refeed("explain", "long.md", "--html")
    #expect(page.code == 0)
    #expect(page.output.matches(of: /<tr/).count >= 6000)
  }
}
