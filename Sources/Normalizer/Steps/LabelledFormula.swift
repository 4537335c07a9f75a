internal import HTML

/// TeX in an attribute of a formula that MathJax has drawn letter by letter: `data-latex` of MathJax 4,
/// `aria-label` of MathJax 2 in CommonHTML.
enum LabelledFormula {
  /// The TeX of a container; `nil` when it names none.
  static func tex(of container: NodeID, in document: borrowing HTMLDocument) -> [UInt8]? {
    let latex = document.attributeName("data-latex")
    var current: NodeID? = container
    while let node = current {
      if let latex, let tex = document.bytes(of: latex, node)?.trimmedBlanks, !tex.isEmpty {
        return Array(tex)
      }
      if document.withAttribute(.class, of: node, { $0.equals("mjx-math") }) == true {
        let label = document.bytes(of: .ariaLabel, node)?.trimmedBlanks ?? []
        return !label.isEmpty && !isSpoken(Array(label)) ? Array(label) : nil
      }
      current = document.next(after: node, in: container)
    }
    return nil
  }

  /// Writes the alternative text of MathML that shows nothing; whether there was one.
  static func write(
    _ math: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    guard let name = document.attributeName("alttext"),
      let text = document.bytes(of: name, math)?.trimmedBlanks, !text.isEmpty, text.count <= 4096
    else { return false }
    let isDisplay =
      document.attributeName("display").flatMap { document.bytes(of: $0, math) }
      .map { $0.elementsEqual("block".utf8) } ?? false
    Formulas.replace(math, withTeX: Array(text), isDisplay, in: &document, &work)
    return true
  }

  /// Whether a formula stands in a line of its own.
  static func isDisplay(_ container: NodeID, in document: borrowing HTMLDocument) -> Bool {
    if let name = document.attributeName("display"),
      document.bytes(of: name, container)?.elementsEqual("true".utf8) == true
    {
      return true
    }
    return [container, document.parent(of: container)].contains { node in
      node.flatMap { document.withAttribute(.class, of: $0) { $0.holds("mjxc-display") } } == true
    }
  }

  /// Whether a label is what a screen reader says: "x squared plus 1".
  private static func isSpoken(_ label: [UInt8]) -> Bool {
    if Formulas.isTeX(label) || label.contains(where: { "^_=".utf8.contains($0) }) { return false }
    return label.split { !$0.isASCIILetter }.contains { $0.count > 3 }
  }
}
