import ArgumentParser
import ConfigurationModel
import Regenerator

/// Writes what is made of the table of keys; `make generate` calls it.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Write the configuration's JSON Schema and the tables of its manual.",
    shouldDisplay: false)

  @Argument(help: ArgumentHelp("The folder of configuration.md.", valueName: "folder"))
  var folder: String

  func run() throws {
    do {
      _ = try ReferenceFiles.write(to: folder)
    } catch {
      throw CommandFailure.because("\(error)")
    }
  }
}
