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
    if arguments.first == "convert" {
      if let conversion = DirectConversion(arguments.dropFirst()) {
        return await run(conversion.run)
      }
      if let command = ConvertCommand(plain: arguments.dropFirst()) {
        return await run(command.run)
      }
    }
    if let mistyped = arguments.first, let line = suggestion(for: mistyped) {
      Console.note(line)
      exit(64)
    }
    await Refeed.main(arguments)
  }

  private static func run(_ work: () async throws -> Void) async {
    do {
      try await work()
    } catch {
      Refeed.exit(withError: error)
    }
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
