import ArgumentParser
import CArguments
import Glibc
import JSON
import Publisher
import Regenerator

/// Where the program begins.
@main
enum Entry {
  static func main() async {
    // Swift's threads ask for a priority of their own; who isn't root may not have it, and the
    // system's log got a line of each of them in every run.
    setenv("LIBDISPATCH_LOG", "NO", 0)
    let arguments = given
    // To compile the rules takes as long as everything before the first entry.
    if let command = arguments.first, cleaning.contains(command) { Preparation.begin() }
    if let mistyped = arguments.first, let line = suggestion(for: mistyped) {
      Console.note(line)
      Console.leave(64)
    }
    do {
      try await run(arguments)
      Console.leave(0)
    } catch {
      leave(because: error)
    }
  }

  private static func run(_ arguments: [String]) async throws {
    if arguments.first == "convert" {
      if let conversion = DirectConversion(arguments.dropFirst()) {
        return try await conversion.run()
      }
      if let command = ConvertCommand(plain: arguments.dropFirst()) {
        return try await command.run()
      }
    }
    var command = try await Refeed.asyncParseAsRoot(arguments)
    if var command = command as? any AsyncParsableCommand {
      try await command.run()
    } else {
      try command.run()
    }
  }

  /// Says what an error says, help and versions included, and ends with its code.
  private static func leave(because error: any Error) -> Never {
    let code = Refeed.exitCode(for: error)
    let text = Refeed.fullMessage(for: error)
    if !text.isEmpty {
      if code.isSuccess { Console.print(text + "\n") } else { Console.noteStyled(text) }
    }
    Console.leave(code.rawValue)
  }

  /// Commands that clean entries.
  private static let cleaning = ["convert", "explain", "refresh", "serve"]

  /// The arguments after the program's name, as the kernel gave them: Swift's own list is read from
  /// /proc and empty without it. Bytes that are no UTF-8 are kept for file names.
  private static var given: [String] {
    (1..<max(1, Int(refeed_argument_count()))).compactMap { index in
      refeed_argument(Int32(index)).map { argument in
        LocalPath.text(of: UnsafeRawBufferPointer(start: argument, count: strlen(argument)))
      }
    }
  }

  /// What to say of a first word that is no command; `nil` for one that is.
  private static func suggestion(for word: String) -> String? {
    let commands = Refeed.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !word.hasPrefix("-"), !(commands + ["help"]).contains(word) else { return nil }
    let nearest = Spelling.nearest(to: word, in: commands)
    return "refeed: there is no command \(word)"
      + (nearest.map { "; did you mean \($0)?" } ?? "; refeed --help lists them")
  }
}
