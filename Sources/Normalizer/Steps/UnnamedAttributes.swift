internal import HTML

/// Attributes of a document that no rule names and in which a script may find an address: `data-*`
/// and those that HTML doesn't know.
struct UnnamedAttributes {
  enum Kind {
    case picture
    case media
  }

  /// Which attributes count, by what speaks against the address that is there.
  enum Trust {
    case all
    /// Those whose names don't speak of another thing.
    case ofPicture
    /// Those whose names say that they hold the late or the original picture.
    case late
  }

  struct Found {
    var value: [UInt8]
    /// Whether it is a list of candidates.
    var isList: Bool
  }

  /// Words in names of attributes that hold the lesser picture.
  private static let lesser = [
    "placeholder", "fallback", "error", "lqip", "blur", "low", "thumb", "avatar", "icon",
    "medium", "small",
  ].map { Array($0.utf8) }

  /// Words in names of attributes that hold the picture of another thing.
  private static let others = [
    "credit", "promo", "author", "logo", "user", "share", "sponsor", "hover", "badge",
    "-pin", "flag", "social",
  ].map { Array($0.utf8) }

  private static let late = ["lazy", "original"].map { Array($0.utf8) }

  let isEmpty: Bool

  init(_ document: borrowing HTMLDocument) {
    var isEmpty = true
    document.forEachOwnAttributeName { _, text in
      isEmpty = isEmpty && !UnnamedAttributes.mayHoldAddress(text)
    }
    self.isEmpty = isEmpty
  }

  private static func mayHoldAddress(_ name: Span<UInt8>) -> Bool {
    !name.starts(with: "aria-") && !name.starts(with: "on")
  }

  /// Whether an attribute holds the lesser picture; `nil` when it can't hold any, or none that is
  /// trusted.
  private static func isLesser(
    _ name: AttributeName, _ trust: Trust, in document: borrowing HTMLDocument
  ) -> Bool? {
    guard document.isOwn(name) else { return nil }
    var text: [UInt8] = []
    document.append(name, to: &text)
    guard mayHoldAddress(text.span) else { return nil }
    let holds = { (words: [[UInt8]]) in words.contains { text.firstRange(ofBytes: $0) != nil } }
    let isLesser = holds(lesser)
    switch trust {
    case .all: return isLesser
    case .ofPicture: return isLesser || holds(others) ? nil : false
    case .late: return isLesser || holds(others) || !holds(late) ? nil : false
    }
  }

  /// The first address whose name says that it is what is looked for.
  func address(
    of node: NodeID, _ kind: Kind, _ trust: Trust, in document: borrowing HTMLDocument,
    _ isPlaceholder: ([UInt8]) -> Bool
  ) -> Found? {
    var lesser: Found?
    var best: Found?
    document.forEachAttribute(of: node) { name, value in
      guard best == nil, value.count > 4, value.count <= 16_384,
        let isLesser = UnnamedAttributes.isLesser(name, trust, in: document),
        !isLesser || lesser == nil
      else { return }
      guard let found = UnnamedAttributes.found(value.copied, kind), !isPlaceholder(found.value)
      else { return }
      if isLesser { lesser = found } else { best = found }
    }
    return best ?? lesser
  }

  /// An address or a list of candidates, if the value is nothing else.
  private static func found(_ text: [UInt8], _ kind: Kind) -> Found? {
    let value = Array(text.trimmedBlanks)
    guard isRooted(value), !AddressTemplate.isTemplate(value) else { return nil }
    if !value.contains(where: \.isHTMLBlank) {
      let isNamed =
        kind == .picture ? PictureName.isPicture(value) : PictureName.isMedia(value)
      return isNamed ? Found(value: value, isList: false) : nil
    }
    guard kind == .picture else { return nil }
    let candidates = SourceSet(parsing: value).candidates
    guard !candidates.isEmpty,
      candidates.allSatisfy({ !$0.descriptor.isEmpty && isRooted(Array($0.address.utf8)) })
    else { return nil }
    return Found(value: value, isList: true)
  }

  /// Absolute, without a scheme, or from the root.
  static func isRooted(_ value: [UInt8]) -> Bool {
    value.startsIgnoringCase("https://".utf8) || value.startsIgnoringCase("http://".utf8)
      || value.first == UInt8(ascii: "/")
  }
}
