import ArticleExtractor
import HTML
import Testing

/// Steps of the document's walks must grow with the page and no faster, whatever its shape.
@Suite struct LinearityTests {
  private static let shapes: [(String, @Sendable (Int) -> String)] = [
    ("paragraphs", { String(repeating: "<p>Some words, and more of them.</p>", count: $0) }),
    ("lines", { String(repeating: "a line of text<br>", count: $0) }),
    ("links", { "<p>" + String(repeating: "<a href=/x>link</a> ", count: $0) }),
    ("depth", { String(repeating: "<div>", count: $0) + "text that is deep down" }),
    ("inline depth", { String(repeating: "<span class=a>", count: $0) + "deep text." }),
    ("siblings in depth", { String(repeating: "<div>x ", count: $0) }),
    ("lists", { String(repeating: "<ul><li>item one two three", count: $0) }),
    ("tables", { String(repeating: "<table><tr><td>cell", count: $0) }),
    ("classes", { String(repeating: "<div class='post-body comment share'>x y</div>", count: $0) }),
    ("headings", { String(repeating: "<h2>Head</h2>", count: $0) }),
    (
      "figures",
      { String(repeating: "<figure><img src=a><figcaption>x</figcaption></figure>", count: $0) }
    ),
    ("scripts", { String(repeating: "<script>var a</script><p>word word</p>", count: $0) }),
    ("copies", { String(repeating: "<div><p>\(Pages.paragraphs[0])</p></div>", count: $0 / 8) }),
  ]

  @Test(arguments: shapes.map(\.0))
  func stepsGrowWithThePage(name: String) throws {
    let shape = try #require(Self.shapes.first { $0.0 == name }?.1)
    let small = Self.steps(shape(2_000))
    let large = Self.steps(shape(8_000))
    // Where the longer page is decided otherwise (taken and not left), its nodes are the measure.
    #expect(
      large.steps < 5 * small.steps || large.steps < 20 * large.nodes,
      "\(name): \(small) and four times the page \(large)")
  }

  private static func steps(_ body: String) -> (steps: Int, nodes: Int) {
    let document = HTML.Document(parsing: Array("<body>\(body)".utf8))
    document.stepsLeft = Int.max
    let article = ArticleExtractor().article(of: document, address: Pages.address)
    return (Int.max - article.document.stepsLeft, article.document.nodeCount)
  }
}
