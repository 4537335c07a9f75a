import ArgumentParser
import ConfigurationModel
import Regenerator

/// Exit codes (design §7), by their names in sysexits.h where they have one.
extension ExitCode {
  static let someFailed = ExitCode(1)
  static let nothingDone = ExitCode(2)
  static let badConfiguration = ExitCode(78)
}

/// Says what is wrong on standard error and gives the exit code to throw.
enum CommandFailure {
  static func because(_ error: InvalidConfiguration) -> ExitCode {
    Console.note(Console.printable(error.description))
    return .badConfiguration
  }

  static func because(_ message: String, _ code: ExitCode = .nothingDone) -> ExitCode {
    Console.note("refeed: \(Console.printable(message))")
    return code
  }
}
