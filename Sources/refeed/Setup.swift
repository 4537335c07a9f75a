import ArgumentParser
import ConfigurationModel
import FeedModel
import Foundation
import Glibc
import Publisher
import Regenerator

/// What commands need from the world around them.
enum Setup {
  static func regenerator(_ configuration: Configuration) throws(ExitCode) -> Regenerator {
    do {
      return try Regenerator(configuration)
    } catch {
      throw CommandFailure.because(error)
    }
  }

  /// Standard input whole, up to a limit in bytes.
  static let standardInput: StandardInput = {
    (limit) throws(LocalFileError) in
    if isatty(STDIN_FILENO) == 1 { Console.note("refeed: reading standard input; end with Ctrl-D") }
    return try LocalFiles.contents(of: STDIN_FILENO, named: "standard input", limit: limit)
  }

  /// An RFC 3339 date or a day, which begins at 00:00 UTC.
  static func date(_ text: String) -> Timestamp? {
    ParsedDate(text)?.timestamp
  }

  /// The wall clock, read once by each command.
  static func now() -> Timestamp {
    Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) ?? .epoch
  }
}
