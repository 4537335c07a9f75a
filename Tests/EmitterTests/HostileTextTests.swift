import Emitter
import FeedModel
import FeedReader
import Foundation
import Testing

/// Characters that have broken feeds, in every format (reliability C12).
@Suite struct HostileTextTests {
  let selfAddress = SampleFeeds.address("https://feeds.example/x")

  private func documents(_ feed: NormalizedFeed) -> [(name: String, bytes: [UInt8])] {
    [
      ("Atom", AtomEmitter().rendered(feed, selfAddress: selfAddress)),
      ("JSON Feed", JSONFeedEmitter().rendered(feed, selfAddress: selfAddress)),
      ("RSS", RSSEmitter().rendered(feed, selfAddress: selfAddress)),
    ]
  }

  /// A text without the characters that no XML can hold, blanks run together.
  private func legal(_ text: String) -> String {
    let scalars = text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: true
      case ..<0x20, 0xFFFE, 0xFFFF: false
      default: true
      }
    }
    return String(String.UnicodeScalarView(scalars)).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  @Test(arguments: SampleFeeds.hostileTexts.filter { !$0.contains("<") })
  func C12_everyFormatGivesTheSameCharactersBack(_ text: String) throws {
    // The reader takes U+0085 for an ellipsis of Windows-1252, as it is in the wild.
    let text = text.replacingOccurrences(of: "\u{85}", with: "")
    var feed = SampleFeeds.full
    feed.title = "a \(text) z"
    feed.entries[0].title = "a \(text) z"
    feed.entries[0].categories = [Category(term: "a \(legal(text)) z")]
    feed.entries[0].content = CleanHTML(sanitized: "<p>a \(legal(text)) z</p>")
    for (name, bytes) in documents(feed) {
      let document = SourceDocument(bytes: bytes, name: name, address: selfAddress)
      let read = try FeedReader().read(document)
      let entry = try #require(read.entries.first)
      for found in [read.title, entry.title] {
        #expect(legal(found?.value ?? "") == legal("a \(text) z"), "\(name)")
      }
      #expect(entry.categories.first?.term == "a \(legal(text)) z", "\(name)")
      #expect(entry.content?.value == "<p>a \(legal(text)) z</p>", "\(name)")
    }
  }

  /// A Swift string holds no lone surrogate; what was one in the source is U+FFFD or gone.
  @Test func C12_loneSurrogatesOfASourceReachNoDocument() throws {
    let source = #"""
      {"version": "https://jsonfeed.org/version/1.1", "title": "a\ud800b",
       "items": [{"id": "urn:x:1", "title": "\udc00\ud83d\ude00", "content_text": "x\udfff\u0000y"}]}
      """#
    let parsed = try FeedReader().read(SourceDocument(bytes: Array(source.utf8), name: "source"))
    for (name, bytes) in documents(CrudeNormalizer.normalized(parsed)) {
      let text = try #require(String(validating: bytes, as: UTF8.self), "\(name)")
      #expect(!text.contains("\\ud800") && !text.contains("\u{0}") && !text.contains("\\u0000"))
      #expect(text.contains("\u{1F600}"), "\(name)")
    }
  }

  /// U+2028 and U+2029 end a line in old JavaScript; `]]>` ends a CDATA section.
  @Test func C12_nothingIsLeftToEndALineOrASection() {
    let feed = SampleFeeds.filled(with: "x\u{2028}\u{2029}]]>")
    for (name, bytes) in documents(feed) {
      let text = String(decoding: bytes, as: UTF8.self)
      if name == "JSON Feed" {
        #expect(!text.unicodeScalars.contains { $0 == "\u{2028}" || $0 == "\u{2029}" })
      } else {
        #expect(!text.contains("]]>"), "\(name)")
      }
    }
  }
}
