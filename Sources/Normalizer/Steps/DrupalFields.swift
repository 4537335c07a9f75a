internal import HTML

/// What Drupal's own feeds put around an entry's body: its title, its user and its date, each known by
/// its field's class, side by side with the body.
enum DrupalFields {
  /// Children of the body that are looked at.
  private static let most = 16

  /// Whether there were any.
  static func lift(from document: inout HTMLDocument, _ work: inout EntryWork) -> Bool {
    guard mayHoldFields(document) else { return false }
    let children = document.visibleChildren(of: document.root, upTo: most)
    let users = children.filter { isField("field--name-uid", $0, in: document) }
    let dates = children.filter { isField("field--name-created", $0, in: document) }
    guard !users.isEmpty || !dates.isEmpty else { return false }
    let titles = children.filter { isTitle($0, in: document, work) }
    var lead = Lead()
    lead.authors = users.compactMap { document.trimmedText(of: $0, upTo: 100) }
      .filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
    for node in dates where lead.date == nil { lead.date = date(in: node, of: document) }
    for node in titles + users + dates {
      work.log.recordRemoval("lead.byline", of: node, in: document)
      document.detach(node)
    }
    if work.lead.authors.isEmpty { work.lead.authors = lead.authors }
    if work.lead.date == nil { work.lead.date = lead.date }
    return true
  }

  private static func mayHoldFields(_ document: borrowing HTMLDocument) -> Bool {
    guard document.mayHold(AttributeName.class) else { return false }
    var child = document.firstChild(of: document.root)
    while let node = child {
      if isField("field--name-uid", node, in: document)
        || isField("field--name-created", node, in: document)
      {
        return true
      }
      child = document.nextSibling(of: node)
    }
    return false
  }

  private static func isField(
    _ name: StaticString, _ id: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    guard document.isElement(id, .span) || document.isElement(id, .div) else { return false }
    return document.withAttribute(.class, of: id) { $0.containsWord { $0.equals(name) } } ?? false
  }

  /// The title's field, or the title as bare text.
  private static func isTitle(
    _ id: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    guard document.isText(id) || isField("field--name-title", id, in: document),
      !work.title.isEmpty,
      let text = document.trimmedText(of: id, upTo: 1000)
    else { return false }
    return AppearedFirst.isTitle(text, work.title)
  }

  private static func date(in id: NodeID, of document: borrowing HTMLDocument) -> LeadDate? {
    if let time = document.firstElement(.time, in: id),
      let exact = document.bytes(of: .datetime, time).flatMap({ LeadDate($0) })
    {
      return exact
    }
    return document.trimmedText(of: id, upTo: 64).flatMap { LeadDate($0) }
  }
}
