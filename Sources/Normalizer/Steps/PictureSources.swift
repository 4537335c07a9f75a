internal import HTML

/// Sources of `picture` whose candidates were behind a proxy that made sizes and formats of one
/// original.
enum PictureSources {
  /// Takes from a source what is no longer true: a `type` that its addresses deny, and `sizes`
  /// where there is nothing to choose from.
  static func note(
    _ source: NodeID, _ set: SourceSet, isOne: Bool, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    if isOne {
      work.unwrappedSources.insert(source)
      document.removeAttribute(.sizes, of: source)
    }
    guard let type = document.attribute(.type, of: source),
      set.candidates.contains(where: { isDenied(type, by: $0.address) })
    else { return }
    work.unwrappedSources.insert(source)
    document.removeAttribute(.type, of: source)
    work.log.recordChange(
      "addresses.resolve", of: source, before: "type=\"\(type)\"", after: "", in: document)
  }

  private static func isDenied(_ type: String, by address: String) -> Bool {
    PictureName.mediaType(of: address.utf8).map { !$0.hasBytes(of: type) } ?? false
  }

  /// Removes sources that offer nothing but the image's own address.
  static func settle(
    beside image: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard !work.unwrappedSources.isEmpty, let own = document.bytes(of: .src, image) else { return }
    var previous = document.previousSibling(of: image)
    while let node = previous {
      previous = document.previousSibling(of: node)
      if document.isElement(node, .img) { return }
      guard work.unwrappedSources.contains(node), document.bytes(of: .srcset, node) == own else {
        continue
      }
      work.log.recordRemoval("addresses.resolve", of: node, in: document)
      document.detach(node)
    }
  }
}
