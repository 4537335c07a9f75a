import FeedModel

/// The shapes of an extension's attributes and texts.
enum ExtensionValue: Sendable {
  /// No text at all.
  case nothing
  /// Anything that can be read.
  case words
  /// Anything that can be read, or nothing.
  case any
  case oneOf([String])
  /// `true` or `false`, also where it was said as `yes`, `explicit`, `no` or `clean`.
  case flag
  case yesOrNo
  /// An integer, not negative.
  case whole
  /// An integer above zero.
  case count
  /// A number with or without a fraction.
  case decimal
  /// A number between minus and plus so much.
  case degrees(Double)
  /// Pairs of numbers with blanks between them.
  case coordinates
  /// `90`, `1:30`, `1:01:30`.
  case duration
  /// Seconds or `1:01:30`, with or without a fraction, or `now`.
  case time
  /// Letters and digits of a digest.
  case digest
  case email
  case language
  case mediaType
  /// An absolute IRI that runs no program.
  case address
  /// An address that something is fetched from.
  case web

  /// The value as it is published, or `nil` for one of another shape.
  func published(_ text: String) -> String? {
    switch self {
    case .nothing: ""
    case .words: text.unlessBlank
    case .any: text
    case .oneOf(let values): values.contains(text) ? text : nil
    case .flag: Self.flag(text)
    case .yesOrNo: ["yes", "no", "clean"].contains(text.lowercased()) ? text : nil
    case .email: EmailAddress.isValid(text) ? text : nil
    case .language: LanguageTag.valid(text)
    case .mediaType: MediaType.valid(text)
    case .address: Self.address(text)
    case .web: WebAddress(text).flatMap { $0.isOnTheWeb ? $0.uri : nil }
    case .digest:
      [32, 40].contains(text.utf8.count) && text.utf8.allSatisfy(Self.isWord) ? text : nil
    default: isNumber(text) ? text : nil
    }
  }

  private func isNumber(_ text: String) -> Bool {
    switch self {
    case .whole: Self.isDigits(text)
    case .count: Self.isDigits(text) && text.utf8.contains { $0 != 0x30 }
    case .decimal: Self.number(text) != nil
    case .degrees(let limit): Self.number(text).map { abs($0) <= limit } ?? false
    case .coordinates: Self.isCoordinates(text)
    case .duration: Self.isClock(text)
    case .time: text == "now" || Self.isClock(text.prefix { $0 != "." }) && Self.hasFraction(text)
    default: false
    }
  }

  private static func flag(_ text: String) -> String? {
    switch text.lowercased() {
    case "true", "yes", "explicit": "true"
    case "false", "no", "clean": "false"
    default: nil
    }
  }

  /// A web address as it is published, or another absolute IRI that no reader runs.
  private static func address(_ text: String) -> String? {
    if let address = WebAddress(text), address.isLinkable { return address.uri }
    let scheme = text.prefix { $0 != ":" }.lowercased()
    return ["urn", "tag"].contains(scheme) && AbsoluteIRI.isValid(text) ? text : nil
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private static func isDigits(_ text: some StringProtocol) -> Bool {
    (1...15).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Digits with a sign and a fraction, nothing else that Swift or C takes for a number.
  private static func number(_ text: some StringProtocol) -> Double? {
    guard text.utf8.count <= 30, text.utf8.contains(where: { (0x30...0x39).contains($0) }),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.".utf8.contains($0) })
    else { return nil }
    return Double(text)
  }

  private static func isCoordinates(_ text: String) -> Bool {
    let parts = text.split(whereSeparator: \.isWhitespace)
    return !parts.isEmpty && parts.count.isMultiple(of: 2) && parts.allSatisfy { number($0) != nil }
  }

  /// One to three groups of digits; the later ones have two digits below 60.
  private static func isClock(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count <= 3 && parts.allSatisfy(isDigits)
      && parts.dropFirst().allSatisfy { $0.utf8.count == 2 && (Int($0) ?? 60) < 60 }
  }

  private static func hasFraction(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 1 || parts.count == 2 && isDigits(parts[1])
  }
}
