/// How natural a text is in an encoding of Latin script.
///
/// Its letters beyond ASCII stand inside words of ASCII letters, and all belong to one language's
/// alphabet.
struct LatinEvidence {
  /// 1 for a text of nothing but right letters, negative for one that can't be, per byte beyond
  /// ASCII.
  var score = 0.0
  /// How many of the bytes are letters.
  var letters = 0

  init(_ text: [UInt8], encoding: String, languages: String) {
    guard let traits = ByteTraits(encoding, isOwn: { _ in false }) else { return }
    var counts = [Int](repeating: 0, count: 256)
    var sum = 0.0
    var high = 0
    text.withUnsafeBufferPointer { bytes in
      for i in bytes.indices where bytes[i] >= 0x80 {
        high += 1
        let before = i > 0 ? bytes[i - 1] : 0x20
        let after = i + 1 < bytes.count ? bytes[i + 1] : 0x20
        sum += LatinEvidence.weight(bytes[i], before, after, traits.traits)
        if traits.traits[Int(bytes[i])].contains(.letter) {
          counts[Int(bytes[i])] += 1
          letters += 1
        }
      }
    }
    guard high > 0 else { return }
    score = (sum + LatinEvidence.coverage(counts, letters, traits, languages)) / Double(high)
  }

  /// What stands around a byte beyond ASCII says of it.
  private static func weight(
    _ byte: UInt8, _ before: UInt8, _ after: UInt8, _ traits: [ByteTraits.Trait]
  ) -> Double {
    let trait = traits[Int(byte)]
    if trait.contains(.undefined) { return -3 }
    if trait.contains(.punctuation) {
      if trait.contains(.opening), UTF8Text.isLetter(before) { return -1 }
      let isInside =
        traits[Int(before)].contains(.letter) && traits[Int(after)].contains(.letter)
      return isInside && !trait.contains(.joining) ? -1 : 0.5
    }
    guard trait.contains(.letter) else { return -1 }
    var weight = 0.0
    let isInWord = UTF8Text.isLetter(before) || UTF8Text.isLetter(after)
    if !isInWord, before >= 0x80 || after >= 0x80 { weight -= 0.6 }
    if !isInWord, before < 0x80, after < 0x80, !trait.contains(.word) { weight -= 0.6 }
    if trait.contains(.inner), before < 0x80, !UTF8Text.isLetter(before) { weight -= 0.3 }
    let isAfterSmall = traits[Int(before)].contains(.small)
    if trait.contains(.capital), isAfterSmall { weight -= 1.5 }
    let isBetweenCapitals =
      traits[Int(before)].contains(.capital) && traits[Int(after)].contains(.capital)
    if trait.contains(.small), isBetweenCapitals { weight -= 0.5 }
    return weight
  }

  /// The letters that the best language has, less half as many again of those that it lacks.
  private static func coverage(
    _ counts: [Int], _ letters: Int, _ traits: ByteTraits, _ languages: String
  ) -> Double {
    var best = -Double.infinity
    for language in languages.split(separator: " ") {
      let alphabet = LatinAlphabets.set(of: language)
      var known = 0
      for byte in 0x80...0xFF where counts[byte] > 0 {
        let scalar = traits.scalars[byte]
        let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
        if alphabet.contains(small) || alphabet.contains(scalar) { known += counts[byte] }
      }
      var score = Double(known) - 1.5 * Double(letters - known)
      // Icelandic's own letters are where Turkish has its own, which is far more common.
      if language == "is" { score -= 0.35 * Double(letters) }
      best = max(best, score)
    }
    return letters == 0 ? 0 : best
  }
}
