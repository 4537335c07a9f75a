import FeedModel
import Foundation
import Testing

@testable import Normalizer

/// The seed entry comes out as the main job promises.
@Suite struct SeedTests {
  private let entry: NormalizedEntry?

  init() throws {
    var found: NormalizedEntry?
    for bytes in try Self.seeds() {
      guard let parsed = EntryFile(bytes)?.entry else { continue }
      found = Normalizer().normalized(
        entry: parsed,
        context: NormalizationContext(
          id: "urn:uuid:0", homepage: WebAddress("https://cn.nytimes.com/"), language: "zh-CN",
          explains: true))
    }
    entry = found
  }

  /// The repository's own seed: what a clone ships is what it tests.
  private static func seeds() throws -> [[UInt8]] {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let folder = root.appending(path: "seeds/nytimes-cn")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      Array(try Data(contentsOf: folder.appending(path: name)))
    }
  }

  @Test func theSeedIsThere() {
    #expect(entry != nil)
  }

  @Test func identityAndDatesAreTheHeaders() throws {
    guard let entry else { return }
    let address = "https://cn.nytimes.com/world/20241025/russia-north-korea/"
    #expect(entry.id.iri == address)
    #expect(entry.link?.href == address)
    #expect(entry.published?.rfc3339 == "2024-10-25T07:37:02Z")
    #expect(entry.updated.rfc3339 == "2024-10-25T07:37:02Z")
  }

  @Test func authorsAreSpeltAsTheFooterSpellsThem() throws {
    guard let entry else { return }
    #expect(entry.authors.map(\.name) == ["Anatoly Kurmanaev", "Choe Sang-Hun"])
  }

  @Test func summaryIsTheFirstParagraphAndPictureTheFirstImage() throws {
    guard let entry else { return }
    let summary = try #require(entry.summary)
    #expect(summary.hasPrefix("六年前，数以千计的朝鲜男子聚集在俄罗斯太平洋沿岸——"))
    #expect(entry.image?.host == "static01.nyt.com")
  }

  @Test func fiveImagesAreFiguresAtTheirPublisher() throws {
    let html = try #require(entry?.content?.html ?? "")
    guard entry != nil else { return }
    #expect(html.components(separatedBy: "<img src=\"https://static01.nyt.com/").count == 6)
    #expect(html.components(separatedBy: "<figure><img").count == 6)
    #expect(html.components(separatedBy: "<figcaption>").count == 6)
    #expect(html.contains("<cite>Vladimir Smirnov/Sputnik, via Getty Images</cite>"))
  }

  @Test func originalIsRelatedAndStaysInTheFooter() throws {
    guard let entry else { return }
    let english = "https://www.nytimes.com/2024/10/24/world/europe/russia-north-korea.html"
    #expect(
      entry.links == [
        Link(rel: "related", address: try #require(WebAddress(english)), hreflang: "en")
      ])
    let html = try #require(entry.content?.html)
    #expect(html.contains("<a href=\"\(english)\">点击查看本文英文版。</a></p></footer>"))
    #expect(html.contains("<p>翻译：纽约时报中文网</p>"))
  }

  @Test func nothingOfTheMirrorIsLeft() throws {
    guard let entry else { return }
    let html = try #require(entry.content?.html)
    for trace in [
      "<address", "<time", "feedx", "获取更多", "style=", "target=", "rel=", "Link: ", "weserv",
      "<small", "<hr",
    ] {
      #expect(!html.contains(trace), "\(trace)")
    }
    #expect(html.hasPrefix("<figure>"))
    #expect(html.hasSuffix("</footer>"))
  }
}
