import Regenerator
import Synchronization

/// How far a long refresh is, on standard error: on a terminal one line that is written over
/// again, elsewhere a line every ten seconds.
final class ProgressLine: Sendable {
  private let next: Mutex<ContinuousClock.Instant>
  private let pause: Duration = Console.errorIsTerminal ? .milliseconds(100) : .seconds(10)

  init() {
    next = Mutex(Console.errorIsTerminal ? .now : .now + pause)
  }

  func show(_ progress: RefreshProgress) {
    let isTime = next.withLock { next in
      let now = ContinuousClock.now
      guard now >= next else { return false }
      next = now + pause
      return true
    }
    guard isTime else { return }
    let line = Self.line(progress)
    if Console.errorIsTerminal {
      Console.write(
        Array("\r\u{1B}[2K\(Console.printable(String(line.prefix(78))))".utf8), to: 2)
    } else {
      Console.note(line)
    }
  }

  /// `120 of 400 feeds, 3.4 MB, example.org`
  static func line(_ progress: RefreshProgress) -> String {
    let hosts = progress.recent.map(host).reduce(into: [String]()) { hosts, host in
      if !hosts.contains(host) { hosts.append(host) }
    }
    let parts =
      ["\(progress.done) of \(counted(progress.all, "feed"))", sized(progress.bytes)]
      + (hosts.isEmpty ? [] : [hosts.joined(separator: " ")])
    return parts.joined(separator: ", ")
  }

  /// The host of an address, a path as it is.
  private static func host(_ source: String) -> String {
    let parts = source.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count > 2 && parts[0].hasSuffix(":") && parts[1].isEmpty
      ? String(parts[2]) : source
  }

  func clear() {
    guard Console.errorIsTerminal else { return }
    Console.write(Array("\r\u{1B}[2K".utf8), to: 2)
  }
}
