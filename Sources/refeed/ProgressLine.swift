@preconcurrency import Dispatch
import Regenerator
import Synchronization

/// How far a long refresh is, on standard error: on a terminal one line that is written over
/// again, elsewhere a line every ten seconds, for as long as the run is at work.
final class ProgressLine: Sendable {
  private struct State {
    var latest = RefreshProgress()
    var isOver = false
  }

  private let state = Mutex(State())
  /// Of its own: a run that cleans something for minutes has no thread to spare.
  private let queue = DispatchQueue(label: "progress")
  private let timer: any DispatchSourceTimer

  init() {
    timer = DispatchSource.makeTimerSource(queue: queue)
    let isTerminal = Console.errorIsTerminal
    timer.setEventHandler { [weak self] in self?.write() }
    timer.schedule(
      deadline: .now() + (isTerminal ? .milliseconds(100) : .seconds(10)),
      repeating: isTerminal ? .milliseconds(200) : .seconds(10))
    timer.activate()
  }

  func show(_ progress: RefreshProgress) {
    state.withLock { $0.latest = progress }
  }

  private func write() {
    state.withLock { state in
      guard !state.isOver else { return }
      let line = Self.line(state.latest)
      if Console.errorIsTerminal {
        Console.write(
          Array("\r\u{1B}[2K\(Console.message(String(line.prefix(78))))".utf8), to: 2)
      } else {
        Console.note(line)
      }
    }
  }

  /// `120 of 400 feeds, 3.4 MB, example.org, cleaning world: https://example.org/2024/a-page`
  static func line(_ progress: RefreshProgress) -> String {
    let hosts = progress.recent.map(host).reduce(into: [String]()) { hosts, host in
      if !hosts.contains(host) { hosts.append(host) }
    }
    var parts =
      ["\(progress.done) of \(counted(progress.all, "feed"))", sized(progress.bytes)]
      + (hosts.isEmpty ? [] : [hosts.joined(separator: " ")])
    if let first = progress.cleaning.first {
      parts.append("cleaning \(first.feed): \(first.entry)")
    }
    return parts.joined(separator: ", ")
  }

  /// The host of an address, a path as it is.
  private static func host(_ source: String) -> String {
    let parts = source.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count > 2 && parts[0].hasSuffix(":") && parts[1].isEmpty
      ? String(parts[2]) : source
  }

  func clear() {
    timer.cancel()
    state.withLock { state in
      state.isOver = true
      if Console.errorIsTerminal { Console.write(Array("\r\u{1B}[2K".utf8), to: 2) }
    }
  }
}
