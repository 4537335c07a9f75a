import HTML
import Testing

/// What people write in angle brackets and mean as words.
@Suite struct WordsInBracketsTests {
  private func markup(_ text: String, endsHiding: Bool = true) -> String {
    Document(parsingFragment: text, endsHiding: endsHiding).serializedText()
  }

  static let wordCases: [(String, String)] = [
    (
      "<p>From: Ann <ann@site.example>, Bo <bo@site.example></p>",
      "<p>From: Ann &lt;ann@site.example&gt;, Bo &lt;bo@site.example&gt;</p>"
    ),
    ("<p>See <https://site.example/a?b=1>.</p>", "<p>See &lt;https://site.example/a?b=1&gt;.</p>"),
    ("<p>Map<K,V> and Pair<Int, Text></p>", "<p>Map&lt;K,V&gt; and Pair&lt;Int, Text&gt;</p>"),
    ("<p>Result<T, E: Error></p>", "<p>Result&lt;T, E: Error&gt;</p>"),
    ("<p>f<T: Equatable>(x)</p>", "<p>f&lt;T: Equatable&gt;(x)</p>"),
    ("<p>Box<T extends Item<T>></p>", "<p>Box&lt;T extends Item&lt;T&gt;&gt;</p>"),
    ("<p>Promise<void | null></p>", "<p>Promise&lt;void | null&gt;</p>"),
    ("<p>#include <sys/socket.h></p>", "<p>#include &lt;sys/socket.h&gt;</p>"),
    ("<p>list<std::string></p>", "<p>list&lt;std::string&gt;</p>"),
    (
      "<p>Press <Ctrl+X>, type <your-name></p>",
      "<p>Press &lt;Ctrl+X&gt;, type &lt;your-name&gt;</p>"
    ),
    ("<p>If i<n and n>2 &amp; so on</p>", "<p>If i&lt;n and n&gt;2 &amp; so on</p>"),
    ("<p>where x <y, and <b>z</b></p>", "<p>where x &lt;y, and <b>z</b></p>"),
    ("<p>where x <yz and so on", "<p>where x &lt;yz and so on</p>"),
    ("<p>in <Müller></p>", "<p>in &lt;Müller&gt;</p>"),
    ("<p>a <user> b <user></p>", "<p>a &lt;user&gt; b &lt;user&gt;</p>"),
  ]

  @Test("Words that are no elements stay, with all of their signs", arguments: wordCases)
  func words(text: String, expected: String) {
    #expect(markup(text) == expected)
    #expect(markup(expected) == expected)
  }

  @Test(
    "Elements of other vocabularies, ended ones and such with values are markup",
    arguments: [
      "<p>a<o:p></o:p><x-mark>b</x-mark></p>", "<p>a<o:p>b</p>", "<p>a<my-img src=\"b\">c</p>",
      "<p>a<widget id=1 wide>b</p>", "<p>a<note/>b</p>", "<p>a</p><more><p>b</p>",
      "<p>a<br<br>b</p>", "<p>a<a\"href=\"b\">c</p>", "<p>a <b>b</b> <i>c</i></p>",
      "<svg><my-shape>a</my-shape><x y></svg>", "<p>a <x-b wide>c</x-b></p>", "<p>a <img src=\"b",
      "<p>a <x-y z=\"b", "<p>a</p><div", "<p>a <b", "<article-body>All of it <p>b</p>",
    ])
  func markupStays(text: String) {
    #expect(markup(text) == markup(text, endsHiding: false))
  }

  static let elementCases: [(String, String)] = [
    ("The new <select> element is here.", "The new &lt;select&gt; element is here."),
    ("How <template> works", "How &lt;template&gt; works"),
    ("<p>The <button> element.</p><p>b</p>", "<p>The &lt;button&gt; element.</p><p>b</p>"),
    ("Why the <script> tag waits.", "Why the &lt;script&gt; tag waits."),
    ("Use <b> for bold, <strong> for more.", "Use &lt;b&gt; for bold, &lt;strong&gt; for more."),
    ("新的<select>元素", "新的&lt;select&gt;元素"),
    ("Use the <pre> tag (<ol>) now", "Use the &lt;pre&gt; tag (&lt;ol&gt;) now"),
    (
      "<p>Both (<iframe>, <video>) are old.</p>",
      "<p>Both (&lt;iframe&gt;, &lt;video&gt;) are old.</p>"
    ),
    ("<p>An <input> is a field</p>", "<p>An &lt;input&gt; is a field</p>"),
  ]

  @Test("Elements that a text speaks of are words of it", arguments: elementCases)
  func elements(text: String, expected: String) {
    #expect(markup(text) == expected)
    #expect(markup(expected) == expected)
  }

  @Test(
    "Elements that hold, show or end something are none",
    arguments: [
      "<p>A <b>word</b> here</p>", "a<br>b <em>c</em>", "<p>a<p>b", "a <video> <source src=b> c",
      "<p>Sort: <select><option>a</option></select></p>", "<p>a</p> <script> b = 1",
      "a <iframe>b</iframe> c", "<li> a <li> b", "a <b>b", "<p>a <style> p {} </p>",
      "a <h2> b <h2> c", "a <ul> b <ol> c", "a <pre> b", "<b>中文", "中文<b>中文", "<div> a text",
      "a\n<div> b", "<ruby>字<rt>zi字<rt>zi",
      "<select>中文</select>",
    ])
  func elementsStay(text: String) {
    #expect(markup(text) == markup(text, endsHiding: false))
  }

  @Test(
    "What is never ended hides nothing behind it",
    arguments: [
      ("<p>Vote: <button>Yes</p><p>b</p>", "<p>Vote: <button></button>Yes</p><p>b</p>"),
      ("<p>a<select>b</p><p>c</p>", "<p>a<select></select>b</p><p>c</p>"),
      ("<p>a<template>b</p><p>c</p>", "<p>a<template></template>b</p><p>c</p>"),
      ("<p>a<datalist>b</p><p>c</p>", "<p>a<datalist></datalist>b</p><p>c</p>"),
    ])
  func unended(text: String, expected: String) {
    #expect(markup(text) == expected)
  }

  @Test("Cells whose table is missing keep their words apart")
  func cells() {
    #expect(markup("<tr><th>Year</th><td>1963</td></tr>") == "  Year 1963")
    #expect(
      markup("<table><tr><td>a</td><td>b</td></tr></table>")
        == "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>")
  }

  @Test("What is read again is bounded")
  func isLinear() {
    let open = String(repeating: "<a@b ", count: 20_000)
    #expect(markup(open).utf8.count < 3 * open.utf8.count)
    #expect(markup(open + ">").utf8.count < 3 * open.utf8.count)
    let names = (0..<20_000).map { "<w\($0)>" }.joined(separator: " ")
    #expect(markup(names) == names.replacing("<", with: "&lt;").replacing(">", with: "&gt;"))
  }
}
