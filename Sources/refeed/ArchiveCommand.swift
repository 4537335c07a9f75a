import Archive
import ArgumentParser
import ConfigurationModel
import Regenerator

struct ArchiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Look after the archive.",
    subcommands: [Backup.self, ArchiveCopyCommand.self])

  struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copy the archive as it is now to one file, beside a run that may be at work.",
      discussion: """
        The copy is put in the place of an earlier one when it is whole. To go back to it, copy \
        it to where the configuration says that the archive is, with no run at work.

        EXAMPLES
          refeed archive backup /backup/refeed.sqlite
        """)

    @OptionGroup var config: ConfigurationOption

    @Argument(help: ArgumentHelp("The file to write.", valueName: "file"))
    var file: String

    func run() throws {
      let configuration = try config.load()
      do throws(ArchiveError) {
        let archive = try Archive(reading: configuration.archive)
        try archive.backUp(to: file)
      } catch {
        throw CommandFailure.because(error.description)
      }
    }
  }
}
