/// Where a text may be cut so that it ends as its author ended a sentence.
enum Sentence {
  /// The text as far as a sentence ends near `length` characters, else as far as the first one does
  /// that is half as long again, or a short one, else as far as a word does, with an ellipsis; a text
  /// that is a fifth longer stays whole.
  static func cut(_ text: [UInt8], near length: Int) -> String {
    let most = length + length / 5
    let longest = length + length / 2
    if text.count <= most { return String(decoding: text, as: UTF8.self) }
    let scalars = scalars(of: text, longest + 8)
    guard scalars.count > most else { return String(decoding: text, as: UTF8.self) }
    let shortest = length * 3 / 10
    let end =
      end(in: scalars, from: shortest, to: most)
      ?? (most..<min(longest, scalars.count)).first { isEnd(scalars, $0) }.map { $0 + 1 }
      ?? end(in: scalars, from: length / 8, to: shortest)
    if let end { return beginning(of: text, scalars[..<end]) }
    var stop = length
    while stop > length * 4 / 5, scalars[stop] != " " { stop -= 1 }
    if scalars[stop] != " " { stop = length }
    return withEllipsis(text, scalars[..<stop])
  }

  /// The text as far as its first scalars reach.
  private static func beginning(of text: [UInt8], _ scalars: ArraySlice<Unicode.Scalar>) -> String {
    let length = scalars.reduce(0) { $0 + Unicode.UTF8.width($1) }
    return String(decoding: text[..<length], as: UTF8.self)
  }

  /// The first scalars of a text.
  private static func scalars(of text: [UInt8], _ count: Int) -> [Unicode.Scalar] {
    let start = text.prefix(count)
    if start.allSatisfy({ $0 < 0x80 }) { return start.map { Unicode.Scalar($0) } }
    if let whole = wholeScalars(of: text, count) { return whole }
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(count)
    for scalar in String(decoding: text.prefix(4 * count), as: UTF8.self).unicodeScalars {
      // A scalar takes four bytes at most.
      if scalars.count == count { break }
      scalars.append(scalar)
    }
    return scalars
  }

  /// The same of signs of at most three bytes that are whole, as nearly all texts have them; `nil` where
  /// there is anything else.
  private static func wholeScalars(of text: [UInt8], _ count: Int) -> [Unicode.Scalar]? {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(count)
    var index = 0
    while index < text.count, scalars.count < count {
      let lead = text[index]
      if lead < 0x80 {
        scalars.append(Unicode.Scalar(lead))
        index += 1
        continue
      }
      if (0xC2...0xDF).contains(lead), index + 1 < text.count, text[index + 1] & 0xC0 == 0x80,
        let scalar = Unicode.Scalar(UInt32(lead & 0x1F) << 6 | UInt32(text[index + 1] & 0x3F))
      {
        scalars.append(scalar)
        index += 2
        continue
      }
      // E0 and ED need a closer look.
      guard lead > 0xE0, lead < 0xF0, lead != 0xED, index + 2 < text.count,
        text[index + 1] & 0xC0 == 0x80, text[index + 2] & 0xC0 == 0x80,
        let scalar = Unicode.Scalar(
          UInt32(lead & 0x0F) << 12 | UInt32(text[index + 1] & 0x3F) << 6
            | UInt32(text[index + 2] & 0x3F))
      else { return nil }
      scalars.append(scalar)
      index += 3
    }
    return scalars
  }

  /// Whether a text ends as sentences do, or leads on to what stands behind it.
  static func isWhole(_ text: [UInt8]) -> Bool {
    if let last = text.last, last < 0x80 {
      let scalar = Unicode.Scalar(last)
      if !isCloser(scalar) { return isWestern(scalar) }
    }
    let scalars = String(decoding: text.suffix(12), as: UTF8.self).unicodeScalars
    guard let last = scalars.last(where: { !isCloser($0) }) else { return false }
    return isEastern(last) || isWestern(last)
  }

  /// Whether a text ends with a sign of East Asian scripts that no blank follows.
  static func endsWithoutBlank(_ text: [UInt8]) -> Bool {
    ["。", "！", "？", "」", "』", "）", "；", "：", "，"].contains { text.suffix(3).elementsEqual($0.utf8) }
  }

  /// A text without what stands behind its last sentence; `nil` when it has no sentence.
  static func whole(_ text: [UInt8]) -> [UInt8]? {
    let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
    guard let end = end(in: scalars, from: 0, to: scalars.count) else { return nil }
    return Array(String(String.UnicodeScalarView(scalars[..<end])).utf8)
  }

  /// The last place behind a sentence in a range of places.
  private static func end(in scalars: [Unicode.Scalar], from low: Int, to high: Int) -> Int? {
    for index in stride(from: high - 1, through: low, by: -1) where isEnd(scalars, index) {
      return index + 1
    }
    return nil
  }

  private static func withEllipsis(
    _ text: [UInt8], _ scalars: ArraySlice<Unicode.Scalar>
  ) -> String {
    var scalars = scalars
    while let last = scalars.last, ",;:–—-(（、，；： ".unicodeScalars.contains(last) {
      scalars.removeLast()
    }
    return beginning(of: text, scalars) + "…"
  }

  /// Whether a sentence ends with the character at `index`, quotes and brackets behind it included.
  private static func isEnd(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let next = index + 1 < scalars.count ? scalars[index + 1] : " "
    // What closes belongs to the sentence.
    if isCloser(next) || isEastern(next) || isWestern(next) { return false }
    var last = index
    while last > 0, isCloser(scalars[last]) { last -= 1 }
    if isEastern(scalars[last]) { return true }
    guard isWestern(scalars[last]) else { return false }
    guard next == " " else { return last == index && GluedSentence.ends(scalars, at: index) }
    guard !isLowercase(firstLetter(in: scalars, from: index + 1)) else { return false }
    return scalars[last] != "." || !isAbbreviation(wordBefore(last, in: scalars))
  }

  private static func isCloser(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "”", "’", "』", "」", "）", ")", "\"", "»", "]": true
    default: false
    }
  }

  private static func isEastern(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "。", "！", "？", "…": true
    default: false
    }
  }

  private static func isWestern(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "." || scalar == "!" || scalar == "?"
  }

  private static func firstLetter(
    in scalars: [Unicode.Scalar], from start: Int
  ) -> Unicode.Scalar? {
    scalars[start...].prefix(4).first { $0.properties.isAlphabetic }
  }

  private static func isLowercase(_ scalar: Unicode.Scalar?) -> Bool {
    scalar?.properties.isLowercase ?? false
  }

  private static func wordBefore(_ end: Int, in scalars: [Unicode.Scalar]) -> String {
    var start = end
    while start > 0, end - start < 16, scalars[start - 1] != " ", scalars[start - 1] != "(" {
      start -= 1
    }
    return String(String.UnicodeScalarView(scalars[start..<end])).lowercased()
  }

  /// A number, an initial, letters with dots between them, or a known short form.
  private static func isAbbreviation(_ word: String) -> Bool {
    guard let last = word.unicodeScalars.last else { return false }
    // "No. 3", "am 3. Mai"; a year may end a sentence.
    if last.properties.numericType != nil { return word.unicodeScalars.count < 4 }
    return word.unicodeScalars.count == 1 || abbreviations.contains(word) || isDotted(word)
  }

  /// "e.g", "z.b", "a.m": dots between parts of a letter or three; a host's name has longer ones.
  private static func isDotted(_ word: String) -> Bool {
    let parts = word.utf8.split(separator: UInt8(ascii: "."))
    return parts.count > 1 && parts.allSatisfy { $0.count <= 3 }
  }

  private static let abbreviations: Set<String> = Set(
    """
    mr mrs ms dr prof sen rep reps gov gen col maj sgt lt capt cmdr adm rev hon pres supt st ste mt ft jr
    sr vs etc no nos nr vol fig figs eq ch sec pp art inc ltd corp co bros dept univ est approx ca cf
    al jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun messrs esq
    bzw usw evtl ggf hr fr hl abs mio mrd str tel vgl sog inkl zzgl geb gest ehem
    mme mlle mgr sra srta dña av avda núm pág ej aprox ud uds dir ing arq lic hno
    sig dott avv rag geom sigg ecc tav cap dhr mevr drs nl bv nv resp kl tr cca např tj tzv ul
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
