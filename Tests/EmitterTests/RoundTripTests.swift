@testable import Emitter
import FeedModel
import FeedReader
import Foundation
import Testing

/// What is written is read back as it was, field by field, and written again to the same bytes.
@Suite struct RoundTripTests {
  let selfAddress = SampleFeeds.address("https://feeds.example/x")

  /// Documents of which the second writing may differ, or a field, and why.
  private static let explained = [
    "invalid_item_enclosure_invalid_type.xml":
      "a type that is no media type is not written, and guessed when it is missing",
    "rome-modules__src__test__resources__xml__at.xml":
      "the summary repeats the content, until the stand-in for the normalizer escapes that",
    "rdf_channel_description_cdata_escaped_markup.json":
      "a subtitle of escaped tags: RSS doesn't say whether its description is markup",
    "summary_contains_html.xml":
      "RSS takes a summary without content for the content, and iTunes' summary beside it for one",
    "image_and_audio.rss": "RSS's one enclosure is the first sound or film, before the other files",
    "keywords_contains_html.xml":
      "markup in iTunes' keywords stays theirs, and is no part of the categories that they are",
    "itunes_item_summary_cdata_multi.xml":
      "RSS takes a summary without content for the content, and iTunes' summary beside it for one",
  ]

  @Test func atomComesBack() throws {
    try expectRoundTrip(.atom) { AtomEmitter().rendered($0, selfAddress: selfAddress) }
  }

  @Test func jsonComesBack() throws {
    try expectRoundTrip(.json) { JSONFeedEmitter().rendered($0, selfAddress: selfAddress) }
  }

  @Test func rssComesBack() throws {
    try expectRoundTrip(.rss) { RSSEmitter().rendered($0, selfAddress: selfAddress) }
  }

  private func expectRoundTrip(
    _ format: Carried.Format, _ render: (NormalizedFeed) -> [UInt8]
  ) throws {
    let carried = Carried(format: format, selfAddress: selfAddress)
    for (name, original) in [("full", SampleFeeds.full)] + Corpus.feeds {
      let feed = carried.sayable(original)
      let bytes = render(feed)
      let read = try reread(bytes)
      guard !Self.explained.keys.contains(where: name.hasSuffix) else { continue }
      expectSame(carried.feed(feed), carried.stripped(read), name)
      expectSame(bytes, render(read), name)
    }
  }

  private func reread(_ bytes: [UInt8]) throws -> NormalizedFeed {
    let document = SourceDocument(bytes: bytes, name: "emitted", address: selfAddress)
    return CrudeNormalizer.normalized(try FeedReader().read(document), isOurs: true)
  }

  private func expectSame(_ a: NormalizedFeed, _ b: NormalizedFeed, _ name: String) {
    guard a != b else { return }
    var (first, second) = (a, b)
    (first.entries, second.entries) = ([], [])
    report(first, second, name)
    #expect(a.entries.count == b.entries.count, "\(name)")
    for (first, second) in zip(a.entries, b.entries) { report(first, second, name) }
  }

  /// The fields that differ, by their names.
  private func report<Value>(_ a: Value, _ b: Value, _ name: String) {
    for (first, second) in zip(Mirror(reflecting: a).children, Mirror(reflecting: b).children) {
      let texts = ["\(first.value)", "\(second.value)"]
      guard texts[0] != texts[1] else { continue }
      Issue.record("\(name): \(first.label ?? "?") was \(texts[0]), is \(texts[1])")
    }
  }

  private func expectSame(_ a: [UInt8], _ b: [UInt8], _ name: String) {
    guard a != b else { return }
    let same = zip(a, b).prefix { $0 == $1 }.count
    let texts = [a, b].map { String(decoding: $0[max(0, same - 40)...].prefix(120), as: UTF8.self) }
    Issue.record("\(name): wrote …\(texts[0])…, then …\(texts[1])…")
  }
}
