import HTML
import Testing

@Suite struct SelectorTests {
  private static let page = """
    <div id="d" class="box  Big a"><p id="p1" class="a">one<b id="b1"></b></p><!--c-->
    <p id="p2" class="a b" lang="en-GB" title="A b c">two<i id="i1"><b id="b2">deep</b></i></p>
    <p id="p3" data-x="1" lang="en">three</p><img id="m1" src="http://x.y/a.PNG?q"></img>
    <span id="s1"></span><span id="s2"> </span><span id="s3"><!--c--></span></div>
    <ul id="u"><li id="l1">1</li><li id="l2" class="a">2</li><li id="l3">3</li><li id="l4" class="a">4</li>
    <li id="l5" class="a">5</li></ul>
    <section id="c" type="Text"><x-own id="x" own-attr="v"></x-own><svg id="g" type="Text"><a id="ga"></a>
    <foreignObject id="fo" viewBox="0"></foreignObject></svg><a id="ha" href=""></a></section>
    """

  @Test(arguments: [
    // Types, ids, classes
    ("p", "p1 p2 p3"), ("P", "p1 p2 p3"), ("div", "d"), ("x-own", "x"), ("X-OWN", "x"),
    ("nope", ""),
    ("#p2", "p2"), ("p#p2", "p2"), ("b#p2", ""), ("#P2", ""), ("#p1#p1", "p1"), ("#p1#p2", ""),
    (".a", "d p1 p2 l2 l4 l5"), (".a.b", "p2"), (".big", ""), (".Big", "d"), (".box.a", "d"),
    (".bo", ""),
    ("*", "d p1 b1 p2 i1 b2 p3 m1 s1 s2 s3 u l1 l2 l3 l4 l5 c x g ga fo ha"), ("p.a", "p1 p2"),
    ("foreignObject", "fo"), ("foreignobject", ""), ("svg a", "ga"), ("section > a", "ha"),
    ("a", "ga ha"),
    // Escapes
    ("#\\70 1", "p1"), ("\\70#p1", "p1"), ("#p\\31", "p1"), (".\\000061", "d p1 p2 l2 l4 l5"),
    // Attributes
    ("[data-x]", "p3"), ("[DATA-X]", "p3"), ("[data-x=\"1\"]", "p3"), ("[data-x='2']", ""),
    ("[ lang = en ]", "p3"), ("[lang|=en]", "p2 p3"), ("[lang|=e]", ""), ("[title~=b]", "p2"),
    ("[title~=\"b c\"]", ""), ("[title~=\"\"]", ""), ("[title^=A]", "p2"), ("[title^=a]", ""),
    ("[title^=a i]", "p2"), ("[title^='a'I]", "p2"), ("[title$=c]", "p2"),
    ("[title*=\" b \"]", "p2"),
    ("[title*=\"\"]", ""), ("[title$=\"\"]", ""), ("[title^=\"\"]", ""),
    ("img[src*='.png' i]", "m1"),
    ("img[src*='.png']", ""), ("[own-attr=v]", "x"), ("[own-attr][id]", "x"), ("[href]", "ha"),
    ("[href=\"\"]", "ha"), ("[viewBox]", "fo"), ("[viewbox]", ""),
    ("[type=text]", "c"), ("[type=text s]", ""), ("[type=text i]", "c g"), ("[type=Text]", "c g"),
    // Combinators
    ("div b", "b1 b2"), ("div > b", ""), ("p > b", "b1"), ("div>p>i>b", "b2"), ("div p b", "b1 b2"),
    ("p + p", "p2 p3"), ("p ~ p", "p2 p3"), ("#p1 ~ span", "s1 s2 s3"), ("img + span", "s1"),
    ("img ~ p", ""), ("p + img + span ~ span", "s2 s3"), ("#p2 + #p3", "p3"), ("#p1 + #p3", ""),
    ("div /* x */ > /**/ p", "p1 p2 p3"), ("div\n\tp", "p1 p2 p3"), ("p ~ p b", "b2"),
    ("p b, i", "b1 i1 b2"),
    ("li, p , ul", "p1 p2 p3 u l1 l2 l3 l4 l5"), ("p, p", "p1 p2 p3"),
    ("ul > li + li ~ li", "l3 l4 l5"),
    // :not, :is, :where
    ("p:not(.a)", "p3"), ("p:not(.b, [data-x])", "p1"), ("p:not(div > .a)", "p3"),
    ("p:not(ul p)", "p1 p2 p3"),
    (":is(p, li).a", "p1 p2 l2 l4 l5"), (":where(ul, div) > :is(.a)", "p1 p2 l2 l4 l5"),
    (":not(*)", ""), ("p:not(:not(.a))", "p1 p2"), (":is(div p) > b", "b1"),
    ("li:not(:is(.a, #l1))", "l3"),
    // :has
    ("p:has(b)", "p1 p2"), ("p:has(> b)", "p1"), (":has(> b)", "p1 i1"), ("div:has(.b)", "d"),
    ("p:has(+ p)", "p1 p2"), ("p:has(~ img)", "p1 p2 p3"), ("p:has(+ img)", "p3"),
    ("p:has(i b)", "p2"),
    ("p:has(> i > b)", "p2"), (":has(i b)", "d p2"), ("div:has(p i)", "d"), ("p:has(div b)", ""),
    ("li:has(+ li + li.a)", "l2 l3"), ("li:has(~ .a)", "l1 l2 l3 l4"), ("p:not(:has(*))", "p3"),
    (":has(ul, img)", "d"), (":has(+ ul li)", "d"), ("div:has(p:contains('two'))", "d"),
    ("p:has(.a)", ""),
    // Positions
    ("li:first-child", "l1"), ("li:last-child", "l5"), ("b:only-child", "b1 b2"),
    ("p:first-child", "p1"),
    ("p:last-child", ""), ("li:nth-child(2)", "l2"), ("li:nth-child(odd)", "l1 l3 l5"),
    ("li:nth-child(EVEN)", "l2 l4"), ("li:nth-child(2n+1)", "l1 l3 l5"),
    ("li:nth-child(-n+2)", "l1 l2"),
    ("li:nth-child( n + 4 )", "l4 l5"), ("li:nth-child(3n-1)", "l2 l5"), ("li:nth-child(+3)", "l3"),
    ("li:nth-child(-3)", ""), ("li:nth-child(0)", ""), ("li:nth-child(n)", "l1 l2 l3 l4 l5"),
    ("li:nth-child(0n+2)", "l2"), ("li:nth-child(-2n+3)", "l1 l3"), ("li:nth-last-child(2)", "l4"),
    ("li:nth-last-child(-n+2)", "l4 l5"), ("li:nth-child(2 of .a)", "l4"),
    ("li:nth-last-child(1 of li.a)", "l5"),
    ("li:nth-child(odd of .a, #l1)", "l1 l4"), ("span:nth-of-type(2)", "s2"),
    ("p:nth-last-of-type(1)", "p3"),
    ("span:first-of-type", "s1"), ("span:last-of-type", "s3"), ("img:only-of-type", "m1"),
    ("p:nth-child(99999999999999999999)", ""), ("svg > a:nth-of-type(1)", "ga"),
    // :empty, :root, :contains
    ("span:empty", "s1 s3"), (":root", "d u c"), ("p:contains(\"two\")", "p2"),
    ("p:contains('TWO')", ""),
    ("p:contains('TWO' i)", "p2"), (":contains('twodeep')", "d p2"),
    ("li:contains('')", "l1 l2 l3 l4 l5"),
    ("*:contains('deep')", "d p2 i1 b2"), ("p:contains('eep')", "p2"), ("p:contains('three2')", ""),
  ])
  func takes(selector: String, expected: String) throws {
    let tree = SelectorTree(Self.page)
    #expect(try tree.select(selector) == expected)
  }

  @Test(arguments: [
    ("", "column 1: expected a selector, found the end"),
    ("  ", "column 3: expected a selector, found the end"),
    ("p,", "column 3: expected a selector, found the end"),
    ("p,,b", "column 3: expected a selector, found ','"),
    ("> p", "column 1: expected a selector, found '>'"),
    ("p >", "column 4: expected a selector, found the end"),
    ("p > > b", "column 5: expected a selector, found '>'"),
    ("div..x", "column 5: expected a class name, found '.'"),
    (".1a", "column 2: expected a class name, found '1'"),
    ("#", "column 2: expected an id, found the end"), ("#1", "column 2: expected an id, found '1'"),
    ("-", "column 1: expected a selector, found '-'"),
    ("p{", "column 2: expected a combinator, ',' or the end, found '{'"),
    ("法广 p)", "column 5: expected ',' or the end, found ')'"),
    ("é..x", "column 3: expected a class name, found '.'"),
    ("[a", "column 3: expected ']', '=', '~=', '|=', '^=', '$=' or '*=', found the end"),
    ("[=x]", "column 2: expected an attribute's name, found '='"),
    ("[a=]", "column 4: expected a value, found ']'"),
    ("[a=\"x]", "column 4: expected a string that is closed, found '\"'"),
    ("[a~x]", "column 4: expected '=', found 'x'"),
    ("[a=x q]", "column 6: expected ']', 'i' or 's', found 'q'"),
    ("[a=x i j]", "column 8: expected ']', found 'j'"),
    ("[a=1]", "column 4: expected a value, found '1'"),
    ("p::before", "column 3: expected no pseudo-element, found ':'"),
    ("p:hover", "column 3: expected a pseudo-class that is known, found 'h'"),
    ("p:", "column 3: expected a pseudo-class, found the end"),
    ("p:not", "column 6: expected '(', found the end"),
    ("p:not()", "column 7: expected a selector, found ')'"),
    ("p:not(a", "column 8: expected ')', found the end"),
    ("p:is(a,)", "column 8: expected a selector, found ')'"),
    (":has(:has(a))", "column 10: expected no ':has()' inside ':has()', found '('"),
    (":nth-child()", "column 12: expected 'odd', 'even', a number or 'an+b', found ')'"),
    (":nth-child(2n+)", "column 15: expected a number, found ')'"),
    (":nth-child(2x)", "column 13: expected ')', found 'x'"),
    (":nth-of-type(2 of a)", "column 16: expected ')', found 'o'"),
    (":nth-child(2 of)", "column 16: expected a selector, found ')'"),
    (":contains(x)", "column 11: expected a string in quotes, found 'x'"),
    (":contains('x)", "column 11: expected a string that is closed, found '''"),
    ("svg|a", "column 4: expected no namespace, found '|'"),
    ("p\u{0}", "column 2: expected a combinator, ',' or the end, found '\u{0}'"),
  ])
  func namesWhatIsWrongAndWhere(selector: String, description: String) {
    let problem = #expect(throws: InvalidSelector.self) { try Selector(parsing: selector) }
    #expect(problem?.description == description)
  }

  @Test func everyPrefixAndEveryByteIsSurvived() {
    let text =
      "div#a.b[c|='d' i]:not(:is(e, f)):nth-child(-2n + 3 of g) > h ~ i + :has(> j k), :contains('l' i)"
    for length in 0...text.utf8.count {
      _ = try? Selector(parsing: String(decoding: text.utf8.prefix(length), as: UTF8.self))
      for byte in [0, 0x5C, 0x28, 0x29, 0xC3, 0x22] as [UInt8] {
        let changed = Array(text.utf8.prefix(length)) + [byte] + Array(text.utf8.dropFirst(length))
        _ = try? Selector(parsing: String(decoding: changed, as: UTF8.self))
      }
    }
  }

  @Test func nestingAndLengthAreBounded() {
    let deep = String(repeating: ":not(", count: 100_000)
    #expect(throws: InvalidSelector.self) { try Selector(parsing: deep) }
    #expect(throws: InvalidSelector.self) {
      try Selector(parsing: (0..<33).map { _ in "a" }.joined(separator: " "))
    }
    #expect(throws: InvalidSelector.self) {
      try Selector(parsing: String(repeating: "a,", count: 10_000) + "a")
    }
  }

  @Test func matchesAsksOneNode() throws {
    let tree = SelectorTree(Self.page)
    let selector = try Selector(parsing: "div > p:has(i):nth-child(2)")
    let second = tree.document.select(try Selector(parsing: "#p2"), under: tree.document.root)[0]
    let isTaken = selector.matches(second, in: tree.document)
    let rootIsTaken = selector.matches(tree.document.root, in: tree.document)
    #expect(isTaken && !rootIsTaken)
    let first = tree.document.selectFirst(try Selector(parsing: "p"), under: tree.document.root)
    #expect(first.map { tree.label($0) } == "p1")
    #expect(first.map { selector.matches($0, in: tree.document) } == false)
  }

  @Test func ancestorsOutsideTheScopeCountAndTheScopeItselfIsNotTaken() throws {
    let tree = SelectorTree(Self.page)
    let second = tree.document.select(try Selector(parsing: "#p2"), under: tree.document.root)[0]
    let found = tree.document.select(try Selector(parsing: "div *, p"), under: second)
    #expect(found.map { tree.label($0) } == ["i1", "b2"])
  }

  @Test func aDetachedTreeIsSelectedInAsItIs() throws {
    var tree = SelectorTree("<div id=\"d\"><p id=\"p\"><b id=\"b\"></b></p></div>")
    let paragraph = tree.document.select(try Selector(parsing: "p"), under: tree.document.root)[0]
    tree.document.detach(paragraph)
    let gone = tree.document.select(try Selector(parsing: "div b"), under: paragraph)
    #expect(gone.isEmpty)
    let found = tree.document.select(
      try Selector(parsing: "p:root:nth-child(1) > b:nth-last-child(1)"), under: paragraph)
    #expect(found.map { tree.label($0) } == ["b"])
  }
}
