/// A date as a document wrote it: a moment, and how much of it was said.
public struct ParsedDate: Sendable, Hashable {
  /// What a date says of its zone.
  public enum Zone: Sendable, Hashable {
    /// Offset from UTC in minutes, said by the document.
    case offset(minutes: Int)
    /// A zone of the IANA's database (`Europe/Berlin`), by its name; `timestamp` takes the clock time
    /// as UTC.
    case named(String)
    /// A word that is no zone's known name; `timestamp` takes the clock time as UTC.
    case unclear(String)
    /// None said; `timestamp` takes the clock time as UTC.
    case unknown
  }

  /// The moment; in UTC where no zone is given.
  public var timestamp: Timestamp
  /// Whether a time of day was given.
  public var hasTimeOfDay: Bool
  /// What it says of its zone.
  public var zone: Zone

  public init(timestamp: Timestamp, hasTimeOfDay: Bool, zone: Zone) {
    self.timestamp = timestamp
    self.hasTimeOfDay = hasTimeOfDay
    self.zone = zone
  }
}
