import Archive
import ConfigurationModel
import FeedModel
import History

/// What has become of a source that its owner should hear, even from cron, and hear once.
enum SourceNotice {
  private static let good = 0
  private static let failing = 1
  private static let retired = 2
  private static let week: Int64 = 7 * 86_400_000

  /// Adds what is to be told of a state to `state`'s memory; gives the sentence, `nil` for none.
  ///
  /// The third failure in a row, once a week while it lasts, recovery, retirement, and other
  /// inputs of a folder that can't be read than before.
  static func told(
    of state: inout SourceState, after last: SourceState, now: Timestamp
  ) -> String? {
    let before = state.reportedState ?? good
    if state.isRetired {
      guard before != retired else { return nil }
      state.note(retired, now)
      return "gone for good (410); it is asked no more; take it out of the configuration"
    }
    if state.failures == 0 {
      if let error = state.lastError, error != last.lastError {
        state.note(good, now)
        return "was read but in part: \(error)"
      }
      guard before != good else { return nil }
      state.note(good, now)
      return "works again"
    }
    let reason = state.lastError ?? "it can't be read"
    if before != failing {
      guard state.failures >= 3 else { return nil }
      state.note(failing, now)
      return "failed \(state.failures) times in a row: \(reason)"
    }
    let since = state.reportedAt.map { now.milliseconds - $0.milliseconds } ?? week
    guard since >= week || since < 0 else { return nil }
    state.note(failing, now)
    let last = state.lastSuccess.map { "since \($0.rfc3339)" } ?? "and has never worked"
    return "still fails, \(last): \(reason)"
  }

  /// The line of the configuration to change for a source that has moved for good.
  static func move(of memory: SourceMemory, _ state: SourceState) -> String? {
    guard let address = state.confirmedMove, address != memory.source.name else { return nil }
    let place = memory.source.place.map { " (\($0))" } ?? ""
    return "has moved for good; in the configuration\(place), change it to \"\(address)\""
  }
}

extension SourceState {
  fileprivate mutating func note(_ state: Int, _ now: Timestamp) {
    reportedState = state
    reportedAt = now
  }
}
