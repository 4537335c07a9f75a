public import FeedModel
import Foundation

/// Named time zones, from the system's database.
public enum TimeZones {
  /// Gives the offset from UTC in minutes that a clock time in the zone has; of the two that an
  /// autumn hour has, the first.
  public typealias Offset = @Sendable (CivilTime) -> Int

  /// Whether the system knows a zone of that name.
  public static func isKnown(_ name: String) -> Bool {
    TimeZone(identifier: name) != nil
  }

  /// `nil` when the system knows no zone of that name.
  package static func offset(of name: String) -> Offset? {
    guard let zone = TimeZone(identifier: name) else { return nil }
    return { civil in
      guard let asUTC = Timestamp(civil) else { return 0 }
      let seconds = Double(asUTC.milliseconds) / 1000
      // The offset at the clock time taken as UTC is at most one change off.
      let guess = zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds))
      let moment = Date(timeIntervalSince1970: seconds - Double(guess))
      return zone.secondsFromGMT(for: moment) / 60
    }
  }
}
