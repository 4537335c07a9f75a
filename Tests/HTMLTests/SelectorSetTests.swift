@testable import HTML
import Glibc
import Testing

@Suite struct SelectorSetTests {
  @Test func pairsComeInTheOrderOfTheDocumentThenOfTheSelectors() throws {
    let tree = SelectorTree(
      "<div id=\"a\" class=\"x y x\"><x-own id=\"b\" x-at=\"1\" class=\"x\"></x-own></div><p id=\"c\"></p>"
    )
    let texts = [
      "*", "nope", ".x, div, [class]", "div x-own", "[x-at]", "#c, #a", ".y.x", "p:not(.x)",
    ]
    let set = SelectorSet(try texts.map { try Selector(parsing: $0) })
    let found = set.matches(in: tree.document, under: tree.document.root)
    #expect(
      found.map { "\(tree.label($0.node))\($0.selector)" }
        == ["a0", "a2", "a5", "a6", "b0", "b2", "b3", "b4", "c0", "c5", "c7"])
    let none = SelectorSet([]).matches(in: tree.document, under: tree.document.root)
    #expect(none.isEmpty)
  }

  /// Against the definitions taken word by word, on random trees.
  @Test func agreesWithTheDefinitions() throws {
    var random = Xorshift(state: 0x9E37_79B9_7F4A_7C15)
    var count = 0
    for _ in 0..<25 {
      let tree = SelectorTree(random.markup(depth: 5))
      let texts = (0..<25).map { _ in random.selector(nesting: 2) }
      let selectors = try texts.map { try Selector(parsing: $0) }
      let naive = NaiveMatcher(tree.document)
      var pairs: [SelectorMatch] = []
      for (number, selector) in selectors.enumerated() {
        let expected = naive.elements.filter {
          naive.matches(selector.alternatives, $0, tree.document)
        }
        let selected = tree.document.select(selector, under: tree.document.root)
        #expect(selected == expected, "\(selector)")
        let single = naive.elements.filter { selector.matches($0, in: tree.document) }
        #expect(single == expected, "\(selector)")
        pairs += expected.map { SelectorMatch(node: $0, selector: number) }
      }
      let found = SelectorSet(selectors).matches(in: tree.document, under: tree.document.root)
      #expect(Set(found) == Set(pairs) && found.count == pairs.count)
      count += pairs.count
    }
    #expect(count > 500)
  }

  /// Every shape that makes a plain matcher quadratic.
  @Test(arguments: [
    "nope ~ p", "p:nth-child(7n+1)", "p:nth-last-of-type(3)", ":has(nope)", "div:has(> p ~ b)",
    "nope p", "nope div > p", "p:not(nope ~ *)", "p:contains('zz')", "p:nth-child(2 of p ~ p)",
    "nope ~ p + p", "div nope ~ div p", ":has(+ nope)", "p:has(~ b)", "p:only-of-type",
    "nope p ~ p p",
  ])
  func wideAndDeepTreesTakeLinearTime(text: String) throws {
    let selector = try Selector(parsing: text)
    func time(_ size: Int) -> Duration {
      var document = Document()
      var parent = document.root
      for _ in 0..<500 {
        let child = document.makeElement(.div)
        document.append(child, to: parent)
        parent = child
      }
      for _ in 0..<size { document.append(document.makeElement(.p), to: parent) }
      return processorTime { _ = document.select(selector, under: document.root) }
    }
    _ = time(100)
    // Quadratic time would be 400 times as much at 20 times the size. The least of three, and no time
    // that others take: what is left is the work itself.
    let large = (0..<3).map { _ in time(8000) }.min() ?? .zero
    let small = max(time(400), .milliseconds(1))
    #expect(large < small * 120, "\(small) and \(large)")
  }
}

/// The time that this thread's work takes, whatever else the machine does.
private func processorTime(_ body: () -> Void) -> Duration {
  func now() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
  let start = now()
  body()
  return now() - start
}

/// Selectors by their definitions, without any care for time.
private struct NaiveMatcher {
  let elements: [NodeID]
  private let parents: [NodeID: NodeID]
  private let previous: [NodeID: NodeID]

  init(_ document: borrowing Document) {
    var elements: [NodeID] = []
    var parents: [NodeID: NodeID] = [:]
    var previous: [NodeID: NodeID] = [:]
    for node in document.descendants(of: document.root) where document.isElement(node) {
      elements.append(node)
      parents[node] = document.parentElement(of: node)
      previous[node] = document.previousElementSibling(of: node)
    }
    (self.elements, self.parents, self.previous) = (elements, parents, previous)
  }

  func matches(
    _ list: [ComplexSelector], _ node: NodeID, _ document: borrowing Document
  ) -> Bool {
    for complex in list where matches(complex.parts[...], node, nil, document) { return true }
    return false
  }

  /// With an anchor, the leftmost part must lie to it as its combinator says.
  private func matches(
    _ parts: ArraySlice<ComplexSelector.Part>, _ node: NodeID, _ anchor: NodeID?,
    _ document: borrowing Document
  ) -> Bool {
    guard let part = parts.first, passes(part.compound, node, document) else { return false }
    let left = leftOf(node, part.combinator)
    if parts.count == 1 { return anchor.map { left.contains($0) } ?? true }
    for candidate in left
    where matches(parts.dropFirst(), candidate, anchor, document) {
      return true
    }
    return false
  }

  private func leftOf(_ node: NodeID, _ combinator: Combinator?) -> [NodeID] {
    switch combinator {
    case nil: []
    case .child: parents[node].map { [$0] } ?? []
    case .nextSibling: previous[node].map { [$0] } ?? []
    case .descendant: chain(node, parents)
    case .subsequentSibling: chain(node, previous)
    }
  }

  private func chain(_ node: NodeID, _ links: [NodeID: NodeID]) -> [NodeID] {
    var result: [NodeID] = []
    var current = links[node]
    while let found = current {
      result.append(found)
      current = links[found]
    }
    return result
  }

  private func passes(
    _ compound: CompoundSelector, _ node: NodeID, _ document: borrowing Document
  ) -> Bool {
    if let type = compound.type, document.string(document.name(of: node)) != type.lower {
      return false
    }
    let classes = document.attribute(.class, of: node)?.split(separator: " ") ?? []
    for name in compound.classes
    where !classes.contains(Substring(String(decoding: name, as: UTF8.self))) {
      return false
    }
    for test in compound.tests where !passes(test, node, document) { return false }
    return true
  }

  private func passes(
    _ test: PseudoClass, _ node: NodeID, _ document: borrowing Document
  ) -> Bool {
    switch test {
    case .not(let list): return !matches(list, node, document)
    case .any(let list): return matches(list, node, document)
    case .has(let list, _):
      for complex in list {
        for candidate in elements where matches(complex.parts[...], candidate, node, document) {
          return true
        }
      }
      return false
    case .nth(let nth): return position(nth, node, document).map { nth.includes($0) } ?? false
    case .firstChild: return previous[node] == nil
    case .lastChild: return !previous.values.contains(node)
    case .onlyChild: return previous[node] == nil && !previous.values.contains(node)
    case .empty: return document.children(of: node).isEmpty
    case .root: return parents[node] == nil
    case .contains(let text, _, _):
      return document.textContent(of: node).contains(String(decoding: text, as: UTF8.self))
    }
  }

  private func position(
    _ nth: NthTest, _ node: NodeID, _ document: borrowing Document
  ) -> Int? {
    var siblings = elements.filter { parents[$0] == parents[node] }
    if nth.counting.isFromEnd { siblings.reverse() }
    var counted: [NodeID] = []
    for sibling in siblings {
      if nth.counting.isByType, document.name(of: sibling) != document.name(of: node) { continue }
      if let selectors = nth.selectors, !matches(selectors, sibling, document) { continue }
      counted.append(sibling)
    }
    return counted.firstIndex(of: node).map { $0 + 1 }
  }
}

/// Random trees and selectors, the same in every run.
private struct Xorshift {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  mutating func pick(_ choices: [String]) -> String { choices[next(choices.count)] }

  mutating func markup(depth: Int) -> String {
    (0..<next(5)).map { _ in
      let name = pick(["a", "b", "p"])
      let content = depth > 0 && next(4) > 0 ? markup(depth: depth - 1) : pick(["", "x", "xy"])
      return "<\(name) class=\"\(pick(["", "k", "l", "k l"]))\">\(content)</\(name)>"
    }.joined()
  }

  mutating func compound(nesting: Int) -> String {
    var text = pick(["a", "b", "p", "*", "*", ".k", ".l"])
    if next(3) == 0 {
      text += pick([".k", ".l", ":first-child", ":last-child", ":empty", ":root"])
    }
    if next(4) == 0 {
      text += pick([":nth-child(2n+1)", ":nth-last-child(-n+2)", ":nth-of-type(2)", ":only-child"])
    }
    if next(8) == 0 { text += ":contains('xy')" }
    guard nesting > 0, next(3) == 0 else { return text }
    switch next(4) {
    case 0: return text + ":not(\(selector(nesting: nesting - 1)))"
    case 1: return text + ":is(\(selector(nesting: nesting - 1)))"
    case 2: return text + ":nth-child(odd of \(selector(nesting: nesting - 1)))"
    default: return text + ":has(\(pick(["", "> ", "+ ", "~ "]))\(complex(nesting: 0)))"
    }
  }

  mutating func complex(nesting: Int) -> String {
    var text = compound(nesting: nesting)
    for _ in 0..<next(4) { text += pick([" ", " > ", " + ", " ~ "]) + compound(nesting: nesting) }
    return text
  }

  mutating func selector(nesting: Int) -> String {
    let list = (0...next(2)).map { _ in complex(nesting: nesting) }.joined(separator: ", ")
    // `:has()` may not stand in `:has()`; nothing here nests them.
    return list
  }
}
