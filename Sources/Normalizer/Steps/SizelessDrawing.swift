internal import HTML

/// Drawings that were uploaded and have no size of their own: WordPress writes `width="1" height="1"`,
/// or 0, for every SVG.
enum SizelessDrawing {
  /// Bytes of an alternative text that describes a picture.
  private static let description = 24

  /// Whether an address may be a drawing's; `false` is certain.
  static func mayBe(_ source: [UInt8]) -> Bool {
    PictureName.suffix(of: source).equalsIgnoringCase("svg".utf8)
  }

  /// Whether a tiny picture is one: an SVG whose size stands in attributes alone, from a folder of
  /// uploads, of a class of WordPress', with a caption or with a description.
  static func isOne(
    _ image: NodeID, at source: [UInt8], in document: borrowing HTMLDocument
  ) -> Bool {
    guard mayBe(source), !isSizedByStyle(image, in: document) else { return false }
    if source.firstRange(ofBytes: Array("/uploads/".utf8)) != nil { return true }
    let isUpload = document.withAttribute(.class, of: image) { classes in
      classes.containsWord { word in
        word.starts(with: "wp-image-") || word.starts(with: "attachment-")
      }
    }
    if isUpload == true { return true }
    let text = document.bytes(of: .alt, image)?.collapsedSpaces ?? []
    if text.count >= description, text.contains(0x20) { return true }
    guard let figure = document.ancestor(of: image, named: .figure) else { return false }
    return document.firstElement(.figcaption, in: figure).map { document.showsText($0) } ?? false
  }

  /// Takes the sizes away that would make a dot of it.
  static func free(_ image: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork) {
    guard Appearance(of: image, in: document).isTiny,
      document.hasAttribute(.width, of: image) || document.hasAttribute(.height, of: image)
    else { return }
    let before = work.log.isOn ? document.openTag(of: image) : ""
    document.removeAttributes(of: image) { $0 == .width || $0 == .height }
    work.log.recordChange(
      "tracker.pixel", of: image, before: before, after: document.openTag(of: image), in: document)
  }

  private static func isSizedByStyle(_ image: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.withAttribute(.style, of: image) { $0.holds("width") || $0.holds("height") } ?? false
  }
}
