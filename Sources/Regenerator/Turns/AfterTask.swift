import Archive
import ConfigurationModel
import Glibc
import Publisher

/// The command after a run (`after`), and what others have left for it.
///
/// Where several processes refresh, each notes in a file of its own that it may publish something, and
/// has a turn as long as it is at work: a file whose process has its turn no longer was left by one that
/// died, or whose command failed. The command is run by one process at a time.
struct AfterTask {
  /// What a process has left that is gone.
  private struct Remnant {
    var path: String
    var turn: FeedTurn
  }

  private let command: AfterRun
  /// Of a file that no other process works on.
  private let owed: [String]?
  private let keeper: TurnKeeper?
  private let turn: FeedTurn?

  /// Notes that a run may publish something; `nil` where no command is configured.
  static func begun(
    _ configuration: Configuration, _ keeper: TurnKeeper?
  ) async throws(ArchiveError) -> AfterTask? {
    guard let command = AfterRun(configuration, of: keeper?.owner) else { return nil }
    // First the turn: what is noted by nobody was left behind.
    let turn = try await keeper?.wait(for: TurnName.run(keeper?.owner ?? ""), patience: .zero)
    return AfterTask(command: command, owed: command.begin(), keeper: keeper, turn: turn)
  }

  /// Runs the command, once; gives what went wrong, in a sentence.
  ///
  /// - Parameters:
  ///   - written: names relative to the output folder.
  ///   - all: everything that is published, for a run before this one that died.
  func finish(_ written: [String], all: () -> [String]) async -> String? {
    guard let keeper else { return command.finish(written, owed: owed, all: all) }
    do throws(ArchiveError) {
      let remnants = try await remnants(keeper)
      let problem = try await finish(written, remnants, keeper, all: all)
      for remnant in remnants { await keeper.remove(remnant.turn) }
      if let turn { await keeper.remove(turn) }
      return problem
    } catch {
      command.postpone(written)
      return "the command `after` could not be run: \(error.description); the next run does it"
    }
  }

  /// Takes back what ``begun(_:_:)`` has noted, for a run that publishes nothing; what was owed
  /// before stays.
  func withdraw() async {
    if owed == nil { command.postpone([]) }
    if let turn { await keeper?.remove(turn) }
  }

  private func finish(
    _ written: [String], _ remnants: [Remnant], _ keeper: TurnKeeper, all: () -> [String]
  ) async throws(ArchiveError) -> String? {
    guard !written.isEmpty || !remnants.isEmpty else {
      return command.finish([], owed: nil, all: all)
    }
    guard let turn = try await keeper.wait(for: TurnName.after) else {
      command.postpone(written)
      return "the command `after` is being run by other processes; it is run after the next run"
    }
    let left = remnants.map { AfterRun.names(in: $0.path) ?? [] }
    var known: Set<String> = []
    let isAll = left.contains { $0.isEmpty }
    let names = isAll ? [] : left.joined().filter { known.insert($0).inserted }
    let problem = command.finish(written, owed: left.isEmpty ? nil : names, all: all)
    // What this run has noted of them goes on in their place.
    if problem == nil || command.isNoted {
      for remnant in remnants { unlink(remnant.path) }
    }
    await keeper.end(turn)
    return problem
  }

  /// Files of processes that are gone; nobody else takes them up meanwhile.
  private func remnants(_ keeper: TurnKeeper) async throws(ArchiveError) -> [Remnant] {
    var found: [Remnant] = []
    for file in command.others {
      let name = TurnName.run(file.run)
      guard let turn = try await keeper.wait(for: name, patience: .zero) else { continue }
      // It may have come to its end, and taken its file away, since the folder was looked through.
      if AfterRun.names(in: file.path) == nil {
        await keeper.remove(turn)
      } else {
        found.append(Remnant(path: file.path, turn: turn))
      }
    }
    return found
  }
}
