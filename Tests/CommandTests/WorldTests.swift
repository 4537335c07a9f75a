import Foundation
import Testing

/// What the program makes of the world around it: streams, arguments, names, the environment.
@Suite struct WorldTests {
  private let place: Workplace
  private var refeed: Command { place.refeed }

  init() throws {
    place = try Workplace()
    try place.write(Sample.rss, to: "feed.xml")
  }

  private func shell(_ script: String, environment: [String: String] = [:]) throws -> Command.Result
  {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = place.folder
    process.environment = ["PATH": "/usr/bin:/bin", "REFEED": Command.binary.path]
      .merging(environment) { $1 }
    let (output, error) = (Pipe(), place.folder.appending(path: ".shell-error"))
    try Data().write(to: error)
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: error)
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Command.Result(
      code: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      error: try String(contentsOf: error, encoding: .utf8))
  }

  @Test func aFullDeviceIsToldWithItsReason() throws {
    let result = try shell("\"$REFEED\" convert feed.xml > /dev/full")
    #expect(result.code == 2)
    #expect(result.error.contains("standard output: no space left on device"))
  }

  @Test func aReaderThatGoesAwayEndsTheProgramQuietly() throws {
    let body = "<p>" + String(repeating: "word ", count: 200_000) + "</p>"
    try place.write(Sample.entry(1, body: body), to: "large.md")
    let result = try shell("\"$REFEED\" convert large.md | head -c 1")
    #expect(result.output.utf8.count == 1)
    #expect(result.error == "")
  }

  @Test func aMissingFolderIsToBeCreated() throws {
    let result = try refeed("convert", "feed.xml", "-o", "missing/out.atom")
    #expect(result.code == 2)
    #expect(result.error.contains("create it"))
  }

  @Test func theArgumentsCountWhereProcIsMissing() throws {
    guard getuid() == 0 else { return }
    let command =
      "unshare -m sh -c 'mount -t tmpfs none /proc && exec \"$REFEED\" convert missing.xml'"
    var result = try shell(command)
    // Once a second libdispatch looks at its threads in /proc and traps where it is missing: a run
    // on a machine so loaded that it takes as long says nothing of ours.
    for _ in 0..<5 where result.code == 132 { result = try shell(command) }
    // Where namespaces are forbidden the shell says so.
    guard !result.error.contains("unshare") else { return }
    #expect(result.code == 2)
    #expect(result.error.contains("missing.xml: there is no such file"))
    #expect(!result.output.contains("USAGE"))
  }

  @Test(arguments: [("refesh", "refresh"), ("convrt", "convert"), ("stauts", "status")])
  func aMistypedCommandIsSuggested(_ word: String, _ command: String) throws {
    let result = try refeed(word)
    #expect(result.code == 64)
    #expect(result.error.contains("did you mean \(command)?"))
  }

  @Test(arguments: [
    (["archive", "bakcup", "x"], "did you mean backup?"), (["rules", "lst"], "did you mean list?"),
    (["templates", "exprot"], "did you mean export?"), (["help", "convertt"], "mean convert?"),
    (["help", "archive", "cpoy"], "mean copy?"), (["--verison"], "mean --version?"),
    (["archive", "zzzzzzz"], "refeed archive --help lists them"),
  ])
  func aMistypedWordBehindACommandIsSuggested(_ words: [String], _ hint: String) throws {
    let result = try refeed.run(words)
    #expect(result.code == 64)
    #expect(result.error.contains(hint), "\(result.error)")
  }

  @Test(arguments: [
    ["help", "convert"], ["help"], ["rules", "--json"], ["archive", "--help"], ["--help"],
    ["help", "archive", "backup"], ["rules", "list"], ["--version"],
  ])
  func aWordThatIsRightIsNoMistake(_ words: [String]) throws {
    #expect(try refeed.run(words).code == 0)
  }

  @Test(arguments: ["convert", "explain", "discover", "extract"])
  func anAddressThatIsRefusedNamesTheCommandsOption(_ command: String) throws {
    let result = try refeed(command, "http://127.0.0.1:1/x")
    #expect(result.code == 2)
    #expect(result.error.contains("--allow-private-networks"), "\(result.error)")
    #expect(!result.error.contains("allowHosts"))
  }

  @Test func aMistypedOptionIsSuggested() throws {
    let result = try refeed("refresh", "--forse")
    #expect(result.code == 64)
    #expect(result.error.contains("--force"))
  }

  @Test func namesThatAreNotUTF8AreReadAndShown() throws {
    try place.write(Sample.entry(1), to: "in/plain.md")
    try place.write(Sample.entry(2), to: "in/other.md")
    let made = try shell(
      "cp feed.xml \"$(printf 'caf\\351.xml')\"; mv in/other.md \"$(printf 'in/na\\357ve.md')\"")
    #expect(made.code == 0)
    let file = try shell("\"$REFEED\" convert \"$(printf 'caf\\351.xml')\"")
    #expect(file.code == 0 && file.output.contains("<title>One</title>"), "\(file.error)")
    let folder = try shell("\"$REFEED\" convert in")
    #expect(folder.code == 0 && folder.error == "")
    let missing = try shell("\"$REFEED\" convert \"$(printf 'no\\351.xml')\"")
    #expect(missing.code == 2 && missing.error.contains("no\\xE9.xml"))
  }

  @Test func whatIsWrittenHasTheNameThatWasGiven() throws {
    let made = try shell(
      "\"$REFEED\" init \"$(printf 'i\\377.json')\" && ls -b && "
        + "\"$REFEED\" templates export \"$(printf 't\\377')\" && ls -b")
    #expect(made.code == 0, "\(made.error)")
    #expect(made.output.contains("i\\377.json") && made.output.contains("t\\377"))
    #expect(!made.output.contains("\\364"))
  }

  /// SQLite takes no such name: it is refused before anything is made beside it.
  @Test func aFolderThatIsNotUTF8IsPublishedFromAndHoldsNoArchive() throws {
    let config = "{\"feeds\": [{\"id\": \"a\", \"sources\": [\"feed.xml\"]}]}"
    try place.write(config, to: "config.json")
    let folder = "D=\"$(printf 'd\\376')\"; "
    let made = try shell(folder + "mkdir \"$D\" && cp config.json feed.xml \"$D\"")
    #expect(made.code == 0)
    let refused = try shell(folder + "\"$REFEED\" refresh --config \"$D/config.json\"; ls -b")
    #expect(refused.error.contains("d\\xFE/state") && refused.error.contains("“archive”"))
    #expect(!refused.output.contains("364"))
    try place.write(
      "{\"archive\": \"\(place.folder.path)/kept/a.sqlite\", " + config.dropFirst(),
      to: "config.json")
    let whole = try shell(
      folder + "cp config.json \"$D\" && \"$REFEED\" refresh --config \"$D/config.json\" && "
        + "ls -b . \"$D/public\"")
    #expect(whole.code == 0, "\(whole.error)")
    #expect(whole.output.contains("a.atom") && !whole.output.contains("364"), "\(whole.output)")
  }

  @Test func aBackupIsRefusedWhereItCannotBe() throws {
    try place.write(
      "{\"feeds\": [{\"id\": \"a\", \"sources\": [\"feed.xml\"]}]}", to: "config.json")
    #expect(try refeed("refresh").code == 0)
    let missing = try refeed("archive", "backup", "missing/b.sqlite")
    #expect(missing.code == 2 && missing.error.contains("create it (mkdir -p)"), "\(missing.error)")
    let output = try refeed("archive", "backup", "-")
    #expect(output.code == 64 && !place.exists("-"), "\(output.error)")
    let named = try shell("\"$REFEED\" archive backup \"$(printf 'b\\377.sqlite')\"; ls -b")
    #expect(named.error.contains("b\\xFF.sqlite is not UTF-8") && !named.output.contains("364"))
    #expect(try refeed("archive", "backup", "b.sqlite").code == 0)
  }

  @Test func aLimitOfBytesHoldsForPackedInputsToo() throws {
    try place.write(
      Sample.entry(1, body: String(repeating: "<p>text</p>", count: 9000)), to: "e.md")
    let made = try shell("gzip -k e.md")
    #expect(made.code == 0)
    #expect(try refeed("convert", "e.md.gz").code == 0)
    for name in ["e.md", "e.md.gz"] {
      let result = try refeed("convert", name, "--max-bytes", "4KiB")
      #expect(result.code == 2)
      #expect(result.error.contains("larger than the limit of 4096 bytes; raise --max-bytes"))
    }
    #expect(try refeed("convert", "e.md", "--max-bytes", "much").code == 64)
  }

  @Test func opmlIsPointedToImport() throws {
    try place.write(
      "<opml version=\"2.0\"><body><outline xmlUrl=\"https://a.example/f\"/></body></opml>",
      to: "list.opml")
    let result = try refeed("convert", "list.opml")
    #expect(result.code == 2 && result.error.contains("refeed import"))
  }

  @Test func theDateOfDatelessEntriesComesFromTheEnvironment() throws {
    try place.write(
      Sample.rss.replacing("<pubDate>Fri, 25 Oct 2024 07:37:02 GMT</pubDate>", with: ""),
      to: "dateless.xml")
    let result = try refeed(
      "convert", "dateless.xml", environment: ["SOURCE_DATE_EPOCH": "1000000000"])
    #expect(result.output.contains("2001-09-09T01:46:40Z"))
    #expect(!(try refeed("convert", "dateless.xml").output.contains("2001-09-09")))
  }

  @Test func theConfigurationIsFoundInTheUsersFolder() throws {
    try place.write(
      "{\"feeds\": [{\"id\": \"a\", \"sources\": [\"feed.xml\"]}]}", to: "xdg/refeed/config.json")
    let folder = place.folder.appending(path: "xdg").path
    let found = try refeed("check", environment: ["XDG_CONFIG_HOME": folder])
    #expect(found.code == 0 && found.output.contains("xdg/refeed/config.json"))
    let missing = try refeed("check")
    #expect(missing.code == 78 && missing.error.contains(".config/refeed/config.json"))
  }

  @Test func noColourWhereNoneIsWanted() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else { return }
    try place.write(
      "{\"feeds\": [{\"id\": \"a\", \"sources\": [\"feed.xml\"]}]}", to: "config.json")
    let status = "script -qec '\"$REFEED\" status' /dev/null"
    #expect(try shell(status).output.contains("\u{1B}["))
    #expect(!(try shell(status, environment: ["NO_COLOR": "1"]).output.contains("\u{1B}[")))
  }

  @Test func statusFailsForMonitorsWhenASourceDoes() throws {
    try place.write(
      "{\"feeds\": [{\"id\": \"a\", \"sources\": [\"feed.xml\"]}]}", to: "config.json")
    _ = try refeed("refresh")
    #expect(try refeed("status", "--check").code == 0)
    try place.write("no feed", to: "feed.xml")
    _ = try refeed("refresh")
    #expect(try refeed("status", "--check").code == 1)
    #expect(try refeed("status").code == 0)
  }

  @Test func secretsOfAddressesAreNeverShown() throws {
    try place.write(
      """
      {"fetch": {"gap": "0s"}, "feeds": [{"id": "a", "sources":
        ["http://127.0.0.1:9/feed?token=s3cret&page=1"]}]}
      """, to: "config.json")
    var shown = ""
    for arguments in [
      ["refresh"], ["refresh", "--json", "--force"], ["status"], ["status", "--json"],
    ] {
      let result = try refeed.run(arguments)
      shown += result.output + result.error
    }
    #expect(!shown.contains("s3cret"))
    #expect(shown.contains("token=…") && shown.contains("page=1"))
  }

  @Test func explainTellsEntriesThatAFilterTook() throws {
    try place.write(
      """
      {"feeds": [{"id": "a", "sources": ["feed.xml"], "drop": {"title": ["one"]}}]}
      """, to: "config.json")
    let text = try refeed("explain", "feed.xml", "--like", "a")
    #expect(text.code == 0 && text.output.contains("left out by the feed's filters"))
    let json = try refeed("explain", "feed.xml", "--like", "a", "--json")
    #expect(json.output.contains("\"leftOut\": true"))
    try place.write(Sample.entry(1), to: "in/1.md")
    try place.write(Sample.entry(2), to: "in/2.md")
    let limited = try refeed("explain", "in", "--limit", "1")
    #expect(limited.output.contains("Entry 1") && !limited.output.contains("Entry 2"))
  }
}
