/// Elements that say what stands in them.
enum Surrounding: UInt8, CaseIterable, Sendable {
  case article, main, section, nav, header, footer, aside, form
  case table, cell, list, item, figure, quotation, link, label
  case details, heading, definition, code, hidden, noscript, articleBody, dialog
  case caption, post, comment, tab

  var bit: UInt32 { 1 << UInt32(rawValue) }
}

/// How many steps up the nearest part lies that has each of 32 properties; 255 where none has.
typealias Distances = SIMD32<UInt8>

extension Distances {
  /// Those of a part inside of one with these, which itself has the properties `own`.
  func inside(_ own: UInt32) -> Distances {
    var result = self.replacing(
      with: self &+ Distances(repeating: 1), where: self .< Distances(repeating: 254))
    var bits = own
    while bits != 0 {
      result[bits.trailingZeroBitCount] = 0
      bits &= bits &- 1
    }
    return result
  }

  static var none: Distances { Distances(repeating: 255) }
}
