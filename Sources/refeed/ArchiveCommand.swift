import Archive
import ArgumentParser
import ConfigurationModel
import Publisher
import Regenerator

struct ArchiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Look after the archive.",
    subcommands: [Backup.self, ArchiveCopyCommand.self])

  struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
      // Spelt out: to make it of the type's name costs a millisecond at every start.
      commandName: "backup",
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

    func validate() throws {
      if file == "-" {
        throw ValidationError(
          "a copy of the archive can't be written to standard output; name a file")
      }
      if LocalPath.shown(file) != file {
        throw ValidationError(
          "\(LocalPath.shown(file)) is not UTF-8, and SQLite opens no other names; name another "
            + "file")
      }
    }

    func run() throws {
      let configuration = try config.load()
      if let slash = file.lastIndex(of: "/"), slash != file.startIndex {
        do throws(LocalFileError) {
          _ = try LocalFiles.kind(of: String(file[..<slash]))
        } catch {
          let remedy = error.reason == .notFound ? "; create it (mkdir -p)" : ""
          throw CommandFailure.because("\(file[..<slash]): \(error)\(remedy)")
        }
      }
      do throws(ArchiveError) {
        let archive = try Archive(reading: configuration.archive)
        try archive.backUp(to: file)
      } catch {
        throw CommandFailure.because(error.description)
      }
    }
  }
}
