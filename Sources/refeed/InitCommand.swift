import ArgumentParser
import Publisher
import Regenerator

import Glibc

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented configuration to begin with.",
    discussion: """
      Writes a configuration with one feed as an example and the keys that are changed first, each \
      with a comment. A file that is there already is never touched (exit code 2).

      EXAMPLES
        refeed init                                 (./config.json)
        refeed init /etc/refeed/config.json
        refeed init && $EDITOR config.json && refeed check && refeed refresh
      """)

  @Argument(
    help: ArgumentHelp("The file to write.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var file = "config.json"

  func run() throws {
    do throws(LocalFileError) {
      try LocalFiles.create(ConfigurationSkeleton().bytes, at: file)
    } catch {
      throw CommandFailure.because("\(file): \(Self.words(for: error))")
    }
    Console.print(
      Console.printable(
        "\(file): written; name your feeds in it, then run refeed check and refeed refresh\n"))
  }

  private static func words(for error: LocalFileError) -> String {
    switch error.reason {
    case .system(errno: EEXIST):
      "is there already and was left alone; edit it, or name another file"
    case .notFound: "its folder is missing; create it with mkdir -p"
    default: error.description
    }
  }
}
