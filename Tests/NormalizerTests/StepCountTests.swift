import FeedModel
import FeedReader
import Foundation
import Testing

@testable import Normalizer

/// Every step takes time linear in the body, counted in steps of its document, never in seconds.
///
/// A new step or rule adds a shape that its walks would be slow on to `Shape.all`.
@Suite struct StepCountTests {
  private func steps(_ shape: Shape, _ count: Int, explains: Bool = false) throws -> StepRecord {
    var record = StepRecord()
    var context = Shape.context
    context.explains = explains
    let normalization = EntryNormalization(rules: try shape.compiledRules(), context: context)
    _ = normalization.normalized(shape.entry(count), &record)
    return record
  }

  @Test("Twice the body costs at most 2.2 times the steps, in every step", arguments: Shape.all)
  func linear(shape: Shape) throws {
    let once = try steps(shape, shape.least)
    let twice = try steps(shape, 2 * shape.least)
    #expect(twice.spent == nil)
    // What nests costs its depth at each element, at most what the parser lets through (512). What
    // one step removes from the smaller body alone is more for the others in the larger.
    let perByte = shape.nests ? 64.0 : 10.0
    let bytes = Double(shape.body(2 * shape.least).utf8.count)
    for step in CleaningStep.allCases {
      // A few hundred steps are what an empty body costs.
      let limit = max(Double(once[step]) * 2.2 + 500, perByte * bytes)
      #expect(Double(twice[step]) <= limit, "\(step): \(once[step]), then \(twice[step])")
    }
    #expect(Double(twice.derived) <= Double(once.derived) * 2.2 + 500)
  }

  @Test("What is explained costs the steps of what is not", arguments: Shape.all)
  func explaining(shape: Shape) throws {
    #expect(try steps(shape, 50) == steps(shape, 50, explains: true))
  }

  @Test("A body may cost no more than its bytes allow, a small one with a thousand rules neither")
  func allowance() throws {
    #expect(Shape.all.count >= 54)
    let selectors = (0..<1000).map { "\"p.r\($0) > b\"" }.joined(separator: ", ")
    let shape = Shape(name: "many rules", rules: "{ \"remove\": [\(selectors)] }") {
      "<p class=r\($0)><b>x</b></p>"
    }
    #expect(try steps(shape, 100).spent == nil)
  }

  /// Steps that every body can be published without.
  static let optional = CleaningStep.allCases.filter { !$0.isNeeded }

  private static let page =
    "<div><p>2020-09-13</p><p style=\"display: none\">hidden</p><p>Words of an article.</p>"
    + "<a href=\"/x?utm_source=rss\">A link</a><img data-src=\"/lazy.jpg\">"
    + "<img src=\"https://pixel.wp.com/b.gif\"><script>alert(1)</script><p></p><br><br></div>"

  private func work() -> EntryWork {
    EntryWork(
      rules: .builtIn, base: nil, link: WebAddress("https://site.example/"), homepage: nil,
      title: "", date: nil, explains: false)
  }

  @Test("Whatever is left of the budget, trackers and scripts go, words stay, addresses are clean")
  func spentAnywhere() {
    var outcomes: Set<String> = []
    for shared in 0..<1500 {
      var work = work()
      var body = Body(Text(.html, Self.page), StepBudget(shared: shared, reserve: 10_000))
      body.clean(&work)
      let html = body.html()?.html ?? ""
      #expect(html.contains("Words of an article."))
      #expect(html.contains("https://site.example/x\""))
      #expect(!html.contains("pixel.wp.com") && !html.contains("alert"))
      #expect(work.diagnostics.contains { $0.code == "steps-spent" } == (work.steps.spent != nil))
      outcomes.insert(work.steps.spent?.rawValue ?? "whole")
    }
    let steps = Self.optional.map(\.rawValue)
    #expect(outcomes.isSubset(of: steps + ["whole"]))
    #expect(outcomes.count >= 5, "\(outcomes)")
  }

  @Test("A step that spends the budget leaves nothing behind, and its rule is named")
  func takenBack() throws {
    var found = 0
    for shared in 50..<1000 {
      var work = work()
      var body = Body(
        Text(
          .html, "<div class=sharedaddy>Share</div>" + String(repeating: "<p>words</p>", count: 9)),
        StepBudget(shared: shared, reserve: 10_000))
      body.clean(&work)
      guard work.steps.spent == .promos else { continue }
      found += 1
      #expect(body.html()?.html.contains("Share") == true)
      let diagnostic = try #require(work.diagnostics.first)
      #expect(diagnostic.message.hasPrefix("promo"))
    }
    #expect(found > 0)
  }

  @Test("A body that can't even be sanitized is published as its text")
  func reserveSpent() {
    for reserve in 0..<200 {
      var work = work()
      var body = Body(Text(.html, Self.page), StepBudget(shared: 10_000, reserve: reserve))
      body.clean(&work)
      let html = body.html()?.html ?? ""
      #expect(html.contains("Words of an article."))
      #expect(!html.contains("pixel.wp.com") && !html.contains("alert"))
    }
  }

  @Test("No shared entry, of files or of captured feeds, uses a tenth of what it may")
  func sharedEntries() {
    var worst: (part: Double, name: String) = (0, "none")
    func note(_ entry: ParsedEntry, _ name: String) {
      let part = use(of: entry)
      if part > worst.part { worst = (part, name) }
    }
    for file in SharedFiles.files(in: "entries", suffix: ".md") {
      if let source = EntryFile(file.bytes) { note(source.entry, file.name) }
    }
    for file in SharedFiles.allFiles(in: "corpus/realworld") {
      let feed = try? FeedReader().read(.init(bytes: file.bytes, name: file.name))
      for entry in feed?.entries ?? [] { note(entry, file.name) }
    }
    #expect(worst.part < 0.1, "\(worst.name): \(worst.part)")
    print("the largest part of a step budget that a shared entry uses: \(worst)")
  }

  /// The largest part of a budget that an entry's steps use.
  private func use(of entry: ParsedEntry) -> Double {
    var record = StepRecord()
    let normalization = EntryNormalization(rules: .builtIn, context: Shape.context)
    _ = normalization.normalized(entry, &record)
    let bytes = (entry.content ?? entry.summary)?.value.utf8.count ?? 0
    let budget = StepBudget(bytes: bytes, rules: .builtIn)
    let needed = CleaningStep.allCases.filter(\.isNeeded).map { record[$0] }.max() ?? 0
    return max(
      Double(record.shared) / Double(budget.shared),
      Double(max(needed, record.derived)) / Double(budget.reserve))
  }
}
