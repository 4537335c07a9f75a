import FeedModel
import History
import Testing

@testable import Archive

/// What a source served, run by run, and what must be published after each run.
struct Chronicle: Sendable, CustomTestStringConvertible {
  var name: String
  var steps: [(Step, [String])]
  var retention = Retention()
  var testDescription: String { name }

  init(_ name: String, _ steps: [(Step, [String])], retention: Retention = Retention()) {
    self.name = name
    self.steps = steps
    self.retention = retention
  }
}

@Suite struct ChronicleTests {
  @Test(
    arguments: Chronicles.identity + Chronicles.dates + Chronicles.trust + Chronicles.sources,
    Storage.allCases)
  func everyRunPublishesWhatItMust(_ chronicle: Chronicle, on storage: Storage) throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(storage, folder)
    history.policy.retention = chronicle.retention
    for (run, (step, lines)) in chronicle.steps.enumerated() {
      try history.apply(step)
      #expect(try history.lines() == lines, "after run \(run)")
    }
  }

  @Test func theTableHasFortyHistoriesAtLeast() {
    let all = Chronicles.identity + Chronicles.dates + Chronicles.trust + Chronicles.sources
    #expect(all.count >= 40)
    #expect(Set(all.map(\.name)).count == all.count)
  }

  @Test(arguments: Storage.allCases)
  func everyHistoryGivesTheSameWhenItsLastRunIsRepeated(on storage: Storage) throws {
    for chronicle in Chronicles.identity + Chronicles.dates {
      let folder = TemporaryFolder()
      let history = try Chronicler(storage, folder)
      history.policy.retention = chronicle.retention
      for (step, _) in chronicle.steps { try history.apply(step) }
      let before = try history.feed()
      guard case .serve = chronicle.steps.last?.0, let step = chronicle.steps.last?.0 else {
        continue
      }
      try history.apply(step)
      #expect(try history.feed() == before, "\(chronicle.name)")
      #expect(!history.last.isChanged, "\(chronicle.name)")
    }
  }
}
