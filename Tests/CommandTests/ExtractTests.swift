import Foundation
import ScriptedOrigin
import Testing

/// `refeed extract`: the article of a page, from a file, standard input and a server on loopback.
@Suite struct ExtractTests {
  private let place: Workplace
  private var refeed: Command { place.refeed }

  init() throws {
    place = try Workplace()
  }

  private static let sentences = [
    "The old bridge over the harbour will be closed to cars from the first of March, the council "
      + "decided on Tuesday evening after a debate of almost four hours.",
    "Engineers had found cracks in two of the six piers last autumn, and a report said that repairs "
      + "would cost more than a new bridge, which the city cannot pay for alone.",
    "Cyclists and people on foot may still use it, said the mayor, who called the decision the only "
      + "responsible one, and ferries will run every ten minutes until midnight.",
  ]

  private static let page = """
    <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bridge to close - Post</title>
    <meta property="og:title" content="Bridge to close"><meta property="og:type" content="article">
    </head><body><nav class="menu"><ul><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li>
    </ul></nav><main><article><h1>Bridge to close</h1><div class="article-body">
    \(sentences.map { "<p onclick=\"x()\">\($0)</p>" }.joined())
    <p>Read the <a href="report.html">whole report</a> of the engineers, which has forty pages and many
    drawings of the bridge.</p></div></article></main>
    <footer><p>© 2026 Post. All rights reserved.</p></footer></body></html>
    """

  private func file(_ text: String = page, _ name: String = "page.html") throws -> String {
    let url = place.folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  @Test func aFileIsReadAndCleaned() throws {
    let result = try refeed("extract", file(), "--url", "https://post.example/2026/bridge")
    #expect(result.code == 0)
    for sentence in Self.sentences { #expect(result.output.contains(sentence)) }
    #expect(result.output.contains("href=\"https://post.example/2026/report.html\""))
    for left in ["onclick", "Sport", "All rights reserved"] {
      #expect(!result.output.contains(left))
    }
  }

  @Test func anAddressIsAsked() throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer(headers: ["Content-Type: text/html; charset=utf-8"], Array(Self.page.utf8))
    }
    let result = try refeed(
      "extract", origin.address("/x"), "--to", "text", "--allow-private-networks")
    #expect(result.code == 0)
    #expect(result.output.hasPrefix(Self.sentences[0]))
  }

  @Test func anAddressOfThisMachineIsRefused() throws {
    let origin = ScriptedOrigin { _, connection in connection.answer(headers: [], []) }
    let result = try refeed("extract", origin.address("/x"))
    #expect(result.code == 2)
    #expect(origin.requests.isEmpty)
  }

  @Test func jsonHasWhatThePageSaysOfItself() throws {
    let result = try refeed("extract", file(), "--to", "json")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(object?["title"] as? String == "Bridge to close")
    #expect(object?["language"] as? String == "en")
    #expect((object?["content_html"] as? String)?.contains(Self.sentences[1]) == true)
  }

  @Test func anOutlineSaysWhatWasLeft() throws {
    let lines = try refeed("extract", file(), "--explain").output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("+\t") && $0.contains("The old bridge") })
    #expect(lines.contains { $0.hasPrefix("-\t") && $0.hasSuffix("Sport") })
  }

  @Test func whatIsNoArticleGivesNothing() throws {
    let page =
      "<html><title>Page not found</title><body><h1>Page not found</h1><p>Sorry.</p></html>"
    let result = try refeed("extract", file(page), file(Self.page, "good.html"), "--to", "text")
    #expect(result.code == 1)
    #expect(result.output.hasPrefix(Self.sentences[0]))
    #expect(result.error.contains("not there"))
  }

  @Test func anotherPageThanTheEntryIsRefused() throws {
    let feed = """
      <rss version="2.0"><channel><title>F</title><item><title>Cup final won</title><description>A late
      goal by the captain decided the match on Saturday in front of sixty thousand people.</description>
      </item></channel></rss>
      """
    let result = try refeed("extract", file(), "--entry", file(feed, "feed.xml"))
    #expect(result.code == 2)
    #expect(result.error.contains("does not hold"))
  }

  @Test func usageIsChecked() throws {
    #expect(try refeed("extract", "a", "b", "--url", "https://e.example/").code == 64)
    #expect(try refeed("extract", "a", "--url", "nowhere").code == 64)
    #expect(try refeed("extract", "-", "--entry", "-").code == 64)
  }
}
