internal import Bytes
internal import FeedModel
internal import HTML

/// Audio and video of the body, which become attachments too.
enum Attachments {
  static func collect(
    _ node: NodeID, in document: borrowing HTMLDocument, _ work: inout EntryWork
  ) {
    let kind = document.isElement(node, .video) ? "video" : "audio"
    var found: (address: WebAddress, type: String?)?
    if let source = document.attribute(.src, of: node),
      let address = WebAddress(source, base: work.base)
    {
      found = (address, nil)
    } else {
      var current = document.next(after: node, in: node)
      while let source = current, found == nil {
        if document.isElement(source, .source),
          let text = document.attribute(.src, of: source),
          let address = WebAddress(text, base: work.base)
        {
          found = (address, document.attribute(.type, of: source))
        }
        // What lies in a player inside is that one's.
        current =
          document.isElement(source, .audio) || document.isElement(source, .video)
          ? document.next(afterSubtree: source, in: node) : document.next(after: source, in: node)
      }
    }
    guard let found, found.address.isHTTP else { return }
    let address =
      work.rules.cleanedMedia(found.address, ownHosts: work.ownHosts)?.address
      ?? found.address
    work.attachments.append(
      Attachment(
        address: address, mediaType: mediaType(found.type, of: address, kind: kind)),
      key: address)
  }

  private static func mediaType(
    _ written: String?, of address: WebAddress, kind: String
  )
    -> String
  {
    if let written {
      let type = written.utf8.prefix { $0 != UInt8(ascii: ";") }.map(\.lowercased)
      if type.contains(UInt8(ascii: "/")), type.count < 60 {
        return String(decoding: type.trimmedBlanks, as: UTF8.self)
      }
    }
    let byName = MediaTypesByEnding.type(ofName: address.path, kind: kind)
    return byName.flatMap { isPlayed($0) ? $0 : nil }
      ?? (kind == "audio" ? "audio/mpeg" : "video/mp4")
  }

  /// Sounds, films, and lists of their pieces (RFC 8216).
  private static func isPlayed(_ type: String) -> Bool {
    type.hasPrefix("audio/") || type.hasPrefix("video/") || type == "application/vnd.apple.mpegurl"
  }
}
