internal import Bytes
internal import FeedModel
internal import HTML

/// Where a frame leads, and where the thing itself is that its widget shows.
enum FrameAddress {
  /// The address in `src` or `data`; where that is none, or one that no rule knows, the one in
  /// another attribute: consent managers put it there until a visitor has agreed.
  static func address(
    of node: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> WebAddress? {
    var own: WebAddress?
    for name in [AttributeName.src, .data] {
      guard own == nil, let value = document.attribute(name, of: node), !value.isEmpty,
        let address = WebAddress(value, base: work.base), address.isHTTP, !isBlankPage(address)
      else { continue }
      own = address
    }
    if let own, isKnown(own, work) { return own }
    var known: WebAddress?
    var other: WebAddress?
    document.forEachAttribute(of: node) { name, value in
      guard known == nil, value.count < 4096, mayHold(name, in: document) else { return }
      let bytes = Array(value.copied.trimmedBlanks)
      guard UnnamedAttributes.isRooted(bytes), bytes.count > 8, !PictureName.isPicture(bytes),
        let address = WebAddress(String(decoding: bytes, as: UTF8.self), base: work.base),
        address.isHTTP
      else { return }
      if isKnown(address, work) {
        known = address
      } else if other == nil, document.string(name).utf8.contains("src".utf8) {
        other = address
      }
    }
    return known ?? own ?? other
  }

  /// What another site's frame shows, and the rule that says where it stands in its address: a player
  /// that is known, else the page of the thing.
  static func inner(
    of address: WebAddress, _ work: EntryWork
  ) -> (address: WebAddress, rule: String)? {
    guard let parts = AddressParts(address), let found = work.rules.embeds.rule(for: parts),
      !found.rule.inner.isEmpty
    else { return nil }
    var page: WebAddress?
    for name in found.rule.inner {
      guard let value = parts.value(of: name.utf8), !value.isEmpty else { continue }
      let text = String(decoding: PercentCoding.decoded(value), as: UTF8.self)
      guard let inner = WebAddress(text, base: work.base), inner.isHTTP else { continue }
      page = inner
      if isKnown(inner, work) { break }
    }
    return page.map { ($0, found.rule.name) }
  }

  /// `data-*` and what HTML doesn't know.
  private static func mayHold(_ name: AttributeName, in document: borrowing HTMLDocument) -> Bool {
    let text = document.string(name).utf8
    return text.starts(with: "data-".utf8)
      || document.isOwn(name) && !text.starts(with: "on".utf8) && !text.starts(with: "aria-".utf8)
  }

  /// What consent managers show instead.
  private static func isBlankPage(_ address: WebAddress) -> Bool {
    ["empty.html", "blank.html"].contains {
      PictureName.file(of: Array(address.path.utf8)).elementsEqual($0.utf8)
    }
  }

  private static func isKnown(_ address: WebAddress, _ work: EntryWork) -> Bool {
    AddressParts(address).flatMap { work.rules.embeds.rule(for: $0) } != nil
  }

  /// The thing itself, where its widget lies below it or beside it: a post of the Fediverse, a film
  /// of PeerTube, a pen of CodePen. Else the address as it is.
  static func page(behind address: WebAddress) -> WebAddress {
    guard let parts = AddressParts(address) else { return address }
    var path = Array(parts.pathBytes)
    if path.starts(with: "/@".utf8), path.suffix(6).elementsEqual("/embed".utf8) {
      path.removeLast(6)
    } else if path.starts(with: "/p/".utf8), path.suffix(6).elementsEqual("/embed".utf8),
      path.split(separator: UInt8(ascii: "/")).count == 4
    {
      // Pixelfed
      path.removeLast(6)
    } else if let song = NetEasePage.text(behind: parts) {
      return WebAddress(song) ?? address
    } else if path.starts(with: "/videos/embed/".utf8) {
      path.replaceSubrange(0..<14, with: "/videos/watch/".utf8)
    } else if parts.hostBytes.elementsEqual("embed.bsky.app".utf8) {
      let names = path.split(separator: UInt8(ascii: "/"))
      guard names.count == 4, names[2].elementsEqual("app.bsky.feed.post".utf8) else {
        return address
      }
      let page = Array("https://bsky.app/profile/".utf8) + names[1] + "/post/".utf8 + names[3]
      return WebAddress(String(decoding: page, as: UTF8.self)) ?? address
    } else if parts.hostBytes.elementsEqual("codepen.io".utf8),
      let embed = path.firstRange(ofBytes: Array("/embed/".utf8))
    {
      let rest = path[embed.upperBound...]
      let id = rest.starts(with: "preview/".utf8) ? rest.dropFirst(8) : rest
      path = Array(path[..<embed.lowerBound]) + "/pen/".utf8 + id
    } else if parts.hostBytes.elementsEqual("jsfiddle.net".utf8),
      let embed = path.firstRange(ofBytes: Array("/embed".utf8))
    {
      path = Array(path[..<embed.lowerBound]) + "/".utf8
    } else {
      return address
    }
    return WebAddress(parts.originText + String(decoding: path, as: UTF8.self)) ?? address
  }

  /// The post of another WordPress site that a frame shows: `…/post/embed/#?secret=…`.
  static func post(
    behind address: WebAddress, _ node: NodeID, in document: borrowing HTMLDocument
  ) -> WebAddress? {
    guard let parts = AddressParts(address) else { return nil }
    let isNamed =
      document.withAttribute(.class, of: node) { $0.holds("wp-embedded-content") } == true
    let hasSecret = parts.fragment.map { parts.bytes[$0].starts(with: "?secret=".utf8) } ?? false
    guard isNamed || hasSecret else { return nil }
    var path = Array(parts.pathBytes)
    if path.last == UInt8(ascii: "/") { path.removeLast() }
    if path.suffix(6).elementsEqual("/embed".utf8) {
      path.removeLast(5)
      return WebAddress(parts.originText + String(decoding: path, as: UTF8.self))
    }
    // Without permalinks: `?p=1&embed=true`.
    let query = parts.parameters.map { parts.bytes[$0] }
    guard query.contains(where: { $0.elementsEqual("embed=true".utf8) }) else { return nil }
    let left = query.filter { !$0.elementsEqual("embed=true".utf8) }
      .joined(separator: [UInt8(ascii: "&")])
    return WebAddress(
      parts.originText + String(decoding: parts.pathBytes, as: UTF8.self) + "?"
        + String(decoding: Array(left), as: UTF8.self))
  }
}

/// The page of what NetEase's player of music shows: its type is a number.
private enum NetEasePage {
  private static let kinds: [(number: String, folder: String)] = [
    ("0", "playlist"), ("1", "album"), ("2", "song"), ("3", "program"), ("4", "djradio"),
  ]

  static func text(behind parts: AddressParts) -> String? {
    guard parts.hostBytes.elementsEqual("music.163.com".utf8),
      parts.pathBytes.starts(with: "/outchain/player".utf8),
      let type = parts.value(of: "type".utf8), let id = parts.value(of: "id".utf8),
      !id.isEmpty, id.allSatisfy(\.isASCIIDigit),
      let kind = kinds.first(where: { type.elementsEqual($0.number.utf8) })
    else { return nil }
    return "https://music.163.com/\(kind.folder)?id=\(String(decoding: Array(id), as: UTF8.self))"
  }
}

extension Neighbourhood {
  /// Whether a link beside a node leads to an address, a slash at the end aside.
  static func holdsLink(
    to address: WebAddress, near node: NodeID, in document: borrowing HTMLDocument,
    _ work: EntryWork
  ) -> Bool {
    let wanted = plain(address)
    return elements(.a, near: node, in: document).contains { neighbour in
      guard let href = document.attribute(.href, of: neighbour.node),
        let found = WebAddress(href, base: work.base)
      else { return false }
      return plain(found).elementsEqual(wanted)
    }
  }

  /// Without scheme, fragment and a slash at the end.
  private static func plain(_ address: WebAddress) -> [UInt8] {
    var bytes = Array(address.removingFragment.href.utf8.drop { $0 != UInt8(ascii: "/") })
    if bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    return bytes
  }
}
