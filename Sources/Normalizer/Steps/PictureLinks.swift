internal import HTML

/// Links to pictures that show nothing: a gallery's script puts the picture into them.
enum PictureLinks {
  /// Whether a link leads to a file that has a picture's name, and is no page about one (`File:a.jpg`).
  static func leadsToPicture(_ link: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let address = document.bytes(of: .href, link), PictureName.isPicture(address) else {
      return false
    }
    return !PictureName.file(of: address).contains(UInt8(ascii: ":"))
  }

  /// Shows the pictures that links without any content lead to, less those that the body shows
  /// already: a link laid over a picture is none of its own.
  static func show(
    _ links: [NodeID], in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    let empty = links.filter { link in
      document.isAttached(link, to: document.root) && !document.showsText(link)
        && !document.holdsMedia(link)
    }
    guard !empty.isEmpty else { return }
    var shown = PictureKeys()
    for image in document.elements(.img, in: document.root) {
      shown.formUnion(PictureKeys(of: image, in: document, work))
    }
    for link in empty {
      let image = document.makeElement(.img)
      document.setAttribute(.src, to: document.attribute(.href, of: link) ?? "", of: image)
      let keys = PictureKeys(of: image, in: document, work)
      guard !shown.isSame(as: keys), !shown.isLike(keys) else { continue }
      shown.formUnion(keys)
      let title =
        EmbedLink.title(of: link, in: document)
        ?? document.firstElementChild(of: link).flatMap { EmbedLink.title(of: $0, in: document) }
      if let title { document.setAttribute(.alt, to: title, of: image) }
      document.append(image, to: link)
      work.log.recordChange(
        "repair.background", of: link, before: document.openTag(of: link),
        after: document.markup(of: image), in: document)
    }
  }
}
