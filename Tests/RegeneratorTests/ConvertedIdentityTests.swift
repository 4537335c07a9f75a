import FeedModel
import FeedReader
import Foundation
import Testing

@testable import Regenerator

/// What a converted feed is known by, and what it is called where it says nothing.
@Suite struct ConvertedIdentityTests {
  private func conversion(_ files: [String: String]) async throws -> Conversion {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let paths = files.keys.sorted().map { folder.appending(path: $0).path }
    return try await Conversion(ConversionRequest(inputs: paths)) { _ in [] }
  }

  private func feed(
    _ text: String, name: String = "cooking.news.xml"
  ) async throws
    -> NormalizedFeed
  {
    try #require(try await conversion([name: text]).feed)
  }

  private func rss(_ head: String, item: String = "<guid>1</guid><title>i</title>") -> String {
    """
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
    xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>\(head)<item>\(item)</item>
    </channel></rss>
    """
  }

  private let page = "<title>T</title><link>https://x.example/</link>"

  @Test func itsOwnIDComesFirst() async throws {
    let atom = """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>tag:x.example,2024:f</id>
      <link rel="self" href="https://x.example/f"/></feed>
      """
    #expect(try await feed(atom).id == "tag:x.example,2024:f")
    let podcast = rss(
      page + "<podcast:guid>917393E3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>"
        + "<atom:link rel='self' href='https://x.example/f'/>")
    #expect(try await feed(podcast).id == "urn:uuid:917393e3-1b1e-5cef-ace4-edaa54e1f810")
    let odd = atom.replacingOccurrences(of: "tag:x.example,2024:f", with: "javascript:f")
    #expect(try await feed(odd).id == "https://x.example/f")
  }

  @Test func thenWhereItLives() async throws {
    let text = rss(page + "<atom:link rel='self' href='https://x.example/f'/>")
    #expect(try await feed(text).id == "https://x.example/f")
  }

  @Test func thenHomePageAndTitleTogether() async throws {
    let first = try await feed(rss(page))
    let other = try await feed(rss(page.replacingOccurrences(of: "T<", with: "U<")))
    let again = try await feed(rss(page), name: "else.xml")
    #expect(first.id != other.id)
    #expect(first.id == again.id)
    #expect(first.id.hasPrefix("urn:uuid:"))
  }

  @Test func thenTheFilesName() async throws {
    let first = try await feed(rss(""))
    let again = try await feed(rss("<title>T</title>"))
    let other = try await feed(rss(""), name: "other.xml")
    #expect(first.id == again.id)
    #expect(first.id != other.id)
  }

  @Test func thenTheFirstEntry() async throws {
    let request = ConversionRequest(inputs: ["-"])
    let texts = [
      rss(""), rss("", item: "<guid>2</guid><title>i</title>"),
    ]
    var ids: [String] = []
    for text in texts + texts {
      let conversion = try await Conversion(request) { _ in Array(text.utf8) }
      ids.append(try #require(conversion.feed?.id))
      #expect(conversion.feed?.title == "Feed")
    }
    #expect(ids[0] != ids[1])
    #expect(ids[0] == ids[2] && ids[1] == ids[3])
  }

  @Test func anUnnamedFeedIsNeverCalledByAURN() async throws {
    for title in ["", "<title></title>", "<title>&lt;b&gt;&lt;/b&gt;</title>"] {
      let feed = try await feed(rss(title))
      #expect(feed.title == "cooking.news")
      #expect(feed.authors.map(\.name) == ["cooking.news"])
    }
    #expect(try await feed(rss("<link>https://x.example/</link>")).title == "x.example")
    #expect(try await feed(rss("<title>T</title>")).title == "T")
  }

  @Test func inputsThatCanNotBeToldApartAreNamed() async throws {
    let shared = try await conversion(["a.xml": rss(page), "b.xml": rss(page)])
    #expect(shared.warnings.count { $0.contains("say that they are one feed") } == 1)
    let apart = try await conversion(["a.xml": rss(page), "b.xml": rss("")])
    #expect(!apart.warnings.contains { $0.contains("say that they are one feed") })
    #expect(apart.feed?.id != shared.feed?.id)
  }

  @Test func twoSourcesWithOneGUIDStayTwoEpisodes() async throws {
    let other = rss(
      "<title>U</title><link>https://y.example/</link>",
      item: "<guid>1</guid><title>j</title><link>https://y.example/1</link>")
    let both = try await conversion(["a.xml": rss(page), "b.xml": other])
    let entries = try #require(both.feed?.entries)
    #expect(entries.count == 2)
    #expect(entries.compactMap(\.guid) == ["1"])
  }
}
