import FeedModel
import Foundation
import ScriptedOrigin

@testable import Regenerator

/// A paper on loopback that gives the beginnings of its stories, and a page for each of them.
struct PaperSite {
  let room: Newsroom

  init() throws { room = try Newsroom() }

  /// - Parameters:
  ///   - feed: keys of the feed beside its id and source.
  ///   - top: keys beside `fetch` and `feeds`.
  func configure(_ feed: String = "", top: String = "", fetch: String = "") throws {
    try room.write(
      """
      {"fetch": {"gap": "0s", "allowPrivateNetworks": true\(fetch)}, \(top)
       "feeds": [{"id": "a", "fullText": "truncated", \(feed)
         "sources": ["\(room.origin.address("/feed"))"]}]}
      """, to: "config.json")
  }

  func sentences(_ number: Int, _ part: Int) -> String {
    (0..<4).map { sentence in
      "Sentence \(sentence) of part \(part) tells more of story \(number), of the harbour and its "
        + "people."
    }.joined(separator: " ")
  }

  func teaser(_ number: Int) -> String { String(sentences(number, 0).prefix(90)) + " …" }

  /// - Parameters:
  ///   - head: markup of its head.
  ///   - more: markup behind the paragraphs.
  func page(
    _ number: Int, parts: Range<Int> = 0..<5, head: String = "", more: String = ""
  ) -> String {
    let text = parts.map { "<p>\(sentences(number, $0))</p>" }.joined()
    let menu = (0..<8).map { #"<li><a href="/s\#($0)">Section \#($0)</a></li>"# }.joined()
    return """
      <!doctype html><html><head><title>Story \(number) - The Paper</title>\(head)</head><body>
      <nav><ul>\(menu)</ul></nav><main><article class="story"><h1>Story \(number)</h1>\(text)\(more)
      </article></main><footer><p>Copyright The Paper. Subscribe to our newsletter.</p></footer>
      </body></html>
      """
  }

  func serveFeed(_ numbers: [Int], body: ((Int) -> String?)? = nil) {
    let items = numbers.map { number in
      let link = room.origin.address("/story/\(number)")
      return """
        <item><title>Story \(number)</title><link>\(link)</link><guid>\(link)</guid>
        <pubDate>Mon, 09 Mar 2026 08:\(10 + number):00 GMT</pubDate>
        <description>\(body?(number) ?? teaser(number))</description></item>
        """
    }
    let feed = """
      <rss version="2.0"><channel><title>The Paper</title><link>\(room.origin.address("/"))</link>
      <description>d</description>\(items.joined())</channel></rss>
      """
    room.serve("/feed", .init(body: feed))
  }

  func serve(_ path: String, _ body: String, status: String = "200 OK") {
    room.serve(path, .init(status: status, headers: ["Content-Type: text/html"], body: body))
  }

  func asked(_ path: String) -> Int { room.origin.requests.count { $0.path == path } }

  /// The published text of a story.
  func text(_ number: Int) throws -> String {
    let entry = try room.entries("a.json").first { $0.title?.value == "Story \(number)" }
    return entry?.content?.value ?? ""
  }

  /// A file of the folder `sites`, for the host of the origin.
  func writeRule(_ lines: String, file: String = "127.0.0.1.txt") throws {
    try room.write(lines, to: "sites/\(file)")
  }
}
