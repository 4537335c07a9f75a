internal import HTML

/// The sanitizer's allow-list, compiled: a bit per element and attribute that HTML knows.
struct SanitizerPolicy: Sendable {
  enum Outcome: UInt8, Sendable {
    /// The element goes, what it contains stays.
    case unwrap
    case allow
    /// The element goes with all that it contains.
    case drop
  }

  private var outcomes: [Outcome]
  private var mathOutcomes: [Outcome]
  private var attributes: [AttributeSet]
  private var mathAttributes = AttributeSet()
  /// Names of formulas that the parser doesn't know, so that each document numbers them itself.
  private var ownMathElements = NamedNumbers()
  private var ownMathAttributes = NamedNumbers()
  private var drawingElements = NamedNumbers()
  private var drawingAttributes = NamedNumbers()
  private(set) var renames: [ElementName?]
  /// In the order of the uses.
  private(set) var schemes: [[[UInt8]]] = Array(repeating: [], count: Use.allCases.count)
  private(set) var dataImages: [[UInt8]] = []
  private(set) var idPrefix: [UInt8] = []

  /// What an address is for.
  enum Use: String, Sendable, Hashable, CaseIterable {
    case link
    case image
    case media
    case frame

    /// Its place among all.
    var number: Int {
      switch self {
      case .link: 0
      case .image: 1
      case .media: 2
      case .frame: 3
      }
    }
  }

  /// Names that HTML doesn't know are none of the policy's: their elements are unwrapped.
  init(_ lists: SanitizerLists) {
    outcomes = [Outcome](repeating: .unwrap, count: SanitizerPolicy.names)
    mathOutcomes = outcomes
    attributes = [AttributeSet](repeating: AttributeSet(), count: SanitizerPolicy.names)
    renames = [ElementName?](repeating: nil, count: SanitizerPolicy.names)
    for name in lists.svg { drawingElements.append(name.utf8) }
    for name in lists.svgGlobal { drawingAttributes.append(name.utf8) }
    let names = HTMLDocument()
    for name in lists.drop.compactMap({ names.elementName($0) }) {
      outcomes[Int(name.rawValue)] = .drop
    }
    allow(lists, names)
    for entry in lists.rename {
      guard let from = names.elementName(entry.name) else { continue }
      renames[Int(from.rawValue)] = names.elementName(entry.to)
    }
    for entry in lists.schemes { schemes[entry.use.number] = entry.names.map { Array($0.utf8) } }
    dataImages = lists.dataImages.map { Array($0.utf8) }
    idPrefix = Array(lists.idPrefix.utf8)
  }

  /// More than the known names of any kind.
  private static let names = 512

  private mutating func allow(_ lists: SanitizerLists, _ names: borrowing HTMLDocument) {
    for name in lists.global.compactMap({ names.attributeName($0) }) {
      for index in attributes.indices { attributes[index].insert(name) }
    }
    for element in lists.elements {
      guard let name = names.elementName(element.name) else { continue }
      outcomes[Int(name.rawValue)] = .allow
      for attribute in element.attributes.compactMap({ names.attributeName($0) }) {
        attributes[Int(name.rawValue)].insert(attribute)
      }
    }
    for text in lists.math {
      if let name = names.elementName(text) {
        mathOutcomes[Int(name.rawValue)] = .allow
      } else {
        ownMathElements.append(text.utf8)
      }
    }
    for text in lists.mathGlobal {
      if let name = names.attributeName(text) {
        mathAttributes.insert(name)
      } else {
        ownMathAttributes.append(text.utf8)
      }
    }
  }

  @inline(__always)
  func outcome(of name: ElementName, in namespace: Namespace) -> Outcome {
    let index = Int(name.rawValue)
    switch namespace {
    case .html: return index < outcomes.count ? outcomes[index] : .unwrap
    case .mathML: return index < mathOutcomes.count ? mathOutcomes[index] : .drop
    case .svg: return .drop
    }
  }

  /// Whether a formula may hold an element that the parser doesn't know.
  func allowsFormula(_ element: String) -> Bool {
    ownMathElements.contains(Array(element.utf8).span)
  }

  func allowsFormula(attribute: String) -> Bool {
    ownMathAttributes.contains(Array(attribute.utf8).span)
  }

  @inline(__always)
  func allows(_ attribute: AttributeName, on name: ElementName, in namespace: Namespace) -> Bool {
    if namespace == .mathML { return mathAttributes.contains(attribute) }
    let index = Int(name.rawValue)
    return namespace == .html && index < attributes.count
      && attributes[index].contains(attribute)
  }

  /// Whether a drawing may hold the element; without `svg` itself there is none.
  func allowsDrawing(_ element: String) -> Bool {
    drawingElements.contains(Array(element.utf8).span)
  }

  func allowsDrawing(attribute: String) -> Bool {
    drawingAttributes.contains(Array(attribute.utf8).span)
  }

  func rename(_ name: ElementName) -> ElementName? {
    let index = Int(name.rawValue)
    return index < renames.count ? renames[index] : nil
  }

  /// Whether an address, absolute and in normal form, may stand there.
  func allows(address: Span<UInt8>, for use: Use) -> Bool {
    if address.starts(with: "https://") { return true }
    for scheme in schemes[use.number]
    where address.count > scheme.count && address[scheme.count] == UInt8(ascii: ":") {
      if address.starts(with: scheme) { return true }
    }
    return use == .image && isDataImage(address)
  }

  private func isDataImage(_ address: Span<UInt8>) -> Bool {
    guard address.starts(with: "data:image/") else { return false }
    let rest = address.extracting(11..<min(address.count, 32)).copied
    return dataImages.contains { type in
      rest.starts(with: type) && rest.dropFirst(type.count).starts(with: ";base64,".utf8)
    }
  }
}

extension Span<UInt8> {
  func starts(with prefix: StaticString) -> Bool {
    guard count >= prefix.utf8CodeUnitCount else { return false }
    return prefix.withUTF8Buffer { buffer in
      for index in buffer.indices where self[index] != buffer[index] { return false }
      return true
    }
  }

  func starts(with prefix: [UInt8]) -> Bool {
    guard count >= prefix.count else { return false }
    for index in prefix.indices where self[index] != prefix[index] { return false }
    return true
  }
}

/// A set of known attribute names.
private struct AttributeSet: Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (
    0, 0, 0, 0, 0, 0, 0, 0
  )

  mutating func insert(_ name: AttributeName) {
    let bit = UInt64(1) << UInt64(name.rawValue % 64)
    switch name.rawValue / 64 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    case 3: words.3 |= bit
    case 4: words.4 |= bit
    case 5: words.5 |= bit
    case 6: words.6 |= bit
    case 7: words.7 |= bit
    default: break
    }
  }

  @inline(__always)
  func contains(_ name: AttributeName) -> Bool {
    let bit = UInt64(1) << UInt64(name.rawValue % 64)
    let word: UInt64 =
      switch name.rawValue / 64 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      case 3: words.3
      case 4: words.4
      case 5: words.5
      case 6: words.6
      case 7: words.7
      default: 0
      }
    return word & bit != 0
  }
}
