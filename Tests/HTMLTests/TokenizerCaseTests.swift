import Testing

@testable import HTML

/// Cases of our own for every family of the tokenizer's states (WHATWG HTML §13.2.5), so that a
/// clone without html5lib's files holds them too.
@Suite struct TokenizerCaseTests {
  private func check(
    _ input: String, _ expected: [String], in state: TokenizerState = .data, of tag: String? = nil
  ) {
    let found = TokenizerTests().tokens(of: input, in: state, lastStartTag: tag)
    #expect(found == expected, "\(input.debugDescription)")
  }

  @Test(
    arguments: [
      ("a &amp b &lt;c", "a & b <c"), ("&notin; &notit;", "∉ ¬it;"), ("&#x80;&#8364", "€€"),
      ("&#0;&#xD800;&#1234567;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
      ("&unknown; & &; &#; &#x;", "&unknown; & &; &#; &#x;"),
      ("a\r\nb\rc", "a\nb\nc"), ("x\u{0}y", "x\u{0}y"), ("a<", "a<"), ("1 <3 4", "1 <3 4"),
      ("</", "</"), ("&NotEqualTilde;", "≂̸"),
    ] as [(String, String)])
  func texts(input: String, text: String) { check(input, ["Character \(text)"]) }

  @Test(
    arguments: [
      ("<A hReF=X>", ["StartTag a [\"href=X\"]"]), ("<br/>", ["StartTag br [] /"]),
      ("<br / x>", ["StartTag br [\"x=\"]"]), ("</P x=1>", ["EndTag p"]), ("<a", []),
      ("<a\u{0}b>", ["StartTag a\u{FFFD}b []"]), ("</>", []), ("</ x>", ["Comment  x"]),
      ("<a/b>", ["StartTag a [\"b=\"]"]), ("<a\t\n>", ["StartTag a []"]),
    ] as [(String, [String])])
  func tags(input: String, tokens: [String]) { check(input, tokens) }

  @Test(
    arguments: [
      ("b='1' c=\"2\" d=3 e f = 4", ["b=1", "c=2", "d=3", "e=", "f=4"]), ("b=1 B=2", ["b=1"]),
      ("b=\"&amp;&ampx&amp=&amp\"", ["b=&&ampx&amp=&"]), ("b=c/d", ["b=c/d"]), ("=b", ["=b="]),
      ("b=", ["b="]), ("'x\"<=1", ["'x\"<=1"]), ("b='a\nb'c", ["b=a\nb", "c="]),
      ("b='\u{0}'", ["b=\u{FFFD}"]), ("b=a`\"'<=", ["b=a`\"'<="]),
    ] as [(String, [String])])
  func attributes(input: String, attributes: [String]) {
    check("<a \(input)>", ["StartTag a \(attributes)"])
    // What breaks off within a tag is no tag.
    check("<a \(input)", [])
  }

  @Test(arguments: [
    ("<!--a-->", "a"), ("<!---->", ""), ("<!-->", ""), ("<!--->", ""), ("<!--a--!>", "a"),
    ("<!--a--b-->", "a--b"), ("<!--a-", "a"), ("<!--a--", "a"), ("<!--a<!--b-->", "a<!--b"),
    ("<!--\u{0}-->", "\u{FFFD}"), ("<!--a--->", "a-"), ("<?php x?>", "?php x?"), ("<!x>", "x"),
    ("<![CDATA[x]]>", "[CDATA[x]]"), ("<!-", "-"), ("<!--<!-->", "<!"),
  ])
  func comments(input: String, text: String) { check(input, ["Comment \(text)"]) }

  @Test(arguments: [
    ("<!DOCTYPE html>", "html nil nil true"),
    ("<!doctype HTML PUBLIC \"a\" 'b'>", "html a b true"),
    ("<!DOCTYPE html SYSTEM 'b'>", "html nil b true"),
    ("<!DOCTYPE html PUBLIC 'a'\"b\">", "html a b true"),
    ("<!DOCTYPE>", "nil nil nil false"), ("<!DOCTYPE html x>", "html nil nil false"),
    ("<!DOCTYPE html PUBLIC>", "html nil nil false"), ("<!DOCTYPE html", "html nil nil false"),
    ("<!DOCTYPE html SYSTEM 'b>", "html nil b false"),
  ])
  func doctypes(input: String, doctype: String) { check(input, ["DOCTYPE \(doctype)"]) }

  @Test func textOfTitlesEndsAtTheirEndTagAlone() {
    check(
      "a<b></title x>&amp;", ["Character a<b>", "EndTag title", "Character &"], in: .rcdata,
      of: "title")
    check("&lt;</titlex></title", ["Character <</titlex></title"], in: .rcdata, of: "title")
    check("\u{0}", ["Character \u{FFFD}"], in: .rcdata, of: "title")
  }

  @Test func rawTextKnowsNoReferences() {
    check("&amp;<!--</style>", ["Character &amp;<!--", "EndTag style"], in: .rawtext, of: "style")
    check("a</b></ style>", ["Character a</b></ style>"], in: .rawtext, of: "style")
  }

  @Test(arguments: [
    ("a<b</script>", "a<b"), ("<!--<script></script>--></script>", "<!--<script></script>-->"),
    ("<!-- </script>", "<!-- "), ("<!--<script>--></script>", "<!--<script>-->"),
    ("<!--<scriptx></script>", "<!--<scriptx>"), ("<!-</script>", "<!-"),
  ])
  func scripts(input: String, text: String) {
    check(input, ["Character \(text)", "EndTag script"], in: .scriptData, of: "script")
  }

  @Test func scriptsThatNeverEndAreTextToTheEnd() {
    check(
      "<!--<script>a</script>b", ["Character <!--<script>a</script>b"], in: .scriptData,
      of: "script")
  }

  @Test func plaintextNeverEnds() {
    check("a</plaintext>&amp;", ["Character a</plaintext>&amp;"], in: .plaintext, of: "plaintext")
  }

  @Test func sectionsOfForeignContentEndAtTheirBrackets() {
    check("a]]b&amp;]]]>c", ["Character a]]b&amp;]c"], in: .cdataSection)
    check("a]]", ["Character a]]"], in: .cdataSection)
  }
}
