internal import FeedModel

/// Media RSS: groups and nested contents, thumbnails, titles, descriptions, credits.
extension EntryFields {
  /// - Parameter picture: The picture that the element belongs to, where it is a picture's.
  mutating func takeMedia(
    _ node: XMLNode, base: WebAddress?, of picture: MediaPicture? = nil
  ) -> Bool {
    switch node.name.name {
    case .group:
      takeParts(of: node, base: base, of: MediaPicture(group: node))
    case .content:
      takeContent(node, base: base, in: picture)
    case .thumbnail:
      if picture == nil { mediaHolds.pictures = true }
      return takeThumbnail(node, base: base)
    case .title:
      if picture != nil { return false }
      lowlyTitle = lowlyTitle ?? TextConstructs.text(node, isAtom: false, isBody: false)
      hold(node, for: .title)
    case .category:
      guard var category = CategoryReading.category(node) else { return false }
      category.scheme = category.scheme ?? "http://search.yahoo.com/mrss/category_schema"
      add(category)
    case .credit:
      takeCredit(node, isOfPicture: picture != nil)
      return false
    case .description:
      if let picture { return takeCaption(node, of: picture, base: base) }
      takeLowlySummary(node, isBody: true)
      mediaDescription = mediaDescription ?? lowlySummaries.last?.text
      hold(node, for: .summary)
    default: return false
    }
    return true
  }

  /// Who made a film or sound wrote the entry, where nobody else did; of a picture it is its maker.
  private mutating func takeCredit(_ node: XMLNode, isOfPicture: Bool) {
    guard !isOfPicture, credited.count < 20, let role = node.attribute(.role),
      UTF8Text.equal(role, ignoringCase: "author")
    else { return }
    credited += PersonReading.written(node.text)
  }

  private mutating func takeThumbnail(_ node: XMLNode, base: WebAddress?) -> Bool {
    let node = node.withMeantAddress
    guard let address = node.attribute(.url) ?? LinkReading.nonEmpty(node.text) else {
      return false
    }
    if let image = WebAddress(address, base: base) {
      if Portraits.isPortrait(image) { return true }
      if entry.image == nil {
        entry.image = image
        imageIsThumbnail = true
      }
    }
    // Further thumbnails and their sizes have no field.
    keep(node)
    return true
  }

  /// What is said of a picture is its alternative text, and never the entry's.
  private mutating func takeCaption(
    _ node: XMLNode, of picture: MediaPicture, base: WebAddress?
  ) -> Bool {
    guard captions.count < 50, let address = picture.address,
      let text = TextConstructs.text(node, isAtom: false, isBody: true)
    else { return false }
    captions.append(Caption(picture: WebAddress(address, base: base), text: text))
    return false
  }

  /// One file: an attachment, its title among its parts. How large and what of the group it is has no
  /// field, and is kept; so is a picture's alternative text.
  private mutating func takeContent(
    _ node: XMLNode, base: WebAddress?, in group: MediaPicture?
  ) {
    var node = node.withMeantAddress
    let picture = MediaPicture(content: node, in: group)
    if picture == nil { mediaHolds.others = true } else { mediaHolds.pictures = true }
    if let address = node.attribute(.url) {
      // With its name, which would be the entry's title otherwise.
      if let whole = WebAddress(address, base: base), Portraits.isPortrait(whole) { return }
      if var attachment = LinkReading.attachment(node, address: address, base: base) {
        if attachment.title == nil, let title = node.children.firstIndex(where: Self.isMediaTitle) {
          attachment.title = LinkReading.nonEmpty(node.children.remove(at: title).text)
        }
        if attachment.mediaType == nil, picture != nil { attachment.mediaType = "image/*" }
        add(attachment)
      }
    }
    let descriptions = picture == nil ? [] : node.children.filter(Self.isMediaDescription)
    for description in descriptions { _ = takeMedia(description, base: base, of: picture) }
    if !descriptions.isEmpty { node.children.removeAll(where: Self.isMediaDescription) }
    takeParts(of: node, base: base, of: picture)
    let saysMore = node.attributes.contains { !Self.isFieldOfAttachment($0.name) }
    if !descriptions.isEmpty || saysMore {
      node.children = descriptions
      keep(node)
    }
  }

  private static func isMediaTitle(_ node: XMLNode) -> Bool {
    node.name.namespace == .media && node.name.name == .title && !node.hasMarkup
  }

  private static func isMediaDescription(_ node: XMLNode) -> Bool {
    node.name.namespace == .media && node.name.name == .description
  }

  private static func isFieldOfAttachment(_ name: XMLName) -> Bool {
    switch name.name {
    case .url, .type, .filesize, .length, .duration, .title: name.namespace == .core
    default: false
    }
  }

  private mutating func takeParts(of node: XMLNode, base: WebAddress?, of picture: MediaPicture?) {
    for child in node.children {
      if child.name.namespace == .media {
        if !takeMedia(child, base: base, of: picture) { keep(child) }
      } else {
        take(child, base: base)
      }
    }
  }
}

extension XMLNode {
  /// With the file's own address where a site's stands before it, and as it was meant where it was
  /// escaped twice.
  fileprivate var withMeantAddress: XMLNode {
    guard let place = attributes.firstIndex(where: { $0.name.name == .url }) else { return self }
    let written = attributes[place].value
    let inner = SiteTwice.inner(written)
    guard let meant = LinkReading.unescaped(inner ?? written) ?? inner else { return self }
    var node = self
    node.attributes[place].value = meant
    return node
  }
}

/// A picture that parts of Media RSS belong to.
struct MediaPicture {
  /// As written.
  var address: String?

  /// `nil` when the file is none, or says nothing of itself in a group that is of other things.
  init?(content node: XMLNode, in group: MediaPicture?) {
    switch MediaPicture.isPicture(node) {
    case true?: address = node.attribute(.url)
    case nil where group != nil: address = node.attribute(.url)
    default: return nil
    }
  }

  /// A group of which every file is a picture; in any other one, texts speak of the film or sound.
  init?(group node: XMLNode) {
    let files = node.children.filter {
      $0.name.namespace == .media && $0.name.name == .content
    }
    guard let first = files.first, files.allSatisfy({ MediaPicture.isPicture($0) == true }) else {
      return nil
    }
    address = first.attribute(.url)
  }

  /// By what the element says, else by the address's extension; `nil` when neither tells.
  private static func isPicture(_ node: XMLNode) -> Bool? {
    let said = LinkReading.nonEmpty(node.attribute(.type)) ?? node.attribute(.medium)
    let type =
      said.map(UTF8Text.lowered)
      ?? node.attribute(.url).flatMap { MediaTypeReading.guess(from: $0, medium: nil) }
    return type.map { $0.utf8.starts(with: "image".utf8) }
  }
}

/// A picture with what the source says of it.
struct Caption {
  var picture: WebAddress?
  var text: Text

  /// Pictures with their captions: the body of an entry that says nothing else; `nil` without any.
  static func body(_ captions: [Caption]) -> Text? {
    var html: [UInt8] = []
    for caption in captions {
      guard let picture = caption.picture, picture.isHTTP else { continue }
      html += "<figure><img src=\"".utf8
      append(picture.href, to: &html)
      html += "\"><figcaption>".utf8
      if caption.text.kind == .html {
        html += caption.text.value.utf8
      } else {
        append(caption.text.value, to: &html)
      }
      html += "</figcaption></figure>".utf8
    }
    return html.isEmpty ? nil : Text(.html, String(decoding: html, as: UTF8.self))
  }

  private static func append(_ text: String, to html: inout [UInt8]) {
    var escaped = text
    escaped.withUTF8 { Markup.escapeAll($0, into: &html) }
  }
}

/// Pictures of people, from services that have no others: they show who wrote an entry, not what it
/// is about.
enum Portraits {
  static func isPortrait(_ address: WebAddress) -> Bool {
    guard address.path.utf8.starts(with: "/avatar/".utf8) else { return false }
    return hosts.contains(where: address.isWithin)
  }

  private static let hosts = [
    "gravatar.com", "libravatar.org", "cravatar.cn", "cravatar.com", "weavatar.com",
  ]
}
