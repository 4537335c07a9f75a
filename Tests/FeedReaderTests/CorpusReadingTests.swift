import FeedModel
import Testing

@testable import FeedReader

/// Other parsers' fixtures: every one is read, or refused for a reason that is true of it.
@Suite struct CorpusReadingTests {
  @Test(arguments: ["gofeed", "feed-rs", "podcastparser", "reader", "feedvalidator"])
  func readsEveryFixture(folder: String) throws {
    let endings = [".xml", ".rss", ".atom", ".rdf"]
    let files = Corpus.files(in: folder).filter { file in endings.contains { file.hasSuffix($0) } }
    if files.isEmpty { return }
    var read = 0
    var refused: [String: Int] = [:]
    for file in files {
      guard let bytes = Corpus.bytes(file) else { continue }
      do throws(NotAFeed) {
        _ = try FeedReader().read(SourceDocument(bytes: bytes, name: file))
        read += 1
      } catch {
        refused["\(error.reason)", default: 0] += 1
        let text = String(decoding: bytes, as: UTF8.self)
        let roots = ["<rss", "<feed", ":RDF", "<channel"].filter(text.contains)
        #expect(roots.isEmpty, "\(file) was refused: \(error.reason)")
      }
    }
    let reasons = refused.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
    Corpus.say("\(folder): \(read) of \(files.count) read; refused: \(reasons)")
    #expect(read > 0)
  }

  @Test func C1_C2_C3_boundsEveryAttackOfTheCorpus() throws {
    for file in Corpus.files(in: "xml-attacks") where !file.hasSuffix(".py") {
      guard let bytes = Corpus.bytes(file) else { continue }
      let feed = try? FeedReader().read(SourceDocument(bytes: bytes, name: file))
      #expect(!String(describing: feed).contains("root:x:0"), "\(file)")
      let length = feed.map { String(describing: $0).utf8.count } ?? 0
      #expect(length < 20 * bytes.count + 500_000, "\(file)")
    }
  }
}
