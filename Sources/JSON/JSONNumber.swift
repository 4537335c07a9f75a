/// A number as it was written.
public struct JSONNumber: Sendable, Hashable, CustomStringConvertible {
  /// By the grammar of RFC 8259 §6.
  public let text: String

  public var description: String { text }

  /// The number if it is whole and fits, however it was written (`3`, `3.0`, `3e0`); else `nil`.
  public var int: Int? {
    if let int = Int(text) { return int }
    // Exact in a Double only up to 2^53; `Int(text)` took the longer plain ones.
    guard let double, text.utf8.contains(where: { ".eE".utf8.contains($0) }) else { return nil }
    return double.wholeNumber
  }

  /// The nearest double; `nil` when it is too large for one (`1e400`).
  public var double: Double? {
    guard let double = Double(text), double.isFinite else { return nil }
    return double
  }
}

extension Double {
  /// The number if it is whole and 2^53 at most in magnitude.
  ///
  /// Not `Int(exactly:)`, which needs the C library's mathematics.
  var wholeNumber: Int? {
    guard abs(self) <= 9_007_199_254_740_992 else { return nil }
    let whole = Int(self)
    return Double(whole) == self ? whole : nil
  }
}
