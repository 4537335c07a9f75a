internal import CLibXML
internal import HTML

/// A page as libxml2 sees it, to ask it with XPath: its elements, attributes and texts, without
/// namespaces; nothing is loaded, and nothing but the functions of XPath 1.0 is there.
///
/// All questions share one budget of steps, in proportion to the page.
final class PageTree {
  /// What an expression gives.
  enum Value {
    /// Nodes of the page in its order, those of attributes with their values.
    case nodes([(node: NodeID, attribute: String?)])
    case text(String)
  }

  /// Why an expression gave nothing.
  enum Failure: Error, Hashable {
    case spent
    case invalid
    /// It compares texts, and the page is too large for that.
    case tooLarge
  }

  private static let mostNodes = 300_000
  private static let mostBytes = 16 << 20

  private let page: xmlDocPtr
  private let context: xmlXPathContextPtr
  private(set) var isSpent = false
  /// Elements times what it costs to read the texts of all.
  private let area: Int

  /// The largest one in which texts are compared.
  private static let mostArea = 200_000_000

  /// `nil` for a page that is too large.
  init?(_ document: borrowing Document) {
    xmlInitParser()
    guard document.nodeCount <= Self.mostNodes, let page = refeed_new_page() else { return nil }
    guard PageTreeBuilder(page).fill(from: document, mostBytes: Self.mostBytes),
      let context = xmlXPathNewContext(page)
    else {
      xmlFreeDoc(page)
      return nil
    }
    self.page = page
    self.context = context
    area = document.nodeCount * Self.cost(of: page)
    Self.prepare(context, limit: 200_000 + 400 * document.nodeCount)
  }

  deinit {
    xmlXPathFreeContext(context)
    xmlFreeDoc(page)
  }

  private static func cost(of page: xmlDocPtr) -> Int {
    var cost = 1
    var child = page.pointee.children
    while let node = child {
      cost += Int(refeed_text_cost(node))
      child = node.pointee.next
    }
    return cost
  }

  private static func prepare(_ context: xmlXPathContextPtr, limit: Int) {
    refeed_silence_paths(context)
    refeed_count_text(context)
    context.pointee.opLimit = UInt(limit)
  }

  /// How many steps all questions have taken so far.
  var steps: Int { Int(clamping: context.pointee.opCount) }

  func value(of path: PagePath) throws(Failure) -> Value {
    guard !isSpent else { throw .spent }
    if path.comparesTexts, area > Self.mostArea { throw .tooLarge }
    context.pointee.node = UnsafeMutableRawPointer(page).assumingMemoryBound(to: xmlNode.self)
    guard let compiled = Self.compiled(path.text, context) else { throw failure() }
    defer { xmlXPathFreeCompExpr(compiled) }
    guard let found = xmlXPathCompiledEval(compiled, context) else { throw failure() }
    defer { xmlXPathFreeObject(found) }
    if found.pointee.type == XPATH_NODESET { return .nodes(Self.nodes(found)) }
    guard let text = xmlXPathCastToString(found) else { return .text("") }
    defer { refeed_free(text) }
    return .text(String(cString: UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self)))
  }

  private func failure() -> Failure {
    isSpent = refeed_exceeds_limit(context) != 0
    return isSpent ? .spent : .invalid
  }

  private static func nodes(
    _ found: xmlXPathObjectPtr
  ) -> [(node: NodeID, attribute: String?)] {
    guard let set = found.pointee.nodesetval else { return [] }
    xmlXPathNodeSetSort(set)
    var nodes: [(node: NodeID, attribute: String?)] = []
    for index in 0..<Int(set.pointee.nodeNr) {
      guard let node = set.pointee.nodeTab[index] else { continue }
      switch node.pointee.type {
      case XML_ELEMENT_NODE, XML_TEXT_NODE:
        nodes.append((NodeID(rawValue: refeed_name(node)), nil))
      case XML_ATTRIBUTE_NODE:
        guard let owner = node.pointee.parent else { continue }
        let text = xmlNodeGetContent(node)
        defer { refeed_free(text) }
        nodes.append((NodeID(rawValue: refeed_name(owner)), text.map { String(cString: $0) } ?? ""))
      default: continue
      }
    }
    return nodes
  }

  // MARK: Expressions

  private static func compiled(
    _ text: String, _ context: xmlXPathContextPtr
  ) -> xmlXPathCompExprPtr? {
    text.withCString { start in
      start.withMemoryRebound(to: xmlChar.self, capacity: text.utf8.count + 1) {
        xmlXPathCtxtCompile(context, $0)
      }
    }
  }

  /// What is wrong with an expression; nil for nothing.
  static func problem(compiling text: String) -> String? {
    xmlInitParser()
    guard let context = xmlXPathNewContext(nil) else { return "can't be compiled" }
    defer { xmlXPathFreeContext(context) }
    prepare(context, limit: 100_000)
    guard let compiled = compiled(text, context) else {
      return "is no XPath 1.0 expression (column \(refeed_path_error_column(context)))"
    }
    xmlXPathFreeCompExpr(compiled)
    return nil
  }
}

/// Makes libxml2's tree of a page's elements and texts.
struct PageTreeBuilder {
  private let page: xmlDocPtr

  init(_ page: xmlDocPtr) { self.page = page }

  private struct Level {
    var node: xmlNodePtr
    var source: NodeID
    /// What it costs to read its text.
    var cost: UInt32
  }

  /// Whether all of it has found a place.
  func fill(from document: borrowing Document, mostBytes: Int) -> Bool {
    let root = UnsafeMutableRawPointer(page).assumingMemoryBound(to: xmlNode.self)
    var open = [Level(node: root, source: document.root, cost: 1)]
    var left = mostBytes
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      let parent = document.parent(of: node) ?? document.root
      while open.count > 1, open[open.count - 1].source != parent { close(&open) }
      if document.isElement(node) {
        guard let made = element(node, document, &left) else { return false }
        refeed_append(open[open.count - 1].node, made)
        open.append(Level(node: made, source: node, cost: 1))
      } else if document.isText(node) {
        // Text beside the root element has no place in a tree of XML.
        guard open.count > 1 else {
          current = document.next(after: node, in: document.root)
          continue
        }
        guard let (made, count) = text(node, document, &left) else { return false }
        refeed_append(open[open.count - 1].node, made)
        open[open.count - 1].cost &+= count
      }
      current = document.next(after: node, in: document.root)
    }
    while open.count > 1 { close(&open) }
    return true
  }

  private func close(_ open: inout [Level]) {
    let level = open.removeLast()
    refeed_set_name(level.node, level.source.rawValue, level.cost)
    if open.count > 1 { open[open.count - 1].cost &+= level.cost }
  }

  private func text(
    _ node: NodeID, _ document: borrowing Document, _ left: inout Int
  ) -> (xmlNodePtr, UInt32)? {
    let made: (xmlNodePtr?, Int) = document.withText(of: node) { bytes in
      bytes.withUnsafeBufferPointer {
        (xmlNewDocTextLen(page, $0.baseAddress, Int32($0.count)), $0.count)
      }
    }
    left -= made.1 + 64
    guard left > 0, let text = made.0 else {
      xmlFreeNode(made.0)
      return nil
    }
    refeed_set_name(text, node.rawValue, 0)
    return (text, 1 + UInt32(truncatingIfNeeded: made.1 >> 5))
  }

  private func element(
    _ node: NodeID, _ document: borrowing Document, _ left: inout Int
  ) -> xmlNodePtr? {
    var name: [UInt8] = []
    document.append(document.name(of: node), to: &name)
    name.append(0)
    guard let made = xmlNewDocNode(page, nil, name, nil) else { return nil }
    left -= 128
    document.forEachAttribute(of: node) { attribute, value in
      var name: [UInt8] = []
      document.append(attribute, to: &name)
      name.append(0)
      var text: [UInt8] = []
      for index in value.indices where value[index] != 0 { text.append(value[index]) }
      text.append(0)
      left -= text.count + 64
      if left > 0 { _ = xmlNewNsProp(made, nil, name, text) }
    }
    guard left > 0 else {
      xmlFreeNode(made)
      return nil
    }
    return made
  }
}
