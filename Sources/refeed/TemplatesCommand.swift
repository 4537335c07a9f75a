import ArgumentParser
import Publisher
import Regenerator

struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "Write out the built-in templates, to be edited.",
    discussion: """
      The pages and every text format beyond Atom, JSON Feed and RSS are Mustache templates. Name \
      the folder with the edited ones under "templates" in the configuration.

      EXAMPLES
        refeed templates export Templates
      """,
    subcommands: [Export.self])

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      // Spelt out: to make it of the type's name costs a millisecond at every start.
      commandName: "export",
      abstract: "Write the built-in templates to a folder; files that are there already stay.")

    @Argument(help: ArgumentHelp("The folder; made if it is missing.", valueName: "folder"))
    var folder: String

    func run() throws {
      do {
        for outcome in try TemplateExport.write(to: folder) {
          Console.print(Console.printable("\(folder)/\(outcome)\n"))
        }
      } catch {
        throw CommandFailure.because(error.description)
      }
    }
  }
}
