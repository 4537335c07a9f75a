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
    let path = Array(address.path.utf8.map(\.lowercased))
    let dot = path.lastIndex(of: UInt8(ascii: ".")).map { $0 + 1 } ?? path.count
    switch String(decoding: path[dot...], as: UTF8.self) {
    case "mp4", "m4v": return "video/mp4"
    case "webm": return kind == "audio" ? "audio/webm" : "video/webm"
    case "ogv": return "video/ogg"
    case "mov": return "video/quicktime"
    case "m3u8": return "application/vnd.apple.mpegurl"
    case "mp3": return "audio/mpeg"
    case "m4a": return "audio/mp4"
    case "aac": return "audio/aac"
    case "ogg", "oga", "opus": return kind == "audio" ? "audio/ogg" : "video/ogg"
    case "wav": return "audio/wav"
    case "flac": return "audio/flac"
    default: return kind == "audio" ? "audio/mpeg" : "video/mp4"
    }
  }
}
