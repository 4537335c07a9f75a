public import FeedModel

/// When a source is to be asked next.
///
/// Pure; every time is counted from the start of the run, so that cron runs that are seconds
/// early or late don't skip a turn.
public struct Schedule: Sendable, Hashable {
  /// The usual time between two requests.
  public var standard: Duration
  /// The shortest time between two requests.
  public var min: Duration
  /// The longest.
  public var max: Duration

  /// Half an hour as a rule, ten minutes at least, a day at most.
  public init(
    standard: Duration = .seconds(1800), min: Duration = .seconds(600),
    max: Duration = .seconds(86_400)
  ) {
    self.standard = standard
    self.min = min
    self.max = max
  }

  /// What is known of a source that bears on how often to ask.
  public struct Hints: Sendable, Hashable {
    /// RSS `ttl`, `sy:updatePeriod`, in seconds.
    public var refreshSeconds: Int?
    /// From `Cache-Control`, `Age` and `Expires`, in seconds.
    public var freshSeconds: Int?
    /// 0 to 23, UTC.
    public var skipHours: [Int] = []
    /// 0 is Sunday.
    public var skipDays: [Int] = []
    /// Time between the newest entries, in seconds.
    public var rhythmSeconds: Int?
    /// Since when the archive has seen nothing new.
    public var quietSince: Timestamp?

    /// Nothing is known.
    public init() {}
  }

  /// The longest `Retry-After` that is honoured.
  public static let longestHold: Duration = .seconds(7 * 86_400)

  /// How long to wait after a good answer.
  public func interval(_ hints: Hints, now: Timestamp) -> Duration {
    var interval = hints.refreshSeconds.map { Duration.seconds($0) } ?? rhythm(hints, now: now)
    if let fresh = hints.freshSeconds { interval = Swift.max(interval, .seconds(fresh)) }
    return clamped(interval)
  }

  /// A busy feed is asked more often than usual, one that has been quiet for weeks less.
  private func rhythm(_ hints: Hints, now: Timestamp) -> Duration {
    let quiet = hints.quietSince.map { now.milliseconds - $0.milliseconds } ?? 0
    if quiet > 30 * 86_400_000 { return standard * 4 }
    if quiet > 7 * 86_400_000 { return standard * 2 }
    guard let seconds = hints.rhythmSeconds, seconds > 0 else { return standard }
    return Swift.min(standard, .seconds(seconds))
  }

  /// How long to wait after failures: twice as long each time, up to ``max``.
  ///
  /// - Parameter spread: 0 to 1; takes up to a tenth off, so that sources that failed together
  ///   are not asked again together.
  public func backoff(failures: Int, interval: Duration, spread: Double) -> Duration {
    let doublings = Swift.min(Swift.max(0, failures - 1), 20)
    let wait = Swift.min(clamped(interval) * (1 << doublings), max)
    return wait - wait * (0.1 * Swift.min(Swift.max(0, spread), 1))
  }

  /// When a source is due that is asked at intervals, its forbidden hours and days left out.
  ///
  /// Where they put it off, the slack of ``isDue(_:interval:now:)`` is added, so that it does not
  /// lead back into them.
  public func due(after start: Timestamp, interval: Duration, hints: Hints) -> Timestamp {
    let due = start.adding(interval)
    let hours = Set(hints.skipHours.filter { (0...23).contains($0) })
    let days = Set(hints.skipDays.filter { (0...6).contains($0) })
    guard hours.count < 24, days.count < 7, !(hours.isEmpty && days.isEmpty) else { return due }
    let latest = start.adding(max).milliseconds
    var moment = due.milliseconds
    while moment < latest, Schedule.isSkipped(moment, hours: hours, days: days) {
      moment = (Schedule.floorDivide(moment, 3_600_000) + 1) * 3_600_000
    }
    guard moment > due.milliseconds else { return due }
    let end = Swift.min(moment + slack(interval), Swift.max(latest, due.milliseconds))
    return Timestamp(milliseconds: end) ?? due
  }

  /// Whether a source is to be asked in a run that starts at `now`.
  ///
  /// A tenth of the interval is slack. A due time farther away than any interval allows comes
  /// from a clock that was wrong, and is not waited for.
  public func isDue(_ due: Timestamp, interval: Duration, now: Timestamp) -> Bool {
    let wait = due.milliseconds - now.milliseconds
    let longest = max.wholeMilliseconds + max.wholeMilliseconds / 5
    return wait <= slack(interval) || wait > longest
  }

  /// In milliseconds.
  private func slack(_ interval: Duration) -> Int64 { clamped(interval).wholeMilliseconds / 10 }

  /// Whether a host's `Retry-After` still holds; not even `--force` overrides it.
  public func isHeld(until hold: Timestamp?, now: Timestamp) -> Bool {
    guard let hold else { return false }
    let wait = hold.milliseconds - now.milliseconds
    return wait > 0 && wait <= Schedule.longestHold.wholeMilliseconds
  }

  private func clamped(_ interval: Duration) -> Duration {
    Swift.min(Swift.max(interval, min), Swift.max(min, max))
  }

  private static func isSkipped(_ milliseconds: Int64, hours: Set<Int>, days: Set<Int>) -> Bool {
    let hour = floorDivide(milliseconds, 3_600_000)
    let day = floorDivide(hour, 24)
    // 1970-01-01 was a Thursday.
    let weekday = Int(((day + 4) % 7 + 7) % 7)
    return hours.contains(Int(hour - day * 24)) || days.contains(weekday)
  }

  private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : (value + 1) / divisor - 1
  }
}

extension Timestamp {
  /// Saturates at the end of the range.
  public func adding(_ duration: Duration) -> Timestamp {
    let sum = milliseconds.addingReportingOverflow(duration.wholeMilliseconds)
    let range = Timestamp.range
    let bounded =
      sum.overflow
      ? range.upperBound : min(max(sum.partialValue, range.lowerBound), range.upperBound)
    return Timestamp(milliseconds: bounded) ?? self
  }
}

extension Duration {
  /// Rounded down; saturates beyond 10,000 years.
  package var wholeMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    let bounded = min(max(seconds, -315_576_000_000), 315_576_000_000)
    return bounded * 1000 + attoseconds / 1_000_000_000_000_000
  }
}
