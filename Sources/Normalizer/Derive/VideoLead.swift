internal import FeedModel
internal import HTML

/// The film of a video site's entry, above its description: the player where the embeds' table has
/// one, else the picture, which leads to it.
enum VideoLead {
  /// Puts the film at the head of a body that doesn't show it.
  static func apply(
    to document: inout HTMLDocument, _ video: Video?, _ work: inout EntryWork
  ) {
    guard let video, !isShown(video, in: document) else { return }
    let node: NodeID
    if let player = video.player {
      node = document.makeElement(.iframe)
      document.setAttribute(.src, to: player.href, of: node)
    } else if let picture = video.picture {
      node = document.makeElement(.p)
      let link = document.makeElement(.a)
      document.setAttribute(.href, to: video.page.href, of: link)
      let image = document.makeElement(.img)
      document.setAttribute(.src, to: picture.href, of: image)
      document.append(image, to: link)
      document.append(link, to: node)
    } else {
      return
    }
    document.prepend(node, to: document.root)
    work.log.recordChange(
      "video.lead", of: node, before: "", after: document.markup(of: node), in: document)
  }

  /// Whether a frame, film or link around a picture has it already.
  private static func isShown(_ video: Video, in document: borrowing HTMLDocument) -> Bool {
    let name = Array(video.name.utf8)
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if document.isElement(node) {
        switch document.name(of: node) {
        case .video, .object, .embed: return true
        case .iframe, .img:
          if holds(name, .src, of: node, in: document) { return true }
        case .a:
          if document.holdsImage(node), holds(name, .href, of: node, in: document) { return true }
        default: break
        }
      }
      current = document.next(after: node, in: document.root)
    }
    return false
  }

  private static func holds(
    _ name: [UInt8], _ attribute: AttributeName, of node: NodeID,
    in document: borrowing HTMLDocument
  ) -> Bool {
    document.bytes(of: attribute, node)?.firstRange(ofBytes: name) != nil
  }
}

/// A film that an entry is about.
struct Video: Sendable {
  /// What names it in every address of its site.
  var name: String
  var page: WebAddress
  /// An address that a rule of the embeds' table knows as a player.
  var player: WebAddress?
  var picture: WebAddress?

  /// `nil` for entries whose link is no page of a video site, and which name no player.
  init?(_ entry: ParsedEntry, link: WebAddress?, named: NamedPictures, _ rules: Rules) {
    let own = named.players.first { Video.isPlayer($0, rules) }
    guard let link = link ?? own, let parts = AddressParts(link) else { return nil }
    let picture =
      named.elements.first { $0.element.name == "thumbnail" }?.address ?? entry.image
    if let (name, player) = Video.known(parts) {
      // The one that is named may carry the key of a film that is not listed.
      let named = own.flatMap { own in
        Array(own.href.utf8).firstRange(ofBytes: Array(name.utf8)) == nil ? nil : own
      }
      self.init(name: name, page: link, player: named ?? player, picture: picture)
      if !Video.isPlayer(self.player, rules) { self.player = nil }
      if self.player == nil, picture == nil { return nil }
      return
    }
    if let own, let name = Video.name(ofPlayer: own) {
      self.init(name: name, page: link, player: own, picture: picture)
      return
    }
    // PeerTube is at home on hosts of its own, and says so in its feed.
    guard let name = Video.peerTubeName(parts), picture != nil,
      entry.attachments.contains(where: { $0.mediaType.map(Video.isFilm) ?? false })
        || named.players.contains(where: {
          $0.host == link.host && $0.path.utf8.starts(with: "/videos/embed/".utf8)
        })
    else { return nil }
    self.init(name: name, page: link, player: nil, picture: picture)
    let player = WebAddress("\(parts.originText)/videos/embed/\(name)")
    if let player, Video.isPlayer(player, rules) { self.player = player }
  }

  private init(name: String, page: WebAddress, player: WebAddress?, picture: WebAddress?) {
    self.name = name
    self.page = page
    self.player = player
    self.picture = picture
  }

  /// Whether the embeds' table knows it as a player. What is a file by its name, or was one for
  /// Flash, is none.
  static func isPlayer(_ address: WebAddress?, _ rules: Rules) -> Bool {
    guard let address, let parts = AddressParts(address), !PictureName.isMedia(parts.pathBytes),
      !parts.pathBytes.starts(with: "/v/".utf8)
    else { return false }
    return rules.embeds.rule(for: parts)?.rule.outcome == .player
  }

  /// What names the film in a player's address: the last part of its path, else the query.
  private static func name(ofPlayer address: WebAddress) -> String? {
    let last = address.path.utf8.split(separator: UInt8(ascii: "/")).last.map { Array($0) } ?? []
    let isName = last.count > 4 && !last.contains(UInt8(ascii: ".")) && last != Array("player".utf8)
    return isName ? String(decoding: last, as: UTF8.self) : address.query
  }

  private static func isFilm(_ type: String) -> Bool {
    type.utf8.starts(with: "video/".utf8) || type == "application/x-bittorrent"
      || type == "application/x-mpegurl" || type == "application/vnd.apple.mpegurl"
  }

  /// The player of the film whose page an address is; `nil` for other pages.
  static func player(ofPage parts: AddressParts) -> WebAddress? { known(parts)?.player }

  /// Pages of sites whose players have addresses of another shape.
  private static func known(_ parts: AddressParts) -> (name: String, player: WebAddress?)? {
    let host = String(decoding: parts.hostBytes, as: UTF8.self)
    let path = parts.pathBytes.split(separator: UInt8(ascii: "/")).map {
      String(decoding: $0, as: UTF8.self)
    }
    let site = host.utf8.starts(with: "www.".utf8) ? String(host.dropFirst(4)) : host
    switch site {
    case "youtube.com", "m.youtube.com":
      let isClip = path.count == 2 && (path[0] == "shorts" || path[0] == "live")
      guard path == ["watch"] || isClip else { return nil }
      let value = parts.value(of: "v".utf8).map { String(decoding: $0, as: UTF8.self) }
      return named(isClip ? path[1] : value, "https://www.youtube.com/embed/", length: 11...11)
    case "youtu.be" where path.count == 1:
      return named(path[0], "https://www.youtube.com/embed/", length: 11...11)
    case "vimeo.com" where path.count == 1 && path[0].utf8.allSatisfy(\.isASCIIDigit):
      return named(path[0], "https://player.vimeo.com/video/", length: 5...12)
    case "bilibili.com" where path.count >= 2 && path[0] == "video":
      let isOld = path[1].utf8.starts(with: "av".utf8)
      return isOld
        ? named(
          String(path[1].dropFirst(2)), "https://player.bilibili.com/player.html?aid=",
          length: 1...16)
        : named(path[1], "https://player.bilibili.com/player.html?bvid=", length: 12...12)
    case "dailymotion.com" where path.count == 2 && path[0] == "video":
      return named(path[1], "https://www.dailymotion.com/embed/video/", length: 5...12)
    case "dai.ly" where path.count == 1:
      return named(path[0], "https://www.dailymotion.com/embed/video/", length: 5...12)
    case "nicovideo.jp" where path.count == 2 && path[0] == "watch":
      return named(path[1], "https://embed.nicovideo.jp/watch/", length: 3...14)
    case "rutube.ru" where path.count == 2 && path[0] == "video":
      return named(path[1], "https://rutube.ru/play/embed/", length: 32...32)
    case "ted.com" where path.count == 2 && path[0] == "talks":
      return named(path[1], "https://embed.ted.com/talks/", length: 3...200)
    default: return VideoSite.known(host: site, path: path)
    }
  }

  private static func named(
    _ name: String?, _ start: String, length: ClosedRange<Int>
  ) -> (String, WebAddress?)? {
    guard let name, length.contains(name.utf8.count),
      name.utf8.allSatisfy({
        $0.isASCIILetter || $0.isASCIIDigit || "-_".utf8.contains($0)
      })
    else { return nil }
    return (name, WebAddress(start + name))
  }

  /// `/w/NAME` and `/videos/watch/NAME`.
  private static func peerTubeName(_ parts: AddressParts) -> String? {
    let path = parts.pathBytes.split(separator: UInt8(ascii: "/")).map {
      String(decoding: $0, as: UTF8.self)
    }
    let isOld = path.count == 3 && path[0] == "videos" && path[1] == "watch"
    guard isOld || (path.count == 2 && path[0] == "w"), let name = path.last,
      (20...40).contains(name.utf8.count),
      name.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") })
    else { return nil }
    return name
  }
}
