internal import FeedModel
internal import HTML
internal import JSON

/// Blocks without content that a script fills from JSON in one of their attributes: Substack's
/// `data-attrs`, Elementor's `data-settings`. What the JSON names is what they show.
struct DataBlocks {
  /// Longer values are left as they are, in bytes.
  private static let longest = 1 << 16
  /// Pictures of one gallery.
  private static let mostPictures = 60
  /// One of them stands in every JSON that names a thing.
  private static let marks = ["url\"", "videoId\"", "instagram_id\"", "postId\"", "gallery\""]
    .map { Array($0.utf8) }

  private let names: [AttributeName]
  private let galleries: GalleryList

  init(_ document: borrowing HTMLDocument) {
    var names: [AttributeName] = []
    for text in ["data-attrs", "data-settings"] {
      if let name = document.attributeName(text), document.mayHold(name) { names.append(name) }
    }
    self.names = names
    galleries = GalleryList(document)
  }

  /// Whether the block became what it stands for.
  func repair(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    if galleries.repair(node, in: &document, &work) { return true }
    guard !names.isEmpty, let data = data(of: node, in: document) else { return false }
    if let pictures = DataBlocks.pictures(data, work), !pictures.isEmpty {
      DataBlocks.show(pictures, of: data, inPlaceOf: node, in: &document, &work)
      return true
    }
    let title = DataBlocks.title(data)
    guard let address = DataBlocks.address(data, node, in: document, work) else { return false }
    let index = work.rules.embeds
    if let known = EmbedElement(Array(address.href.utf8), nil, index, work) {
      return Embeds.put(known.embed, title: title, inPlaceOf: node, in: &document, &work)
    }
    // A button says where it leads and what stands on it, never what the page is called.
    let isThing = DataBlocks.things.contains { data[$0]?.string != nil }
    guard title != nil || isThing else { return false }
    EmbedLink(address: address, label: isThing ? "Post" : nil, title: title)
      .replace(node, in: &document, rule: "embed.other", &work)
    return true
  }

  /// The JSON of an element that shows nothing.
  private func data(of node: NodeID, in document: borrowing HTMLDocument) -> JSONValue? {
    switch document.name(of: node) {
    case .div, .span, .section, .figure, .p: break
    default: return nil
    }
    for name in names {
      guard let value = document.bytes(of: name, node), value.count <= DataBlocks.longest,
        value.first == UInt8(ascii: "{"),
        DataBlocks.marks.contains(where: { value.firstRange(ofBytes: $0) != nil }),
        !document.showsText(node), !document.holdsMedia(node)
      else { continue }
      return (try? JSONDocument(parsing: value))?.root
    }
    return nil
  }

  // MARK: What the JSON names

  private static func text(_ name: String, in data: JSONValue) -> String? {
    guard let text = data[name]?.string, !text.utf8.isEmpty else { return nil }
    return text
  }

  private static func web(_ text: String?, _ work: EntryWork) -> WebAddress? {
    guard let text, UnnamedAttributes.isRooted(Array(text.utf8)),
      !AddressTemplate.isTemplate(Array(text.utf8)),
      let address = WebAddress(text, base: work.base), address.isHTTP
    else { return nil }
    return address
  }

  /// What names a thing by its number.
  private static let things = ["instagram_id", "postId"]

  private static func title(_ data: JSONValue) -> String? {
    let names = ["title", "full_text", "truncated_body_text"]
    for name in data["postId"] == nil ? names : names + ["text"] {
      guard let text = text(name, in: data) else { continue }
      let words = Array(text.utf8).collapsedSpaces
      if !words.isEmpty { return Sentence.cut(words, near: 200) }
    }
    return nil
  }

  private static func pictures(_ data: JSONValue, _ work: EntryWork) -> [WebAddress]? {
    data["gallery"]?["images"]?.elements?.prefix(mostPictures).compactMap {
      web($0["src"]?.string, work)
    }
  }

  private static func address(
    _ data: JSONValue, _ node: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> WebAddress? {
    // Of Elementor's addresses all are there, and one counts.
    if let kind = text("video_type", in: data) {
      return web(data["\(kind)_url"]?.string, work)
    }
    for name in ["canonical_url", "url", "youtube_url", "vimeo_url", "dailymotion_url"] {
      if let address = web(data[name]?.string, work) { return address }
    }
    let isID = { (text: String) in
      text.utf8.count <= 80
        && text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-_:.".utf8.contains($0) }
    }
    if let id = text("instagram_id", in: data), isID(id) {
      return WebAddress("https://www.instagram.com/p/\(id)/")
    }
    if let id = text("postId", in: data), let author = text("authorDid", in: data), isID(id),
      isID(author)
    {
      return WebAddress("https://bsky.app/profile/\(author)/post/\(id)")
    }
    guard let id = text("videoId", in: data), isID(id) else { return nil }
    let names =
      (document.bytes(of: .class, node) ?? []) + (document.bytes(of: .id, node) ?? [])
    if names.firstRange(ofBytes: Array("vimeo".utf8)) != nil {
      return WebAddress("https://player.vimeo.com/video/\(id)")
    }
    guard id.utf8.count == 11, names.firstRange(ofBytes: Array("youtube".utf8)) != nil else {
      return nil
    }
    let seconds = (data["startTime"]?.string ?? "").utf8.prefix(while: \.isASCIIDigit)
    let start = seconds.isEmpty ? "" : "?start=" + String(decoding: Array(seconds), as: UTF8.self)
    return WebAddress("https://www.youtube.com/embed/\(id)\(start)")
  }

  /// The pictures of a gallery, with its caption.
  private static func show(
    _ pictures: [WebAddress], of data: JSONValue, inPlaceOf node: NodeID,
    in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    let before = work.log.isOn ? document.openTag(of: node) : ""
    let figure = document.makeElement(.figure)
    for picture in pictures {
      let image = document.makeElement(.img)
      document.setAttribute(.src, to: picture.href, of: image)
      document.append(image, to: figure)
    }
    if let caption = data["gallery"]?["caption"]?.string, !caption.utf8.isEmpty {
      let words = document.makeElement(.figcaption)
      document.append(document.makeText(caption), to: words)
      document.append(words, to: figure)
    }
    document.replace(node, with: figure)
    work.log.recordChange(
      "lazy.attribute", of: figure, before: before, after: document.markup(of: figure),
      in: document)
  }
}
