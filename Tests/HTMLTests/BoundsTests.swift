import Testing

@testable import HTML

/// Work is counted, not timed: nodes, bytes held and steps of the stack's searches.
@Suite struct BoundsTests {
  @Test(arguments: Attack.all)
  func workGrowsNoFasterThanTheInput(_ attack: Attack) {
    let small = work(attack, attack.fullCount / 120)
    let large = work(attack, attack.fullCount / 60)
    let growth = Double(large.bytes) / Double(small.bytes)
    #expect(Double(large.nodes) <= Double(small.nodes) * growth * 1.25 + 100)
    #expect(Double(large.steps) <= Double(small.steps) * growth * 1.5 + 100_000)
    #expect(Double(large.storage) <= Double(small.storage) * growth * 2.2 + 100_000)
    #expect(large.nodes <= large.bytes * 4 + 100)
    #expect(large.steps <= large.bytes * 2 * OpenElements.searchLimit + 1000)
  }

  @Test(arguments: Attack.all)
  func nothingIsNestedDeeperThanTheLimitAndLinksAgree(_ attack: Attack) {
    let document = Document(parsing: Array(attack.make(min(attack.fullCount / 50, 10_000)).utf8))
    let depth = greatestDepth(document)
    #expect(depth <= Document.maximumDepth)
    let agree = linksAgree(document)
    #expect(agree)
  }

  @Test func whatIsTooDeepStaysInOrderAndIsReported() {
    let opened = (0..<2000).map { "<div>\($0) " }.joined()
    let document = Document(parsingFragment: Array((opened + "end").utf8))
    let isReported = document.reachedDepthLimit
    let depth = greatestDepth(document)
    let text = document.textContent(of: document.root)
    #expect(isReported)
    #expect(depth == Document.maximumDepth)
    #expect(text == (0..<2000).map { "\($0) " }.joined() + "end")
  }

  @Test func closingTagsBelowTheDepthLimitStillFindTheirElements() {
    let html = repeated("<div>", 600) + repeated("</div>", 600) + "<p>after"
    let document = Document(parsingFragment: Array(html.utf8))
    let parents = document.elements(.p, in: document.root).map { document.parent(of: $0) }
    let root = document.root
    #expect(parents == [root])
  }

  @Test func aDocumentWithinTheDepthLimitIsNotReported() {
    let document = Document(parsingFragment: Array(repeated("<div>", 400).utf8))
    let isReported = document.reachedDepthLimit
    let depth = greatestDepth(document)
    #expect(!isReported)
    #expect(depth == 400)
  }

  @Test func reconstructionMakesAtMostEightTimesTheTags() {
    let html = (0..<400).map { "<p><b id=\($0)>" }.joined()
    let document = Document(parsingFragment: Array(html.utf8))
    let count = document.nodeCount
    #expect(count <= 800 + 8 * 800 + 10)
  }

  @Test func fewFormattingElementsAreReconstructedByTheLetterOfTheStandard() {
    let html = (0..<10).map { "<p><b id=\($0)>x" }.joined()
    let document = Document(parsingFragment: Array(html.utf8))
    let count = document.elements(.b, in: document.root).count
    // One in the first paragraph, two in the second, …
    #expect(count == 55)
  }

  @Test func ordinaryBodiesTakeAtMostFourTimesTheirSize() {
    let paragraph = """
      <p>A paragraph of an ordinary article, with <a href="https://example.org/a/b">a link</a> and \
      some <b>bold</b> words.<br><img src="https://example.org/picture.jpg" alt="A picture"></p>
      """
    let bytes = Array(repeated(paragraph, 200).utf8)
    let size = Document(parsingFragment: bytes).storageBytes
    #expect(size <= 4 * bytes.count)
  }

  private func work(
    _ attack: Attack, _ count: Int
  ) -> (bytes: Int, nodes: Int, steps: Int, storage: Int) {
    let bytes = Array(attack.make(count).utf8)
    let document = Document(parsing: bytes)
    return (bytes.count, document.nodeCount, document.searchSteps, document.storageBytes)
  }

  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }
}
