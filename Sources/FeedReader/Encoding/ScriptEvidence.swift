/// How natural a text is in a single-byte encoding of Cyrillic, Greek, Hebrew, Arabic or Thai.
///
/// Its letters stand together and not in words of ASCII letters, small ones before no capital, and
/// the frequent ones are frequent.
struct ScriptEvidence {
  struct Script {
    var range: ClosedRange<UInt32>
    /// Letters that make up most of a text, small.
    var frequent: Set<Unicode.Scalar>
    /// What one of them counts more, and one of the others less.
    var gain: Double
    var loss: Double
    /// Letters and signs that hardly stand in a text.
    var rare: Set<Unicode.Scalar> = []
    /// Letters that stand at the end of words alone, and those that never do.
    var final: Set<Unicode.Scalar> = []
    var nonfinal: Set<Unicode.Scalar> = []
  }

  static let encodings: [(name: String, script: Script)] = [
    ("windows-1251", cyrillic), ("koi8-r", cyrillic), ("koi8-u", cyrillic),
    ("iso-8859-5", cyrillic), ("ibm866", cyrillic), ("x-mac-cyrillic", cyrillic),
    ("windows-1253", greek), ("iso-8859-7", greek), ("windows-1255", hebrew),
    ("iso-8859-8", hebrew), ("windows-1256", arabic), ("iso-8859-6", arabic),
    ("windows-874", thai),
  ]

  static let cyrillic = Script(
    range: 0x400...0x52F, frequent: Set("оеаинтсрвлОЕАИНТСРВЛ".unicodeScalars), gain: 0.35,
    loss: 0.2, rare: Set("ЂЃѓЉЊЌЏђљњќџѕЅЈјЎў".unicodeScalars))
  static let greek = Script(
    range: 0x370...0x3FF, frequent: Set("αοειντσρηςκπάέήίόύώ".unicodeScalars), gain: 0.3,
    loss: 0, rare: Set("ͺ΄΅".unicodeScalars), final: ["ς"])
  static let hebrew = Script(
    range: 0x590...0x5FF, frequent: Set("יוהלאמרת".unicodeScalars), gain: 0.3, loss: 0,
    rare: Set((0x590...0x5CF).compactMap(Unicode.Scalar.init)), final: Set("ךםןףץ".unicodeScalars),
    nonfinal: Set("כמנצ".unicodeScalars))
  static let arabic = Script(
    range: 0x600...0x6FF, frequent: Set("اليمنرتوبع".unicodeScalars), gain: 0.3, loss: 0.25)
  static let thai = Script(
    range: 0xE00...0xE7F,
    frequent: Set("านรอกเงมยลวดทสตะปบคหแจพชขใไ่้ิีัื์".unicodeScalars.filter { $0.value > 0x7F }),
    gain: 0.2, loss: 0.2,
    rare: Set("ฃฅฆฌฎฏฐฑฒฬฮฯฤฦ฿".unicodeScalars).union(
      (0xE4F...0xE7F).compactMap(Unicode.Scalar.init)))

  /// About 1 for a natural text, negative for one that can't be, per byte beyond ASCII.
  private(set) var score = 0.0

  private let traits: ByteTraits
  private let script: Script
  /// Whether the word that is being read began with a small letter.
  private var beganSmall = false

  init?(_ text: [UInt8], encoding: String, script: Script) {
    guard let traits = ByteTraits(encoding, isOwn: { script.range.contains($0.value) }) else {
      return nil
    }
    self.traits = traits
    self.script = script
    let gains = (0...255).map { ScriptEvidence.gain(traits.scalars[$0], script) }
    var high = 0
    text.withUnsafeBufferPointer { bytes in
      for i in bytes.indices where bytes[i] >= 0x80 {
        high += 1
        let before = i > 0 ? bytes[i - 1] : 0x20
        let after = i + 1 < bytes.count ? bytes[i + 1] : 0x20
        score += weight(bytes[i], before, after, gain: gains[Int(bytes[i])])
      }
    }
    score = high > 0 ? score / Double(high) : 0
  }

  private static func gain(_ scalar: Unicode.Scalar, _ script: Script) -> Double {
    if script.frequent.contains(scalar) { return script.gain }
    if script.rare.contains(scalar) { return -1 }
    return -script.loss
  }

  private mutating func weight(
    _ byte: UInt8, _ before: UInt8, _ after: UInt8, gain: Double
  ) -> Double {
    let trait = traits.traits[Int(byte)]
    let previous = traits.traits[Int(before)]
    let isInASCII = UTF8Text.isLetter(before) || UTF8Text.isLetter(after)
    if trait.contains(.undefined) { return -3 }
    if trait.contains(.punctuation) {
      if trait.contains(.opening), previous.contains(.letter) { return -1 }
      let isInside = previous.contains(.letter) && traits.traits[Int(after)].contains(.letter)
      return isInside ? -0.5 : 0.3
    }
    guard trait.contains(.script) else { return -1 }
    if !isInASCII, before < 0x80, after < 0x80 { return 0 }
    var weight = isInASCII ? -0.5 : 1
    if isInASCII { weight -= 1 }
    if before < 0x80 || !previous.contains(.letter) { beganSmall = trait.contains(.small) }
    let isOutOfCase = beganSmall || (before >= 0x80 && previous.contains(.small))
    if trait.contains(.capital), isOutOfCase { weight -= 1.5 }
    if !trait.contains(.letter), script.range.lowerBound < 0x590 { weight -= 2 }
    return weight + gain + ends(byte, before, after)
  }

  /// What the place in its word says of a letter.
  private func ends(_ byte: UInt8, _ before: UInt8, _ after: UInt8) -> Double {
    let scalar = traits.scalars[Int(byte)]
    let isAtEnd = after < 0x80 || !traits.traits[Int(after)].contains(.script)
    if !isAtEnd, script.final.contains(scalar) { return -0.7 }
    if isAtEnd, script.nonfinal.contains(scalar) { return -0.7 }
    guard script.range.lowerBound == 0xE00 else { return 0 }
    return ThaiOrder.penalty(scalar, after: before < 0x80 ? nil : traits.scalars[Int(before)])
  }
}

/// Thai's order of signs: marks stand on consonants, and some vowels before them.
enum ThaiOrder {
  static func penalty(_ scalar: Unicode.Scalar, after: Unicode.Scalar?) -> Double {
    let before = after?.value ?? 0
    var penalty = 0.0
    if isMark(scalar.value) {
      let isTone = (0xE48...0xE4D).contains(scalar.value)
      if !isConsonant(before), !(isTone && isMark(before)) { penalty -= 2 }
    }
    if (0xE40...0xE44).contains(before), !isConsonant(scalar.value) { penalty -= 2 }
    return penalty
  }

  private static func isConsonant(_ value: UInt32) -> Bool { (0xE01...0xE2E).contains(value) }

  private static func isMark(_ value: UInt32) -> Bool {
    value == 0xE31 || (0xE34...0xE3A).contains(value) || (0xE47...0xE4E).contains(value)
  }
}
