/// Language tags that readers understand (RFC 5646).
package enum LanguageTag {
  /// A language of ISO 639, then script, region, variants, extensions and private parts in the order
  /// of RFC 5646 §2.1, no variant and no extension twice.
  ///
  /// Two letters are looked up, because a country often stands where the language belongs (`cn`,
  /// `jp`); of three letters any are taken.
  package static func isValid(_ tag: String) -> Bool {
    let parts = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      .map { part in part.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
    guard let language = parts.first, language.allSatisfy(isLetter) else { return false }
    guard parts.dropFirst().allSatisfy(isSubtag) else { return false }
    switch language.count {
    case 2 where codes.contains(language), 3:
      return isInOrder(parts.dropFirst()) || isIrregular(parts)
    default: return isIrregular(parts)
    }
  }

  private static func isIrregular(_ parts: [[UInt8]]) -> Bool {
    irregular.contains(Array(parts.joined(separator: [UInt8(ascii: "-")])))
  }

  /// Registered whole, before there was an order (RFC 5646 §2.2.8).
  private static let irregular: Set<[UInt8]> = Set(
    """
    en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao
    i-tay i-tsu sgn-be-fr sgn-be-nl sgn-ch-de
    """.utf8.split { $0 == 0x20 || $0 == 0x0A }.map(Array.init))

  /// What follows the language, in small letters.
  private static func isInOrder(_ parts: ArraySlice<[UInt8]>) -> Bool {
    var rest = parts
    for _ in 0..<3 where rest.first.map({ $0.count == 3 && $0.allSatisfy(isLetter) }) ?? false {
      rest.removeFirst()
    }
    if let script = rest.first, script.count == 4, script.allSatisfy(isLetter) {
      rest.removeFirst()
    }
    if rest.first.map(isRegion) ?? false { rest.removeFirst() }
    var seen: Set<[UInt8]> = []
    while let variant = rest.first, isVariant(variant) {
      guard seen.insert(variant).inserted else { return false }
      rest.removeFirst()
    }
    while let singleton = rest.first {
      guard singleton.count == 1, seen.insert(singleton).inserted else { return false }
      let isPrivate = singleton[0] == UInt8(ascii: "x")
      rest.removeFirst()
      let own = rest.prefix { isPrivate || $0.count > 1 }
      guard !own.isEmpty else { return false }
      rest = rest.dropFirst(own.count)
    }
    return true
  }

  private static func isRegion(_ part: [UInt8]) -> Bool {
    part.count == 2 && part.allSatisfy(isLetter) || part.count == 3 && part.allSatisfy(isDigit)
  }

  private static func isVariant(_ part: [UInt8]) -> Bool {
    part.count > 4 || part.count == 4 && isDigit(part[0])
  }

  /// The tag itself, or `nil` when it is none.
  package static func valid(_ tag: String?) -> String? {
    tag.flatMap { isValid($0) ? $0 : nil }
  }

  private static func isSubtag(_ part: [UInt8]) -> Bool {
    (1...8).contains(part.count) && part.allSatisfy { isLetter($0) || isDigit($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte)
  }

  /// ISO 639-1, withdrawn codes included.
  private static let codes: Set<[UInt8]> = Set(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu
    hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv
    kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr
    nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq
    sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi
    yo za zh zu
    """.utf8.split { $0 == 0x20 || $0 == 0x0A }.map(Array.init))
}
