import FeedModel
import HTML

@testable import Normalizer

/// What must hold of the normalizer whatever an entry's body is. Shared with `Fuzz/NormalizerFuzzer`.
enum NormalizerInvariant: Error, CustomStringConvertible {
  case budgetSpent(String)
  case outsidePolicy(String)
  case notStable(once: String, twice: String)
  case otherWhenExplained

  var description: String {
    switch self {
    case .budgetSpent(let step): "the step \(step) spent the budget"
    case .outsidePolicy(let what): "outside the policy: \(what)"
    case .notStable(let once, let twice): "cleaned once:  \(once)\ncleaned twice: \(twice)"
    case .otherWhenExplained: "what is explained comes out in another way"
    }
  }

  static func check(_ html: String) throws(NormalizerInvariant) {
    var steps = StepRecord()
    let once = cleaned(html, &steps)
    if let spent = steps.spent { throw .budgetSpent(spent.rawValue) }
    try checkPolicy(once)
    let twice = cleaned(once, &steps)
    guard once.utf8.elementsEqual(twice.utf8) else { throw .notStable(once: once, twice: twice) }
    let explained = cleaned(html, &steps, explains: true)
    guard once.utf8.elementsEqual(explained.utf8) else { throw .otherWhenExplained }
  }

  private static func cleaned(
    _ html: String, _ steps: inout StepRecord, explains: Bool = false
  ) -> String {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://e.org/a/b")
    entry.title = Text(.plain, "The Title")
    entry.published = Timestamp(milliseconds: 1_602_756_000_000)
    entry.content = Text(.html, html)
    entry.summary = Text(.html, html)
    let context = NormalizationContext(
      id: "urn:uuid:0", homepage: WebAddress("https://e.org/"), explains: explains)
    return EntryNormalization(rules: .builtIn, context: context).normalized(entry, &steps)?
      .content?.html ?? ""
  }

  private static func checkPolicy(_ html: String) throws(NormalizerInvariant) {
    let policy = Rules.builtIn.policy
    let document = HTML.Document(parsingFragment: Array(html.utf8))
    for node in document.descendants(of: document.root) where !document.isText(node) {
      let name = document.name(of: node)
      let namespace = document.namespace(of: node)
      if namespace == .svg, document.isElement(node) {
        guard isTamed(node, in: document, policy) else {
          throw .outsidePolicy(document.openTag(of: node))
        }
        continue
      }
      guard document.isElement(node), policy.outcome(of: name, in: namespace) == .allow else {
        throw .outsidePolicy(document.openTag(of: node))
      }
      for attribute in document.attributeNames(of: node) {
        let isAllowed =
          policy.allows(attribute, on: name, in: namespace)
          && isSafe(document.bytes(of: attribute, node) ?? [], attribute)
        guard isAllowed else { throw .outsidePolicy(document.openTag(of: node)) }
      }
    }
  }

  /// Whether an element of a drawing is one of the policy's, stands in a drawing whose own parent is
  /// HTML, and names nothing outside of it but the picture of an `image`.
  private static func isTamed(
    _ node: NodeID, in document: borrowing HTMLDocument, _ policy: SanitizerPolicy
  ) -> Bool {
    guard policy.allowsDrawing(document.string(document.name(of: node))),
      let parent = document.parent(of: node)
    else { return false }
    let isRoot = document.isElement(node, .svg, in: .svg)
    guard
      document.namespace(of: parent) == .svg || isRoot && document.namespace(of: parent) == .html
    else { return false }
    for attribute in document.attributeNames(of: node) {
      let value = document.bytes(of: attribute, node) ?? []
      if attribute == .href {
        let isPart = value.first == UInt8(ascii: "#")
        guard isPart || document.name(of: node) == .image && isSafe(value, .href) else {
          return false
        }
        continue
      }
      let isNamed = attribute == .id || policy.allowsDrawing(attribute: document.string(attribute))
      guard isNamed, isClosed(value) else { return false }
    }
    return true
  }

  private static func isClosed(_ value: [UInt8]) -> Bool {
    let text = String(decoding: value.map(\.lowercased), as: UTF8.self)
    let outside = Array(text.replacing("url(#entry-", with: Array("(".utf8)).utf8)
    return !["url", "script:", "expression", "data:", "@import"].contains {
      outside.firstRange(ofBytes: Array($0.utf8)) != nil
    }
  }

  private static func isSafe(_ value: [UInt8], _ attribute: AttributeName) -> Bool {
    switch attribute {
    case .href, .src, .poster, .cite:
      let bad = ["javascript", "vbscript", "data:text", "data:image/svg", "blob", "file"]
      return !bad.contains { value.startsIgnoringCase($0.utf8) }
        && (value.contains(UInt8(ascii: ":")) || value.first == UInt8(ascii: "#"))
    default: return true
    }
  }
}
