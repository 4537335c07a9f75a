internal import FeedModel
internal import HTML

/// The title again as the body's first heading: every reader shows it above the body.
enum TitleHeading {
  /// Whether there was one.
  static func remove(from document: inout HTMLDocument, _ work: inout EntryWork) -> Bool {
    guard !work.title.isEmpty, let heading = firstHeading(in: document),
      let text = document.trimmedText(of: heading, upTo: 1000), !document.holdsMedia(heading),
      isTitle(text, work.title), linksAreOwn(heading, in: document, work),
      hasMore(behind: heading, in: document)
    else { return false }
    work.log.recordRemoval("lead.title", of: heading, in: document)
    document.detach(heading)
    return true
  }

  /// Bytes of what stands in a figure.
  private static let longestCaption = 600

  /// Whether a heading says the title, whatever its capitals and blanks.
  private static func isTitle(_ text: [UInt8], _ title: String) -> Bool {
    if AppearedFirst.isTitle(text, title) { return true }
    let said = words(String(decoding: text, as: UTF8.self))
    return !said.isEmpty && said.utf8.elementsEqual(words(title).utf8)
  }

  /// In lower case, without blanks.
  private static func words(_ text: String) -> String {
    text.lowercased().filter { !$0.isWhitespace }
  }

  /// The first thing that shows, pictures aside, if it is a heading.
  private static func firstHeading(in document: borrowing HTMLDocument) -> NodeID? {
    var current = document.firstChild(of: document.root)
    while let node = current {
      if document.isInvisible(node) || showsPictureAlone(node, in: document) {
        current = document.next(afterSubtree: node, in: document.root)
      } else if document.isElement(node), document.namespace(of: node) == .html {
        switch document.name(of: node) {
        case .h1, .h2, .h3, .h4, .h5, .h6: return node
        case .p: return isBold(node, in: document) ? node : nil
        case .div, .article, .header, .section, .main, .hgroup:
          current = document.firstChild(of: node)
        default: return nil
        }
      } else {
        return nil
      }
    }
    return nil
  }

  /// Whether all that a paragraph says is bold, as editors without headings write them.
  private static func isBold(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let only = document.onlyVisibleChild(of: id) else { return false }
    return document.isElement(only, .b) || document.isElement(only, .strong)
  }

  private static func showsPictureAlone(
    _ id: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    guard document.isElement(id), document.namespace(of: id) == .html else { return false }
    switch document.name(of: id) {
    case .img, .picture: return true
    case .figure where document.firstElement(.figcaption, in: id) != nil:
      // A caption is the picture's, whatever it says.
      return document.firstElement(.img, in: id) != nil
        && document.trimmedText(of: id, upTo: longestCaption) != nil
    case .figure, .p, .a:
      return document.firstElement(.img, in: id) != nil && !document.showsText(id)
    default: return false
    }
  }

  /// A heading that leads somewhere else is the content of an entry about that.
  private static func linksAreOwn(
    _ heading: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    var current = document.next(after: heading, in: heading)
    while let node = current {
      if document.isElement(node, .a), document.hasAttribute(.href, of: node),
        !ReadMore.leadsToEntry(node, in: document, work)
      {
        return false
      }
      current = document.next(after: node, in: heading)
    }
    return true
  }

  private static func hasMore(
    behind heading: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    var current = document.next(afterSubtree: heading, in: document.root)
    while let node = current {
      if document.isText(node) ? !document.isInvisible(node) : document.isMedia(node) {
        return true
      }
      current = document.next(after: node, in: document.root)
    }
    return false
  }
}
