@testable import HTML

/// Makes documents out of well-formed markup without the HTML parser: `<a b="c">text<d></d></a>`,
/// every element closed; what lies in `svg` is SVG; `<!--x-->` is a comment.
struct SelectorTree: ~Copyable {
  var document = Document()

  init(_ markup: String) {
    var rest = Substring(markup)
    var open = [document.root]
    while !rest.isEmpty {
      let parent = open[open.count - 1]
      if rest.hasPrefix("<!--") {
        let text = rest.dropFirst(4).prefix { $0 != "-" }
        rest = rest.dropFirst(7 + text.count)
        document.append(document.makeComment(String(text)), to: parent)
      } else if rest.hasPrefix("</") {
        rest = rest.drop { $0 != ">" }.dropFirst()
        open.removeLast()
      } else if rest.hasPrefix("<") {
        let tag = rest.dropFirst().prefix { $0 != ">" }
        rest = rest.dropFirst(tag.count + 2)
        open.append(append(tag, to: parent))
      } else {
        let text = rest.prefix { $0 != "<" }
        rest = rest.dropFirst(text.count)
        document.append(document.makeText(String(text)), to: parent)
      }
    }
  }

  private mutating func append(_ tag: Substring, to parent: NodeID) -> NodeID {
    let parts = tag.split(separator: "\"", omittingEmptySubsequences: false)
    let first = parts[0].split(separator: " ")
    let name = document.internElementName(String(first[0]))
    let isSVG = first[0] == "svg" || document.namespace(of: parent) == .svg
    let element = document.makeElement(name, namespace: isSVG ? .svg : .html)
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      let key = parts[index].split(separator: " ").last?.dropLast() ?? ""
      let attribute = document.internAttributeName(String(key))
      document.setAttribute(attribute, to: String(parts[index + 1]), of: element)
    }
    document.append(element, to: parent)
    return element
  }

  /// The `id`s, else the names, of what a selector takes in the whole tree.
  func select(_ selector: String) throws -> String {
    let found = document.select(try Selector(parsing: selector), under: document.root)
    return found.map { label($0) }.joined(separator: " ")
  }

  func label(_ node: NodeID) -> String {
    document.attribute(.id, of: node) ?? document.string(document.name(of: node))
  }
}
