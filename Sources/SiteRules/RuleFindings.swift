public import ArticleExtractor
public import FeedModel
public import HTML

/// What a rule takes of one page.
public struct RuleFindings: Sendable {
  /// Where the article is, for ``ArticleHints/choice``.
  public var choice = SiteChoice()
  /// Where each of the choice's alternatives is written.
  public var places: [String] = []
  /// Where the first part is written that took something to be removed.
  public var removingPlace: String?
  /// Plain text, one line.
  public var title: String?
  /// Plain text.
  public var authors: [String] = []
  /// When it was published.
  public var published: ParsedDate?
  /// The next page.
  public var next: WebAddress?
  /// The article on one page.
  public var single: WebAddress?
  /// What could not be asked of the page, with its place; each once.
  public var problems: [String] = []

  /// Nothing.
  public init() {}
}

extension SiteRule {
  /// What the rule takes of a parsed page.
  ///
  /// - Parameter address: the page's, the base of its links.
  public func findings(
    in document: borrowing Document, address: WebAddress?
  ) -> RuleFindings {
    var reader = FindingsReader(self, address)
    reader.read(document)
    return reader.findings
  }

  /// The page's markup with its replacements made, in their order; at most eight times the page and a
  /// mebibyte, beyond which it stays as it was.
  public func replaced(_ html: [UInt8]) -> [UInt8] {
    guard !replacements.isEmpty else { return html }
    return TextReplacement.replaced(html, replacements, limit: html.count * 8 + (1 << 20))
  }
}

/// Asks a page with the parts of one rule.
private struct FindingsReader {
  private let rule: SiteRule
  private var base: WebAddress?
  private(set) var findings = RuleFindings()
  /// Made when the first expression of XPath is asked.
  private var tree: PageTree?
  private var hasTree = false

  /// What a part gives: nodes, and the text of each.
  private typealias Found = [(node: NodeID?, text: String?)]

  init(_ rule: SiteRule, _ address: WebAddress?) {
    self.rule = rule
    base = address
  }

  mutating func read(_ document: borrowing Document) {
    let element = document.elements(.base, in: document.root).first
    if let href = element.flatMap({ document.attribute(.href, of: $0) }) {
      base = WebAddress(href, base: base) ?? base
    }
    for part in rule.keep where findings.choice.keep.count < SiteChoice.mostChoices {
      let nodes = found(part, document).compactMap { $0.text == nil ? $0.node : nil }
      guard !nodes.isEmpty else { continue }
      findings.choice.keep.append(nodes)
      findings.places.append(part.place)
    }
    for part in rule.remove {
      let nodes = found(part, document).compactMap { $0.text == nil ? $0.node : nil }
      if !nodes.isEmpty { findings.removingPlace = findings.removingPlace ?? part.place }
      findings.choice.remove += nodes
    }
    findings.next = link(rule.next, document)
    findings.single = link(rule.single, document)
    readMetadata(document)
  }

  private mutating func readMetadata(_ document: borrowing Document) {
    findings.title = texts(rule.title, document).first
    for name in texts(rule.authors, document).prefix(10) where name.utf8.count < 200 {
      if !findings.authors.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
        findings.authors.append(name)
      }
    }
    for text in texts(rule.date, document) where findings.published == nil {
      findings.published = ParsedDate(text, language: nil)
    }
  }

  // MARK: Values

  /// The texts that the first part gives that gives any, each one line.
  private mutating func texts(
    _ parts: [SiteRule.Part], _ document: borrowing Document
  ) -> [String] {
    for part in parts {
      var lines: [String] = []
      for (node, text) in found(part, document).prefix(20) {
        let text = text ?? node.map { document.textContent(of: $0) } ?? ""
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !line.isEmpty, line.utf8.count < 2000 { lines.append(line) }
      }
      if !lines.isEmpty { return lines }
    }
    return []
  }

  /// The first address that a part gives: an attribute's, a text's, or that of a link.
  private mutating func link(
    _ parts: [SiteRule.Part], _ document: borrowing Document
  ) -> WebAddress? {
    for part in parts {
      for (node, text) in found(part, document).prefix(20) {
        let href = text ?? node.flatMap { document.attribute(.href, of: $0) } ?? ""
        let line = href.split(whereSeparator: \.isWhitespace).joined()
        if !line.isEmpty, let address = WebAddress(line, base: base), address.isHTTP {
          return address
        }
      }
    }
    return nil
  }

  private mutating func found(
    _ part: SiteRule.Part, _ document: borrowing Document
  ) -> Found {
    switch part.pattern {
    case .selector(let selector):
      document.select(selector, under: document.root).map { ($0, nil) }
    case .path(let path): found(path, part.place, document)
    case .idOrClass(let text):
      elements(document) { document, node in
        Self.holds(text, .id, of: node, document) || Self.holds(text, .class, of: node, document)
      }
    case .imageSource(let text):
      elements(document) { document, node in
        document.isElement(node, .img) && Self.holds(text, .src, of: node, document)
      }
    }
  }

  private mutating func found(
    _ path: PagePath, _ place: String, _ document: borrowing Document
  ) -> Found {
    if !hasTree {
      (hasTree, tree) = (true, PageTree(document))
      if tree == nil { findings.problems.append("\(place): the page is too large for XPath") }
    }
    guard let tree else { return [] }
    do throws(PageTree.Failure) {
      switch try tree.value(of: path) {
      case .nodes(let nodes): return nodes.map { ($0.node, $0.attribute) }
      case .text(let text): return text.isEmpty ? [] : [(nil, text)]
      }
    } catch {
      let wasSpent = findings.problems.contains { $0.hasSuffix(Self.spent) }
      switch error {
      case .spent where !wasSpent: findings.problems.append("\(place): \(Self.spent)")
      case .spent: break
      case .tooLarge:
        findings.problems.append("\(place): compares texts, for which the page is too large")
      case .invalid: findings.problems.append("\(place): can't be asked of the page")
      }
      return []
    }
  }

  private static let spent = "takes too many steps on the page; it and the next ones are left out"

  private func elements(
    _ document: borrowing Document, where isWanted: (borrowing Document, NodeID) -> Bool
  ) -> Found {
    document.descendants(of: document.root) { document, node in
      document.isElement(node) && isWanted(document, node)
    }
    .map { ($0, nil) }
  }

  private static func holds(
    _ text: [UInt8], _ name: AttributeName, of node: NodeID, _ document: borrowing Document
  ) -> Bool {
    document.withAttribute(name, of: node) { value in
      TextReplacement.firstPlace(of: text, in: value, from: 0) != nil
    } ?? false
  }
}
