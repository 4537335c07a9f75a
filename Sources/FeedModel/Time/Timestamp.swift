/// A moment, in milliseconds since 1970-01-01T00:00:00Z, leap seconds ignored.
///
/// Range: years 0001 to 9999, so that every value has an RFC 3339 form.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Milliseconds from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z, what RFC 3339 can write.
  public static let range: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

  /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public let milliseconds: Int64

  /// `nil` outside ``range``.
  public init?(milliseconds: Int64) {
    guard Timestamp.range.contains(milliseconds) else { return nil }
    self.milliseconds = milliseconds
  }

  /// 1970-01-01T00:00:00Z.
  public static let epoch = Timestamp(unchecked: 0)

  package init(unchecked milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }
}
