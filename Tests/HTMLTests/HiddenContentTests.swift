import HTML
import Testing

/// Elements that would hide the rest of a body: closed as XML closes them, or never.
@Suite struct HiddenContentTests {
  private func markup(_ text: String, endsHiding: Bool = true) -> String {
    let document = Document(parsingFragment: text, endsHiding: endsHiding)
    return document.serializedText()
  }

  @Test(
    "What follows an element closed as in XML is not hidden in it",
    arguments: [
      ("<iframe src=a />b<p>c</p>", "<iframe src=\"a\"></iframe>b<p>c</p>"),
      ("<p>a</p><script src=x /><p>b</p>", "<p>a</p><script src=\"x\"></script><p>b</p>"),
      ("<style /><p>b</p>", "<style></style><p>b</p>"),
      ("<title/><p>b</p>", "<title></title><p>b</p>"),
      ("<textarea/><p>b</p>", "<textarea></textarea><p>b</p>"),
      ("<p>a<button/>b</p>", "<p>a<button></button>b</p>"),
      ("<select/><p>b</p>", "<select></select><p>b</p>"),
      ("<template/><p>b</p>", "<template></template><p>b</p>"),
      ("<p>a<video src=x />b</p>", "<p>a<video src=\"x\"></video>b</p>"),
      ("<audio src=x /><p>b</p>", "<audio src=\"x\"></audio><p>b</p>"),
      ("<object data=x /><b>b</b>c", "<object data=\"x\"></object><b>b</b>c"),
      ("<iframe/>a<i>b</i><iframe></iframe>c", "<iframe></iframe>a<i>b</i><iframe></iframe>c"),
    ])
  func closedAsXML(text: String, expected: String) {
    #expect(markup(text) == expected)
    #expect(markup(expected) == expected)
  }

  @Test(
    "Raw text that never ends is none",
    arguments: [
      ("<iframe src=a><p>b</p>", "<iframe src=\"a\"></iframe><p>b</p>"),
      ("<textarea>a<p>b</p>", "<textarea></textarea>a<p>b</p>"),
      ("<noframes><p>b</p>", "<noframes></noframes><p>b</p>"),
      (
        "<iframe></iframe><iframe><p>b</p><iframe>c",
        "<iframe></iframe><iframe></iframe><p>b</p><iframe></iframe>c"
      ),
    ])
  func unclosed(text: String, expected: String) {
    #expect(markup(text) == expected)
  }

  @Test(
    "What is closed, or shown anyway, is read as ever",
    arguments: [
      "<iframe>a<p>b</iframe>c", "<iframe />a</iframe>c", "<script>a<b>c", "<script />a</script>",
      "<style>p{}</style>a", "<style>p{}<p>a", "<div/>a", "<a name=x />b", "<b/>c", "<br/>a",
      "<video src=x /><source src=y></video>a", "<select><option>a</select>b", "<!-- a <p>b</p>",
      "<svg><title/>a</svg>b", "<textarea>a</textarea>b", "<IFRAME>a</IFRAME>b",
      "<select /><option>a</option></select>", "<template><p>a</template>b", "<xmp/>a",
    ])
  func standard(text: String) {
    #expect(markup(text) == markup(text, endsHiding: false))
  }

  @Test("Each byte is looked at once for the end of raw text")
  func isLinear() {
    let many = String(repeating: "<iframe>a", count: 20_000)
    #expect(markup(many).utf8.count == 20_000 * 18)
  }
}
