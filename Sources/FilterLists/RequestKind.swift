/// What an address is asked for.
public enum RequestKind: UInt32, Sendable, Hashable, CaseIterable {
  case script = 0x1
  case image = 0x2
  case stylesheet = 0x4
  case object = 0x8
  case xhr = 0x10
  case subdocument = 0x20
  case ping = 0x40
  case websocket = 0x80
  case media = 0x100
  case font = 0x200
  case other = 0x400
  /// A page that is gone to, as by a link.
  case document = 0x800
}

/// The kinds that a rule is for, and what an exception says of a whole page.
struct KindMask: OptionSet, Hashable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }
  init(_ kind: RequestKind) { rawValue = kind.rawValue }

  /// All kinds that a page asks for by itself.
  static let parts = KindMask(rawValue: 0x7FF)
  static let document = KindMask(.document)
  /// Windows that open by themselves, scripts in the page: a feed has none.
  static let elsewhere = KindMask(rawValue: 0x1000)
  /// Exceptions for a page: no cosmetic rules, no generic ones, no specific ones.
  static let elementHiding = KindMask(rawValue: 0x2000)
  static let genericHiding = KindMask(rawValue: 0x4000)
  static let specificHiding = KindMask(rawValue: 0x8000)

  static let hiding: KindMask = [.elementHiding, .genericHiding, .specificHiding]
  static let page: KindMask = [.document, .elementHiding, .genericHiding, .specificHiding]
}
