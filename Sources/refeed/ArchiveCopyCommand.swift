import Archive
import ArgumentParser
import FeedModel
import JSON
import Regenerator

struct ArchiveCopyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy",
    abstract: "Move an archive into a database, or back into a file.",
    discussion: """
      All that is remembered goes along, entry for entry, what was forgotten included. It is read \
      again in its new place before it is kept there; the old one stays as it is. Let no run be at \
      work meanwhile, then put the new place into the configuration.

      EXAMPLES
        refeed archive copy state/archive.sqlite postgresql:///refeed
        refeed archive copy postgresql://db.example/refeed archive.sqlite
      """)

  @Argument(
    help: ArgumentHelp("The archive: a file, or a postgresql:// address.", valueName: "source"))
  var source: String

  @Argument(
    help: ArgumentHelp("Where it is to be; nothing may be remembered there.", valueName: "target"))
  var target: String

  @Flag(help: "Print the report as JSON.")
  var json = false

  func validate() throws {
    for place in [source, target] {
      guard let address = PostgresAddress(place) else {
        if place.contains("://") {
          throw ValidationError(
            "an archive is a file, or a database as postgresql://host/name; this is neither")
        }
        continue
      }
      if address.holdsPassword {
        throw ValidationError(
          "a password stands in an address; give it in PGPASSWORD, ~/.pgpass or a service file")
      }
    }
  }

  func run() throws {
    do throws(ArchiveError) {
      let from = try Archive(reading: source)
      let to = try Archive(path: target, now: Setup.now(), replacesDamaged: false)
      let report = try from.copy(to: to) { done, all in Self.show(done, all) }
      if Console.errorIsTerminal { Console.write(Array("\r\u{1B}[2K".utf8), to: 2) }
      to.checkpoint()
      try to.close()
      Console.print(json ? Self.json(report, from.path, to.path) : Self.text(report, to.path))
    } catch {
      throw CommandFailure.because(error.description)
    }
  }

  private static func show(_ done: Int, _ all: Int) {
    guard Console.errorIsTerminal else { return }
    let line = Console.message("\(done) of \(all) rows")
    Console.write(Array("\r\u{1B}[2K\(line)".utf8), to: 2)
  }

  private static func text(_ report: ArchiveCopyReport, _ target: String) -> String {
    let rows = { (name: String) in report.tables.first { $0.name == name }?.rows ?? 0 }
    return """
      copied \(counted(rows("feed"), "feed")), \(counted(rows("source"), "source")) and \
      \(rows("entry")) \(rows("entry") == 1 ? "entry" : "entries") to \(target); \(counted(report.forgotten, "name")) stay forgotten
      read again and compared: \(counted(report.tables.map(\.rows).reduce(0, +), "row")) in \
      \(report.tables.count) tables are the same

      """
  }

  private static func json(
    _ report: ArchiveCopyReport, _ source: String, _ target: String
  ) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.key("from")
    json.string(source)
    json.key("to")
    json.string(target)
    json.key("forgotten")
    json.number(report.forgotten)
    json.key("tables")
    json.beginArray()
    for table in report.tables {
      json.beginObject()
      json.key("name")
      json.string(table.name)
      json.key("rows")
      json.number(table.rows)
      json.key("digest")
      json.string(table.digest)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return String(decoding: json.finish(), as: UTF8.self) + "\n"
  }
}
