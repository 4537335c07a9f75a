import Foundation
import Testing

/// `refeed export`: the configuration as OPML.
@Suite struct ExportTests {
  private let place: Workplace
  private var refeed: Command { place.refeed }

  init() throws {
    place = try Workplace()
    try place.write(
      """
      {
        "baseURL": "https://feeds.example/",
        "feeds": [
          { "id": "one", "title": "Eins & \\"zwei\\"", "homepage": "https://one.example/",
            "sources": ["https://user:hidden@one.example/rss"] },
          { "id": "two", "title": "Two",
            "sources": ["https://a.example/feed", { "url": "https://b.example/feed", "title": "B" },
              "seeds"] },
          { "id": "secret", "sources": ["https://c.example/feed?token=${TOKEN}"] }
        ]
      }
      """, to: "config.json")
  }

  private static let environment = ["TOKEN": "hidden"]

  @Test("Sources on the web are outlines, those of one feed a group, secrets left out")
  func sourcesAreOutlines() throws {
    let result = try refeed("export", environment: Self.environment)
    #expect(result.code == 0)
    #expect(
      result.output == """
        <?xml version="1.0" encoding="UTF-8"?>
        <opml version="2.0">
          <head>
            <title>Refeed: sources</title>
          </head>
          <body>
            <outline text="Eins &amp; &quot;zwei&quot;" title="Eins &amp; &quot;zwei&quot;" \
        type="rss" xmlUrl="https://one.example/rss" htmlUrl="https://one.example/"/>
            <outline text="Two" title="Two">
              <outline text="Two" title="Two" type="rss" xmlUrl="https://a.example/feed"/>
              <outline text="B" title="B" type="rss" xmlUrl="https://b.example/feed"/>
            </outline>
          </body>
        </opml>

        """)
    #expect(result.error.contains("left out seeds: it is not on the web"))
    #expect(result.error.contains("left out https://c.example/feed?token=${TOKEN}"))
    #expect(!result.error.contains("hidden"))
  }

  @Test("Secrets from the environment are written only where that is asked for")
  func secretsAreAskedFor() throws {
    let result = try refeed("export", "--secrets", environment: Self.environment)
    #expect(result.output.contains("https://c.example/feed?token=hidden"))
  }

  @Test("Published feeds have their addresses below baseURL")
  func publishedFeeds() throws {
    for id in ["one", "two", "secret"] { try place.write("<feed/>", to: "public/\(id).atom") }
    let result = try refeed("export", "--published", environment: Self.environment)
    #expect(result.code == 0 && result.error == "")
    for id in ["one", "two", "secret"] {
      #expect(result.output.contains("xmlUrl=\"https://feeds.example/\(id).atom\""))
    }
  }

  @Test("A feed that was never published is named and left out")
  func unpublishedFeeds() throws {
    try place.write("<feed/>", to: "public/two.atom")
    let result = try refeed("export", "--published", environment: Self.environment)
    #expect(result.code == 0)
    #expect(result.output.contains("two.atom") && !result.output.contains("one.atom"))
    #expect(result.error.contains("left out one: it is not published yet"))
  }

  @Test("Without baseURL nobody can say where the published feeds are")
  func publishedFeedsNeedABase() throws {
    try place.write(
      try place.read("config.json").replacing("\"baseURL\": \"https://feeds.example/\",", with: ""),
      to: "config.json")
    let result = try refeed("export", "--published", environment: Self.environment)
    #expect(result.code == 78 && result.output == "")
    #expect(result.error.contains("baseURL"))
  }

  @Test("What was exported can be imported")
  func exportsCanBeImported() throws {
    let exported = try refeed("export", environment: Self.environment)
    let imported = try refeed("import", "-", input: exported.output)
    #expect(imported.code == 0)
    for address in ["https://one.example/rss", "https://a.example/feed", "https://b.example/feed"] {
      #expect(imported.output.contains("\"\(address)\""))
    }
  }
}
