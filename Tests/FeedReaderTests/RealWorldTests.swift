import FeedModel
import JSON
import Testing

@testable import FeedReader

/// Real documents against what feedparser and a second parser recorded of them.
@Suite struct RealWorldTests {
  /// Documents in which the recording is wrong, with the reason.
  static let exceptions: [String: String] = [
    "realworld/rome/rome-modules__src__test__resources__xml__ep__ep2_v4a.xml":
      "an item inside sx:conflicts is a rejected version of its entry, not an entry",
    "realworld/rome/rome-modules__src__test__resources__xml__v__v6.xml":
      "an item inside sx:conflicts is a rejected version of its entry, not an entry",
  ]

  @Test func readsTheRecordedTitlesLinksIdsDatesAndCounts() throws {
    let suffix = ".expected.json"
    let files = Corpus.files(in: "realworld").filter { $0.hasSuffix(suffix) }
    if files.isEmpty { return }
    var compared = 0
    var differing: [String] = []
    for file in files {
      let name = String(file.dropLast(suffix.count))
      guard let bytes = Corpus.bytes(name), let expected = try Corpus.json(file) else { continue }
      let address = WebAddress("http://base.example/dir/feed")
      var recording = Recording()
      do {
        let feed = try FeedReader().read(SourceDocument(bytes: bytes, name: name, address: address))
        recording.compare(expected, feed, isComplete: false)
      } catch {
        if expected["entry_count"]?.int != 0 { recording.differences.append("\(error)") }
      }
      compared += recording.compared
      if RealWorldTests.exceptions[name] != nil { continue }
      differing += recording.differences.map { "\(name): \($0)" }
    }
    Corpus.say("realworld: \(compared) values compared, \(differing.count) differ")
    for line in differing { Corpus.say("  \(line)") }
    #expect(compared > 0)
    // Less than one value in two hundred, in documents that nobody has looked at yet.
    #expect(differing.count * 200 < compared)
  }

  @Test func readsEveryEntryFile() throws {
    let files = Corpus.files(in: "../entries").filter { $0.hasSuffix(".md") }
    if files.isEmpty { return }
    var refused: [String] = []
    for file in files {
      guard let bytes = Corpus.bytes(file) else { continue }
      do {
        let feed = try FeedReader().read(SourceDocument(bytes: bytes, name: file))
        let entry = try #require(feed.entries.first)
        #expect(entry.link != nil && entry.title != nil, "\(file)")
      } catch let error as NotAFeed {
        refused.append(file)
        #expect(error.reason == .entryFileWithoutHeader, "\(file)")
      }
    }
    #expect(refused.count * 100 <= files.count, "\(refused)")
  }
}

/// Real texts in other encodings, each beside its UTF-8 twin.
@Suite struct EncodingTwinTests {
  @Test func C5_readsEveryTextLikeItsTwin() throws {
    let twins = Corpus.files(in: "encodings").filter { $0.hasSuffix(".xml.utf8") }
    if twins.isEmpty { return }
    for twin in twins {
      let name = String(twin.dropLast(5))
      guard let bytes = Corpus.bytes(name), let truth = Corpus.bytes(twin) else { continue }
      let address = WebAddress("http://base.example/dir/feed")
      let found = try FeedReader().read(SourceDocument(bytes: bytes, name: name, address: address))
      var expected = try FeedReader().read(
        SourceDocument(bytes: truth, name: name, address: address))
      expected.encoding = found.encoding
      expected.diagnostics = found.diagnostics
      #expect(found == expected, "\(name)")
      guard let recorded = try Corpus.json("\(name).expected.json") else { continue }
      var recording = Recording()
      recording.compare(recorded, found, isComplete: true)
      #expect(recording.differences.isEmpty, "\(name)")
    }
  }
}
