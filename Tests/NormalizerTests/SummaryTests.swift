import FeedModel
import HTML
import Testing

@testable import Normalizer

/// What a reader's list shows of an entry in words.
@Suite struct SummaryTests {
  private func summary(
    _ html: String, written: String? = nil, title: String = "A title",
    attachments: [FeedModel.Attachment] = []
  ) -> String? {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://e.org/2024/post/")
    entry.title = Text(.plain, title)
    entry.content = Text(.html, html)
    entry.summary = written.map { Text(.html, $0) }
    entry.attachments = attachments
    return Normalizer().normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))?.summary
  }

  static let sentence = "The mayor opened the new bridge over the river on Monday morning."

  static let shapes: [(html: String, summary: String)] = [
    (sentence, sentence),
    // Short beginnings take in what follows.
    (
      "\(sentence)<p>Another paragraph of this text.</p>",
      "\(sentence) Another paragraph of this text."
    ),
    ("<b>Update:</b> \(sentence)", "Update: \(sentence)"),
    ("<div><div>\(sentence)</div></div>", sentence),
    ("<table><tr><td><img src=/a.jpg></td><td><p>\(sentence)</p></td></tr></table>", sentence),
    ("<p>By Jane Doe</p><p>\(sentence)</p>", sentence),
    ("<p>BY JANE DOE and John Roe</p><p>\(sentence)</p>", sentence),
    ("<p>January 5, 2024, 10:30 am</p><p>\(sentence)</p>", sentence),
    ("<p>Published 3 hours ago</p><p>\(sentence)</p>", sentence),
    ("<p>5 min read</p><p>\(sentence)</p>", sentence),
    ("<p>Photo: Jane Doe for the paper</p><p>\(sentence)</p>", sentence),
    ("<h2>A heading that is long enough for it</h2><p>\(sentence)</p>", sentence),
    ("<p>A title</p><p>\(sentence)</p>", sentence),
    ("<p>Jane Doe, in her newsletter:</p><blockquote><p>\(sentence)</p></blockquote>", sentence),
    (
      "<p><a href=/a>One</a> • <a href=/b>Two</a> • <a href=/c>Three</a> • <a href=/d>Four</a></p><p>\(sentence)</p>",
      sentence
    ),
    (
      "<p><a href=/a>The mayor</a> opened <a href=/b>the new bridge over the river</a> on Monday.</p>",
      "The mayor opened the new bridge over the river on Monday."
    ),
    (
      "<p><a href=/a>One</a> | <a href=/b>Two of them</a> | <a href=/c>Three</a></p><p>\(sentence)</p>",
      sentence
    ),
    ("<p>https://e.org/a https://e.org/b/c/d</p><p>\(sentence)</p>", sentence),
    ("<p>Roses are red,<br>violets are blue</p>", "Roses are red, violets are blue"),
    ("<p>The first<img src=/a.jpg>and the second word</p>", "The first and the second word"),
    (
      "<p>We know <math><semantics><mi>E</mi><annotation encoding='application/x-tex'>E=mc^2</annotation></semantics></math> for long.</p>",
      "We know E=mc^2 for long."
    ),
    (
      "<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を勉強するのは楽しいことです。</p>",
      "漢字を勉強するのは楽しいことです。"
    ),
    ("<p>\(sentence) <a href=/2024/post/>Read more</a></p>", sentence),
  ]

  @Test("The first real sentence, wherever it stands", arguments: shapes)
  func derived(html: String, expected: String) {
    #expect(summary(html) == expected)
  }

  @Test(
    "None rather than one that says nothing",
    arguments: [
      "<p>submitted by <a href=https://r.example/u/x>/u/x</a></p>",
      "<p>jane posted a photo:</p><p><a href=/p><img src=/p.jpg></a></p>",
      "<p>Continue reading on the site »</p>", "<p>Loading the comments…</p>",
      "<p>Read more about the bridge and all that was built with it on our site.</p>",
      "<p>12/31/2024</p>", "<p>* * *</p>", "<p>A title</p>",
      "<p>http://e.org/a/very/long/address/of/a/page.html</p>", "<img src=/a.jpg>",
    ])
  func nothing(html: String) {
    #expect(summary(html) == nil)
  }

  @Test("What looks like metadata and is a sentence stays")
  func sentences() {
    for text in [
      "By 2030 the city wants to have built ten thousand homes, the mayor says.",
      "Published authors are rarely paid well, a new survey of writers shows.",
      "Photo albums of the last century are coming back into fashion these days.",
      "Loading docks at the port stay closed until the end of the week, officials say.",
      "Read more books than you did last year, and you will sleep better at night.",
    ] {
      #expect(summary("<p>\(text)</p>") == text)
    }
  }

  static let cuts: [(text: String, end: String)] = [
    (
      "Jurors finished a second day of talks without a verdict on Wednesday in the trial of U.S. Sen. Bob Miller and gave no sign as to which way they might be leaning or what issues they are pondering in the room at all, said a lawyer who has watched them come and go all day long, and who would not give his name to anybody who asked him for it.",
      "…"
    ),
    (
      "The council met on Friday to talk about the new school and its costs, which are high. The mayor said nothing of it, as he had promised before. Members of the public waited outside in the rain for hours and heard of the decision at night from a guard at the gate.",
      "before."
    ),
    (
      "市议会周五开会讨论新学校及其费用。市长没有就此发表任何意见，正如他之前承诺的那样。市民在雨中等待了几个小时，直到晚上才得知这一决定，许多人对结果表示失望，并表示他们将继续抗议，直到市政府改变主意。与此同时，学校的校长表示，他希望能够尽快开始建设，因为现有的教学楼已经非常陈旧，学生们在里面上课很不安全，家长们也非常担心自己孩子的安全问题。许多老师也表示支持这一立场，并且希望各方能够通过对话来解决问题，而不是继续对抗下去。他们还将在下个星期召开一次新的会议来讨论有关的细节问题。",
      "。"
    ),
    (
      "Die Gäste siegten am 3. Mai in einem Spiel, das lange offen blieb, mit einem Tor in der letzten Minute, und die Fans feierten bis tief in die Nacht mit Liedern, die man sonst nur z. B. an Karneval in den Straßen dieser Stadt noch hört und dann ein Jahr lang nicht mehr, so heißt es bei allen, die dabei gewesen sind",
      "…"
    ),
  ]

  @Test("Cut at the end of a sentence, and of no abbreviation or ordinal", arguments: cuts)
  func cut(text: String, end: String) throws {
    let found = try #require(summary("<p>\(text)</p>"))
    #expect(found.hasSuffix(end), "\(found)")
    #expect(found.unicodeScalars.count <= 241 && found.unicodeScalars.count > 60)
    for bad in ["Sen.…", "am 3.", "z.", "B."] { #expect(!found.hasSuffix(bad), "\(found)") }
  }

  @Test("The source's own summary, without what leads to the article")
  func written() {
    let body = "<p>Quite another text, which the summary doesn't repeat at all.</p>"
    for tail in [
      " <a href=/2024/post/>Continue reading <span>→</span></a>", " […] Read more",
      "<p>The post <a href=https://e.org/2024/post/>A title</a> appeared first on <a href=https://e.org/>Site</a>.</p>",
      " The post A title appeared first on Site.",
    ] {
      let found = summary(body, written: "<p>\(Self.sentence)</p>" + tail)
      #expect(found?.hasPrefix(Self.sentence) == true, "\(tail)")
      #expect(found?.utf8.count ?? 0 <= Self.sentence.utf8.count + 8, "\(found ?? "")")
    }
    #expect(summary(body, written: "Line one<br>line two of it") == "Line one line two of it")
    #expect(summary(body, written: "<p>Read more</p>")?.hasPrefix("Quite another") == true)
  }

  @Test("A long one is cut beside a content, and never of an entry with sound or film")
  func long() throws {
    let long = String(repeating: "This is a sentence of the notes of a show. ", count: 40)
    let body = "<p>Quite another text, which the summary doesn't repeat at all.</p>"
    let cut = try #require(summary(body, written: long))
    #expect(cut.utf8.count <= 1000 && cut.hasSuffix("show."))
    let address = try #require(WebAddress("https://e.org/a.mp3"))
    let sound = FeedModel.Attachment(address: address, mediaType: "audio/mpeg")
    #expect(summary(body, written: long, attachments: [sound])?.utf8.count ?? 0 > 1600)
    let short = String(repeating: "A sentence. ", count: 70)
    #expect(summary(body, written: short)?.utf8.count == short.utf8.count - 1)
  }
}
