import Foundation
import ScratchPostgres
import Testing

/// The built binary with its archive in a database.
@Suite(.enabled(if: ScratchPostgres.isThere, "\(ScratchPostgres.absence)"))
struct PostgresCommandTests {
  private static func feed(_ titles: [String]) -> String {
    let items = titles.map {
      """
      <item><title>\($0)</title><guid>https://a.example/\($0)</guid>\
      <link>https://a.example/\($0)</link><pubDate>Mon, 02 Nov 2020 10:00:00 GMT</pubDate>\
      <description>About \($0) &amp; more</description></item>
      """
    }
    return """
      <rss version="2.0"><channel><title>A</title><link>https://a.example/</link>\
      \(items.joined())</channel></rss>
      """
  }

  private static func configuration(_ archive: String, _ output: String) -> String {
    """
    {"output": "\(output)", "archive": "\(archive)", "baseURL": "https://f.example/", "feeds": [
      {"id": "a", "title": "A", "homepage": "https://a.example/", "sources": ["a.xml"],
       "formats": ["atom", "json", "rss"]}]}
    """
  }

  /// Everything in a folder, by name.
  private static func contents(_ folder: URL) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return try names.reduce(into: [:]) { all, name in
      let file = folder.appending(path: name)
      if try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
        all[name] = try Data(contentsOf: file)
      }
    }
  }

  @Test func itPublishesTheSameBytesAsFromAFileRunAfterRun() throws {
    let place = try Workplace()
    let database = try #require(ScratchPostgres.shared).emptyArchive()
    try place.write(Self.configuration("s/archive.sqlite", "file"), to: "file.json")
    try place.write(Self.configuration(database, "database"), to: "database.json")
    let clock = ["SOURCE_DATE_EPOCH": "1700000000"]
    let runs = [["one", "two"], ["two", "three", "four"], ["three", "four", "two edited"]]
    for (run, titles) in runs.enumerated() {
      try place.write(Self.feed(titles), to: "a.xml")
      let reports = try ["file", "database"].map { kind in
        let result = try place.refeed("refresh", "--config", "\(kind).json", environment: clock)
        #expect(result.code == 0, "\(kind): \(result.error)")
        return result.output.split(separator: "\n").dropLast()
      }
      #expect(reports[0] == reports[1])
      let files = try ["file", "database"].map {
        try Self.contents(place.folder.appending(path: $0))
      }
      #expect(files[0] == files[1] && files[0].count >= 4, "run \(run)")
    }
    for arguments in [["status"], ["explain", "--feed", "a", "a.xml"]] {
      let results = try ["file", "database"].map {
        try place.refeed.run(arguments + ["--config", "\($0).json"])
      }
      #expect(results[0].code == results[1].code, "\(arguments): \(results[1].error)")
    }
  }

  @Test func itGoesIntoADatabaseAndBack() throws {
    let place = try Workplace()
    let database = try #require(ScratchPostgres.shared).emptyArchive()
    try place.write(Self.configuration("archive.sqlite", "file"), to: "file.json")
    try place.write(Self.configuration(database, "file"), to: "database.json")
    try place.write(Self.feed(["one", "two"]), to: "a.xml")
    #expect(try place.refeed("refresh", "--config", "file.json").code == 0)
    let forgotten = try place.refeed("forget", "https://a.example/one", "--config", "file.json")
    #expect(forgotten.code == 0, "\(forgotten.error)")
    let there = try place.refeed("archive", "copy", "archive.sqlite", database)
    #expect(there.code == 0 && there.output.contains("1 entry"), "\(there.output)\(there.error)")
    let next = try place.refeed("refresh", "--config", "database.json")
    #expect(next.code == 0 && next.output.contains("unchanged  1 entry"), "\(next.output)")
    let back = try place.refeed("archive", "copy", "--json", database, "back.sqlite")
    #expect(back.code == 0 && back.output.contains("\"name\": \"entry\""), "\(back.error)")
    let again = try place.refeed("archive", "copy", database, "back.sqlite")
    #expect(again.code == 2 && again.error.contains("something is remembered there already"))
    let backup = try place.refeed("archive", "backup", "x.sqlite", "--config", "database.json")
    #expect(backup.code == 2 && backup.error.contains("pg_dump"))
  }

  @Test(
    "What is no archive is refused by all, and nothing is asked of it",
    arguments: [
      ("mysql://me:secret@db.example/x", "begins with mysql:"),
      ("postgresql://me:secret@db.example/x", "PGPASSWORD"),
      ("postgres://db.example/x?password=secret", "PGPASSWORD"),
    ])
  func refused(_ address: String, _ words: String) throws {
    let place = try Workplace()
    try place.write(Self.configuration(address, "out"), to: "config.json")
    try place.write(Self.feed(["one"]), to: "a.xml")
    for command in ["check", "refresh"] {
      let result = try place.refeed(command)
      #expect(result.code == 78, "\(command)")
      #expect(result.error.contains("archive: ") && result.error.contains(words))
      #expect(!(result.error + result.output).contains("secret"))
    }
    #expect(!FileManager.default.fileExists(atPath: place.folder.appending(path: "out").path))
  }

  @Test func aServerThatIsNotThereIsToldInASentence() throws {
    let place = try Workplace()
    try place.write(
      Self.configuration("postgresql://me@127.0.0.1:1/x?sslmode=disable", "out"), to: "config.json")
    try place.write(Self.feed(["one"]), to: "a.xml")
    let result = try place.refeed("refresh", environment: ["PGPASSWORD": "secret"])
    #expect(result.code == 2)
    #expect(result.error.contains("postgresql://me@127.0.0.1:1/x cannot be used"))
    #expect(!result.error.contains("secret"))
  }
}
