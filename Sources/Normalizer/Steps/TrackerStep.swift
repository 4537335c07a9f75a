internal import FeedModel
internal import HTML

/// Removes pixels, beacons and hidden pictures that are no part of an article.
///
/// Lazy pictures have been repaired before: what still shows nothing was never meant to.
enum TrackerStep {
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    for image in document.elements(.img, in: document.root) {
      let source = document.bytes(of: .src, image) ?? []
      guard let rule = rule(for: image, at: source, in: document, work) else {
        if SizelessDrawing.mayBe(source) { SizelessDrawing.free(image, in: &document, &work) }
        continue
      }
      work.log.recordRemoval(rule, of: image, in: document)
      document.detach(image)
    }
  }

  /// The rule by which a picture at an absolute address goes; `nil` when it stays.
  static func rule(
    for image: NodeID, at source: [UInt8], in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> String? {
    let appearance = Appearance(of: image, in: document)
    if let parts = AddressParts(source),
      work.rules.trackers.rule(for: parts, isShown: false) != nil,
      let rule = work.rules.trackers.rule(
        for: parts, isShown: isShown(image, source, appearance, in: document)),
      !isLookedAt(image, source, appearance, in: document, work)
    {
      return rule
    }
    if work.rules.steps.contains(.counterPictures), let host = work.counterHost,
      isOfCounter(source, host)
    {
      return "tracker.counter"
    }
    if work.latePictures.contains(image) { return nil }
    if appearance.isTiny {
      guard work.rules.steps.contains(.pixel),
        !SizelessDrawing.isOne(image, at: source, in: document)
      else { return nil }
      return "tracker.pixel"
    }
    guard work.rules.steps.contains(.hiddenPictures),
      appearance.isHidden || appearance.isFlat || isHiddenAlone(image, in: document),
      !isPicture(image, source, appearance, in: document), !isPlaced(image, in: document)
    else { return nil }
    return "tracker.hidden"
  }

  /// Advertisements and pixels of a counter that stands before the entry's link: `/~c/…`, `?g=1957`,
  /// `img.phdo`.
  private static func isOfCounter(_ source: [UInt8], _ host: String) -> Bool {
    guard let parts = AddressParts(source), parts.hostBytes.elementsEqual(host.utf8) else {
      return false
    }
    if parts.pathBytes.starts(with: "/~".utf8) { return true }
    if parts.pathBytes.suffix(5).elementsEqual(".phdo".utf8) { return true }
    guard let query = parts.queryBytes, query.starts(with: "g=".utf8) else { return false }
    return query.dropFirst(2).allSatisfy(\.isASCIIDigit)
  }

  /// Whether the picture's place or size says that it is there to be seen.
  private static func isShown(
    _ image: NodeID, _ source: [UInt8], _ appearance: Appearance,
    in document: borrowing HTMLDocument
  ) -> Bool {
    if appearance.isHidden || appearance.isTiny || appearance.isFlat { return false }
    return appearance.isSized || isNamedPicture(source)
      || document.ancestor(of: image, named: .figure) != nil
  }

  /// Whether the picture is there to be looked at, whoever serves it: it has a caption, stands under its
  /// name in a figure, or is large and no advertisement.
  private static func isLookedAt(
    _ image: NodeID, _ source: [UInt8], _ appearance: Appearance,
    in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    if appearance.isHidden || appearance.isTiny || appearance.isFlat { return false }
    if let figure = document.ancestor(of: image, named: .figure),
      isNamedPicture(source)
        || document.firstElement(.figcaption, in: figure).map({ document.showsText($0) }) == true
    {
      return true
    }
    guard let width = appearance.width, let height = appearance.height,
      width >= shown.width, height >= shown.height
    else { return false }
    // An advertisement leads to who counts it.
    guard let link = document.ancestor(of: image, named: .a),
      let parts = document.bytes(of: .href, link).flatMap({ AddressParts($0) })
    else { return true }
    return work.rules.trackers.rule(for: parts, isShown: false) == nil
  }

  /// Pixels of what is no button.
  private static let shown = (width: 100.0, height: 50.0)

  /// Whether the only thing in a hidden element, perhaps of one more.
  private static func isHiddenAlone(
    _ image: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    var node = image
    for _ in 0..<3 {
      guard document.isAlone(node), let parent = document.parent(of: node),
        document.isElement(parent)
      else { return false }
      if Appearance(of: parent, in: document).isHidden { return true }
      node = parent
    }
    return false
  }

  /// Whether name, candidates or size say that this is a picture. A GIF may be anything.
  private static func isPicture(
    _ image: NodeID, _ source: [UInt8], _ appearance: Appearance,
    in document: borrowing HTMLDocument
  ) -> Bool {
    if document.hasAttribute(.srcset, of: image) { return true }
    if let width = appearance.width, let height = appearance.height, width > 48, height > 48 {
      return true
    }
    if source.starts(with: "data:".utf8) { return !DataPicture.isBlank(source) }
    return isNamedPicture(source)
  }

  private static func isNamedPicture(_ source: [UInt8]) -> Bool {
    PictureName.isPicture(source)
      && !PictureName.suffix(of: source).elementsEqual("gif".utf8)
      && !isNamedPixel(source)
  }

  private static func isNamedPixel(_ source: [UInt8]) -> Bool {
    let stem = PictureName.file(of: source).prefix { $0 != UInt8(ascii: ".") }
    return [
      "pixel", "px", "p", "1", "0", "1x1", "blank", "spacer", "transparent", "track", "count",
    ]
    .contains { stem.elementsEqual($0.utf8) }
  }

  /// Whether the picture stands in a figure, a gallery or a link.
  private static func isPlaced(_ image: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var current = document.parent(of: image)
    while let node = current, document.isElement(node) {
      switch document.name(of: node) {
      case .figure, .picture, .a: return true
      default: break
      }
      let isGallery = document.withAttribute(.class, of: node) {
        $0.holds("gallery") || $0.holds("carousel") || $0.holds("slide") || $0.holds("swiper")
      }
      if isGallery == true { return true }
      current = document.parent(of: node)
    }
    return false
  }
}
