import ArticleExtractor
import HTML
import Testing

@Suite struct MarkdownWriterTests {
  @Test(arguments: [
    ("<p>One.</p><p>Two.</p>", "One.\n\nTwo.\n"), ("<h2>Head</h2><p>Text</p>", "## Head\n\nText\n"),
    ("<p>a <b>bold</b> and <em>light</em></p>", "a **bold** and *light*\n"),
    ("<p><a href='https://e.org/x'>link</a></p>", "[link](<https://e.org/x>)\n"),
    ("<ul><li>one<li>two</ul>", "- one\n- two\n"), ("<ol><li>one<li>two</ol>", "1. one\n2. two\n"),
    ("<ul><li>one<ul><li>in</ul></ul>", "- one\n  - in\n"),
    ("<blockquote><p>said</p><p>more</p></blockquote>", "> said\n>\n> more\n"),
    ("<pre>a\n  b</pre>", "```\na\n  b\n```\n"), ("<p>2*3 [x]</p>", "2\\*3 \\[x\\]\n"),
    ("<img src='https://e.org/i' alt='A'>", "![A](<https://e.org/i>)\n"),
    (
      "<table><tr><th>a<th>b</tr><tr><td>1<td>2</tr></table>",
      "| a | b |\n| --- | --- |\n| 1 | 2 |\n"
    ),
    ("", ""),
  ])
  func blocksAndMarks(html: String, markdown: String) {
    let document = HTML.Document(parsingFragment: html)
    #expect(MarkdownWriter.markdown(of: document.root, in: document) == markdown)
  }

  @Test(arguments: [
    ("<p>a <b>bold</b></p><ul><li>x</ul>", "a bold\n\n- x\n"), ("<p>a<br>b</p>", "a\nb\n"),
  ])
  func plainTextHasNoMarks(html: String, text: String) {
    let document = HTML.Document(parsingFragment: html)
    #expect(MarkdownWriter.text(of: document.root, in: document) == text)
  }
}
