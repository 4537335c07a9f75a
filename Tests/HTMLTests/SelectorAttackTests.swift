import Foundation
import HTML
import Testing

/// Row C3 of the fault matrix, for selectors.
@Suite struct SelectorAttackTests {
  /// Deeper than the parser would nest: edits can make such trees.
  @Test(arguments: [
    "a b", "p p", "nope p", "p:has(a)", "p:has(> p > p)", ":contains('x')", "p:nth-child(1)",
    "p:not(nope p) > p", "p:only-of-type p:last-child", "div ~ p p",
  ])
  func aTreeOf10000LevelsIsSelectedInOnASmallStack(text: String) {
    onSmallStack {
      var document = Document()
      var parent = document.root
      for _ in 0..<10_000 {
        let child = document.makeElement(.p)
        document.append(child, to: parent)
        parent = child
      }
      document.append(document.makeText("x"), to: parent)
      guard let selector = try? Selector(parsing: text) else { return }
      let taken = document.select(selector, under: document.root)
      let pairs = SelectorSet([selector]).matches(in: document, under: document.root)
      #expect(pairs.map(\.node) == taken)
      #expect(selector.matches(parent, in: document) == (taken.last == parent))
    }
  }

  @Test func theDeepestSelectorIsCompiledAndMatchedOnASmallStack() {
    onSmallStack {
      let chain = Array(repeating: "p", count: 31).joined(separator: " ")
      var text = "p"
      for _ in 0..<8 { text = "\(chain):is(nope, \(text))" }
      let selector = try? Selector(parsing: text)
      var document = Document()
      var parent = document.root
      for _ in 0..<400 {
        let child = document.makeElement(.p)
        document.append(child, to: parent)
        parent = child
      }
      #expect(selector != nil)
      let taken = selector.map { document.select($0, under: document.root).count } ?? 0
      #expect(taken > 0 && taken < 400)
    }
  }

  /// Many rules that all come close to many elements.
  @Test func aClassOfAHundredThousandWordsIsReadOnceForAllRules() throws {
    var document = Document()
    let element = document.makeElement(.div)
    let words = (0..<100_000).map { "w\($0)" }.joined(separator: " ")
    document.setAttribute(.class, to: words, of: element)
    document.append(element, to: document.root)
    let set = SelectorSet(try (0..<300).map { try Selector(parsing: ".w\(99_999 - $0)") })
    var pairs: [SelectorMatch] = []
    let time = ContinuousClock().measure {
      pairs = set.matches(in: document, under: document.root)
    }
    #expect(pairs.count == 300)
    #expect(time < .seconds(10))
  }
}

/// Runs `body` on a thread with a stack of 512 KB, as a server's workers have it.
private func onSmallStack(_ body: @escaping @Sendable () -> Void) {
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    body()
    done.signal()
  }
  thread.stackSize = 512 << 10
  thread.start()
  done.wait()
}
