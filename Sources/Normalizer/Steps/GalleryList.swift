internal import FeedModel
internal import HTML
internal import JSON

/// Pictures that a block without content lists in JSON for a script: Jetpack's `data-gallery`.
struct GalleryList {
  /// Longer values are left as they are, in bytes.
  private static let longest = 1 << 16
  private static let mostPictures = 60

  private let name: AttributeName?

  init(_ document: borrowing HTMLDocument) {
    name = document.attributeName("data-gallery").flatMap { document.mayHold($0) ? $0 : nil }
  }

  /// Whether the block became its pictures.
  func repair(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    guard let name, let value = document.bytes(of: name, node), value.count <= GalleryList.longest,
      value.first == UInt8(ascii: "["), document.isElement(node, .div),
      !document.showsText(node), !document.holdsMedia(node),
      let list = (try? JSONDocument(parsing: value))?.root.elements
    else { return false }
    let figure = document.makeElement(.figure)
    var count = 0
    for picture in list.prefix(GalleryList.mostPictures) {
      guard let text = picture["src"]?.string ?? picture["url"]?.string,
        let address = WebAddress(text, base: work.base), address.isHTTP
      else { continue }
      let image = document.makeElement(.img)
      document.setAttribute(.src, to: address.href, of: image)
      if let words = picture["caption"]?.string ?? picture["alt"]?.string, !words.utf8.isEmpty {
        document.setAttribute(.alt, to: PlainText.line(words), of: image)
      }
      document.append(image, to: figure)
      count += 1
    }
    guard count > 0 else { return false }
    let before = work.log.isOn ? document.openTag(of: node) : ""
    document.replace(node, with: figure)
    work.log.recordChange(
      "lazy.attribute", of: figure, before: before, after: document.markup(of: figure),
      in: document)
    return true
  }
}
