internal import Bytes
internal import HTML

/// E-mail addresses that Cloudflare hides from robots, and from every reader without its script.
enum ProtectedEmails {
  private static let path = Array("/cdn-cgi/l/email-protection".utf8)

  static func repair(in document: inout HTMLDocument, _ work: inout EntryWork) {
    guard work.rules.steps.contains(.emails) else { return }
    if let name = document.attributeName("data-cfemail") {
      for node in document.descendants(of: document.root) where document.isElement(node) {
        guard let address = document.bytes(of: name, node).flatMap(decoded) else { continue }
        show(address, in: node, name, &document, &work)
      }
    }
    for link in document.elements(.a, in: document.root)
    where document.withAttribute(.href, of: link, { $0.holds("/cdn-cgi/l/") }) == true {
      follow(link, in: &document, &work)
    }
  }

  private static func show(
    _ address: String, in node: NodeID, _ name: AttributeName, _ document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    let before = work.log.isOn ? document.markup(of: node) : ""
    document.setTextContent(address, of: node)
    document.removeAttribute(name, of: node)
    if document.isElement(node, .a) {
      document.setAttribute(.href, to: "mailto:\(address)", of: node)
    } else if let link = document.ancestor(of: node, named: .a), !leadsSomewhere(link, document) {
      document.setAttribute(.href, to: "mailto:\(address)", of: link)
    }
    work.log.recordChange(
      "repair.email", of: node, before: before, after: document.markup(of: node), in: document)
  }

  /// Whether a link is no way to the protection's own page.
  private static func leadsSomewhere(_ link: NodeID, _ document: borrowing HTMLDocument) -> Bool {
    document.bytes(of: .href, link)?.firstRange(ofBytes: path) == nil
  }

  /// The address behind the `#` of a link.
  private static func follow(
    _ link: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard let href = document.bytes(of: .href, link), let place = href.firstRange(ofBytes: path),
      place.upperBound < href.count, href[place.upperBound] == UInt8(ascii: "#"),
      let address = decoded(Array(href[(place.upperBound + 1)...]))
    else { return }
    document.setAttribute(.href, to: "mailto:\(address)", of: link)
    work.log.recordChange(
      "repair.email", of: link, before: String(decoding: href, as: UTF8.self),
      after: "mailto:\(address)", in: document)
  }

  /// Hexadecimal; the first byte is the key of the others. `nil` for what is no e-mail address then.
  private static func decoded(_ text: [UInt8]) -> String? {
    guard text.count >= 8, text.count <= 600, let bytes = Hexadecimal.decoded(text),
      let key = bytes.first
    else { return nil }
    let plain = bytes.dropFirst().map { $0 ^ key }
    guard plain.contains(UInt8(ascii: "@")),
      plain.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !"<>\"".utf8.contains($0) })
    else { return nil }
    return String(validating: plain, as: UTF8.self)
  }
}
