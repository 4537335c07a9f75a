internal import HTML

/// The small, blurred copy that shows until a picture has come: it goes where the picture stands right
/// behind it.
enum BlurredCopy {
  /// Pixels up to which a copy is known to be one.
  private static let widest = 120

  static func drop(
    _ image: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard work.rules.steps.contains(.blankPictures),
      let source = document.bytes(of: .src, image), !source.allSatisfy(\.isHTMLBlank),
      let picture = picture(behind: image, in: document),
      let address = document.bytes(of: .src, picture), !address.startsIgnoringCase("data:".utf8),
      !address.allSatisfy(\.isHTMLBlank)
    else { return }
    let isCopy =
      source.startsIgnoringCase("data:".utf8)
      ? isSilent(image, in: document) : isSmaller(image, source, picture, address, document, work)
    guard isCopy else { return }
    work.log.recordRemoval("repair.blank", of: image, in: document)
    document.detach(image)
  }

  /// The picture that comes next in the same place.
  private static func picture(
    behind image: NodeID, in document: borrowing HTMLDocument
  ) -> NodeID? {
    guard let next = document.nextVisibleSibling(of: image), document.isElement(next) else {
      return nil
    }
    if document.isElement(next, .img) { return next }
    switch document.name(of: next) {
    case .picture, .noscript, .span, .div:
      return document.showsText(next) ? nil : document.firstElement(.img, in: next)
    default: return nil
    }
  }

  /// Whether it is there for the eye alone, and says nothing.
  private static func isSilent(_ image: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.bytes(of: .alt, image)?.allSatisfy(\.isHTMLBlank) != false else { return false }
    let isHidden = document.attributeName("aria-hidden").flatMap { document.bytes(of: $0, image) }
    if isHidden?.elementsEqual("true".utf8) == true { return true }
    return document.withAttribute(.class, of: image) { classes in
      classes.containsWord { word in
        word.equals("lqip") || word.equals("placeholder") || word.equals("blur")
          || word.equals("blurred") || word.equals("image-placeholder") || word.equals("blur-up")
      }
    } == true
  }

  private static func isSmaller(
    _ image: NodeID, _ source: [UInt8], _ picture: NodeID, _ address: [UInt8],
    _ document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    guard let width = PictureKeys.width(source), width <= widest,
      PictureKeys.width(address).map({ $0 > width }) ?? true
    else { return false }
    return PictureKeys(of: image, in: document, work)
      .isLike(PictureKeys(of: picture, in: document, work))
  }
}
