import FeedModel
import Normalizer
import Testing

/// What looks like nothing, or like a part of the page, and is the article's.
@Suite struct MeantContentTests {
  static let text = "<p>The old crane at the quay was painted green in the spring of that year.</p>"

  private func cleaned(_ html: String) throws -> String { try CleanedBody.html(html) }

  /// What comes of markup behind a paragraph.
  private func behind(_ html: String) throws -> String {
    let clean = try cleaned(Self.text + html)
    return clean.hasPrefix(Self.text) ? String(clean.dropFirst(Self.text.count)) : clean
  }

  private static let folder = "https://site.example/wp-content/uploads/2024"

  @Test(
    "A drawing without a size of its own stays, and its size goes",
    arguments: [
      ("<img width=1 height=1 src=\"\(folder)/quay.svg\">", "<img src=\"\(folder)/quay.svg\">"),
      (
        "<img width=0 height=0 src=\"/a.svg\" class=\"wp-image-7\" alt=\"Quay\">",
        "<img src=\"https://site.example/a.svg\" alt=\"Quay\">"
      ),
      (
        "<img width=1 height=1 src=\"/a.svg\" alt=\"The quay with its four cranes\">",
        "<img src=\"https://site.example/a.svg\" alt=\"The quay with its four cranes\">"
      ),
      (
        "<figure><img width=1 height=1 src=\"/a.svg\"><figcaption>The quay</figcaption></figure>",
        "<figure><img src=\"https://site.example/a.svg\"><figcaption>The quay</figcaption></figure>"
      ),
    ])
  func sizelessDrawing(html: String, expected: String) throws {
    #expect(try behind(html) == expected)
  }

  @Test(
    "A pixel is one whatever its name",
    arguments: [
      "<img width=1 height=1 src=\"https://count.example/hit.svg?id=4\" alt=\"\">",
      "<img width=1 height=1 src=\"\(folder)/quay.png\" class=\"wp-image-7\">",
      "<img style=\"width:1px;height:1px\" src=\"\(folder)/quay.svg\">",
      "<img width=1 height=1 src=\"/a.svg\" alt=\"counter\">",
    ])
  func pixel(html: String) throws {
    #expect(try behind(html) == "")
  }

  @Test(
    "What is written for screen readers stays where it is a table or a sentence",
    arguments: [
      "<table class=\"sr-only\"><tr><th>Year</th><th>t</th></tr><tr><td>1961</td><td>31</td></tr>"
        + "<tr><td>1962</td><td>28</td></tr></table>",
      "<p class=\"screen-reader-text\">The tonnage fell from 31 in 1961 to 4 in 1963, and "
        + "not again.</p>",
      "<figure><img src=\"/a.png\"><p class=\"visually-hidden\">The tonnage fell from 31 in "
        + "1961 to 4 in 1963, and it never rose.</p></figure>",
    ])
  func readersText(html: String) throws {
    #expect(try behind(html).contains("1961"))
  }

  @Test(
    "Labels for screen readers go",
    arguments: [
      "<p>Now 12 <span class=\"sr-only\">Old price, in crowns:</span></p>",
      "<p>Now 12 <span class=\"sr-only\">This link opens in a new window and leaves our "
        + "pages.</span></p>",
      "<p>Now 12 <span class=\"visually-hidden\">Press the arrow keys to move through the "
        + "pictures here."
        + "</span></p>",
    ])
  func readersLabel(html: String) throws {
    #expect(try behind(html) == "<p>Now 12 </p>")
  }

  @Test(
    "A control beside a hidden answer shows it",
    arguments: [
      "<p>Answer: <b style=\"display:none\">forty</b> <button>Reveal</button></p>",
      "<p>Answer: <span style=\"display:none\">forty</span> <a href=\"#\">show</a></p>",
      "<p>Answer: <a href=\"javascript:show()\">Reveal</a></p><p style=\"display:none\">forty</p>",
      "<div>How many? <button type=\"button\">Lösung</button></div><div "
        + "style=\"display:none\">forty</div>",
    ])
  func answer(html: String) throws {
    #expect(try behind(html).contains("forty"))
  }

  @Test(
    "What a button says when it was pressed, and what nothing shows, is no answer",
    arguments: [
      "<p>Code <span style=\"display:none\">forty</span> <button>Copy</button></p>",
      "<p>Mail <span class=\"success\" style=\"display:none\">forty</span> <button>Go</button></p>",
      "<p>See <a href=\"/b\">there</a></p><p style=\"display:none\">forty</p>",
      "<p>Mail <span style=\"display:none\">forty</span> <button type=\"submit\">Go</button></p>",
    ])
  func noAnswer(html: String) throws {
    #expect(try !behind(html).contains("forty"))
  }

  @Test(
    "Buttons side by side name their boxes",
    arguments: [
      "<div><button role=\"tab\" aria-controls=\"p\">Ropes</button><button role=\"tab\" "
        + "aria-controls=\"q\">Chains</button></div><div id=\"p\"><p>Hemp.</p></div>"
        + "<div id=\"q\" hidden><p>Iron.</p></div>",
      "<ul><li><button aria-controls=\"p\">Ropes</button></li><li><button "
        + "aria-controls=\"q\">Chains"
        + "</button></li></ul><div id=\"p\"><p>Hemp.</p></div><div id=\"q\"><p>Iron.</p></div>",
    ])
  func tabs(html: String) throws {
    #expect(
      try behind(html)
        == "<p><strong>Ropes</strong></p><div><p>Hemp.</p></div><p><strong>Chains</strong></p>"
        + "<div><p>Iron.</p></div>")
  }

  @Test("The title of a box stays, and the button that shows it goes")
  func collapse() throws {
    let html =
      "<p><button data-target=\"#c\">Hemp Rope</button> <button "
      + "data-target=\"#c\">Show/Hide</button></p>"
      + "<div id=\"c\" class=\"collapse\"><p>It is made of hemp.</p></div>"
    #expect(
      try behind(html) == "<p><strong>Hemp Rope</strong></p><div><p>It is made of hemp.</p></div>")
    let bar = "<div><button>Copy</button><button aria-controls=\"x\">Listen</button></div>"
    #expect(try behind(bar) == "")
  }

  @Test("A formula that shows nothing is its alternative text, and one that does stands once")
  func alternativeOfFormula() throws {
    #expect(
      try behind("<p>So <math alttext=\"h = 3\\,\\mathrm{m}\"></math>.</p>")
        == "<p>So \\(h = 3\\,\\mathrm{m}\\).</p>")
    let shown = "<p>So <math alttext=\"h\"><mi>h</mi></math>.</p>"
    #expect(try behind(shown) == shown)
  }

  @Test(
    "Formulas keep what they mean",
    arguments: [
      "<p><math><mfrac linethickness=\"0\"><mi>n</mi><mi>k</mi></mfrac></math></p>",
      "<p><math><mo stretchy=\"false\" form=\"prefix\">(</mo><mi>n</mi></math></p>",
      "<p><math><mfenced open=\"[\" close=\")\" "
        + "separators=\";\"><mi>a</mi><mi>b</mi></mfenced></math></p>",
      "<p><math><mtable columnlines=\"none "
        + "solid\"><mtr><mtd><mn>1</mn></mtd></mtr></mtable></math></p>",
    ])
  func formulaAttributes(html: String) throws {
    #expect(try behind(html) == html)
  }

  @Test("The empty places of indices stay, and what runs or loads goes")
  func indices() throws {
    let html = "<p><math><mmultiscripts><mi>x</mi><none/><mi>a</mi></mmultiscripts></math></p>"
    #expect(try behind(html).contains("<none></none><mi>a</mi>"))
    let evil = "<p><math><mi onclick=\"a()\" href=\"javascript:b()\" data-x=\"c\">x</mi></math></p>"
    #expect(try behind(evil) == "<p><math><mi>x</mi></math></p>")
  }

  @Test(
    "A style that undoes one thing may make another",
    arguments: [
      (
        "<p>It is <em style=\"font-style:normal;font-weight:bold\">not</em> so</p>",
        "<p>It is <b>not</b> so</p>"
      ),
      (
        "<p>It is <b style=\"font-weight:normal;font-style:italic\">not</b> so</p>",
        "<p>It is <i>not</i> so</p>"
      ),
      ("<p>It is <b style=\"font-weight:normal\">not</b> so</p>", "<p>It is not so</p>"),
      (
        "<p>It is <em style=\"font-weight:bold\">not</em> so</p>",
        "<p>It is <em><b>not</b></em> so</p>"
      ),
    ])
  func undone(html: String, expected: String) throws {
    #expect(try behind(html) == expected)
  }

  @Test(
    "Blanks that mean something keep their element",
    arguments: [
      "<p>Split at <code> </code>, press <kbd> </kbd>.</p>",
      "<p>It took <u>&nbsp;&nbsp;&nbsp;&nbsp;</u> years.</p>",
      "<ol><li>one</li><li></li><li>three</li></ol>",
    ])
  func blanks(html: String) throws {
    #expect(try behind(html) == html)
  }

  @Test(
    "Other blanks have none",
    arguments: [
      ("<p>a <b> </b>b<code></code></p>", "<p>a  b</p>"), ("<p><code> </code></p>", ""),
      ("<ul><li>one</li><li></li><li>three</li></ul>", "<ul><li>one</li><li>three</li></ul>"),
      ("<ol><li>one</li><li></li></ol>", "<ol><li>one</li></ol>"),
      ("<p>a<u>&nbsp;</u></p>", "<p>a&nbsp;</p>"),
    ])
  func otherBlanks(html: String, expected: String) throws {
    #expect(try behind(html) == expected)
  }

  @Test("Pictures that a gallery lists for a script are shown, and others only once")
  func gallery() throws {
    let list =
      "[{&quot;src&quot;:&quot;https:\\/\\/site.example\\/1.jpg&quot;,&quot;caption&quot;"
      + ":&quot;Quay&quot;}]"
    #expect(
      try behind("<div data-gallery=\"\(list)\"></div>")
        == "<figure><img src=\"https://site.example/1.jpg\" alt=\"Quay\"></figure>")
    let shown = "<div data-gallery=\"\(list)\"><img src=\"https://site.example/1.jpg\"></div>"
    #expect(try behind(shown) == "<div><img src=\"https://site.example/1.jpg\"></div>")
    #expect(try behind("<div data-gallery=\"quay\"></div>") == "")
  }

  @Test("A frame without an address leaves its cover, and an encoded address is one")
  func covers() throws {
    #expect(
      try behind("<iframe data-cover=\"http%3A%2F%2Fpic.example%2Fa.jpg\"></iframe>")
        == "<img src=\"http://pic.example/a.jpg\">")
    #expect(try behind("<iframe data-cover=\"a\"></iframe>") == "")
    let figure =
      "<figure data-url=\"https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DM7lc1UVf-VE\"></figure>"
    #expect(try behind(figure).contains("youtube-nocookie.com/embed/M7lc1UVf-VE"))
  }

  @Test(
    "Coordinates of the grid UTM are no campaign",
    arguments: [
      ("?utm_zone=32V&amp;utm_easting=571000", "?utm_zone=32V&amp;utm_easting=571000"),
      ("?utm_source=a&amp;utm_x=5", "?utm_x=5"), ("?utm_foo=a&amp;b=1", "?b=1"),
    ])
  func grid(given: String, expected: String) throws {
    #expect(
      try behind("<p><a href=\"https://maps.example/\(given)\">Map</a></p>")
        == "<p><a href=\"https://maps.example/\(expected)\">Map</a></p>")
  }
}
