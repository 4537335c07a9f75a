import FeedModel
import Testing

@testable import FeedReader

/// Names, categories and titles in markup, and mail addresses beside names.
@Suite struct NameMarkupTests {
  private func entry(_ fields: String) throws -> ParsedEntry {
    let feed = try read(
      "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>t</title>"
        + "<item><guid>1</guid>\(fields)</item></channel></rss>")
    return try #require(feed.entries.first)
  }

  @Test(arguments: [
    (
      "&lt;span lang=\"\" about=\"/user/7\" typeof=\"schema:Person\"&gt;Kim Orr&lt;/span&gt;",
      "Kim Orr"
    ),
    ("<![CDATA[<p>Kim Orr</p>]]>", "Kim Orr"), ("<![CDATA[<b>Kim</b> Orr]]>", "Kim Orr"),
    ("<![CDATA[<div><span>Kim &amp; Lu</span></div>]]>", "Kim & Lu"),
    ("&lt;em&gt;Kim Orr&lt;/em&gt;", "Kim Orr"),
    ("&lt;template&gt;", "<template>"), ("C &lt; D", "C < D"), ("Vec&lt;T&gt;", "Vec<T>"),
    ("a &lt;b&gt; c", "a <b> c"),
  ])
  func wordsAreTakenFromPairsAroundText(text: String, expected: String) throws {
    let entry = try entry(
      "<dc:creator>\(text)</dc:creator><category>\(text)</category><dc:subject>\(text)</dc:subject>"
    )
    #expect(entry.authors.map(\.name) == [expected])
    #expect(entry.categories.map(\.term) == [expected])
    #expect(try self.entry("<author>\(text)</author>").authors.map(\.name) == [expected])
  }

  @Test func namesOfJSONFeedAreNeverMarkup() throws {
    let feed = try read(
      #"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "#
        + #""authors": [{"name": "<b>Kim</b>"}], "tags": ["<i>x</i>"]}]}"#)
    #expect(feed.entries.first?.authors.map(\.name) == ["<b>Kim</b>"])
    #expect(feed.entries.first?.categories.map(\.term) == ["<i>x</i>"])
  }

  @Test(arguments: [
    ("kim@x.example - Kim Orr", "Kim Orr"), ("Kim Orr - kim@x.example", "Kim Orr"),
    ("kim@x.example – Kim Orr", "Kim Orr"), ("kim@x.example | Kim Orr", "Kim Orr"),
    ("kim@x.example &lt;Kim Orr&gt;", "Kim Orr"), ("kim@x.example [Kim Orr]", "Kim Orr"),
    ("kim@x.example（编辑部）", "编辑部"), ("编辑部（kim@x.example）", "编辑部"),
    ("kim@x.example (Kim Orr)", "Kim Orr"),
    ("kim@x.example (Kim (Lu) Orr (x))", "Kim (Lu) Orr (x)"),
    ("kim@x.example (Kim) or (Lu)", "(Kim) or (Lu)"),
    ("Kim-Lu Orr &lt;kim@x.example&gt;", "Kim-Lu Orr"),
    ("kim at x dot example (Kim Orr)", "Kim Orr"),
    ("kim [at] x [dot] example &lt;Kim Orr&gt;", "Kim Orr"),
  ])
  func aMailAddressIsNoPartOfTheName(text: String, name: String) throws {
    #expect(
      try entry("<author>\(text)</author>").authors == [Person(name: name, email: "kim@x.example")])
  }

  @Test(arguments: ["Look at me dot com", "Kim at the Lab", "Kim - Orr", "Meet at x dot example"])
  func wordsThatSpellNoAddressStay(text: String) throws {
    #expect(try entry("<author>\(text)</author>").authors == [Person(name: text)])
  }

  // MARK: Titles

  @Test(arguments: [
    ("<![CDATA[<code>&lt;ul&gt;</code> may be styled]]>", "<code>&lt;ul&gt;</code> may be styled"),
    ("&lt;code&gt;&amp;lt;li&amp;gt;&lt;/code&gt; goes", "<code>&lt;li&gt;</code> goes"),
    ("&lt;kbd&gt;&amp;lt;b&amp;gt;&lt;/kbd&gt; and x", "<kbd>&lt;b&gt;</kbd> and x"),
    ("&lt;code&gt;x()&lt;/code&gt; goes", "<code>x()</code> goes"),
  ])
  func codeInATitleMayBeATag(text: String, html: String) throws {
    #expect(try entry("<title>\(text)</title>").title == Text(.html, html))
  }

  @Test(arguments: [
    ("&lt;code&gt;&lt;/code&gt; is an element", "<code></code> is an element"),
    ("the &lt;code&gt; tag", "the <code> tag"), ("&lt;b&gt;&lt;i&gt;&lt;/b&gt;", "<b><i></b>"),
  ])
  func emptyOrLoneTagsAreWords(text: String, plain: String) throws {
    #expect(try entry("<title>\(text)</title>").title == Text(.plain, plain))
  }
}
