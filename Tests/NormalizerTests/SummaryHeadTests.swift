import FeedModel
import Testing

@testable import Normalizer

/// Where a summary begins and ends: short sentences, credits, lists, mails.
@Suite struct SummaryHeadTests {
  private func summary(_ html: String, written: String? = nil, title: String = "A title") -> String?
  {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://e.org/2024/post/")
    entry.title = Text(.plain, title)
    entry.content = Text(.html, html)
    entry.summary = written.map { Text(.html, $0) }
    return Normalizer().normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))?.summary
  }

  static let sentence =
    "Nobody in the village knows what to do about it now that the oil is sold and gone."

  static let short = [
    "The lamp is out.", "Is the lamp out?", "We are closed.", "Маяк вчера погас.",
    "Die Lampe ist aus.",
    "Le phare est mort.", "灯塔昨晚熄灭了。", "灯台の灯が消えた。", "불이 어제 꺼졌다.",
  ]

  @Test("A short first sentence begins a summary", arguments: short)
  func shortSentence(_ text: String) {
    let summary = summary("<p>\(text)</p><p>\(Self.sentence)</p>")
    #expect(summary?.utf8.starts(with: text.utf8) == true, "\(summary ?? "")")
  }

  static let namesAlone = ["By Ann Lee.", "Ann Lee Jr.", "5 min.", "Leith, Holm Inc.", "完。"]

  @Test("A short line of names is none", arguments: namesAlone)
  func nameAlone(_ text: String) {
    #expect(summary("<p>\(text)</p><p>\(Self.sentence)</p>") == Self.sentence)
  }

  static let beginnings: [(html: String, start: String)] = [
    ("<p>1️⃣ Ann Lee</p><p>🚩 Bob Stone<br>🚩 Carl Reed<br>4️⃣ Dan Moss</p>", "1️⃣ Ann Lee 🚩 Bob"),
    (
      "<p>半天了也没有上传成功，一会儿让朋友帮忙上传，</p><p>原盒品相</p>",
      "半天了也没有上传成功，一会儿让朋友帮忙上传，原盒品相"
    ),
    (
      "<p>Sponsored by the king himself, the tower was to be finished within a year.</p>",
      "Sponsored by the king"
    ),
    (
      "<p>Edited by hand, the logbooks of four keepers fill eleven shelves of it.</p>",
      "Edited by hand"
    ),
    (
      "<p>The release (codename <q>bullseye</q>) is out for all of you today.</p>",
      "The release (codename “bullseye”)"
    ),
    (
      "<ul><li>Full title: Igniting Data</li><li>PDF: <a href=/a>ACM</a></li><li>Authors: <a href=/b>Ann Lee</a> and <a href=/c>Bob Stone</a> from the lab.</li></ul><p>\(sentence)</p>",
      sentence
    ),
    (
      "<ul><li>Monday: the boats came back to the harbour.</li><li>Tuesday: they left it again.</li></ul><p>\(sentence)</p>",
      "Monday: the boats"
    ),
    (
      "<ul><li>Latest from the match</li><li><a href=/x>Clockwatch: keep up with all of tonight’s other matches – live!</a></li></ul><p>\(sentence)</p>",
      sentence
    ),
    ("<p>Photo: Ann Lee. \(sentence)</p>", sentence),
    (
      "<pre>I just split the large module into a manageable package with sub-modules:\n\n  https://e.org/c\n</pre>",
      "I just split"
    ),
  ]

  @Test("A summary begins where the text does", arguments: beginnings)
  func beginning(html: String, start: String) {
    let summary = summary(html)
    #expect(summary?.utf8.starts(with: start.utf8) == true, "\(summary ?? "")")
  }

  @Test(
    "None rather than a place, a byline or code",
    arguments: [
      "<div>Commit by <b>ann</b> :: r519 proj/trunk/utils/src/main_window.cpp:</div>",
      "<p><img src=/a.jpg alt=car></p><p>By <a href=/2024/post/>Ann Lee</a> in Sydney, 2023-01-08.</p>",
      "<pre>for (int i = 0; i &lt; n; i++) {\n  load(\"https://e.org/x\", i);\n}</pre>",
      "Mohegan Sun Arena. <br><br>Feed provided by <a href=https://e.org/>e.org</a>",
    ])
  func nothing(html: String) {
    #expect(summary(html) == nil)
  }

  @Test("The source's own summary loses a credit, and no more")
  func written() {
    let body = "<p>Quite another text, which the summary doesn't repeat at all.</p>"
    #expect(summary(body, written: "Photo: Ann Lee. \(Self.sentence)") == Self.sentence)
    let photo = "Photo: the keeper on the stairs on his last night, with the key in his hand"
    #expect(summary(body, written: photo) == photo)
    #expect(
      summary(
        body,
        written:
          "<figure><img src=/x.jpg><figcaption>Photo: Ann Lee</figcaption></figure><p>\(Self.sentence)</p>"
      ) == Self.sentence)
    #expect(
      summary(
        body,
        written:
          "Lamp out <img src=https://s.w.org/images/core/emoji/15.0.3/72x72/1f622.png alt=😢 class=wp-smiley> for good"
      ) == "Lamp out 😢 for good")
    #expect(summary("<p>Hello!</p>", written: "Hello!...") == nil)
    #expect(
      summary(
        "<p>This is a test. Why don't you come down to our place?</p>",
        written: "This is a test. Why don't you...")?.hasPrefix("This is a test. Why") == true)
  }
}
