/// What each byte of a single-byte encoding stands for, as far as it tells whether a text is natural
/// in it.
struct ByteTraits {
  struct Trait: OptionSet {
    let rawValue: UInt16
    static let undefined = Trait(rawValue: 1)
    static let letter = Trait(rawValue: 2)
    static let capital = Trait(rawValue: 4)
    static let small = Trait(rawValue: 8)
    /// Quotation marks, dashes, currencies and the like that stand in texts of every language.
    static let punctuation = Trait(rawValue: 16)
    /// A mark that opens a quotation, which no letter stands before.
    static let opening = Trait(rawValue: 32)
    /// An apostrophe, dash or dot, which stands between letters too.
    static let joining = Trait(rawValue: 64)
    /// A letter that is a word by itself.
    static let word = Trait(rawValue: 128)
    /// Of the script that the encoding is for.
    static let script = Trait(rawValue: 256)
    /// A letter that no word begins with.
    static let inner = Trait(rawValue: 512)
  }

  /// By byte; ASCII's too.
  let traits: [Trait]
  let scalars: [Unicode.Scalar]

  /// - Parameter isOwn: Whether a character is of the script that the encoding is for.
  init?(_ name: String, isOwn: (Unicode.Scalar) -> Bool) {
    guard let table = SingleByteTables(named: name) else { return nil }
    var scalars: [Unicode.Scalar] = (0..<0x80).map { Unicode.Scalar(UInt8($0)) }
    scalars += table.upper
    self.scalars = scalars
    traits = scalars.map { scalar in
      var trait = ByteTraits.trait(scalar)
      if isOwn(scalar) { trait.insert(.script) }
      return trait
    }
  }

  private static func trait(_ scalar: Unicode.Scalar) -> Trait {
    if scalar.value == 0xFFFD || (scalar.value >= 0x7F && scalar.value <= 0x9F) {
      return .undefined
    }
    if scalar.value >= 0x300, scalar.value <= 0x323 { return [.letter, .small] }
    let properties = scalar.properties
    var trait: Trait = []
    if properties.isAlphabetic { trait.insert(.letter) }
    if properties.isUppercase { trait.insert(.capital) }
    if properties.isLowercase { trait.insert(.small) }
    if punctuation.contains(scalar) { trait = .punctuation }
    if opening.contains(scalar) { trait.insert(.opening) }
    if joining.contains(scalar) { trait.insert(.joining) }
    if words.contains(scalar) { trait.insert(.word) }
    if inner.contains(scalar) { trait.insert(.inner) }
    return trait
  }

  private static let punctuation = Set(
    "“”‘’„‚–—…«»€•°©®™§²³·£´½¡¿ºª№\u{A0}\u{AD}".unicodeScalars)
  private static let opening = Set("“‘„‚«".unicodeScalars)
  private static let joining = Set("’´·\u{AD}–—…".unicodeScalars)
  private static let inner = Set("ąęěğıńŕů".unicodeScalars)
  private static let words = Set(
    (LatinAlphabets.words + LatinAlphabets.words.uppercased()).unicodeScalars)
}
