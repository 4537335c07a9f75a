internal import FeedModel

/// Links and enclosures, from elements of whatever dialect.
enum LinkReading {
  /// The relation as the model writes it: registered names in lower case without IANA's prefix,
  /// nothing means `alternate` (RFC 4287 §4.2.7.2).
  static func relation(_ text: String?) -> String {
    guard let text = text.map(Bytes.trimmed), !text.isEmpty else { return "alternate" }
    let iana: StaticString = "http://www.iana.org/assignments/relation/"
    if Bytes.hasPrefix(text, ignoringCase: iana) {
      return Bytes.lowered(String(text.dropFirst(iana.utf8CodeUnitCount)))
    }
    return text.utf8.contains(0x3A) ? text : Bytes.lowered(text)
  }

  /// Whether an alternate is a page for people and not another feed.
  static func isPage(_ node: XMLNode) -> Bool {
    guard let type = node.attribute(.type).map(Bytes.lowered) else { return true }
    return !type.hasSuffix("+xml") || type == "application/xhtml+xml"
  }

  static func link(_ node: XMLNode, rel: String, base: WebAddress?) -> Link? {
    guard let href = node.attribute(.href) ?? node.attribute(.resource, in: .rdf),
      let address = WebAddress(href, base: base)
    else { return nil }
    return Link(
      rel: rel, address: address, type: nonEmpty(node.attribute(.type)).map(Bytes.lowered),
      hreflang: nonEmpty(node.attribute(.hreflang)), title: nonEmpty(node.attribute(.title)),
      length: node.attribute(.length).flatMap(Bytes.integer))
  }

  static func attachment(_ node: XMLNode, address: String, base: WebAddress?) -> Attachment? {
    guard !address.isEmpty, let address = WebAddress(address, base: base) else { return nil }
    let bytes = (node.attribute(.length) ?? node.attribute(.filesize)).flatMap(Bytes.integer)
    return Attachment(
      address: address,
      mediaType: nonEmpty(node.attribute(.type)).map(Bytes.lowered)
        ?? MediaTypes.guess(from: address.href, medium: node.attribute(.medium)),
      title: nonEmpty(node.attribute(.title)), bytes: bytes == 0 ? nil : bytes,
      seconds: node.attribute(.duration).flatMap(Durations.seconds))
  }

  static func nonEmpty(_ text: String?) -> String? {
    guard let text = text.map(Bytes.trimmed), !text.isEmpty else { return nil }
    return text
  }
}

extension Attachment {
  /// Takes over what another description of the same file says and this one doesn't.
  mutating func complete(with other: Attachment) {
    mediaType = mediaType ?? other.mediaType
    title = title ?? other.title
    bytes = bytes ?? other.bytes
    seconds = seconds ?? other.seconds
  }
}

/// Categories of RSS and Atom.
enum CategoryReading {
  static func category(_ node: XMLNode) -> Category? {
    let label = LinkReading.nonEmpty(node.attribute(.label))
    let scheme = LinkReading.nonEmpty(node.attribute(.scheme) ?? node.attribute(.domain))
    let text = LinkReading.nonEmpty(node.text).map(CharacterReferences.resolvedInText)
    let term = LinkReading.nonEmpty(node.attribute(.term)) ?? text
    guard let term = term ?? label else { return nil }
    return Category(term: term, scheme: scheme, label: label)
  }
}

/// Atom's `source` element (RFC 4287 §4.2.11).
enum SourceReading {
  static func source(_ node: XMLNode, base: WebAddress?) -> EntrySource {
    var source = EntrySource()
    for child in node.children {
      switch child.name.name {
      case .id: source.id = LinkReading.nonEmpty(child.text)
      case .title: source.title = LinkReading.nonEmpty(child.text)
      case .link:
        let address = child.attribute(.href).flatMap { WebAddress($0, base: child.base ?? base) }
        if LinkReading.relation(child.attribute(.rel)) == "self" {
          source.feedAddress = source.feedAddress ?? address
        } else if LinkReading.relation(child.attribute(.rel)) == "alternate" {
          source.homepage = source.homepage ?? address
        }
      default: break
      }
    }
    return source
  }
}

extension SourceReading {
  static func authors(_ node: XMLNode, base: WebAddress?) -> [Person] {
    node.children.filter { $0.name.name == .author }.prefix(200).flatMap {
      PersonReading.persons($0, base: base)
    }
  }
}

/// Media types by the extension of an address.
enum MediaTypes {
  static func guess(from address: String, medium: String?) -> String? {
    let path = address.utf8.prefix { $0 != 0x3F && $0 != 0x23 }
    let name = path.suffix(8)
    guard let dot = name.lastIndex(of: 0x2E) else { return nil }
    let ending = String(decoding: name[name.index(after: dot)...].map(Bytes.fold), as: UTF8.self)
    return byEnding[ending]
  }

  private static let byEnding: [String: String] = [
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "aac": "audio/aac", "ogg": "audio/ogg",
    "oga": "audio/ogg", "opus": "audio/ogg", "wav": "audio/wav", "flac": "audio/flac",
    "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime", "webm": "video/webm",
    "mpg": "video/mpeg", "avi": "video/x-msvideo", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "png": "image/png", "gif": "image/gif", "webp": "image/webp", "svg": "image/svg+xml",
    "avif": "image/avif", "pdf": "application/pdf", "epub": "application/epub+zip",
    "zip": "application/zip", "torrent": "application/x-bittorrent",
  ]
}

/// Durations as podcasts write them.
enum Durations {
  /// `1:02:03`, `62:03`, `3723`, `3723.5`; `nil` for all else and for more than a year.
  static func seconds(_ text: String) -> Double? {
    var total = 0
    var part = 0
    var digits = 0
    var parts = 1
    for byte in Bytes.trimmed(text).utf8 {
      if Bytes.isDigit(byte), digits < 9 {
        part = part * 10 + Int(byte - 0x30)
        digits += 1
      } else if byte == 0x3A, digits > 0, parts < 3 {
        total = (total + part) * 60
        (part, digits) = (0, 0)
        parts += 1
      } else if byte == 0x2E, digits > 0 {
        break
      } else {
        return nil
      }
    }
    guard digits > 0, total + part <= 366 * 86_400 else { return nil }
    return Double(total + part)
  }
}
