import Foundation
import Testing

/// `refeed check`: mistakes that a configuration can have, each with its place.
@Suite struct CheckTests {
  private let place: Workplace
  private var refeed: Command { place.refeed }

  init() throws {
    place = try Workplace()
    try place.write(Sample.entry(1), to: "seeds/a.md")
  }

  /// Checks a configuration; `SOURCE` stands for a good source.
  private func check(_ text: String) throws -> Command.Result {
    try place.write(text.replacing("SOURCE", with: #""seeds""#), to: "config.json")
    return try refeed("check")
  }

  private static func feed(_ keys: String) -> String {
    #"{"baseURL": "https://f.example/", "feeds": [{"id": "a", \#(keys)}]}"#
  }

  @Test(
    "What contradicts itself is found, and a refresh goes on",
    arguments: [
      (#""sources": [SOURCE], "every": "5m""#, "default (5m) is less than min (10m)"),
      (#""sources": [SOURCE], "every": {"max": "20m"}"#, "default (30m) is more than max (20m)"),
      (#""sources": [SOURCE], "entries": 2000"#, "entries (2000) is more than maxEntries (1000)"),
      (#""sources": [SOURCE], "language": "cn""#, #"did you mean "zh-CN"?"#),
      (#""sources": [SOURCE], "language": "zh_CN""#, #"did you mean "zh-CN"?"#),
      (#""sources": [SOURCE], "language": "english""#, #"did you mean "en"?"#),
      (#""sources": [SOURCE], "language": "quenya?""#, "not a language tag"),
      (
        #""sources": [{"path": "seeds", "encoding": "gb10830"}]"#,
        #""gb10830" is not an encoding that Refeed can read; did you mean "gb18030"?"#
      ),
      (
        #""sources": [{"path": "seeds", "user": "u"}]"#,
        #""user" needs "password", which may be """#
      ),
      (#""sources": [SOURCE, "./seeds/"]"#, "the same source as feeds[0].sources[0]"),
    ])
  func contradictions(_ keys: String, _ words: String) throws {
    let result = try check(Self.feed(keys))
    #expect(result.code == 78 && result.output == "")
    #expect(result.error.contains(words), "\(result.error)")
    #expect(result.error.contains("config.json:1:"))
    #expect(try refeed("refresh", "--dry-run").code == 0)
  }

  @Test(
    "What can't be used is refused by a refresh too",
    arguments: [
      (
        #""sources": [SOURCE], "every": {"min": "2h", "max": "1h"}"#,
        "min (2h) is more than max (1h)"
      ),
      (#""sources": [{"url": "https://a.example/", "path": "seeds"}]"#, "not both"),
      (#""sources": [SOURCE], "formats": ["atom", "gemini"]"#, #"unknown format "gemini""#),
      (#""sources": [SOURCE], "formats": ["html", "feed.html"]"#, "would be published as a.html"),
    ])
  func errors(_ keys: String, _ words: String) throws {
    let result = try check(Self.feed(keys))
    #expect(result.code == 78)
    #expect(
      result.error.contains(words) && result.error.contains("config.json:1:"), "\(result.error)")
    let refresh = try refeed("refresh")
    #expect(refresh.code == 78 && refresh.error.contains(words))
    #expect(!place.exists("public") && !place.exists("state"))
  }

  @Test(
    "What is right is left alone",
    arguments: [
      #""sources": [SOURCE], "every": {"default": "5m", "min": "5m"}"#,
      #""sources": [SOURCE], "entries": 2000, "maxEntries": 2000"#,
      #""sources": [SOURCE], "language": "zh-Hant-TW""#, #""sources": [SOURCE], "language": "gsw""#,
      #""sources": [{"path": "seeds", "encoding": "GB2312"}]"#,
      #""sources": [{"path": "seeds", "encoding": "x-sjis"}]"#,
      #""sources": [{"path": "seeds", "user": "u", "password": ""}]"#,
      #""sources": [SOURCE, "seeds/a.md"]"#, #""title": "A literal $${x}", "sources": [SOURCE]"#,
      #""sources": [SOURCE], "formats": ["atom", "html", "index.html", "opml.xml"]"#,
    ])
  func good(_ keys: String) throws {
    let result = try check(Self.feed(keys))
    #expect(result.code == 0 && result.error == "", "\(result.error)")
  }

  @Test(
    "Names that the server keeps are no ids",
    arguments: ["healthz", "readyz", "metrics", "clean", "opml", "t"])
  func reservedIDs(_ id: String) throws {
    let result = try check(#"{"feeds": [{"id": "\#(id)", "sources": [SOURCE]}]}"#)
    #expect(result.code == 78 && result.error.contains("feeds[0].id"), "\(result.error)")
  }

  @Test(
    "An output or archive of an unknown kind is no folder",
    arguments: [
      (#""archive": "mysql:///refeed""#, "archive"), (#""archive": "sqlite:x.db""#, "archive"),
      (#""output": "https://f.example/""#, "output"), (#""output": "gs://bucket/x""#, "output"),
      (#""templates": "ftp://f.example/t""#, "templates"),
    ])
  func addressesForPaths(_ key: String, _ name: String) throws {
    let text = #"{\#(key), "feeds": [{"id": "a", "sources": [SOURCE]}]}"#
    let result = try check(text)
    #expect(result.code == 78)
    #expect(result.error.contains("\(name): "), "\(result.error)")
    #expect(try refeed("refresh").code == 78)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: place.folder.path)
        .filter { !$0.hasPrefix(".") }.sorted() == ["config.json", "seeds"])
  }

  @Test("A path may hold a colon, and a file address is a path")
  func pathsWithColons() throws {
    let archive = "file://" + place.folder.path + "/state%20of/a.sqlite"
    let result = try check(
      #"{"output": "out:1", "archive": "\#(archive)", "feeds": [{"id": "a", "sources": [SOURCE]}]}"#
    )
    #expect(result.code == 0)
    #expect(try refeed("refresh").code == 0)
    #expect(place.exists("out:1/a.atom") && place.exists("state of/a.sqlite"))
  }

  @Test(
    "G10 An output folder that holds what is the user's is refused",
    arguments: [
      (#""output": ".""#, "the configuration"), (#""output": "./sub/..""#, "the configuration"),
      (#""output": "state""#, "the archive"), (#""output": "seeds""#, "a source"),
      (#""output": "link""#, "a source"),
      (#""output": "tpl", "templates": "tpl""#, "the templates"),
      (#""output": "out", "archive": "out/a/archive.sqlite""#, "the archive"),
    ])
  func g10OwnFiles(_ keys: String, _ words: String) throws {
    try place.write("{{title}}", to: "tpl/x.txt")
    try FileManager.default.createSymbolicLink(
      atPath: place.folder.path + "/link", withDestinationPath: "seeds")
    let result = try check(#"{\#(keys), "feeds": [{"id": "a", "sources": [SOURCE]}]}"#)
    #expect(result.code == 78)
    #expect(result.error.contains("output: the output folder"), "\(result.error)")
    #expect(result.error.contains(words), "\(result.error)")
    #expect(try refeed("refresh").code == 78)
    #expect(!place.exists("a.atom") && !place.exists("seeds/a.atom"))
  }

  @Test("G10 A feed whose file would overwrite the configuration is named")
  func g10OverwritingIDs() throws {
    let text = #"{"output": ".", "feeds": [{"id": "config", "sources": [SOURCE]}]}"#
    let result = try check(text)
    #expect(result.code == 78)
    #expect(result.error.contains(#"feed "config" would overwrite it"#), "\(result.error)")
    _ = try refeed("refresh")
    #expect(try place.read("config.json").contains("feeds"))
  }

  @Test("An output folder beside them, even one whose name begins alike, is fine")
  func neighbours() throws {
    let result = try check(
      #"{"output": "seeds2", "baseURL": "https://f.example/", "feeds": [{"id": "a", "sources": [SOURCE]}]}"#
    )
    #expect(result.code == 0 && result.error == "", "\(result.error)")
  }

  @Test("Mistakes of templates, rules and formats are told together, with line and column")
  func togetherWithTheRest() throws {
    try place.write("{{title}}\n{{ titel }}\n{{#entries}}", to: "tpl/x.txt")
    try place.write("{{>nowhere.txt}}", to: "tpl/y.txt")
    let result = try check(
      """
      {"templates": "tpl",
       "feeds": [{"id": "a", "sources": [SOURCE], "formats": ["x.txt", "z.txt"],
         "language": "cn", "rules": {"remove": ["p["]}}]}
      """)
    #expect(result.code == 78)
    for words in [
      "1:15: templates: ", "tpl/x.txt:2:1: unknown name 'titel'", "tpl/x.txt:3:",
      "tpl/y.txt:1:1: there is no template 'nowhere.txt'",
      #"2:67: feeds[0].formats[1]: unknown format "z.txt""#, "feeds[0].language",
      "feeds[0].rules.remove[0]",
    ] {
      #expect(result.error.contains(words), "\(words) is not in \(result.error)")
    }
  }

  @Test("A missing list of subscriptions is said once")
  func missingLists() throws {
    let result = try check(
      #"{"baseURL": "https://f.example/", "feeds": [{"id": "a", "sources": ["mine.opml", SOURCE]}]}"#
    )
    #expect(result.code == 0)
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(result.error.contains("mine.opml: there is no such file"), "\(result.error)")
  }

  @Test("A missing list is said once for all feeds, with its place, and beside other mistakes")
  func missingListsOfSeveralFeeds() throws {
    let feeds = #""sources": ["mine.opml"]}, {"id": "b", "sources": ["mine.opml", SOURCE]}]"#
    let twice = try check(#"{"baseURL": "https://f.example/", "feeds": [{"id": "a", \#(feeds)}"#)
    #expect(twice.code == 0)
    #expect(twice.error.split(separator: "\n").count == 1)
    #expect(twice.error.contains("warning: 1:"), "\(twice.error)")
    #expect(twice.error.contains("feeds[0].sources[0]: mine.opml"), "\(twice.error)")
    let mistaken = try check(
      #"{"baseURL": "https://f.example/", "colour": 1, "feeds": [{"id": "a", \#(feeds)}"#)
    #expect(mistaken.code == 78)
    #expect(mistaken.error.contains("colour"))
    #expect(mistaken.error.contains("warning: 1:"), "\(mistaken.error)")
    #expect(mistaken.error.contains("mine.opml: there is no such file"), "\(mistaken.error)")
  }

  @Test("A missing folder is said with its line")
  func missingFolders() throws {
    let result = try check(
      #"{"baseURL": "https://f.example/", "feeds": [{"id": "a", "sources": ["nowhere"]}]}"#)
    #expect(result.code == 0)
    #expect(result.error.contains("warning: 1:"), "\(result.error)")
    #expect(result.error.contains("feeds[0].sources[0]: "), "\(result.error)")
  }
}
