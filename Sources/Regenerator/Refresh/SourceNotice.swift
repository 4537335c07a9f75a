import Archive
import ConfigurationModel
import FeedModel
import History

/// How the state of a source has changed, for whoever is told of it (`notify`).
public enum SourceChange: String, Sendable, Hashable {
  /// It has failed three times in a row.
  case failing
  /// It works again.
  case working
  /// It was read but in part: other inputs of a folder can't be read than before.
  case partial
  /// The server has said that it is gone for good.
  case retired
  /// It has moved for good.
  case moved
}

/// What has become of a source that its owner should hear, even from cron, and hear once.
struct SourceNotice {
  var sentence: String
  /// `nil` for what is told again.
  var change: SourceChange?

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
  ) -> SourceNotice? {
    let before = state.reportedState ?? good
    if state.isRetired {
      guard before != retired else { return nil }
      state.note(retired, now)
      return SourceNotice(
        sentence: "gone for good (410); it is asked no more; take it out of the configuration",
        change: .retired)
    }
    if state.failures == 0 {
      if let error = state.lastError, error != last.lastError {
        state.note(good, now)
        return SourceNotice(sentence: "was read but in part: \(error)", change: .partial)
      }
      guard before != good else { return nil }
      state.note(good, now)
      return SourceNotice(sentence: "works again", change: .working)
    }
    let reason = state.lastError ?? "it can't be read"
    if before != failing {
      guard state.failures >= 3 else { return nil }
      state.note(failing, now)
      return SourceNotice(
        sentence: "failed \(state.failures) times in a row: \(reason)", change: .failing)
    }
    let since = state.reportedAt.map { now.milliseconds - $0.milliseconds } ?? week
    guard since >= week || since < 0 else { return nil }
    state.note(failing, now)
    let last = state.lastSuccess.map { "since \($0.rfc3339)" } ?? "and has never worked"
    return SourceNotice(sentence: "still fails, \(last): \(reason)", change: nil)
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
