/// How long a hub grants a subscription (WebSub §5.1).
public enum HubLease {
  /// Where a reader asks for nothing: 5 days, in seconds.
  public static let usualSeconds = 5 * 86_400
  /// 10 days, in seconds.
  public static let mostSeconds = 10 * 86_400
  /// Shorter ones would end before the next news, in seconds.
  public static let leastSeconds = 300

  /// What is granted where so many seconds are asked for.
  public static func granted(_ seconds: Int) -> Int { min(max(seconds, leastSeconds), mostSeconds) }
}
