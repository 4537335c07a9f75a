import Regenerator

/// One line on standard error that is written over again, on a terminal only.
final class ProgressLine: Sendable {
  func show(_ progress: RefreshProgress) {
    guard Console.errorIsTerminal else { return }
    let line = "\(progress.done) of \(counted(progress.all, "source")) read, \(progress.current)"
    Console.write(
      Array("\r\u{1B}[2K\(Console.printable(String(line.prefix(78))))".utf8), to: 2)
  }

  func clear() {
    guard Console.errorIsTerminal else { return }
    Console.write(Array("\r\u{1B}[2K".utf8), to: 2)
  }
}
