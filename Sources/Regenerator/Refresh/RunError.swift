public import Archive
public import ConfigurationModel
public import FeedModel
public import Publisher

/// Why a run could do nothing at all.
public enum RunError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Another refresh holds the lock of this archive: for so long, `nil` where it does not say, and
  /// whether that is too long.
  case anotherRunIsActive(archive: String, holder: RefreshLock.Holder, now: Timestamp)
  /// `forget` found a refresh at work for as long as it waited.
  case nothingForgotten(archive: String, process: Int?)
  /// The archive can't be used; nothing was asked and nothing published.
  case archive(ArchiveError)
  /// `--feed` named a feed that the configuration does not have.
  case unknownFeed(String, known: [String])
  /// The output can't be written.
  case output(OutputError)
  /// A rule of the configuration does not compile.
  case configuration(InvalidConfiguration)
  /// A filter list that was named on the command line can't be read.
  case filterList(LocalFileError)

  public var description: String {
    switch self {
    case .anotherRunIsActive(let archive, let holder, let now):
      Self.sentence(onHolder: holder, of: archive, now: now)
    case .nothingForgotten(let archive, let process):
      "nothing was forgotten: a refresh\(process.map { " (process \($0))" } ?? "") is at work with "
        + "\(archive); run it again when that is done"
    case .archive(let error): error.description
    case .unknownFeed(let id, let known):
      "there is no feed \(id) in the configuration; it has \(known.joined(separator: ", "))"
    case .output(let error): error.description
    case .configuration(let error): error.description
    case .filterList(let error): "the filter list \(error.path): \(error.description)"
    }
  }

  /// Whether it should be heard even from cron: the lock is held for longer than
  /// max(1 h, 4 × the last run).
  public var isOverdue: Bool {
    if case .anotherRunIsActive(_, let holder, let now) = self {
      holder.isOverdue(now: now)
    } else {
      false
    }
  }

  private static func sentence(
    onHolder holder: RefreshLock.Holder, of archive: String, now: Timestamp
  ) -> String {
    let process = holder.process.map { " (process \($0))" } ?? ""
    guard let since = holder.since, holder.isOverdue(now: now) else {
      return "another refresh\(process) is at work with \(archive); this one leaves it to that"
    }
    let minutes = (now.milliseconds - since.milliseconds) / 60_000
    let last = holder.lastRun.map { "; the run before took \($0.components.seconds) s" } ?? ""
    return "another refresh\(process) has been at work with \(archive) for \(minutes) min, since "
      + "\(since.rfc3339)\(last); see what holds it up, or end it"
  }

  /// Design §7; 75 is `EX_TEMPFAIL`.
  public var exitCode: Int32 {
    switch self {
    case .anotherRunIsActive, .nothingForgotten: 75
    case .unknownFeed: 64
    case .output, .archive, .filterList: 2
    case .configuration: 78
    }
  }
}
