import Emitter
import FeedModel
import Foundation
import JSON
import Testing

@testable import Regenerator

/// What podcast apps go by comes out of `convert --to rss` as it went in: the same multiset of guid,
/// enclosure, `itunes:` and `podcast:` elements, but for the exceptions that have a name here.
@Suite struct PodcastSurvivalTests {
  typealias Element = PodcastDocument.Element

  /// What is expected of one record, and why it is not all that the source has.
  struct Exception: Sendable {
    var name: String
    /// Changes the elements of one record.
    var apply: @Sendable (inout [Element]) -> Void
  }

  static let exceptions: [Exception] = [
    Exception(name: "what would send apps back to the source") { elements in
      elements.removeAll { ["itunes:new-feed-url", "podcast:podping"].contains($0.name) }
    },
    Exception(name: "explicit is true or false") { elements in
      for index in elements.indices where elements[index].name == "itunes:explicit" {
        switch elements[index].text.lowercased() {
        case "true", "yes", "explicit": elements[index].text = "true"
        case "false", "no", "clean": elements[index].text = "false"
        default: elements[index].text = ""
        }
      }
    },
    Exception(name: "a value of the wrong shape") { elements in
      elements.removeAll { !isRight($0) }
    },
    Exception(name: "an element in a place where Apple knows none") { elements in
      elements.removeAll { element in
        places[element.name].map { !$0.contains(element.place) }
          ?? element.name.hasPrefix("itunes:")
      }
    },
    Exception(name: "a second element where Apple allows one") { elements in
      var seen: Set<String> = []
      elements.removeAll { element in
        element.name.hasPrefix("itunes:")
          && !["itunes:category", "itunes:link"].contains(element.name)
          && !seen.insert(element.name).inserted
      }
    },
    Exception(name: "the second enclosure of an item is Media RSS") { elements in
      let first = elements.firstIndex { $0.name == "enclosure" }
      elements = elements.indices.filter { elements[$0].name != "enclosure" || $0 == first }
        .map { elements[$0] }
    },
    Exception(name: "an enclosure's address is an address, its length a number, its type a type") {
      elements in
      for index in elements.indices where elements[index].name == "enclosure" {
        let attributes = elements[index].attributes
        let address = attributes["url"].flatMap { WebAddress($0) }?.uriForTests
        elements[index].attributes = ["url": address ?? "", "type": attributes["type"] ?? ""]
        elements[index].text = ""
      }
    },
    Exception(name: "markup in a text is text") { elements in
      for index in elements.indices where elements[index].text.contains("<") {
        elements[index].text = elements[index].text.replacing(/<[^>]*>/, with: " ")
          .split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
    },
    Exception(name: "whether a guid is the page's address is said of what is published") {
      elements in
      for index in elements.indices where elements[index].name == "guid" {
        elements[index].attributes = [:]
      }
    },
  ]

  private static let places: [String: Set<String>] = [
    "itunes:author": ["feed", "item"], "itunes:block": ["feed", "item"],
    "itunes:explicit": ["feed", "item"], "itunes:keywords": ["feed", "item"],
    "itunes:subtitle": ["feed", "item"], "itunes:summary": ["feed", "item"],
    "itunes:image": ["feed", "item"], "itunes:category": ["feed", "item"],
    "itunes:link": ["feed", "item"], "itunes:title": ["feed", "item"], "itunes:type": ["feed"],
    "itunes:owner": ["feed"], "itunes:complete": ["feed"], "itunes:duration": ["item"],
    "itunes:episode": ["item"], "itunes:season": ["item"], "itunes:episodeType": ["item"],
    "itunes:order": ["item"], "itunes:isClosedCaptioned": ["item"], "guid": ["item"],
    "enclosure": ["item"],
  ]

  /// Whether Apple's specification knows a value of this shape.
  private static func isRight(_ element: Element) -> Bool {
    let text = element.text
    switch element.name {
    case "itunes:duration": return text.wholeMatch(of: /\d+(:[0-5]\d){0,2}/) != nil
    case "itunes:episode", "itunes:season": return Int(text).map { $0 > 0 } ?? false
    case "itunes:episodeType": return ["full", "trailer", "bonus"].contains(text)
    case "itunes:type": return ["episodic", "serial"].contains(text)
    case "itunes:block", "itunes:complete", "itunes:isClosedCaptioned":
      return ["yes", "no", "clean"].contains(text.lowercased())
    case "itunes:image": return element.attributes["href"].flatMap { WebAddress($0) } != nil
    case "itunes:link": return element.attributes["href"] != nil
    case "itunes:category":
      return element.attributes["text"]?.isEmpty == false
        || element.children.contains { $0.attributes["text"]?.isEmpty == false }
    case "itunes:owner": return !element.children.isEmpty
    case "enclosure": return element.attributes["url"].flatMap { WebAddress($0) } != nil
    case "guid": return !text.isEmpty
    default: return !element.name.hasPrefix("itunes:") || !text.isEmpty
    }
  }

  @Test func everyPodcastOfTheCorpusSurvives() async throws {
    let rules = try JSONDocument(
      parsing: Array(
        #"{"off": ["enclosure-prefix", "tracking.*", "redirector.*", "image-proxy.*"]}"#.utf8)
    ).root
    var read = 0
    for file in PodcastFiles.all {
      guard let source = PodcastDocument(file.bytes), source.isPodcast else { continue }
      read += 1
      let off = try await published(file.path, rules: rules)
      expectSame(source, off, file.path)
      let on = try await published(file.path, rules: nil)
      expectSame(off, on, file.path, ignoringAddresses: true)
    }
    if !PodcastFiles.all.isEmpty { #expect(read > 10) }
  }

  @Test func whatPodcastingSaysStaysLetterByLetter() async throws {
    let item = """
      <guid isPermaLink="false"> abc 1 </guid><title>t</title>
      <enclosure url="https://pdst.fm/e/cdn.x.example/a.mp3" length="9" type="audio/mpeg"/>
      <itunes:duration>1:02:03</itunes:duration><itunes:subtitle>\(String(repeating: "s", count: 300))
      </itunes:subtitle><itunes:summary>&lt;p&gt;A &lt;a href="https://x.example/"&gt;b&lt;/a&gt;
      &lt;/p&gt;</itunes:summary><itunes:season>2</itunes:season><itunes:author>Net</itunes:author>
      <podcast:txt purpose="verify">a &lt; b  c</podcast:txt>
      <podcast:alternateEnclosure type="audio/opus" length="5"><podcast:source
      uri="https://pdst.fm/e/cdn.x.example/a.opus?utm_source=x"/></podcast:alternateEnclosure>
      <podcast:value type="lightning" method="keysend"><podcast:valueRecipient name="A"
      address="02ab" split="100" customKey="1"/></podcast:value>
      <podcast:transcript url="https://x.example/t?utm_source=y" type="text/vtt"/>
      """
    let text = """
      <rss version="2.0" xmlns:itunes="http://www.itunes.com/DTDs/Podcast-1.0.dtd"
      xmlns:podcast="https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md">
      <channel><title>t</title><link>https://x.example/</link><description>d</description>
      <itunes:image href="https://x.example/c.jpg"/><itunes:category text="A &amp;amp; B">
      <itunes:category text="C"/></itunes:category><itunes:new-feed-url>https://x.example/
      </itunes:new-feed-url><podcast:podping usesPodping="true"/><podcast:locked>yes</podcast:locked>
      <itunes:explicit>clean</itunes:explicit><item>\(item)</item></channel></rss>
      """
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try Data(text.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let source = try #require(PodcastDocument(Array(text.utf8)))
    let after = try await published(path, rules: nil)
    let changed = Multiset(Self.expected(after).filter { $0.name != "enclosure" })
    let expected = Multiset(Self.expected(source).filter { $0.name != "enclosure" })
    #expect(changed.minus(expected).isEmpty)
    #expect(expected.minus(changed).isEmpty)
    let summary = after.records.joined().first { $0.name == "itunes:summary" }
    #expect(summary?.text == "<p>A <a href=\"https://x.example/\">b</a> </p>")
    let enclosure = after.records.joined().first { $0.name == "enclosure" }
    #expect(enclosure?.attributes["url"] == "https://cdn.x.example/a.mp3")
  }

  private func published(_ path: String, rules: JSONValue?) async throws -> PodcastDocument {
    var request = ConversionRequest(inputs: [path])
    request.format = FeedFormat.rss.name
    request.rules = rules
    let conversion = try await Conversion(request) { _ in [] }
    return try #require(PodcastDocument(conversion.bytes), "\(path)")
  }

  private static func expected(_ document: PodcastDocument) -> [Element] {
    document.records.flatMap { record in
      var elements = record
      for exception in exceptions { exception.apply(&elements) }
      return elements
    }
  }

  private func expectSame(
    _ source: PodcastDocument, _ output: PodcastDocument, _ name: String,
    ignoringAddresses: Bool = false
  ) {
    var (before, after) = (Self.expected(source), Self.expected(output))
    if ignoringAddresses { (before, after) = (before.map(\.masked), after.map(\.masked)) }
    let lost = Multiset(before).minus(Multiset(after))
    var added = Multiset(after).minus(Multiset(before))
    // Items without a guid get one, and of items with one guid the later ones.
    let missing = source.records.dropFirst().count { !$0.contains { $0.name == "guid" } }
    let doubled =
      before.count { $0.name == "guid" } - Set(before.filter { $0.name == "guid" }).count
    added = Array(added.drop { $0.name == "guid" && missing + doubled > 0 })
    let gone = lost.filter { $0.name != "guid" || doubled == 0 }
    #expect(gone.isEmpty, "\(name): lost \(gone.prefix(3))")
    #expect(
      added.allSatisfy { $0.name == "guid" && missing + doubled > 0 }, "\(name): \(added.prefix(3))"
    )
  }
}

/// How often each value is there.
private struct Multiset<Value: Hashable> {
  private var counts: [Value: Int] = [:]

  init(_ values: some Sequence<Value>) {
    for value in values { counts[value, default: 0] += 1 }
  }

  /// What is here more often than there.
  func minus(_ other: Multiset) -> [Value] {
    counts.flatMap { value, count in
      Array(repeating: value, count: max(0, count - (other.counts[value] ?? 0)))
    }
  }
}

extension PodcastDocument.Element {
  /// With a mark for every address.
  fileprivate var masked: Self {
    var masked = self
    masked.attributes = attributes.mapValues { $0.hasPrefix("http") ? "ADDRESS" : $0 }
    if text.hasPrefix("http") { masked.text = "ADDRESS" }
    masked.children = children.map(\.masked)
    return masked
  }
}

extension WebAddress {
  /// Without what RFC 3986 forbids, as Refeed writes addresses.
  fileprivate var uriForTests: String {
    href.replacing("|", with: "%7C").replacing("[", with: "%5B").replacing("]", with: "%5D")
  }
}

/// The podcasts of the shared corpus; empty, said on standard error, when it is not there.
private enum PodcastFiles {
  static let all: [(path: String, bytes: [UInt8])] = {
    let folder =
      ProcessInfo.processInfo.environment["REFEED_CORPUS"]
      ?? "/"
      + (#filePath.split(separator: "/").dropLast(4) + ["shared", "corpus"])
      .joined(separator: "/")
    var files: [(path: String, bytes: [UInt8])] = []
    for suite in ["podcastparser", "realworld"] {
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(suite)")) ?? []
      if names.isEmpty {
        FileHandle.standardError.write(Data("SKIPPED: \(folder)/\(suite) is not there\n".utf8))
      }
      for name in names.sorted() where !name.hasSuffix(".json") {
        let path = "\(folder)/\(suite)/\(name)"
        guard let data = FileManager.default.contents(atPath: path) else { continue }
        files.append((path, Array(data)))
      }
    }
    return files
  }()
}
