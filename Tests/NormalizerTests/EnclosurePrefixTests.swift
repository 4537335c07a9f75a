import FeedModel
import JSON
import Testing

@testable import Normalizer

/// Counters before the addresses of podcasts' files.
@Suite struct EnclosurePrefixTests {
  static let counted: [(address: String, file: String)] = [
    ("https://www.podtrac.com/pts/redirect.mp3/cdn.x.example/a.mp3", "https://cdn.x.example/a.mp3"),
    (
      "http://dts.podtrac.com/redirect.m4a/cdn.x.example/a.m4a?x=1",
      "http://cdn.x.example/a.m4a?x=1"
    ),
    ("https://chtbl.com/track/12AB3/cdn.x.example/d/a.mp3", "https://cdn.x.example/d/a.mp3"),
    ("https://pdst.fm/e/https://cdn.x.example/a.mp3", "https://cdn.x.example/a.mp3"),
    ("https://pdst.fm/e/http://cdn.x.example/a.mp3", "http://cdn.x.example/a.mp3"),
    (
      "https://op3.dev/e,pg=00000000-0000-0000-0000-000000000000/cdn.x.example/a.mp3",
      "https://cdn.x.example/a.mp3"
    ),
    ("https://op3.dev/e/http://cdn.x.example/a.mp3", "http://cdn.x.example/a.mp3"),
    ("https://media.blubrry.com/show/cdn.x.example/a.mp3", "https://cdn.x.example/a.mp3"),
    (
      "https://mgln.ai/e/12/pdcn.co/e/pscrb.fm/rss/p/cdn.x.example/a.mp3",
      "https://cdn.x.example/a.mp3"
    ),
    ("https://pdst.fm/e/https%3A%2F%2Fcdn.x.example%2Fa.mp3", "https://cdn.x.example/a.mp3"),
    ("https://pdst.fm/e/https:/cdn.x.example/a.mp3", "https://cdn.x.example/a.mp3"),
    ("https://pdst.fm/e/cdn.x.example:8443/a.MP3", "https://cdn.x.example:8443/a.MP3"),
    ("https://prfx.byspotify.com/e/cdn.x.example/a.mp4#t=1", "https://cdn.x.example/a.mp4#t=1"),
    (
      "http://www.podtrac.com/pts/redirect.mp3?http://cdn.x.example/shows/a.mp3",
      "http://cdn.x.example/shows/a.mp3"
    ),
    (
      "https://www.podtrac.com/pts/redirect.mp3?https%3A%2F%2Fcdn.x.example%2Fa.mp3",
      "https://cdn.x.example/a.mp3"
    ),
    ("https://2.gum.fm/op3.dev/e/cdn.x.example/a.mp3", "https://cdn.x.example/a.mp3"),
  ]

  @Test(arguments: counted) func goes(_ address: String, _ file: String) throws {
    let outer = try #require(WebAddress(address))
    for type in ["audio/mpeg", "video/mp4", nil] {
      let cleaned = Rules.builtIn.cleanedFile(outer, type: type, ownHosts: [])
      #expect(cleaned?.address.href == file)
      #expect(cleaned?.rules.allSatisfy { $0 == "enclosure-prefix" } == true)
    }
  }

  static let kept = [
    // Nothing behind the counter that is a whole address of a file.
    "https://www.podtrac.com/pts/redirect.mp3/a.mp3", "https://pdst.fm/e/cdn.x.example/a",
    "https://chtbl.com/track/12AB3/show.one.mp3", "https://pdst.fm/e/cdn.x.example/",
    "https://www.podtrac.com/pts/redirect.mp3?dest-id=12",
    "https://www.podtrac.com/pts/redirect.mp3?a.mp3",
    "https://www.podtrac.com/pts/redirect.mp3?u=http://cdn.x.example/a.mp3",
    "https://media.blubrry.com/show/v1.2/a.mp3", "https://op3.dev/", "https://pdst.fm/e/a.mp3/",
    "https://pdst.fm/e/cdn.x.example/page.html", "https://pdst.fm/e/10.0.0.1/a.mp3",
    // Signed, or another host's path.
    "https://pdst.fm/e/cdn.x.example/a.mp3?Signature=ab&Expires=9",
    "https://cdn.x.example/pdst.fm/e/y.example/a.mp3",
    "https://cdn.x.example/a.mp3?from=pdst.fm/e/y.example/a.mp3",
    "https://notpdst.fm/e/cdn.x.example/a.mp3",
  ]

  @Test(arguments: kept) func stays(_ address: String) throws {
    let outer = try #require(WebAddress(address))
    #expect(Rules.builtIn.cleanedFile(outer, type: "audio/mpeg", ownHosts: []) == nil)
  }

  @Test func isARuleAsEveryOther() throws {
    let address = try #require(WebAddress("https://pdst.fm/e/cdn.x.example/a.mp3"))
    func rules(_ text: String) throws -> Rules {
      try Rules(merging: JSONDocument(parsing: Array(text.utf8)).root)
    }
    let off = try rules(#"{"off": ["enclosure-prefix"]}"#)
    #expect(off.cleanedFile(address, type: "audio/mpeg", ownHosts: []) == nil)
    let own = try rules(#"{"enclosures": [{"name": "mine", "hosts": ["count.example"]}]}"#)
    let mine = try #require(WebAddress("https://count.example/x/pdst.fm/e/cdn.x.example/a.mp3"))
    let cleaned = try #require(own.cleanedFile(mine, type: "audio/mpeg", ownHosts: []))
    #expect(cleaned.address.href == "https://cdn.x.example/a.mp3")
    #expect(cleaned.rules == ["mine", "enclosure-prefix"])
    #expect(throws: InvalidRules.self) { try rules(#"{"enclosures": [{"name": "x"}]}"#) }
  }

  @Test func manyCountersTakeFewSteps() throws {
    let text =
      "https://pdst.fm" + String(repeating: "/e/pdst.fm", count: 2_000) + "/x.example/a.mp3"
    let address = try #require(WebAddress(text))
    let cleaned = try #require(Rules.builtIn.cleanedFile(address, type: nil, ownHosts: []))
    #expect(cleaned.rules.count <= 24)
  }
}
