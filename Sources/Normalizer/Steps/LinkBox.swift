internal import FeedModel
internal import HTML

/// A block of nothing but links and labels: what a share, related-posts or newsletter plug-in prints.
///
/// No sentence, no picture of a size to look at, no player: it can't be the article, whatever its
/// share of one.
enum LinkBox {
  /// Bytes of all labels outside of links, and of one link's text.
  private static let mostLabels = 240
  private static let mostLinkText = 300
  /// Bytes of a label without anything that it could belong to: more would be a sentence.
  private static let mostOfOneLabel = 40
  /// Pixels of the largest icon.
  private static let icon = 100

  static func isOne(
    _ id: NodeID, in document: borrowing HTMLDocument, _ endpoints: ShareEndpoints
  ) -> Bool {
    var labels = 0
    var hasParts = false
    var current = document.next(after: id, in: id)
    while let node = current {
      var skips = false
      switch document.kind(of: node) {
      case .text:
        let words = document.withText(of: node) { $0.copied.collapsedSpaces }
        labels += words.count - BareAddress.length(in: words)
        if labels > mostLabels { return false }
      case .element:
        switch document.name(of: node) {
        case .a:
          guard isPlainLink(node, in: document, endpoints) else { return false }
          skips = true
          hasParts = true
        case .script, .style, .noscript, .template, .button, .input, .label:
          skips = true
          hasParts = true
        case .img: if !isIcon(node, in: document) { return false }
        case .picture, .video, .audio, .iframe, .object, .embed, .math, .svg, .table, .pre,
          .blockquote, .figure:
          return false
        default: break
        }
      case .comment, .doctype, .document: break
      }
      current =
        skips ? document.next(afterSubtree: node, in: id) : document.next(after: node, in: id)
    }
    return hasParts || labels <= mostOfOneLabel
  }

  /// Whether there is a link, a script or a control in a block: prose alone is no plug-in's.
  static func holdsParts(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var current = document.next(after: id, in: id)
    while let node = current {
      switch document.name(of: node) {
      case .a, .script, .iframe, .img, .button, .input, .form: return true
      default: break
      }
      current = document.next(after: node, in: id)
    }
    return !document.showsText(id)
  }

  private static func isPlainLink(
    _ link: NodeID, in document: borrowing HTMLDocument, _ endpoints: ShareEndpoints
  ) -> Bool {
    guard document.trimmedText(of: link, upTo: mostLinkText) != nil else { return false }
    var current = document.next(after: link, in: link)
    while let node = current {
      if document.isMedia(node) {
        guard document.isElement(node, .img),
          isIcon(node, in: document)
            || document.attribute(.href, of: link).flatMap({ WebAddress(written: $0) })
              .map(endpoints.know) == true
        else { return false }
      }
      current = document.next(after: node, in: link)
    }
    return true
  }

  /// Whether an image says that it is small.
  static func isIcon(_ image: NodeID, in document: borrowing HTMLDocument) -> Bool {
    for name in [AttributeName.width, .height] {
      if let value = document.attribute(name, of: image), let size = Int(value), size <= icon {
        return true
      }
    }
    return false
  }
}
