internal import Bytes
internal import FeedModel

/// The picture of an item in an element of no module: `image`, `bigimage`, `smallimage`,
/// `thumbnail`, `thumb`, and Bing's `News:Image`.
///
/// The address is the element's text, its `url` or `link`, or an attribute.
struct ItemPicture {
  var address: WebAddress
  /// Pixels that it is wide by its name, else that such an element's usually is.
  private(set) var width: Int

  /// Narrower ones stand back behind whatever else is named.
  private static let small = 300

  var isSmall: Bool { width < ItemPicture.small }

  /// `nil` for what is no picture's address: a page, an icon, a home page, a bare file name.
  init?(_ node: XMLNode, base: WebAddress?) {
    guard let usual = ItemPicture.usualWidth(node.name.name) else { return nil }
    let addresses = [
      node.first(.url)?.text, node.attribute(.url), node.attribute(.href), node.attribute(.src),
      node.attribute(.resource, in: .rdf), node.text,
    ]
    if let text = addresses.lazy.compactMap(LinkReading.nonEmpty).first {
      guard let address = ItemPicture.address(text, base: base) else { return nil }
      self.address = address
    } else {
      // Beside a `url` it leads to the article; alone it is the picture, if it looks like one.
      guard let text = node.first(.link)?.text,
        let address = ItemPicture.address(text, base: base),
        MediaTypeReading.isPicture(address)
      else { return nil }
      self.address = address
    }
    width = ItemPicture.width(in: address.path) ?? usual
  }

  /// The widest; of equals the first.
  static func widest(_ pictures: [ItemPicture]) -> ItemPicture? {
    var best: ItemPicture?
    for picture in pictures where picture.width > best?.width ?? 0 { best = picture }
    return best
  }

  /// Bing's namespace is the address of the search.
  static func isOfBing(_ name: XMLName) -> Bool {
    name.name == .image && name.namespace == .other
      && WebAddress(name.uri)?.isWithin("bing.com") == true
  }

  /// `nil` for names of other elements.
  private static func usualWidth(_ name: Name) -> Int? {
    switch name {
    case .bigimage: 1_000
    case .image: 800
    case .smallimage: 200
    case .thumbnail, .thumb: 150
    default: nil
    }
  }

  private static func address(_ text: String, base: WebAddress?) -> WebAddress? {
    let text = SiteTwice.inner(text) ?? text
    let isWhole =
      text.utf8.first == 0x2F || UTF8Text.hasPrefix(text, ignoringCase: "http://")
      || UTF8Text.hasPrefix(text, ignoringCase: "https://")
    guard isWhole, !text.utf8.contains(where: UTF8Text.isSpace),
      let address = LinkReading.page(text, base: base), address.isHTTP,
      address.path.utf8.count > 1, !isOther(address), !Portraits.isPortrait(address)
    else { return nil }
    return address
  }

  /// Whether the name is that of a page, an icon or a file of another kind.
  private static func isOther(_ address: WebAddress) -> Bool {
    if let type = MediaTypesByEnding.type(ofName: address.path) {
      return !type.utf8.starts(with: "image/".utf8)
    }
    let name = address.path.utf8.split(separator: 0x2F).last.map(Array.init) ?? []
    guard let dot = name.lastIndex(of: 0x2E) else { return false }
    let ending = UTF8Text.lowered(String(decoding: name[(dot + 1)...], as: UTF8.self))
    return ending == "ico" || MediaTypesByEnding.text(ending) != nil
  }

  /// The first number of a `600x338` anywhere in a path.
  private static func width(in path: String) -> Int? {
    let bytes = Array(path.utf8)
    for cross in bytes.indices where bytes[cross] | 0x20 == 0x78 {
      let before = bytes[..<cross].reversed().prefix(while: UTF8Text.isDigit)
      let after = bytes[(cross + 1)...].prefix(while: UTF8Text.isDigit)
      guard (2...4).contains(before.count), (2...4).contains(after.count) else { continue }
      return UTF8Text.integer(String(decoding: before.reversed(), as: UTF8.self))
    }
    return nil
  }
}

/// Addresses that a publisher's program has put its own site before, though they were whole:
/// `https://news.example/https://cdn.news.example/a.jpg`.
enum SiteTwice {
  /// The whole address of a picture behind a site and a slash, where it is at the same site or below
  /// it; `nil` for all else, archives and proxies of other people's pictures among them.
  static func inner(_ text: String) -> String? {
    let bytes = Array(UTF8Text.trimmed(text).utf8)
    guard let start = innerStart(bytes), let outer = WebAddress(text),
      let host = outer.host
    else { return nil }
    let inner = String(decoding: bytes[start...], as: UTF8.self)
    let site = host.utf8.starts(with: "www.".utf8) ? String(host.dropFirst(4)) : host
    guard let address = WebAddress(inner), address.isWithin(site),
      MediaTypeReading.isPicture(address)
    else { return nil }
    return inner
  }

  /// Where `http` begins right behind the host's slash.
  private static func innerStart(_ bytes: [UInt8]) -> Int? {
    guard bytes.starts(with: "http".utf8), let colon = bytes.firstIndex(of: 0x3A),
      bytes[colon...].starts(with: "://".utf8),
      let slash = bytes[(colon + 3)...].firstIndex(of: 0x2F)
    else { return nil }
    let rest = bytes[(slash + 1)...]
    return rest.starts(with: "http://".utf8) || rest.starts(with: "https://".utf8)
      ? slash + 1 : nil
  }
}
