public import FeedModel
import Glibc
import Synchronization

/// Named time zones, from the system's database.
public enum TimeZones {
  /// Gives the offset from UTC in minutes that a clock time in the zone has; of the two that an
  /// autumn hour has, the first; in the hour that spring leaves out, the one before it.
  public typealias Offset = @Sendable (CivilTime) -> Int

  /// Where the database is: `TZDIR`, as for the C library, else where every Linux has it.
  static let folder: String = {
    guard let given = getenv("TZDIR"), given.pointee != 0 else { return "/usr/share/zoneinfo" }
    return String(cString: given)
  }()

  /// Zones that were asked for, read once; names that are none are not kept.
  private static let read = Mutex<[String: ZoneFile]>([:])

  private static func zone(named name: String) -> ZoneFile? {
    if let known = read.withLock({ $0[name] }) { return known }
    let zone = ZoneFile(named: name, in: folder)
    if let zone { read.withLock { $0[name] = zone } }
    return zone
  }

  /// Whether the system knows a zone of that name.
  ///
  /// `GMT` or `UTC` with a sign, hours and minutes (`GMT+8`, `UTC+0530`) is known everywhere.
  public static func isKnown(_ name: String) -> Bool {
    fixedOffset(name) != nil || zone(named: name) != nil
  }

  /// `nil` when the system knows no zone of that name.
  package static func offset(of name: String) -> Offset? {
    if let minutes = fixedOffset(name) { return { _ in minutes } }
    guard let zone = zone(named: name) else { return nil }
    return { civil in
      guard let asUTC = Timestamp(civil) else { return 0 }
      let seconds = asUTC.milliseconds / 1000
      let day: Int64 = 86_400
      let (before, after) = (zone.offset(at: seconds - day), zone.offset(at: seconds + day))
      // Of an hour that there is twice the first, of one that there is not what it began with.
      let isAfter =
        zone.offset(at: seconds - Int64(before)) != before
        && zone.offset(at: seconds - Int64(after)) == after
      return (isAfter ? after : before) / 60
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
