import FeedModel
import Testing

@testable import FeedReader

/// Damage that feeds in the wild show, done to a feed of ten entries.
@Suite struct RobustnessTests {
  static let words = "俄罗斯的经济和政治利益已被战争所淹没"

  static func feed(encoding: String = "utf-8", title: String = "标题") -> String {
    let items = (0..<10).map { i in
      """
      <item><title>\(title) \(i)</title><link>http://example.org/\(i)</link>
      <guid>http://example.org/\(i)</guid><pubDate>Thu, 01 Jan 2004 19:48:2\(i) GMT</pubDate>
      <description>&lt;p&gt;\(words)。&lt;/p&gt;</description></item>
      """
    }
    return """
      <?xml version="1.0" encoding="\(encoding)"?><rss version="2.0"><channel><title>中文网</title>
      <link>http://example.org/</link><description>d</description>
      \(items.joined(separator: "\n"))
      </channel></rss>
      """
  }

  private func check(_ feed: ParsedFeed, title: String = "标题", count: Int = 10) {
    #expect(feed.entries.count == count)
    for (i, entry) in feed.entries.prefix(count - 1).enumerated() {
      #expect(entry.title?.value == "\(title) \(i)")
      #expect(entry.content?.value == "<p>\(RobustnessTests.words)。</p>")
    }
  }

  @Test func readsTheHealthyFeed() throws {
    let feed = try read(RobustnessTests.feed())
    check(feed)
    #expect(feed.diagnostics.isEmpty)
    #expect(!feed.isPartial)
  }

  @Test func C5_readsGB18030LabelledGB2312() throws {
    // 龍 and 镕 are in GBK and GB18030, not in GB2312.
    let text = RobustnessTests.feed(encoding: "gb2312", title: "朱镕基龍")
    let bytes = try #require(Encoded.bytes(text, as: "GB18030"))
    let feed = try FeedReader().read(SourceDocument(bytes: bytes, name: "test"))
    check(feed, title: "朱镕基龍")
    #expect(feed.encoding == "gb18030")
  }

  @Test(arguments: [
    ("GB18030", "gb18030"), ("BIG5", "big5"), ("SHIFT_JIS", "shift_jis"), ("EUC-JP", "euc-jp"),
    ("UHC", "euc-kr"), ("UTF-16LE", "utf-16"), ("UTF-16BE", "utf-16"), ("UTF-16", "utf-16"),
    ("UTF-32LE", "utf-32"), ("UTF-32", "utf-32"),
  ])
  func C5_readsEveryEncodingInItsOwnBytes(iconvName: String, label: String) throws {
    let title =
      label == "euc-kr" ? "이다는" : label.hasSuffix("jp") || label == "shift_jis" ? "のには" : "一二"
    let text =
      "<?xml version=\"1.0\" encoding=\"\(label)\"?><rss><channel><title>\(title)</title>"
      + "<item><title>\(title)</title><guid>1</guid></item></channel></rss>"
    let bytes = try #require(Encoded.bytes(text, as: iconvName))
    let feed = try FeedReader().read(SourceDocument(bytes: bytes, name: "test"))
    #expect(feed.entries.first?.title?.value == title)
  }

  @Test func C5_letsTheUsersEncodingOutweighAllOthers() throws {
    let text =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss><channel><title>\u{44F}</title><item/>"
      + "</channel></rss>"
    let bytes = try #require(Encoded.bytes(text, as: "KOI8-R"))
    var document = SourceDocument(bytes: bytes, name: "test", charset: "koi8-r")
    document.charsetIsForced = true
    #expect(try FeedReader().read(document).title?.value == "\u{44F}")
  }

  @Test func C5_takesValidUTF8ForUTF8WhateverItClaims() throws {
    for label in ["gbk", "iso-8859-1", "utf-16", "utf-7", "nonsense"] {
      let feed = try read(RobustnessTests.feed(encoding: label))
      check(feed)
      #expect(feed.encoding == "utf-8")
    }
  }

  @Test func C5_dropsCharactersThatXMLDoesNotAllow() throws {
    let feed = try read(RobustnessTests.feed(title: "标\u{8}题\u{FFFE}&#8;&#xD800;&#0;"))
    check(feed)
    #expect(feed.diagnostics.map(\.code).contains("character-illegal"))
  }

  @Test func C6_readsEntitiesWithoutADTDAndBareAmpersands() throws {
    let feed = try read(RobustnessTests.feed(title: "A&nbsp;&mdash; B & C &copy; D&E"))
    check(feed, title: "A\u{A0}— B & C © D&E")
    #expect(feed.diagnostics.map(\.code) == ["xml-not-well-formed"])
    #expect(!feed.isPartial)
    let entities = try read(RobustnessTests.feed(title: "A&nbsp;&mdash; B"))
    check(entities, title: "A\u{A0}— B")
    #expect(entities.diagnostics.isEmpty)
  }

  /// Ten entries, the last two of them so long that the document's seventh tenth ends in the eighth.
  private static func cutFeed(isCDATA: Bool) -> [UInt8] {
    let items = (0..<10).map { i in
      let text = String(repeating: words + "&amp;", count: i < 8 ? 20 : 34)
      let body = isCDATA ? "<![CDATA[<p>\(text)</p>]]>" : "&lt;p>\(text)&lt;/p>"
      return """
        <item><title>标题 \(i)</title><link>http://example.org/\(i)</link>
        <guid>http://example.org/\(i)</guid><description>\(body)</description></item>
        """
    }
    let head = "<rss version=\"2.0\"><channel><title>t</title><link>http://example.org/</link>"
    return Array((head + items.joined() + "</channel></rss>").utf8)
  }

  @Test(arguments: [true, false])
  func C6_keepsEightOfTenEntriesAtSeventyPercent(isCDATA: Bool) throws {
    let bytes = RobustnessTests.cutFeed(isCDATA: isCDATA)
    let whole = try FeedReader().read(SourceDocument(bytes: bytes, name: "test"))
    let cut = Array(bytes[..<(bytes.count * 7 / 10)])
    let feed = try FeedReader().read(SourceDocument(bytes: cut, name: "test"))
    #expect(feed.entries.count == 8)
    #expect(feed.isPartial)
    // Where the section begins that never ends is told; that the document ends early, once.
    let damage = isCDATA ? ["xml-not-well-formed"] : []
    #expect(feed.diagnostics.map(\.code) == damage + ["xml-truncated", "entry-cut"])
    #expect(feed.entries.map(\.isCut) == [Bool](repeating: false, count: 7) + [true])
    #expect(feed.entries.prefix(7) == whole.entries.prefix(7))
    let last = try #require(feed.entries.last)
    #expect(last.title == whole.entries[7].title)
    #expect(last.link == whole.entries[7].link)
    #expect(last.id == whole.entries[7].id)
    let body = try #require(last.content?.value)
    #expect(body.hasPrefix("<p>俄罗斯"))
    #expect(body.utf8.count < whole.entries[7].content?.value.utf8.count ?? 0)
  }

  @Test func C6_losesNoWholeEntryWhereverTheCutIs() throws {
    let bytes = Array(RobustnessTests.feed().utf8)
    let whole = try FeedReader().read(SourceDocument(bytes: bytes, name: "test"))
    // The last bracket says nothing new.
    let ends = bytes.indices.filter { bytes[..<$0].suffix(6).elementsEqual("</item".utf8) }
    for cut in stride(from: 200, to: bytes.count - 20, by: 7) {
      let feed = try FeedReader().read(SourceDocument(bytes: Array(bytes[..<cut]), name: "test"))
      let complete = feed.entries.filter { !$0.isCut }
      #expect(complete.count == ends.count { $0 <= cut }, "at \(cut)")
      #expect(complete[...] == whole.entries.prefix(complete.count), "at \(cut)")
      #expect(feed.isPartial)
      guard feed.entries.count > complete.count else { continue }
      let last = feed.entries[complete.count]
      let meant = whole.entries[complete.count]
      #expect(last.link == meant.link)
      #expect(last.title == meant.title)
      #expect(last.id == nil || last.id == meant.id)
      #expect(last.published == nil || last.published == meant.published)
    }
  }

  @Test func C15_marksTheItemInWhichJSONBreaksOff() throws {
    let text = """
      {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": "a"},
      {"id": "2", "title": "b", "content_text": "c
      """
    let feed = try read(text)
    #expect(feed.entries.map(\.id) == ["1", "2"])
    #expect(feed.entries.map(\.isCut) == [false, true])
    let between = try read(
      "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\": \"1\"}, ")
    #expect(between.entries.map(\.isCut) == [false])
    let rss = try read(
      "{\"rss\": {\"channel\": {\"item\": [{\"guid\": \"1\", \"title\": \"a\", \"x\":")
    #expect(rss.entries.map(\.isCut) == [true])
  }

  @Test func C6_readsBehindJunkAndIgnoresJunkAfterTheEnd() throws {
    for junk in ["\n\nWarning: x in y.php\n", "<br />\n<b>Notice</b>: x\n", "\u{FEFF}"] {
      check(try read(junk + RobustnessTests.feed()))
    }
    let after = try read(RobustnessTests.feed() + "<script>track()</script><!-- served -->")
    check(after)
    #expect(after.diagnostics.map(\.code) == ["xml-junk-after"])
  }

  @Test func C6_readsUnclosedAndMisnestedTags() throws {
    let feed = try read(
      """
      <rss><channel><title>T<item><title>A</title><description><p>one<br>two<b>x</description>
      <link>http://example.org/a</link><item><title>B</b></title><foo:bar>z</foo:bar>
      <link>http://example.org/b</link></item></channel></rss>
      """)
    #expect(feed.entries.map(\.title?.value) == ["A", "B"])
    #expect(feed.entries.map(\.link?.href) == ["http://example.org/a", "http://example.org/b"])
    #expect(feed.entries.first?.content?.value == "<p>one<br>two<b>x</b></p>")
  }

  @Test func readsUndeclaredPrefixesAsWhatTheyUsuallyMean() throws {
    let feed = try read(
      "<rss><channel><item><guid>1</guid><dc:creator>Ann</dc:creator></item></channel></rss>")
    #expect(feed.entries.first?.authors == [Person(name: "Ann")])
    #expect(feed.diagnostics.map(\.code) == ["xml-prefix-undeclared"])
  }

  @Test func flagsDatesInTheFuture() throws {
    let now = Timestamp(milliseconds: 0)
    let feed = try FeedReader(now: now).read(document(RobustnessTests.feed()))
    #expect(feed.diagnostics.map(\.code) == ["date-future"])
    #expect(feed.entries.allSatisfy { $0.published != nil })
  }
}
