internal import Glibc

/// Time since some moment in the past; it never goes back, whatever happens to the wall clock.
struct MonotonicClock: Sendable {
  private let start = ContinuousClock.now

  var now: Duration { start.duration(to: .now) }

  /// Milliseconds of the wall clock since 1970.
  static func wallMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

extension Duration {
  /// Rounded down; saturates far beyond every time-out.
  var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    let clamped = min(max(seconds, -1_000_000_000), 1_000_000_000)
    return Int(clamped) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
