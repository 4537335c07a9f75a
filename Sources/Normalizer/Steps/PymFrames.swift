internal import FeedModel
internal import HTML

/// Frames that pym.js puts there, as most newsrooms show their graphics: the script names the address
/// (`new pym.Parent("id", "https://…")`), or an element does (`data-pym-src`), and says "Loading…".
struct PymFrames {
  /// The attributes that the document has.
  private let names: [AttributeName]

  /// Bytes of the longest script that is read, and of what an element says until its frame comes.
  private static let longestScript = 4096
  private static let longestNotice = 60

  init(_ document: borrowing HTMLDocument) {
    names = ["data-pym-src", "data-frame-src"].compactMap { document.attributeName($0) }
  }

  /// Whether an element became a link to what it names.
  func repair(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    for name in names {
      guard let value = document.attribute(name, of: node),
        let address = PymFrames.address(value, work),
        document.trimmedText(of: node, upTo: PymFrames.longestNotice) != nil,
        !document.holdsMedia(node), document.firstElement(.a, in: node) == nil
      else { continue }
      PymFrames.put(address, inPlaceOf: node, in: &document, &work)
      return true
    }
    return false
  }

  /// Makes a link of a script that puts a frame somewhere: there, if nothing stands there, else in the
  /// script's place.
  ///
  /// Whether it is elsewhere.
  static func repair(
    script: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    guard let child = document.firstChild(of: script), document.isText(child),
      document.withText(of: child, { $0.count <= longestScript && $0.holds("pym.parent(") })
    else { return false }
    let text = document.withText(of: child) { $0.copied }
    guard let call = text.firstRange(ofBytes: Array("pym.Parent(".utf8)) else {
      return false
    }
    var rest = text[call.upperBound...]
    guard let id = argument(&rest), let value = argument(&rest),
      let address = address(String(decoding: value, as: UTF8.self), work)
    else { return false }
    var place = script
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      current = document.next(after: node, in: document.root)
      guard document.isElement(node),
        document.withAttribute(.id, of: node, { $0.copied.elementsEqual(id) }) == true
      else { continue }
      if !document.holdsMedia(node),
        document.trimmedText(of: node, upTo: longestNotice) != nil,
        document.firstElement(.a, in: node) == nil, !document.isAttached(script, to: node)
      {
        place = node
      }
      break
    }
    put(address, inPlaceOf: place, in: &document, &work)
    return place != script
  }

  private static func put(
    _ address: WebAddress, inPlaceOf node: NodeID, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    EmbedLink(
      address: address, label: EmbedLink.label(of: node, at: address, in: document),
      title: EmbedLink.title(of: node, in: document)
    )
    .replace(node, in: &document, rule: "embed.other", &work)
  }

  private static func address(_ value: String, _ work: EntryWork) -> WebAddress? {
    guard let address = WebAddress(value, base: work.base), address.isHTTP else { return nil }
    return address
  }

  /// The next argument of a call, if it is a string.
  private static func argument(_ text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    text = text.drop { $0.isHTMLBlank || $0 == UInt8(ascii: ",") }
    guard let quote = text.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let end = text.dropFirst().firstIndex(of: quote)
    else { return nil }
    let value = text[(text.startIndex + 1)..<end]
    text = text[(end + 1)...]
    return value
  }
}
