internal import FeedModel
internal import HTML

/// Takes out of the body what readers show beside it: the byline and the date at its head.
///
/// A lead is lifted only if it comes first, is consumed whole, and holds a date or stands right
/// before one; a date farther than 36 hours from the entry's own is content.
enum LiftStep {
  private static let farthest: Int64 = 36 * 3_600_000
  /// A lead of more nodes, or more names, is content.
  private static let mostParts = 16

  /// Whether the tree changed.
  @discardableResult
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) -> Bool {
    var changed = false
    for _ in 0..<4 {
      changed = unwrapBody(&document, &work) || changed
      if work.rules.steps.contains(.title) {
        while TitleHeading.remove(from: &document, &work) { changed = true }
      }
      guard work.rules.steps.contains(.byline),
        DrupalFields.lift(from: &document, &work) || lift(from: &document, &work)
      else { break }
      changed = true
    }
    return changed
  }

  /// Whether there was a lead.
  private static func lift(from document: inout HTMLDocument, _ work: inout EntryWork) -> Bool {
    var lifted: [NodeID] = []
    var lead = Lead()
    var next = firstVisible(in: document)
    while let node = next, lead.date == nil, lifted.count < mostParts {
      guard let part = part(at: node, in: document) else { break }
      lifted.append(node)
      lead.authors += part.authors.filter { !lead.authors.contains($0) }
      lead.date = part.date
      next = document.nextVisibleSibling(of: node)
    }
    guard let date = lead.date, isNear(date, work.date) else { return false }
    lead.authors = recased(lead.authors, by: document, without: lifted)
    for node in lifted {
      work.log.recordRemoval("lead.byline", of: node, in: document)
      document.detach(node)
    }
    if work.lead.authors.isEmpty { work.lead.authors = lead.authors }
    if work.lead.date == nil { work.lead.date = date }
    return true
  }

  /// Some archives wrap a body in a `div`, which would hide what comes first and last in it.
  private static func unwrapBody(
    _ document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    var changed = false
    for _ in 0..<HTMLDocument.maximumDepth {
      guard let only = document.onlyVisibleChild(of: document.root),
        document.isElement(only, .div), !isLead(only, in: document),
        !document.hasAttribute(.dir, of: only), !document.hasAttribute(.lang, of: only),
        !document.hasAttribute(.style, of: only), document.firstChild(of: only) != nil
      else { break }
      work.log.recordChange(
        "repair.wrapper", of: only, before: document.openTag(of: only), after: "", in: document)
      document.unwrap(only)
      changed = true
    }
    return changed
  }

  private static func isLead(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    part(at: id, in: document)?.date != nil
  }

  private static func firstVisible(in document: borrowing HTMLDocument) -> NodeID? {
    guard let first = document.firstChild(of: document.root) else { return nil }
    return document.isInvisible(first) ? document.nextVisibleSibling(of: first) : first
  }

  private static func isNear(_ date: LeadDate, _ own: Timestamp?) -> Bool {
    guard let own else { return true }
    return date.distance(to: own) <= farthest
  }

  /// What a node says if it is part of a lead and of nothing else.
  private static func part(at id: NodeID, in document: borrowing HTMLDocument) -> Lead? {
    switch document.kind(of: id) {
    case .text: return standsAlone(id, in: document) ? date(in: id, of: document) : nil
    case .element where document.namespace(of: id) == .html: break
    default: return nil
    }
    switch document.name(of: id) {
    case .address:
      guard holdsOnlyInline(id, in: document) else { return nil }
      guard let text = document.trimmedText(of: id, upTo: 300) else { return nil }
      return Lead(authors: Byline.names(in: text))
    case .time: return standsAlone(id, in: document) ? time(id, in: document) : nil
    case .p: return date(in: id, of: document)
    case .div:
      if let only = document.onlyVisibleChild(of: id), document.isElement(only, .i) {
        return italicPart(only, in: document)
      }
      return date(in: id, of: document) ?? group(id, in: document)
    case .aside, .header, .section: return group(id, in: document)
    default: return nil
    }
  }

  /// A block that holds a `time` and perhaps a line of who wrote it and where, and nothing else.
  private static func group(
    _ id: NodeID, in document: borrowing HTMLDocument, depth: Int = 0
  ) -> Lead? {
    let parts = document.visibleChildren(of: id, upTo: 4)
    guard parts.count <= 3, depth < 4 else { return nil }
    var lead = Lead()
    for part in parts {
      if document.isElement(part, .time) {
        guard lead.date == nil, let date = time(part, in: document)?.date else { return nil }
        lead.date = date
      } else if document.isElement(part, .div) || document.isElement(part, .header),
        let inner = group(part, in: document, depth: depth + 1)
      {
        guard lead.date == nil else { return nil }
        lead = inner
      } else if document.isElement(part), holdsOnlyInline(part, in: document),
        let text = document.trimmedText(of: part, upTo: 80), SummaryJudge.isByline(text)
      {
        continue
      } else {
        return nil
      }
    }
    return lead.date == nil ? nil : lead
  }

  /// `<i>AUTHOR<br>DATE</i>` or `<i>DATE</i>`.
  private static func italicPart(_ id: NodeID, in document: borrowing HTMLDocument) -> Lead? {
    var lines: [[UInt8]] = [[]]
    for child in document.children(of: id) {
      guard lines.count <= 2 else { return nil }
      if document.isText(child) {
        document.appendTextContent(of: child, to: &lines[lines.count - 1])
      } else if document.isElement(child, .br) {
        lines.append([])
      } else {
        return nil
      }
    }
    lines = lines.map { Array($0.trimmedSpaces) }
    guard lines.count <= 2, let last = lines.last, let date = LeadDate(last) else { return nil }
    let byline = lines.count == 2 ? lines[0] : []
    guard byline.count <= 300 else { return nil }
    return Lead(authors: Byline.names(in: byline), date: date)
  }

  private static func date(in id: NodeID, of document: borrowing HTMLDocument) -> Lead? {
    guard holdsOnlyInline(id, in: document), let text = document.trimmedText(of: id, upTo: 64)
    else { return nil }
    return LeadDate(text).map { Lead(date: $0) }
  }

  /// The text says the day, the attribute perhaps the time of day too.
  private static func time(_ id: NodeID, in document: borrowing HTMLDocument) -> Lead? {
    guard var lead = date(in: id, of: document), let day = lead.date else {
      return pastTime(id, in: document)
    }
    if !day.hasTimeOfDay, let value = document.bytes(of: .datetime, id),
      let exact = LeadDate(value), exact.hasTimeOfDay, let moment = exact.timestamp(),
      day.distance(to: moment) <= 86_400_000
    {
      lead.date = exact
    }
    return lead
  }

  /// "14 minutes ago": false ever after, while the attribute says when.
  private static func pastTime(_ id: NodeID, in document: borrowing HTMLDocument) -> Lead? {
    guard holdsOnlyInline(id, in: document), let text = document.trimmedText(of: id, upTo: 64),
      SummaryJudge.isTimestamp(text), let value = document.bytes(of: .datetime, id)
    else { return nil }
    return LeadDate(value).map { Lead(date: $0) }
  }

  /// Whether no text goes on behind it on the same line.
  private static func standsAlone(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let next = document.nextVisibleSibling(of: id) else { return true }
    return document.isElement(next)
      && (ContentModel.isBlock(document.name(of: next)) || document.isElement(next, .br)
        || document.isElement(next, .img) || document.isElement(next, .time))
  }

  /// Whether there is nothing inside but text and its emphasis.
  private static func holdsOnlyInline(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var current = document.next(after: id, in: id)
    while let node = current {
      if document.isElement(node) {
        switch document.name(of: node) {
        case .i, .em, .b, .strong, .span, .time, .small, .font, .cite: break
        default: return false
        }
      }
      current = document.next(after: node, in: id)
    }
    return true
  }

  /// Names in capitals as the rest of the body spells them.
  private static func recased(
    _ names: [String], by document: borrowing HTMLDocument, without lifted: [NodeID]
  ) -> [String] {
    guard names.contains(where: { Byline.isAllCapitals(Array($0.utf8)) }) else { return names }
    var text: [UInt8] = []
    for child in document.children(of: document.root) where !lifted.contains(child) {
      document.appendTextContent(of: child, to: &text)
      text.append(0x0A)
    }
    return names.enumerated().map { index, name in
      let bytes = Array(name.utf8)
      guard index < mostParts, Byline.isAllCapitals(bytes),
        let found = Byline.recased(bytes, from: text)
      else {
        return name
      }
      return String(decoding: found, as: UTF8.self)
    }
  }
}
