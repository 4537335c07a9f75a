import FeedModel
import Foundation
import Testing

@testable import Emitter

/// A visit to a page asks nobody for sounds and films of its entries.
@Suite struct QuietMediaTests {
  @Test(arguments: [
    (
      #"<p>a</p><video src="https://a.example/1.mp4" controls=""></video>b"#,
      #"<p>a</p><video src="https://a.example/1.mp4" controls="" preload="none"></video>b"#
    ),
    (
      #"<audio preload="metadata" src="/a" controls=""></audio><audio><source src="/b"></audio>"#,
      #"<audio src="/a" controls="" preload="none"></audio>"#
        + #"<audio preload="none"><source src="/b"></audio>"#
    ),
    (#"<video preload="none"></video>"#, #"<video preload="none"></video>"#),
  ])
  func soundsAndFilmsWait(html: String, expected: String) {
    #expect(QuietMedia.html(html) == expected)
    #expect(QuietMedia.html(expected) == expected)
  }

  @Test(arguments: [
    "", "<p>a</p>", #"<img alt="&lt;video src=&quot;x&quot;&gt;">"#, "<p>&lt;video&gt;</p>",
    #"<img src="a"><p>audio video</p>"#, "</video>", "<videos>", "<video", "<audio ",
  ])
  func allElseStays(html: String) {
    #expect(QuietMedia.html(html) == html)
  }

  @Test func pagesAloneAreChanged() throws {
    var feed = SampleFeeds.full
    feed.entries = Array(feed.entries.prefix(1))
    let html = #"<video src="https://a.example/1.mp4" controls=""></video>"#
    feed.entries[0].content = CleanHTML(sanitized: html)
    let page = try TemplateEmitter().rendered(
      feed, template: "feed.html", page: TemplateEmitterTests.page)
    let text = String(decoding: try #require(page), as: UTF8.self)
    #expect(text.contains(#"<video src="https://a.example/1.mp4" controls="" preload="none">"#))
    let json = try #require(
      FeedDocuments(templates: .builtIn, options: EmitterOptions()).rendered(feed, as: "json"))
    #expect(!String(decoding: json, as: UTF8.self).contains("preload"))
  }
}
