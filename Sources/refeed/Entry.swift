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
    if let line = suggestion(for: arguments) {
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

  /// What to say of a word that stands where a command is named and is none; `nil` where all are.
  private static func suggestion(for arguments: [String]) -> String? {
    var (command, path): (any ParsableCommand.Type, String) = (Refeed.self, "refeed")
    var rest = arguments[...]
    if rest.first == "help" { rest.removeFirst() }
    while let word = rest.popFirst() {
      if word.hasPrefix("-") { return command == Refeed.self ? option(for: word) : nil }
      let inner = command.configuration.subcommands
      // From here on they are the command's own.
      guard !inner.isEmpty, word != "help" else { return nil }
      if let next = inner.first(where: { $0.configuration.commandName == word }) {
        (command, path) = (next, "\(path) \(word)")
        continue
      }
      let names = inner.compactMap { $0.configuration.commandName }
      let nearest = Spelling.nearest(to: word, in: names)
      return "refeed: there is no command \(path.dropFirst(7))\(path == "refeed" ? "" : " ")\(word)"
        + (nearest.map { "; did you mean \($0)?" } ?? "; \(path) --help lists them")
    }
    return nil
  }

  /// What to say of an option before every command that is none; `nil` where nothing is near.
  private static func option(for word: String) -> String? {
    let known = ["--help", "--version"]
    guard word.hasPrefix("--"), !known.contains(word), !word.hasPrefix("--help-"),
      let nearest = Spelling.nearest(to: word, in: known)
    else { return nil }
    return "refeed: there is no option \(word); did you mean \(nearest)?"
  }
}
