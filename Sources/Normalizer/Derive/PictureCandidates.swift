internal import FeedModel
internal import HTML

/// One address of a picture that may stand for an entry, with what is known of its size.
struct PictureCandidate: Sendable {
  var address: WebAddress
  /// As its element says, else as its name does.
  var width: Int?
  var height: Int?
  /// For pictures of which nothing tells the width.
  var guess = 0
  /// Whether it stands in a figure with a caption, which shows it for itself.
  var isCaptioned = false
  private let parts: AddressParts
  let name: PictureFileName
  /// Whether the name is a sign's, once that was asked: it takes a while.
  var isSignByName: Bool?
  /// Its width as its element gives it.
  private let shownWidth: Int?
  /// The stem of the picture that lists it as one of its sizes.
  private var picture: [UInt8]?

  init?(_ address: WebAddress, width: Int? = nil, height: Int? = nil, guess: Int) {
    guard let parts = AddressParts(address) else { return nil }
    self.parts = parts
    name = PictureFileName(parts)
    self.address = address
    let size = name.size
    self.width = width ?? size.width
    self.height = height ?? (width == nil ? size.height : nil)
    self.guess = guess
    shownWidth = width
  }

  /// Pixels that it is, or may be, wide.
  var reach: Int { width ?? guess }

  /// Whether it is known to be too small to stand for an entry.
  var isSmall: Bool {
    if let width { return width < 200 }
    return height.map { $0 < 100 } ?? false
  }

  /// Whether it is a strip: a rule, a spacer, a banner, a button.
  ///
  /// - Parameter widest: how wide it is where it is shown smaller, for a panorama or the shot of a line.
  func isFlat(at widest: Int?) -> Bool {
    guard let width, let height, height < 100, width >= 2 * height else { return false }
    guard let widest, widest > width, width <= 6 * height else { return true }
    return Double(height) * Double(widest) / Double(width) < 100
  }

  /// Whether it stands for something else; a picture that is known to be large is judged by no name,
  /// but by the place where somebody's portrait or a service's button lies.
  ///
  /// An avatar's address says how large it was asked for, not that it is shown so.
  ///
  /// - Parameter isNamed: Whether the source names it as the entry's picture.
  func isWrong(_ rules: Rules, isNamed: Bool = false) -> Bool {
    if rules.trackers.rule(for: parts, isShown: true) != nil { return true }
    if name.isPortrait || name.isButton { return true }
    let isSign =
      isNamed
      ? name.isSignOfSite : isCaptioned ? name.isSignByPlace : isSignByName ?? name.isSign
    guard isSign else { return false }
    // The name's size is none of a portrait or smiley: those come in any.
    return (name.isPortraitOrSmiley ? shownWidth : width) ?? 0 < 300
  }

  /// What its name has in common with the same picture in other sizes.
  private var stem: [UInt8] { picture ?? name.stem }

  /// Whether the other is the same picture in another size.
  func isSame(as other: PictureCandidate) -> Bool { stem == other.stem }

  /// The candidate as another size of a picture, whatever its name.
  func asSize(of other: PictureCandidate) -> PictureCandidate {
    var size = self
    size.picture = other.stem
    return size
  }
}

/// The pictures that a source names beside an entry's body.
struct NamedPictures {
  /// What Media RSS says of each address: `url`, `medium`, `width`, `height`.
  private(set) var elements: [(element: ExtensionElement, address: WebAddress)] = []
  /// What `player` and `content` name that may be a player, in document order.
  private(set) var players: [WebAddress] = []

  private static let namespaces: Set<String> = [
    "http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss",
    "https://search.yahoo.com/mrss/",
  ]
  /// More are none that an entry shows.
  private static let most = 200

  init(_ entry: ParsedEntry, base: WebAddress?) {
    for element in entry.extensions { take(element, base, depth: 0) }
    players += entry.attachments.prefix(NamedPictures.most).filter { $0.bytes == nil }
      .map(\.address)
  }

  private mutating func take(_ element: ExtensionElement, _ base: WebAddress?, depth: Int) {
    guard depth < 4, elements.count < NamedPictures.most,
      NamedPictures.namespaces.contains(element.namespace)
    else { return }
    if element.name == "thumbnail" || element.name == "content",
      let text = element.value(of: "url"), let address = WebAddress(text, base: base),
      address.isHTTP
    {
      elements.append((element, address))
    }
    if element.name == "player" || element.name == "content", players.count < 20,
      let address = element.value(of: "url").flatMap({ WebAddress($0, base: base) }), address.isHTTP
    {
      players.append(address)
    }
    for child in element.children { take(child, base, depth: depth + 1) }
  }

  /// Whether Media RSS alone gives the file: no enclosure says how long it is.
  func isContent(_ attachment: Attachment) -> Bool {
    elements.contains { element, address in
      element.name == "content" && address == attachment.address
        && (attachment.bytes == nil
          || element.value(of: "fileSize").flatMap { Int($0) } == attachment.bytes)
    }
  }

  /// What Media RSS says of one picture: its alternative text.
  func caption(of address: WebAddress) -> String? {
    for (element, other) in elements where other == address {
      if let text = element.children.first(where: { $0.name == "description" })?.text,
        !text.isEmpty
      {
        return text
      }
    }
    return nil
  }

  /// Contents and enclosures before thumbnails, else in the source's order.
  func candidates(of entry: ParsedEntry) -> [PictureCandidate] {
    var found: [PictureCandidate] = []
    if let image = entry.image, !elements.contains(where: { $0.address == image }) {
      append(image, nil, guess: 800, to: &found)
    }
    for attachment in entry.attachments.prefix(NamedPictures.most) {
      let element = elements.first { $0.address == attachment.address }?.element
      if isPicture(attachment.mediaType, element) {
        // Of several of which nothing is known, the one that the source calls the picture.
        let isNamed = element == nil && attachment.address == entry.image
        append(attachment.address, element, guess: isNamed ? 1001 : 1000, to: &found)
      }
    }
    for (element, address) in elements
    where element.name == "content" && isPicture(element.value(of: "type"), element) {
      append(address, element, guess: 1000, to: &found)
    }
    for (element, address) in elements where element.name == "thumbnail" {
      append(address, element, guess: 400, to: &found)
    }
    return found
  }

  private func append(
    _ address: WebAddress, _ element: ExtensionElement?, guess: Int,
    to found: inout [PictureCandidate]
  ) {
    guard address.isHTTP, !found.contains(where: { $0.address == address }) else { return }
    let size = ["width", "height"].map { name in
      element?.value(of: name).flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }
    if let candidate = PictureCandidate(address, width: size[0], height: size[1], guess: guess) {
      found.append(candidate)
    }
  }

  private func isPicture(_ type: String?, _ element: ExtensionElement?) -> Bool {
    if let type { return type.utf8.starts(with: "image/".utf8) }
    return element?.value(of: "medium") == "image"
  }
}

extension ExtensionElement {
  /// The value of an attribute without a namespace.
  func value(of name: String) -> String? {
    attributes.first { $0.namespace.isEmpty && $0.name == name }?.value
  }
}

/// The pictures of a clean body, each with its other sizes.
enum BodyPictures {
  /// More are none that the list shows.
  private static let most = 200

  /// The addresses that a body shows more than once.
  static func repeated(in document: borrowing HTMLDocument) -> Set<String> {
    var once: Set<String> = []
    var repeated: Set<String> = []
    for image in document.elements(.img, in: document.root).prefix(most) {
      guard let address = address(.src, of: image, in: document)?.href else { continue }
      if !once.insert(address).inserted { repeated.insert(address) }
    }
    return repeated
  }

  /// Whether a body shows an address, as its steps have written it, more than once.
  static func areRepeated(_ address: WebAddress, in document: borrowing HTMLDocument) -> Bool {
    let href = address.href.utf8.span
    var found = 0
    var looked = 0
    var next = document.firstElement(.img, in: document.root)
    while let image = next, looked < most, found < 2 {
      looked += 1
      let isSame = document.withAttribute(.src, of: image) { source in
        guard source.count == href.count else { return false }
        for index in source.indices where source[index] != href[index] { return false }
        return true
      }
      if isSame == true { found += 1 }
      next = document.firstElement(.img, in: document.root, after: image)
    }
    return found > 1
  }

  /// In document order, until `visit` says that it has seen enough, without those whose class or link
  /// says that they are no pictures of the entry.
  ///
  /// `visit` gets each picture, and the candidates for a wider one.
  static func visit(
    in document: borrowing HTMLDocument, _ shown: ShownPictures, _ rules: Rules,
    _ visit: (PictureCandidate, [PictureCandidate]) -> Bool
  ) {
    var found = 0
    var next = document.firstElement(.img, in: document.root)
    while let image = next, found < most {
      found += 1
      next = document.firstElement(.img, in: document.root, after: image)
      // A formula's picture is none of what the entry is about.
      if document.bytes(of: .alt, image).map(Formulas.isTeX) ?? false { continue }
      if shown.signs.contains(image) { continue }
      let size = shown.sizes[image]
      guard let address = address(.src, of: image, in: document),
        var picture = PictureCandidate(
          address, width: size?.width ?? number(.width, of: image, in: document),
          height: size?.height ?? number(.height, of: image, in: document), guess: 300)
      else { continue }
      picture.isSignByName = picture.name.isSign
      if picture.isSignByName == true { picture.isCaptioned = isCaptioned(image, in: document) }
      let target = document.ancestor(of: image, named: .a)
        .flatMap { self.address(.href, of: $0, in: document) }
      if let target, PictureButton.isOne(picture, leadingTo: target, rules) { continue }
      if visit(picture, others(of: image, picture, target, in: document)) { return }
    }
    for video in document.elements(.video, in: document.root).prefix(most) {
      if let address = address(.poster, of: video, in: document),
        let picture = PictureCandidate(address, guess: 600), visit(picture, [])
      {
        return
      }
    }
  }

  private static func isCaptioned(_ image: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let figure = document.ancestor(of: image, named: .figure),
      let caption = document.firstElement(.figcaption, in: figure)
    else { return false }
    return document.showsText(caption)
  }

  /// The list of candidates, and the picture that a link around it leads to.
  private static func others(
    of image: NodeID, _ picture: PictureCandidate, _ target: WebAddress?,
    in document: borrowing HTMLDocument
  ) -> [PictureCandidate] {
    var others: [PictureCandidate] = []
    if let list = document.bytes(of: .srcset, image) {
      for candidate in SourceSet(parsing: list).candidates.prefix(50) {
        if let address = WebAddress(candidate.address), address.isHTTP,
          let other = size(candidate.descriptor, of: picture, at: address)
        {
          others.append(other.asSize(of: picture))
        }
      }
    }
    // What a link around a picture leads to under the same name is that picture, at its full size.
    // Where names have no endings, as at Google's hosts, the same address with a size is one.
    if let target, let other = PictureCandidate(target, guess: max(1000, picture.reach)),
      other.name.isPicture
        ? other.isSame(as: picture) || other.name.isNamed(as: picture.name)
        : other.width != nil && other.isSame(as: picture)
    {
      others.append(other.asSize(of: picture))
    }
    return others
  }

  /// A candidate whose descriptor gives its width, or its density: that makes no small picture large.
  private static func size(
    _ descriptor: String, of picture: PictureCandidate, at address: WebAddress
  ) -> PictureCandidate? {
    let number = descriptor.utf8.dropLast()
    switch descriptor.utf8.last {
    case UInt8(ascii: "w"):
      return PictureCandidate(address, width: Int(String(Substring(number))), guess: 0)
    case UInt8(ascii: "x"):
      guard !picture.isSmall, let density = Double(String(Substring(number))),
        density > 1, density <= 10
      else { return nil }
      let reach = Int(Double(min(picture.reach, 100_000)) * density)
      return PictureCandidate(address, width: picture.width.map { _ in reach }, guess: reach)
    default: return nil
    }
  }

  private static func address(
    _ name: AttributeName, of node: NodeID, in document: borrowing HTMLDocument
  ) -> WebAddress? {
    document.attribute(name, of: node).flatMap { WebAddress($0) }.flatMap { $0.isHTTP ? $0 : nil }
  }

  private static func number(
    _ name: AttributeName, of node: NodeID, in document: borrowing HTMLDocument
  ) -> Int? {
    document.attribute(name, of: node).flatMap { Int($0) }
  }
}
