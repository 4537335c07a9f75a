@_spi(_Unicode) import Swift

/// Domain to ASCII (URL Standard §3.3, Unicode TR 46 without its tables).
///
/// What is mapped: case, NFC, the characters that TR 46 ignores (soft hyphen, zero-width space,
/// variation selectors), full stops of other scripts, fullwidth forms, circled, raised, lowered and
/// mathematical digits and letters, Latin ligatures, letterlike symbols, halfwidth katakana. A
/// domain with any other character that NFKC case folding changes is refused.
enum DomainMapping {
  /// The longest domain that is mapped; DNS allows 253. Punycode takes quadratic time.
  private static let maxBytes = 1_000

  /// `nil` for failure. The result may still hold forbidden code points.
  static func ascii(_ domain: [UInt8]) -> [UInt8]? {
    let lowered = domain.map(ASCII.lowercased)
    if lowered.allSatisfy({ $0 < 0x80 }), !hasPunycode(lowered) { return lowered }
    guard domain.count <= maxBytes, let mapped = mapped(String(decoding: domain, as: UTF8.self))
    else { return nil }
    var labels: [[UInt8]] = []
    for label in mapped.split(separator: ".", omittingEmptySubsequences: false) {
      guard let label = asciiLabel(Array(label)) else { return nil }
      labels.append(label)
    }
    return Array(labels.joined(separator: [UInt8(ascii: ".")]))
  }

  /// Whether a label begins with `xn--`.
  private static func hasPunycode(_ lowered: [UInt8]) -> Bool {
    var labelStart = 0
    for index in lowered.indices {
      if lowered[index] == UInt8(ascii: ".") { labelStart = index + 1 }
      if index == labelStart + 3, lowered[labelStart...index].elementsEqual("xn--".utf8) {
        return true
      }
    }
    return false
  }

  private static func asciiLabel(_ label: [UnicodeScalar]) -> [UInt8]? {
    let ascii = label.compactMap { $0.isASCII ? UInt8($0.value) : nil }
    if ascii.count < label.count {
      guard isValid(label) else { return nil }
      return Punycode.encoded(label).map { Array("xn--".utf8) + $0 }
    }
    guard ascii.starts(with: "xn--".utf8) else { return ascii }
    guard let decoded = Punycode.decoded(ascii.dropFirst(4)), isValid(decoded),
      decoded.contains(where: { !$0.isASCII }), mapped(string(decoded)) == decoded
    else { return nil }
    return ascii
  }

  private static func string(_ scalars: [UnicodeScalar]) -> String {
    var string = String.UnicodeScalarView()
    string.append(contentsOf: scalars)
    return String(string)
  }

  // MARK: Validity

  /// No mark at the start, and nothing that TR 46 would have mapped or disallows.
  private static func isValid(_ label: [UnicodeScalar]) -> Bool {
    guard let first = label.first, !isMark(first) else { return false }
    return label.allSatisfy(isValid)
  }

  private static func isMark(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  private static func isValid(_ scalar: UnicodeScalar) -> Bool {
    if scalar.isASCII || isDeviation(scalar) { return true }
    if scalar.properties.changesWhenNFKCCaseFolded { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator,
      .lineSeparator, .paragraphSeparator:
      return false
    default:
      // Ideographic description characters and the replacement characters.
      return !(0x2FF0...0x2FFF).contains(scalar.value) && !(0xFFFC...0xFFFD).contains(scalar.value)
    }
  }

  /// Valid, though case folding changes them: ß, ς and the zero-width joiners.
  private static func isDeviation(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0xDF, 0x3C2, 0x200C, 0x200D: true
    default: false
    }
  }

  // MARK: Mapping

  /// Mapped and normalized; what could not be mapped is still in it.
  private static func mapped(_ domain: String) -> [UnicodeScalar]? {
    var result = ""
    for scalar in domain.unicodeScalars {
      guard scalar.properties.generalCategory != .unassigned else { return nil }
      if isIgnored(scalar) { continue }
      if isDeviation(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += CompatibilityMapping.text(scalar) ?? scalar.properties.lowercaseMapping
      }
    }
    return string(Array(result.unicodeScalars)).nfcScalars
  }

  private static func isIgnored(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x34F, 0x180B...0x180D, 0x180F, 0x200B, 0x2060, 0x2064, 0xFE00...0xFE0F, 0xFEFF,
      0xE0100...0xE01EF:
      true
    default: false
    }
  }
}

extension String {
  /// Normalization form C by the standard library's own tables.
  fileprivate var nfcScalars: [UnicodeScalar] { Array(_nfc) }
}
