internal import Bytes
internal import FeedModel
internal import HTML

/// Elements that show nothing and name a thing in an attribute, by a whole address or by an id: a script
/// would fill them. They become what is there: a player, a picture, a link.
struct NamedThings {
  /// Longer addresses are no thing's, in bytes.
  private static let longest = 2048
  /// What stands in until the script has run.
  private static let standIns = [
    "loading", "please wait", "laden", "wird geladen", "chargement", "cargando", "caricamento",
    "carregando", "загрузка", "加载中", "載入中", "読み込み中",
  ]

  /// Attributes that say what they lead to, on any element.
  private static let framed = [
    "data-embed", "data-embed-url", "data-embed-src", "data-iframe", "data-iframe-src",
    "data-iframe-url", "data-frame-src", "data-pym-src", "data-oembed", "data-oembed-url",
    "data-video-url", "data-video-src", "data-player-url", "data-player-src", "data-media-url",
  ]
  /// Attributes that may hold any address: on an element of HTML, that of another site's thing.
  private static let plain = ["data-url"]
  /// Those of elements that HTML doesn't know.
  private static let own = ["url", "src", "href", "data-href"]

  private enum Role {
    case framed
    case plain
    case own
  }

  private static let roles = AttributeRoles(
    framed.map { (text: $0, role: Role.framed) } + plain.map { (text: $0, role: Role.plain) }
      + own.map { (text: $0, role: Role.own) })

  private let places: [(name: AttributeName, role: Role)]
  private let services: ServiceNames
  private let mayStandOnKnown: Bool

  init(_ document: borrowing HTMLDocument) {
    services = ServiceNames(document)
    places = NamedThings.roles.present(in: document)
    mayStandOnKnown = services.mayStandOnKnown || places.contains { $0.role != .own }
  }

  /// Whether the element became what it names. Where it was never closed, the thing stands before what
  /// became its content.
  func repair(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    guard document.hasAttributes(node) else { return false }
    let isOwn = document.isOwn(document.name(of: node))
    guard isOwn || mayStandOnKnown && NamedThings.isBox(node, in: document) else { return false }
    if let (embed, isNamed) = services.embed(of: node, in: document, work),
      !NamedThings.isOfPage(node, in: document)
    {
      return put(embed, inPlaceOf: node, isOwn || isNamed, in: &document, &work)
    }
    guard let found = address(of: node, isOwn, in: document, work),
      showsNothing(node, isFramed: found.isFramed, in: document)
    else { return false }
    if let known = EmbedElement(found.value, nil, work.rules.embeds, work) {
      let title = NamedThings.title(of: node, in: document)
      return Embeds.put(known.embed, title: title, inPlaceOf: node, in: &document, &work)
    }
    if found.isPicture {
      ThingPicture.show(found.value, inPlaceOf: node, in: &document, &work)
      return true
    }
    EmbedLink(
      address: FrameAddress.page(behind: found.address),
      label: EmbedLink.label(of: node, at: found.address, in: document),
      title: NamedThings.title(of: node, in: document),
      picture: isOwn ? ThingPicture.poster(of: node, in: document, work) : nil
    ).replace(node, in: &document, rule: "embed.other", &work)
    return true
  }

  private func put(
    _ embed: Embed, inPlaceOf node: NodeID, _ isSure: Bool, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) -> Bool {
    let title = EmbedLink.title(of: node, in: document)
    if !document.showsText(node), !document.holdsMedia(node) {
      return Embeds.put(embed, title: title, inPlaceOf: node, in: &document, &work)
    }
    // Links and pictures inside may be the thing already.
    let isShown = document.isOwn(document.name(of: node)) ? false : shows(node, in: document)
    guard isSure, !isShown else { return false }
    let place = document.makeElement(.span)
    document.insert(place, before: node)
    if !Embeds.put(embed, title: title, inPlaceOf: place, in: &document, &work) {
      document.detach(place)
    }
    return false
  }

  private func shows(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.holdsMedia(node) || document.firstElement(.a, in: node) != nil
  }

  private static func isBox(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    switch document.name(of: node) {
    case .div, .span, .p, .figure, .section, .article, .code, .pre, .blockquote, .aside: true
    default: false
    }
  }

  /// Whether there is nothing to see, or a word that stands in for what a frame would show.
  private func showsNothing(
    _ node: NodeID, isFramed: Bool, in document: borrowing HTMLDocument
  ) -> Bool {
    if document.holdsMedia(node) { return false }
    if !document.showsText(node) { return true }
    guard isFramed, let text = document.trimmedText(of: node, upTo: 40) else { return false }
    let words = ReadMore.letters(text)
    return NamedThings.standIns.contains { words.elementsEqual($0.utf8) }
  }

  private static func title(of node: NodeID, in document: borrowing HTMLDocument) -> String? {
    if let title = EmbedLink.title(of: node, in: document) { return title }
    for text in ["alt", "caption", "filename"] {
      guard let name = document.attributeName(text),
        let words = document.bytes(of: name, node)?.collapsedSpaces, !words.isEmpty,
        words.count <= 300
      else { continue }
      return String(decoding: words, as: UTF8.self)
    }
    return nil
  }

  // MARK: Addresses

  private struct Found {
    var value: [UInt8]
    var address: WebAddress
    var isFramed: Bool
    var isPicture: Bool
  }

  /// The first attribute whose whole value is an absolute address, and not the entry's own.
  private func address(
    of node: NodeID, _ isOwn: Bool, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Found? {
    for place in places where isOwn || place.role != .own {
      guard
        let value = document.bytes(of: place.name, node).map({
          EncodedAddress.decoded($0)[...].trimmedBlanks
        }), value.count > 8, value.count <= NamedThings.longest,
        value.startsIgnoringCase("http".utf8) || value.starts(with: "//".utf8),
        !AddressTemplate.isTemplate(Array(value)),
        let address = WebAddress(String(decoding: value, as: UTF8.self), base: work.base),
        address.isHTTP, !work.isOwnPage(address), !NamedThings.isOfPage(node, in: document)
      else { continue }
      let isPicture =
        PictureName.isPicture(value) || ThingPicture.isNamed(by: node, in: document)
      // Pictures in these are others' to show.
      if isPicture, !isOwn || place.name == .src { continue }
      if place.name == .src, PictureName.isMedia(value) { continue }
      let isOther = !isOwn && place.role != .framed
      if isOther, address.host.map(work.ownHosts.contains) ?? true { continue }
      if NamedThings.isPart(address, work) { continue }
      return Found(
        value: Array(value), address: address, isFramed: place.role == .framed, isPicture: isPicture
      )
    }
    return nil
  }

  /// What a page is made of, or an advertiser's.
  private static func isPart(_ address: WebAddress, _ work: EntryWork) -> Bool {
    let suffix = PictureName.suffix(of: Array(address.path.utf8))
    if parts.contains(where: { suffix.elementsEqual($0.utf8) }) { return true }
    guard let parts = AddressParts(address) else { return true }
    return work.rules.embeds.rule(for: parts)?.rule.outcome == .drop
      || work.rules.trackers.rule(for: parts, isShown: false) != nil
  }

  private static let parts = ["js", "mjs", "css", "json", "xml", "ics", "svg", "woff", "woff2"]

  /// Whether an element's name or class says that it is a part of the page: a button, an advertisement,
  /// a counter.
  private static func isOfPage(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var words: [ArraySlice<UInt8>] = []
    let name = document.name(of: node)
    if document.isOwn(name) {
      let text = Array(document.string(name).utf8)
      if text.starts(with: "amp-".utf8) { return true }
      words += text.split { !$0.isASCIILetter }
    }
    for name in [AttributeName.class, .id] {
      let value = document.bytes(of: name, node) ?? []
      words += value.prefix(512).map(\.lowercased).split { !$0.isASCIILetter }
    }
    return words.contains { word in ofPage.contains { word.elementsEqual($0.utf8) } }
  }

  private static let ofPage = [
    "ad", "ads", "advert", "advertisement", "adslot", "banner", "sponsor", "share", "sharing",
    "sharer", "social", "like", "follow", "plusone", "button", "buttons", "btn", "comment",
    "comments", "icon", "icons", "include", "script", "pixel", "beacon", "tracker", "tracking",
    "analytics", "turbo", "form", "newsletter", "subscribe", "signup", "cookie", "consent",
    "login", "search", "menu", "nav", "related", "recommend", "recommendations", "outbrain",
    "taboola", "addthis", "addtoany", "sharethis", "rating", "counter", "template",
    "avatar", "print", "copy", "toc",
  ]
}
