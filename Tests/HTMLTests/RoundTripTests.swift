import Testing

@testable import HTML

@Suite struct RoundTripTests {
  @Test func everyTreeOfTheCorpusComesBackExceptWhereTheStandardSaysItCannot() throws {
    guard let files = Corpus.files(in: "html5lib-tests/tree-construction", suffix: ".dat") else {
      return
    }
    var checked = 0
    var exempt = 0
    for file in files {
      for bytes in try TreeCase.all(in: file).map(\.data) {
        if try isChecked(bytes, nil) { checked += 1 } else { exempt += 1 }
        if try isChecked(bytes, .div) { checked += 1 } else { exempt += 1 }
      }
    }
    Corpus.say("round trips: \(checked) checked, \(exempt) exempt by the standard")
    #expect(checked > exempt)
  }

  @Test(arguments: [
    "<p>a<p>b", "<ul><li>a<li>b</ul>", "<table><tr><td>x</table>", "a &amp; b &lt; c &nbsp; d",
    "<p title='&quot;&lt;&gt;&nbsp;'>x", "<b>a<i>b</b>c</i>", "<script>a < b && c</script>",
    "<style>a > b</style>", "<textarea>a & b</textarea>", "<svg><circle/><title>x</title></svg>",
    "<math><mi>x</mi></math>", "<template><tr><td>x</template>", "<!-- a -- b --><br>x",
    "<a href=x><div>y</div></a>", "<img alt=\"a\nb\">",
  ])
  func ordinaryMarkupComesBack(_ html: String) throws {
    let bytes = Array(html.utf8)
    let isChecked = try ParserInvariant.check(bytes, context: .body)
    #expect(isChecked)
  }

  @Test(arguments: [
    "<pre>\n\nx</pre>", "<plaintext>x", "<script><!--<script>", "<p><object><p></object></p>x&#13;",
    "<a><table><a>", "<table><tr><td><form></table><form>", "<select><selectedcontent>",
  ])
  func whatTheStandardExemptsIsKnown(_ html: String) throws {
    _ = try ParserInvariant.check(Array(html.utf8), context: .body)
  }

  private func isChecked(_ bytes: [UInt8], _ context: ElementName?) throws -> Bool {
    do {
      return try ParserInvariant.check(bytes, context: context)
    } catch ParserInvariant.notStable(let first, let second) {
      Issue.record(
        """
        not stable: \(String(decoding: bytes, as: UTF8.self))
        first: \(String(decoding: first, as: UTF8.self))
        second: \(String(decoding: second, as: UTF8.self))
        """)
      return true
    }
  }
}
