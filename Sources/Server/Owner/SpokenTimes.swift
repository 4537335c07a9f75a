import Emitter
import FeedModel

/// Times and counts in the words of a page.
struct SpokenTimes {
  let words: PageWords
  let now: Timestamp

  /// `5 min ago`
  func ago(_ time: Timestamp) -> String {
    let seconds = max(0, (now.milliseconds - time.milliseconds) / 1000)
    return switch seconds {
    case ..<5: words.text("now")
    case ..<120: words.text("seconds_ago", "\(seconds)")
    case ..<7200: words.text("minutes_ago", "\(seconds / 60)")
    case ..<172_800: words.text("hours_ago", "\(seconds / 3600)")
    default: words.text("days_ago", "\(seconds / 86_400)")
    }
  }

  /// `in 5 min`
  func until(_ time: Timestamp) -> String {
    let seconds = (time.milliseconds - now.milliseconds) / 1000
    return switch seconds {
    case ..<1: words.text("now")
    case ..<120: words.text("in_seconds", "\(seconds)")
    case ..<7200: words.text("in_minutes", "\(seconds / 60)")
    case ..<172_800: words.text("in_hours", "\(seconds / 3600)")
    default: words.text("in_days", "\(seconds / 86_400)")
    }
  }

  /// `2026-03-01 07:37 UTC`
  static func moment(_ time: Timestamp) -> String {
    let text = time.rfc3339
    return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + " UTC"
  }
}
