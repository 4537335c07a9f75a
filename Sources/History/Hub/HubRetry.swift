public import FeedModel

/// When a reader, or a hub, that could not be told is told again, and when it is given up.
public enum HubRetry {
  /// What is to be done after a failure.
  public enum Step: Sendable, Hashable {
    case again(at: Timestamp)
    case giveUp
  }

  /// - Parameters:
  ///   - failures: in a row, this one among them: 1 or more.
  ///   - since: the first of them.
  public static func step(failures: Int, since: Timestamp, now: Timestamp) -> Step {
    let failing = now.milliseconds - since.milliseconds
    if failures >= mostFailures, failing >= patience { return .giveUp }
    return .again(at: Timestamp(milliseconds: now.milliseconds + wait(failures)) ?? now)
  }

  /// 10 s, three times as long each time, at most 6 h; in milliseconds.
  private static func wait(_ failures: Int) -> Int64 {
    var wait: Int64 = 10_000
    for _ in 1..<max(1, min(failures, 20)) { wait = min(wait * 3, longestWait) }
    return wait
  }

  private static let longestWait: Int64 = 6 * 3_600_000
  /// Who fails for so long, in milliseconds, and so often is given up.
  private static let patience: Int64 = 2 * 86_400_000
  private static let mostFailures = 8
}
