internal import FeedModel
internal import HTML

/// Links of maps that lie over a picture: no reader of feeds shows them, so that they stand behind it, by
/// their alternative texts.
enum MapLinks {
  /// Maps of an entry, and links of a map.
  private static let most = (maps: 16, links: 100)
  /// Bytes of the longest text.
  private static let longest = 200

  static func show(in document: inout HTMLDocument, _ work: inout EntryWork) {
    guard document.mayHold(ElementName.area), work.rules.steps.contains(.maps) else { return }
    for map in document.elements(.map, in: document.root).prefix(most.maps) {
      guard isUsed(map, in: document), !document.showsText(map) else { continue }
      let links = links(of: map, in: document)
      guard !links.isEmpty else { continue }
      let line = document.makeElement(mayHoldBlocks(around: map, in: document) ? .p : .span)
      for (index, link) in links.enumerated() {
        if index > 0 { document.append(document.makeText(" · "), to: line) }
        let element = document.makeElement(.a)
        document.setAttribute(.href, to: link.href, of: element)
        document.append(document.makeText(link.text), to: element)
        document.append(element, to: line)
      }
      document.insert(line, before: map)
      work.log.recordChange(
        "repair.map", of: line, before: document.openTag(of: map),
        after: document.markup(of: line), in: document)
    }
  }

  /// Whether a picture names the map.
  private static func isUsed(_ map: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard
      let name = document.bytes(of: .name, map) ?? document.bytes(of: .id, map), !name.isEmpty
    else { return false }
    return document.elements(.img, in: document.root).contains { image in
      document.bytes(of: .usemap, image).map {
        $0.first == UInt8(ascii: "#") && $0.dropFirst().equalsIgnoringCase(name)
      } ?? false
    }
  }

  /// Each address once, if there is a text for it.
  private static func links(
    of map: NodeID, in document: borrowing HTMLDocument
  ) -> [(href: String, text: String)] {
    var links: [(href: String, text: String)] = []
    var seen: Set<[UInt8]> = []
    for area in document.elements(.area, in: map).prefix(most.links) {
      guard let href = document.bytes(of: .href, area)?.trimmedBlanks, !href.isEmpty,
        href.first != UInt8(ascii: "#"), !href.startsIgnoringCase("javascript:".utf8)
      else { continue }
      let texts = [AttributeName.alt, .title, .ariaLabel].map { name in
        document.bytes(of: name, area)?.collapsedSpaces ?? []
      }
      guard let text = texts.first(where: { !$0.isEmpty }), text.count <= longest,
        seen.insert(Array(href)).inserted
      else { continue }
      links.append(
        (String(decoding: href, as: UTF8.self), String(decoding: text, as: UTF8.self)))
    }
    return links
  }

  private static func mayHoldBlocks(
    around map: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    guard let parent = document.parent(of: map), document.isElement(parent) else { return true }
    switch document.name(of: parent) {
    case .div, .figure, .section, .article, .td, .li, .center, .main, .blockquote: return true
    default: return false
    }
  }
}
