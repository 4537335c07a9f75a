internal import HTML

/// Lists of tasks, as Markdown writes them: a box to tick before each, which says what is done.
enum TaskList {
  /// Elements between an item and its box.
  private static let deepest = 3

  /// Writes a box in characters; whether the field was such a box.
  static func write(
    _ input: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    guard work.rules.steps.contains(.tasks), isBox(input, in: document) else { return false }
    let isDone = document.hasAttribute(.checked, of: input)
    let isApart = document.nextSibling(of: input).map { next in
      document.isText(next) && document.withText(of: next) { $0.count > 0 && $0[0].isHTMLBlank }
    }
    let text = document.makeText((isDone ? "☑" : "☐") + (isApart == true ? "" : " "))
    let before = work.log.isOn ? document.openTag(of: input) : ""
    document.replace(input, with: text)
    work.log.recordChange(
      "repair.tasks", of: text, before: before, after: isDone ? "☑" : "☐", in: document)
    return true
  }

  /// Whether a field is the first thing of an item, and can't be ticked or is named so: those of a form
  /// ask.
  private static func isBox(_ input: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard
      document.withAttribute(.type, of: input, { $0.copied.equalsIgnoringCase("checkbox".utf8) })
        == true
    else { return false }
    var isTask = document.hasAttribute(.disabled, of: input) || isNamed(input, in: document)
    var node = input
    for _ in 0..<deepest {
      guard document.previousVisibleSibling(of: node) == nil,
        let parent = document.parent(of: node), document.isElement(parent)
      else { return false }
      isTask = isTask || isNamed(parent, in: document)
      if document.isElement(parent, .li) {
        return isTask || document.parent(of: parent).map { isNamed($0, in: document) } ?? false
      }
      node = parent
    }
    return false
  }

  private static func isNamed(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.withAttribute(.class, of: node) {
      $0.holds("task-list") || $0.holds("todo") || $0.holds("checklist")
    } ?? false
  }
}
