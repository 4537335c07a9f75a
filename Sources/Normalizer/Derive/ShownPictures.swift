internal import Bytes
internal import HTML

/// What class and style say of a body's pictures: noted before the sanitizer takes both.
struct ShownPictures: Sendable {
  /// CSS pixels; `nil` where nothing says so.
  struct Size: Sendable {
    var width: Int?
    var height: Int?
  }

  /// Pictures that stand for a person, whatever their size, or for a mood or a function.
  private(set) var signs: Set<NodeID> = []
  /// Of pictures with a style.
  private(set) var sizes: [NodeID: Size] = [:]

  mutating func note(_ image: NodeID, in document: borrowing HTMLDocument) {
    if document.withAttribute(.class, of: image, ShownPictures.mayHold) == true,
      let words = document.bytes(of: .class, image)
    {
      let isLarge = document.bytes(of: .width, image).flatMap(Length.pixels).map { $0 >= 200 }
      let isMood = ShownPictures.holds(ShownPictures.moods, words) && isLarge != true
      if isMood || ShownPictures.holds(ShownPictures.persons, words) { signs.insert(image) }
    }
    guard document.hasAttribute(.style, of: image) else { return }
    let appearance = Appearance(of: image, in: document)
    let size = Size(
      width: ShownPictures.pixels(appearance.width),
      height: ShownPictures.pixels(appearance.height))
    if size.width != nil || size.height != nil { sizes[image] = size }
  }

  /// Notes the pictures in a link to share the entry: they show the network, but for one that is what
  /// the link shares.
  mutating func note(buttonsIn link: NodeID, in document: borrowing HTMLDocument) {
    guard document.firstElement(.img, in: link) != nil else { return }
    let shared = PercentCoding.decoded(document.bytes(of: .href, link) ?? [])
    for image in document.elements(.img, in: link) {
      guard let source = document.bytes(of: .src, image) else { continue }
      if source.count < 5 || shared.firstRange(ofBytes: source) == nil { signs.insert(image) }
    }
  }

  private static func pixels(_ length: Double?) -> Int? {
    length.flatMap { $0 >= 0 && $0 < 100_000 ? Int($0) : nil }
  }

  /// Whether one of a class's words is there: `author-avatar`, `BDE_Smiley`.
  private static func holds(_ signs: [String], _ words: [UInt8]) -> Bool {
    words.split { !$0.isASCIILetter }.contains { word in
      signs.contains { word.equalsIgnoringCase($0.utf8) }
    }
  }

  /// Whether there may be one; `false` is certain.
  private static func mayHold(_ words: Span<UInt8>) -> Bool {
    words.holds("avatar") || words.holds("userpic") || words.holds("smil") || words.holds("emo")
  }

  private static let persons = ["avatar", "avatars", "gravatar", "userpic"]
  private static let moods = ["smiley", "smilie", "emoticon", "emoji", "twemoji"]
}
