internal import FilterLists
internal import HTML

/// What an entry's elements hold, as far as filter lists must leave it alone.
struct ListedMeasures {
  /// Bytes without blanks.
  let text: SubtreeSums
  /// The same, of texts in links.
  let linkText: SubtreeSums
  /// Pictures that are to be seen.
  let images: SubtreeSums
  /// Those among them that something shows to be the article's.
  let articlePictures: SubtreeSums

  /// The least side of a picture that an article shows, in CSS pixels.
  private static let articleSide = 300.0
  /// How far above a picture its figure or caption is looked for.
  private static let levels = 3

  init(_ document: borrowing HTMLDocument) {
    text = SubtreeSums(of: document) { document, node in document.ownTextLength(of: node) }
    let links = ListedMeasures.textsOfLinks(document)
    linkText = SubtreeSums(of: document) { document, node in
      links.contains(node) ? document.ownTextLength(of: node) : 0
    }
    images = SubtreeSums(of: document) { document, node in
      document.isElement(node, .img) && ListedMeasures.isPicture(node, in: document) ? 1 : 0
    }
    articlePictures = SubtreeSums(of: document) { document, node in
      document.isElement(node, .img) && ListedMeasures.isArticlePicture(node, in: document) ? 1 : 0
    }
  }

  /// What is longer than this, links left out, is no label of an advertisement: bytes without
  /// blanks.
  private static let longestLabel = 120

  /// Whether a rule that names no site would take prose or a picture of the article.
  func isContent(_ node: NodeID, by rule: ListedRule) -> Bool {
    !rule.isNamed
      && (text[node] - linkText[node] > ListedMeasures.longestLabel || articlePictures[node] > 0)
  }

  func suspect(_ node: NodeID, _ rule: ListedRule) -> ListedShare.Suspect {
    ListedShare.Suspect(node: node, rule: rule, text: text[node], images: images[node])
  }

  /// In one walk, however links lie in each other.
  private static func textsOfLinks(_ document: borrowing HTMLDocument) -> Set<NodeID> {
    var texts: Set<NodeID> = []
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      guard document.isElement(node, .a) else {
        current = document.next(after: node, in: document.root)
        continue
      }
      for inner in document.descendants(of: node) where document.isText(inner) {
        texts.insert(inner)
      }
      current = document.next(afterSubtree: node, in: document.root)
    }
    return texts
  }

  /// Whether it is more than a pixel and not hidden.
  static func isPicture(_ image: NodeID, in document: borrowing HTMLDocument) -> Bool {
    let appearance = Appearance(of: image, in: document)
    return !appearance.isTiny && !appearance.isFlat && !appearance.isHidden
  }

  /// Whether it stands in a figure or above a caption, or is large.
  static func isArticlePicture(_ image: NodeID, in document: borrowing HTMLDocument) -> Bool {
    let appearance = Appearance(of: image, in: document)
    if max(appearance.width ?? 0, appearance.height ?? 0) >= articleSide { return true }
    if hasWideCandidate(image, in: document) { return true }
    var node = image
    for _ in 0..<levels {
      guard let parent = document.parent(of: node), document.isElement(parent) else { return false }
      if document.isElement(parent, .figure) || isCaptioned(parent, in: document) { return true }
      node = parent
    }
    return false
  }

  /// `<div class="wp-caption">` and elements of their like.
  private static func isCaptioned(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.withAttribute(.class, of: id) { $0.holds("caption") } == true
  }

  private static func hasWideCandidate(
    _ image: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    guard let value = document.bytes(of: .srcset, image) else { return false }
    return SourceSet(parsing: value).candidates.contains { candidate in
      guard candidate.descriptor.utf8.last == UInt8(ascii: "w"),
        let width = Double(candidate.descriptor.dropLast())
      else { return false }
      return width >= articleSide
    }
  }
}
