internal import FeedModel
internal import HTML

/// Pictures that elements unknown to HTML name: Trix' attachments, posters of films and of models.
enum ThingPicture {
  /// Whether an element says that its address is a picture's.
  static func isNamed(by node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let name = document.attributeName("content-type") else { return false }
    return document.withAttribute(name, of: node) { $0.starts(with: "image/") } ?? false
  }

  /// The still picture of a thing.
  static func poster(
    of node: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> WebAddress? {
    guard let value = document.attribute(.poster, of: node), !value.isEmpty,
      let address = WebAddress(value, base: work.base), address.isHTTP
    else { return nil }
    return address
  }

  /// Puts a picture with its caption into the place of an element.
  static func show(
    _ source: [UInt8], inPlaceOf node: NodeID, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    let before = work.log.isOn ? document.openTag(of: node) : ""
    let image = document.makeElement(.img)
    document.setAttribute(.src, to: String(decoding: source, as: UTF8.self), of: image)
    for name in [AttributeName.width, .height, .alt] {
      if let value = document.attribute(name, of: node) {
        document.setAttribute(name, to: value, of: image)
      }
    }
    let caption = document.attributeName("caption").flatMap { document.attribute($0, of: node) }
    var shown = image
    if let caption, !caption.utf8.isEmpty {
      shown = document.makeElement(.figure)
      let words = document.makeElement(.figcaption)
      document.append(document.makeText(caption), to: words)
      document.append(image, to: shown)
      document.append(words, to: shown)
    }
    document.replace(node, with: shown)
    work.log.recordChange(
      "lazy.attribute", of: shown, before: before, after: document.markup(of: shown), in: document)
  }
}
