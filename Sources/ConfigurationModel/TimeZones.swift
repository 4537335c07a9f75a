public import FeedModel
import Glibc

/// Named time zones, from the system's database.
public enum TimeZones {
  /// Gives the offset from UTC in minutes that a clock time in the zone has; of the two that an
  /// autumn hour has, the first.
  public typealias Offset = @Sendable (CivilTime) -> Int

  /// Where the database is: `TZDIR`, as for the C library, else where every Linux has it.
  static let folder: String = {
    guard let given = getenv("TZDIR"), given.pointee != 0 else { return "/usr/share/zoneinfo" }
    return String(cString: given)
  }()

  /// Whether the system knows a zone of that name.
  ///
  /// `GMT` or `UTC` with a sign, hours and minutes (`GMT+8`, `UTC+0530`) is known everywhere.
  public static func isKnown(_ name: String) -> Bool {
    fixedOffset(name) != nil || ZoneFile(named: name, in: folder) != nil
  }

  /// `nil` when the system knows no zone of that name.
  package static func offset(of name: String) -> Offset? {
    if let minutes = fixedOffset(name) { return { _ in minutes } }
    guard let zone = ZoneFile(named: name, in: folder) else { return nil }
    return { civil in
      guard let asUTC = Timestamp(civil) else { return 0 }
      let seconds = asUTC.milliseconds / 1000
      // The offset at the clock time taken as UTC is at most one change off.
      let guess = zone.offset(at: seconds)
      return zone.offset(at: seconds - Int64(guess)) / 60
    }
  }

  /// The minutes east of UTC of `GMT+8`, `UTC-3`, `GMT+0530` and `UTC+05:30`; a sign east of it, as
  /// people write it and other than in `Etc/GMT+8`.
  private static func fixedOffset(_ name: String) -> Int? {
    let pattern = /(?:GMT|UTC)([+-])(\d{1,2})(?::?([0-5]\d))?/
    guard let match = name.wholeMatch(of: pattern), let hours = Int(match.2), hours <= 18 else {
      return nil
    }
    let minutes = hours * 60 + (match.3.flatMap { Int($0) } ?? 0)
    return match.1 == "-" ? -minutes : minutes
  }
}
