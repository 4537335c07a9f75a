internal import FeedModel
internal import HTML

/// The link that a frame, a script or an element becomes: to the thing, with its title or a short
/// text such as "Video, example.org".
struct EmbedLink {
  let address: WebAddress
  private let picture: WebAddress?
  private let text: String

  init(address: WebAddress, label: String?, title: String?, picture: WebAddress? = nil) {
    self.address = address
    self.picture = picture
    var host = address.host ?? ""
    if host.utf8.starts(with: "www.".utf8) {
      host = String(decoding: Array(host.utf8.dropFirst(4)), as: UTF8.self)
    }
    text = title ?? (label.map { "\($0), \(host)" } ?? host)
  }

  /// A known thing's; `nil` where it has no page.
  init?(_ embed: Embed, title: String?) {
    guard let page = embed.page else { return nil }
    self.init(address: page, label: embed.rule.label, title: title, picture: embed.picture)
  }

  /// What the element says of the thing.
  static func title(of node: NodeID, in document: borrowing HTMLDocument) -> String? {
    var names = [AttributeName.title, .ariaLabel]
    names += ["data-title", "playlabel", "metadata-video-title"].compactMap {
      document.attributeName($0)
    }
    for name in names {
      guard let title = document.bytes(of: name, node)?.collapsedSpaces, !title.isEmpty,
        title.count <= 300
      else { continue }
      return String(decoding: title, as: UTF8.self)
    }
    return nil
  }

  /// What kind of thing a frame shows, by what its address and class say.
  static func label(
    of node: NodeID, at address: WebAddress, in document: borrowing HTMLDocument
  ) -> String? {
    let text =
      Array(address.href.utf8.prefix(400).map(\.lowercased)) + [0x20]
      + (document.bytes(of: .class, node) ?? []).map(\.lowercased)
    let words = text.split { !$0.isASCIILetter }
    for (label, hints) in hints {
      if words.contains(where: { word in hints.contains { word.elementsEqual($0.utf8) } }) {
        return label
      }
    }
    return document.hasAttribute(.allowfullscreen, of: node) ? "Video" : nil
  }

  private static let hints: [(label: String, words: [String])] = [
    ("Video", ["video", "videos", "youtube", "youtu", "tv", "stream", "streams", "livestream"]),
    (
      "Audio",
      [
        "audio", "podcast", "podcasts", "sound", "soundcloud", "radio", "music", "acast",
        "megaphone", "omny", "libsyn",
      ]
    ),
    ("Map", ["map", "maps"]),
    (
      "Chart",
      ["chart", "charts", "graph", "graphs", "infographic", "infographics", "infogram", "infogr"]
    ),
    ("Form", ["form", "forms", "survey", "surveys"]),
    ("Video", ["player", "players", "videoplayer"]),
  ]

  /// Puts the link in the place of a node.
  func replace(
    _ node: NodeID, in document: inout HTMLDocument, rule: String, _ work: inout EntryWork
  ) {
    let before = work.log.isOn ? document.openTag(of: node) : ""
    let link = make(in: &document)
    let block = standsAlone(node, in: document) ? wrapped(link, in: &document) : link
    document.replace(node, with: block)
    work.log.recordChange(
      rule, of: link, before: before, after: document.markup(of: link), in: document)
  }

  /// Puts the link behind what a node contains.
  func append(
    to node: NodeID, in document: inout HTMLDocument, rule: String, _ work: inout EntryWork
  ) {
    let before = work.log.isOn ? document.openTag(of: node) : ""
    let link = make(in: &document)
    document.append(
      document.isElement(node, .p) ? link : wrapped(link, in: &document), to: node)
    work.log.recordChange(
      rule, of: link, before: before, after: document.markup(of: link), in: document)
  }

  private func make(in document: inout HTMLDocument) -> NodeID {
    let link = document.makeElement(.a)
    document.setAttribute(.href, to: address.href, of: link)
    if let picture {
      let image = document.makeElement(.img)
      document.setAttribute(.src, to: picture.href, of: image)
      document.append(image, to: link)
    }
    document.append(document.makeText(text), to: link)
    return link
  }

  private func wrapped(_ link: NodeID, in document: inout HTMLDocument) -> NodeID {
    let paragraph = document.makeElement(.p)
    document.append(link, to: paragraph)
    return paragraph
  }

  /// Whether the node stands among blocks, so that links of several would run together.
  private func standsAlone(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let parent = document.parent(of: node) else { return false }
    guard parent == document.root else {
      switch document.name(of: parent) {
      case .div, .section, .article, .main, .blockquote: return document.isElement(parent)
      default: return false
      }
    }
    return true
  }
}
