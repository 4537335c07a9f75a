/// How the element on the right of a combinator lies to the one on its left (Selectors 4, §15).
enum Combinator: Sendable, Hashable {
  case descendant, child, nextSibling, subsequentSibling
}

/// Compounds and the combinators between them.
struct ComplexSelector: Sendable, Hashable {
  struct Part: Sendable, Hashable {
    var compound: CompoundSelector
    /// To the part on the left; nil on the leftmost, but in the argument of `:has()`.
    var combinator: Combinator?
    /// Unlike that of any other part or test of the same selector.
    var id: UInt16
  }

  /// From right to left; never empty.
  var parts: [Part]
}

/// What one element must be, all at once.
struct CompoundSelector: Sendable, Hashable {
  var type: SelectorName?
  var ids: [[UInt8]] = []
  var classes: [[UInt8]] = []
  var attributes: [AttributeTest] = []
  var tests: [PseudoClass] = []
}

enum PseudoClass: Sendable, Hashable {
  case not([ComplexSelector])
  /// `:is()` and `:where()`.
  case any([ComplexSelector])
  /// The arguments' leftmost parts have combinators to the element that has.
  case has([ComplexSelector], id: UInt16)
  case nth(NthTest)
  case firstChild, lastChild, onlyChild
  case empty, root
  case contains([UInt8], ignoringCase: Bool, id: UInt16)
}

/// `:nth-child()` and its family.
struct NthTest: Sendable, Hashable {
  enum Counting: UInt8, Sendable, Hashable {
    case child, lastChild, ofType, lastOfType

    var isFromEnd: Bool { self == .lastChild || self == .lastOfType }
    var isByType: Bool { self == .ofType || self == .lastOfType }
  }

  var counting: Counting
  var step: Int
  var offset: Int
  /// `of S`; nil to count all siblings.
  var selectors: [ComplexSelector]?
  var id: UInt16

  /// Whether `step * k + offset` is `index` for some `k` of 0 or more.
  func includes(_ index: Int) -> Bool {
    let rest = index - offset
    guard step != 0 else { return rest == 0 }
    return rest % step == 0 && rest / step >= 0
  }
}

/// `[name]`, `[name=value]` and so on (Selectors 4, §6).
struct AttributeTest: Sendable, Hashable {
  enum Operator: Sendable, Hashable {
    /// `[a]`
    case exists
    /// `=`
    case equals
    /// `~=`
    case hasWord
    /// `|=`
    case hasLanguage
    /// `^=`
    case hasPrefix
    /// `$=`
    case hasSuffix
    /// `*=`
    case contains
  }

  var name: SelectorName
  var `operator`: Operator
  var value: [UInt8] = []
  /// In HTML elements.
  var ignoresCase = false
  /// In elements of other namespaces.
  var ignoresCaseInForeign = false
}

/// The name of a type or attribute as a selector writes it.
struct SelectorName: Sendable, Hashable {
  /// As written, for elements that are not HTML's.
  let exact: String
  /// In lower case, for HTML elements.
  let lower: String
  /// The number that all documents know the name by; 0 for a name that HTML doesn't define.
  let knownExact: UInt32
  let knownLower: UInt32

  init(_ text: String, in known: KnownNames) {
    exact = text
    lower = String(decoding: text.utf8.map(lowercased), as: UTF8.self)
    knownExact = known.number(of: Array(exact.utf8).span)
    knownLower = known.number(of: Array(lower.utf8).span)
  }
}

/// Of ASCII letters alone.
@inline(__always)
func lowercased(_ byte: UInt8) -> UInt8 {
  byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
}
