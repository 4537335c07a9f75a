internal import Bytes
internal import FeedModel
internal import HTML

/// Icons that show nothing without a page's letters or its script, and say in an attribute what they mean:
/// the stars of a verdict, yes and no in the cells of a table, links named for screen readers.
enum NamedIcons {
  /// Nodes in what is an icon, or a cell of one.
  private static let most = 48
  /// Bytes of the longest label.
  private static let longest = 100

  // MARK: Labels

  /// Writes out what icons outside of links say.
  static func write(in document: inout HTMLDocument, _ work: inout EntryWork) {
    let mayStandInCell = document.mayHold(ElementName.td) && document.mayHold(AttributeName.title)
    guard document.mayHold(AttributeName.ariaLabel) || mayStandInCell,
      work.rules.steps.contains(.labels)
    else { return }
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      current = document.next(after: node, in: document.root)
      guard document.hasAttributes(node), document.namespace(of: node) == .html,
        mayBeIcon(document.name(of: node)), let label = label(of: node, in: document),
        isEmpty(node, in: document), !isInControl(node, in: document)
      else { continue }
      let before = work.log.isOn ? document.openTag(of: node) : ""
      let text = document.makeText(String(decoding: label, as: UTF8.self))
      if ContentModel.isBlock(document.name(of: node)) {
        document.append(text, to: node)
      } else {
        current = document.next(afterSubtree: node, in: document.root)
        document.replace(node, with: text)
      }
      work.log.recordChange(
        "repair.label", of: text, before: before, after: document.markup(of: text), in: document)
    }
  }

  private static func mayBeIcon(_ name: ElementName) -> Bool {
    switch name {
    case .span, .i, .em, .b, .div, .p, .figure, .canvas: true
    default: false
    }
  }

  /// The label of an image by role, or of what stands alone in a cell.
  private static func label(of node: NodeID, in document: borrowing HTMLDocument) -> [UInt8]? {
    if let role = document.bytes(of: .role, node), role.equalsIgnoringCase("img".utf8),
      let label = text(of: .ariaLabel, node, in: document)
    {
      return label
    }
    guard
      let label = text(of: .ariaLabel, node, in: document) ?? text(of: .title, node, in: document)
    else { return nil }
    var parent = document.parent(of: node)
    for _ in 0..<3 {
      guard let cell = parent, document.isElement(cell) else { return nil }
      switch document.name(of: cell) {
      case .td, .th: return isEmpty(cell, in: document) ? label : nil
      case .span, .div, .p, .i, .b: parent = document.parent(of: cell)
      default: return nil
      }
    }
    return nil
  }

  private static func text(
    of name: AttributeName, _ node: NodeID, in document: borrowing HTMLDocument
  ) -> [UInt8]? {
    guard let text = document.bytes(of: name, node)?.collapsedSpaces, !text.isEmpty,
      text.count <= longest
    else { return nil }
    return text
  }

  /// Whether a few nodes show nothing.
  private static func isEmpty(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var count = 0
    var current: NodeID? = node
    while let inner = current {
      count += 1
      if count > most || document.isMedia(inner) { return false }
      if document.isText(inner), !document.isInvisible(inner) { return false }
      current = document.next(after: inner, in: node)
    }
    return true
  }

  private static func isInControl(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.ancestor(of: node, named: .a) != nil
      || document.ancestor(of: node, named: .button) != nil
  }

  // MARK: Links

  /// Gives links that show nothing the name that they have for screen readers; one to a file at the end
  /// of a line the file's name.
  static func name(
    _ links: [NodeID], in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard !links.isEmpty, work.rules.steps.contains(.labels) else { return }
    var shown: Set<[UInt8]>?
    let all = Set(links)
    for link in links where document.isAttached(link, to: document.root) {
      guard let href = document.attribute(.href, of: link), isEmpty(link, in: document),
        let address = WebAddress(href, base: work.base), address.isHTTP, !work.isOwnPage(address),
        let label = linkLabel(of: link, address, in: document),
        !standsInRow(link, all, in: document), !isOfPage(link, address, in: document)
      else { continue }
      let known = shown ?? addresses(in: document)
      shown = known
      // A link over a whole card leads where its title does.
      if known.contains(Array(href.utf8)) { continue }
      let before = work.log.isOn ? document.openTag(of: link) : ""
      document.detachChildren(of: link)
      document.append(document.makeText(String(decoding: label, as: UTF8.self)), to: link)
      work.log.recordChange(
        "repair.label", of: link, before: before, after: document.markup(of: link), in: document)
    }
  }

  private static func linkLabel(
    of link: NodeID, _ address: WebAddress, in document: borrowing HTMLDocument
  ) -> [UInt8]? {
    var nodes = [link]
    if let inner = document.firstElementChild(of: link) { nodes.append(inner) }
    for node in nodes {
      let label =
        text(of: .ariaLabel, node, in: document) ?? text(of: .title, node, in: document)
      if let label { return isCommand(label) ? nil : label }
    }
    let path = Array(address.path.utf8)
    guard files.contains(where: { PictureName.suffix(of: path).equalsIgnoringCase($0.utf8) }),
      let before = document.previousVisibleSibling(of: link), document.isText(before)
    else { return nil }
    let name = PercentCoding.decoded(PictureName.file(of: path)[...])
    return name.count <= longest && String(validating: name, as: UTF8.self) != nil ? name : nil
  }

  private static let files = [
    "pdf", "epub", "zip", "doc", "docx", "odt", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "mp3",
    "txt", "gpx", "kml", "ics",
  ]

  /// What a label says that does something on the page.
  private static func isCommand(_ label: [UInt8]) -> Bool {
    let words = ReadMore.letters(label)
    return words.count < 2 || commands.contains { words.starts(with: $0.utf8) }
  }

  private static let commands = [
    "share", "print", "permalink", "permanent link", "link", "anchor", "copy", "comment", "email",
    "e mail", "mail", "search", "menu", "top", "back to", "close", "zoom", "enlarge", "view all",
    "view image", "view full", "open", "more posts", "posts by", "read more", "follow", "subscribe",
    "rss", "feed", "teilen", "drucken", "folgen", "partager", "imprimer", "suivre", "compartir",
    "imprimir", "condividi", "stampa", "delen", "dela", "分享", "打印", "facebook", "twitter", "x ",
    "instagram", "linkedin", "youtube", "pinterest", "whatsapp", "telegram", "mastodon", "bluesky",
    "threads", "tiktok", "reddit", "github", "tumblr", "flickr", "vk", "weibo", "wechat", "play",
    "next", "previous", "home",
  ]

  /// Whether another link without words stands beside it: rows of buttons are the page's.
  private static func standsInRow(
    _ link: NodeID, _ links: Set<NodeID>, in document: borrowing HTMLDocument
  ) -> Bool {
    var top = link
    for _ in 0..<3 {
      let siblings = [
        document.previousVisibleSibling(of: top), document.nextVisibleSibling(of: top),
      ].compactMap(\.self)
      for sibling in siblings where document.isElement(sibling) {
        var inner = sibling
        while let only = document.onlyVisibleChild(of: inner), !links.contains(inner) {
          inner = only
        }
        if links.contains(inner) { return true }
      }
      guard siblings.isEmpty, let parent = document.parent(of: top), document.isElement(parent)
      else { return false }
      top = parent
    }
    return false
  }

  /// Whether a link is a heading's, or leads to a network.
  private static func isOfPage(
    _ link: NodeID, _ address: WebAddress, in document: borrowing HTMLDocument
  ) -> Bool {
    var current = document.parent(of: link)
    for _ in 0..<4 {
      guard let node = current, document.isElement(node) else { break }
      if ContentModel.isHeading(document.name(of: node)) || document.isElement(node, .nav) {
        return true
      }
      current = document.parent(of: node)
    }
    return networks.contains { address.isWithin($0) }
  }

  private static let networks = [
    "facebook.com", "twitter.com", "x.com", "instagram.com", "linkedin.com", "pinterest.com",
    "whatsapp.com", "wa.me", "t.me", "telegram.me", "tiktok.com", "bsky.app", "threads.net",
    "threads.com", "reddit.com", "tumblr.com", "vk.com", "weibo.com", "addtoany.com",
    "feedburner.com", "feedly.com", "news.google.com",
  ]

  /// The addresses of links that show something.
  private static func addresses(in document: borrowing HTMLDocument) -> Set<[UInt8]> {
    var result: Set<[UInt8]> = []
    for link in document.elements(.a, in: document.root) where !isEmpty(link, in: document) {
      if let href = document.bytes(of: .href, link) { result.insert(href) }
    }
    return result
  }
}
