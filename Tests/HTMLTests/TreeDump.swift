@testable import HTML

/// A tree in the notation of html5lib's tree-construction tests.
func dump(_ document: borrowing Document) -> String {
  var lines: [String] = []
  var stack: [(node: NodeID, depth: Int)] = document.children(of: document.root).reversed()
    .map { ($0, 0) }
  while let (node, depth) = stack.popLast() {
    let indent = "| " + String(repeating: "  ", count: depth)
    switch document.kind(of: node) {
    case .document: break
    case .doctype: lines.append(indent + doctypeLine(document))
    case .text: lines.append(indent + "\"\(document.text(of: node))\"")
    case .comment: lines.append(indent + "<!-- \(document.text(of: node)) -->")
    case .element:
      lines.append(indent + "<\(prefix(document.namespace(of: node)))\(name(document, node))>")
      lines += attributeLines(document, node).map { indent + "  " + $0 }
    }
    var childDepth = depth + 1
    if document.isElement(node, .template) {
      lines.append(indent + "  content")
      childDepth += 1
    }
    stack += document.children(of: node).reversed().map { ($0, childDepth) }
  }
  return lines.joined(separator: "\n")
}

private func name(_ document: borrowing Document, _ node: NodeID) -> String {
  document.string(document.name(of: node))
}

private func prefix(_ namespace: Namespace) -> String {
  switch namespace {
  case .html: ""
  case .svg: "svg "
  case .mathML: "math "
  }
}

private func attributeLines(_ document: borrowing Document, _ node: NodeID) -> [String] {
  var lines: [String] = []
  document.forEachAttribute(of: node) { name, value in
    var text = document.string(name)
    let isForeign = AttributeName.foreignAdjustments.contains { $0.to == name }
    if isForeign, let colon = text.firstIndex(of: ":") {
      text.replaceSubrange(colon...colon, with: " ")
    } else if isForeign {
      text = "xmlns " + text
    }
    lines.append("\(text)=\"\(String(decoding: value))\"")
  }
  return lines.sorted { Array($0.utf16).lexicographicallyPrecedes(Array($1.utf16)) }
}

private func doctypeLine(_ document: borrowing Document) -> String {
  let doctype = document.doctype
  var line = "<!DOCTYPE " + document.withBytes(doctype.name) { String(decoding: $0) }
  if doctype.publicID != nil || doctype.systemID != nil {
    line += " \"\(text(doctype.publicID, document))\" \"\(text(doctype.systemID, document))\""
  }
  return line + ">"
}

private func text(_ range: ByteRange?, _ document: borrowing Document) -> String {
  guard let range else { return "" }
  return document.withBytes(range) { String(decoding: $0) }
}
