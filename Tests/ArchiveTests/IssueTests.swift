import FeedModel
import History
import Testing

@testable import Archive

/// Sources that offer one entry at a time on one page, each with a guid of its own.
@Suite(.onEveryStorage) struct IssueTests {
  static let day: Int64 = 86_400

  /// Serves lists of items, one in each run; the ids that are there at the end, newest first.
  private func served(_ runs: [[Item]]) throws -> [NormalizedEntry] {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    history.policy.retention = Retention(entries: 1_000, maxEntries: 1_000)
    for items in runs { try history.apply(.serve(items)) }
    return try history.feed()?.entries ?? []
  }

  private static func item(
    _ number: Int64, title: String, body: String, link: String? = "https://a.example/page"
  ) -> Item {
    Item(
      title, id: "issue-\(number)", link: link, body: body,
      at: 1_690_000_000 + number * 3_600)
  }

  /// What differs from one issue to the next.
  static let series: [(title: String, body: String)] = [
    ("Weather for # October", "High #°, low 5°"), ("Closing prices", "DAX 190#, Dow 42#"),
    ("Comic #", ""), ("v1.#", "Bug fixes and improvements."), ("Level # cm", "Level"),
  ]

  @Test(arguments: series)
  func eachIsAnEntry(_ title: String, _ body: String) throws {
    for link in ["https://a.example/page", nil] {
      let runs = (Int64(1)...4).map { number in
        [
          Self.item(
            number, title: title.replacing("#", with: "\(number)"),
            body: body.replacing("#", with: "\(number)"), link: link)
        ]
      }
      let entries = try served(runs)
      #expect(entries.count == 4 && Set(entries.map(\.id)).count == 4)
    }
  }

  @Test func aModificationTellsThemWhereNothingElseDoes() throws {
    let runs = (Int64(1)...3).map { number in
      var item = Self.item(number, title: "M 4.\(number)", body: "Depth \(number) km")
      item.updated = item.published
      item.published = nil
      return [item]
    }
    #expect(try served(runs).count == 3)
  }

  /// What a source does to one entry; it stays one.
  static let edits: [@Sendable (inout Item) -> Void] = [
    { $0.id = "made-anew" }, { $0.title = "Day 2" }, { $0.body = "Text 2" },
    {
      $0.id = "made-anew"
      $0.published = $0.published.map { $0 + 3_600 }
    },
    {
      $0.id = "made-anew"
      $0.body = "Text 2"
    },
    {
      $0.title = "Day 2"
      $0.published = $0.published.map { $0 + 3_600 }
    },
    {
      $0.id = "https://a.example/page"
      $0.title = "Day 2"
      $0.published = $0.published.map { $0 + 3_600 }
    },
  ]

  @Test(arguments: edits.indices) func whatIsEditedStaysOne(_ index: Int) throws {
    let first = Self.item(1, title: "Day 1", body: "Text 1")
    var second = first
    Self.edits[index](&second)
    let entries = try served([[first], [second], [second]])
    #expect(entries.count == 1)
  }

  @Test func issuesKeepTheirIDsWhenSeveralAreOfferedLater() throws {
    let items = (1...4).map { Self.item($0, title: "Day \($0)", body: "Text \($0)") }
    let alone = try served(items.map { [$0] }).map(\.id)
    let together = try served([[items[0]], [items[1]], Array(items.reversed())]).map(\.id)
    #expect(alone == together)
  }
}
