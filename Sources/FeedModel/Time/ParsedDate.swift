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

  /// What a date of numbers alone says of the order of day and month.
  public enum NumberOrder: Sendable, Hashable {
    /// Nothing: it names its month, or begins with the year.
    case settled
    /// Only one order makes a date: `25/10/2024`, `10/25/2024`.
    case dayFirst, monthFirst
    /// Either order makes one, and nothing else decides: `04/05/2024`.
    case open
  }

  /// The moment; in UTC where no zone is given.
  public var timestamp: Timestamp
  /// Whether a time of day was given.
  public var hasTimeOfDay: Bool
  /// What it says of its zone.
  public var zone: Zone
  /// What it says of the order of day and month.
  public var numberOrder = NumberOrder.settled

  public init(timestamp: Timestamp, hasTimeOfDay: Bool, zone: Zone) {
    self.timestamp = timestamp
    self.hasTimeOfDay = hasTimeOfDay
    self.zone = zone
  }
}
