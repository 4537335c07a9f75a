import Emitter
import FeedModel
import Foundation
import Testing

/// Every feed of the corpus and the folder of entries, written and judged.
@Suite struct CorpusJudgeTests {
  let selfAddress = SampleFeeds.address("https://feeds.example/x")

  @Test func everyAtomDocumentPasses() throws {
    try expectPass(by: "judge_atom.py") { AtomEmitter().rendered($0, selfAddress: selfAddress) }
  }

  @Test func everyJSONFeedPasses() throws {
    try expectPass(by: "judge_json.py") { JSONFeedEmitter().rendered($0, selfAddress: selfAddress) }
  }

  private func expectPass(by judge: String, _ render: (NormalizedFeed) -> [UInt8]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (index, (_, feed)) in Corpus.feeds.enumerated() {
      try Data(render(feed)).write(to: folder.appending(path: "\(index)"))
    }
    let files = Corpus.feeds.indices.map { folder.appending(path: "\($0)").path }
    guard let verdicts = try Judge.verdicts(of: files, by: judge) else { return }
    #expect(verdicts.count == files.count)
    for (verdict, (name, _)) in zip(verdicts, Corpus.feeds)
    where !verdict.contains("\"errors\": []") {
      Issue.record("\(name): \(verdict)")
    }
  }
}
