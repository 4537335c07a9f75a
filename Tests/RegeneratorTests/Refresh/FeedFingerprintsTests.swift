import ConfigurationModel
import Normalizer
import Testing

@testable import Regenerator

/// What archives store of a configuration.
@Suite struct FeedFingerprintsTests {
  private struct Prints: Equatable {
    var rules: String
    var publication: String
    var reading: [String]
  }

  private static func prints(
    _ feed: String, top: String = "", rules: FeedFingerprints.RulesPrint? = nil
  ) throws -> Prints {
    let text = "{\(top) \"feeds\": [\(feed)]}"
    let configuration = try Configuration.read(
      Array(text.utf8), path: "config.json", environment: [:])
    let feed = try #require(configuration.feeds.first)
    let prints =
      if let rules {
        FeedFingerprints(feed, in: configuration, site: "site", rules: rules)
      } else {
        FeedFingerprints(
          feed, in: configuration,
          rules: try #require(ConfiguredRules.normalizers(of: configuration)[feed.id]).rules,
          site: try Rendering(configuration).fingerprint)
      }
    return Prints(
      rules: prints.rules, publication: prints.publication,
      reading: feed.sources.map(prints.reading(of:)))
  }

  /// The values were written by the first version of Refeed.
  @Test("What the first archives hold of a configuration that did not change stays the same")
  func firstValuesStay() throws {
    let plain = try Self.prints(
      #"{"id": "a", "sources": ["https://example.org/feed.xml"]}"#,
      rules: .init(fingerprint: "1-0011223344556677", leaveEntriesOut: false))
    #expect(
      plain
        == Prints(
          rules: "094f1b5c2a1640895091a9455a3ee1a1",
          publication: "93016b371352f385b9e57ac03d0084c2",
          reading: ["c3bcfec18dc0310129ba7e9fbe0bf6cd"]))
    let full = try Self.prints(
      """
      {"id": "a", "title": "法广", "homepage": "https://www.rfi.fr/cn/", "language": "zh-CN",
       "author": "RFI", "icon": "https://www.rfi.fr/i.png", "uri": "urn:x:1",
       "entries": 50, "maxEntries": 200, "formats": ["atom", "html"],
       "sources": [
         {"url": "https://feedx.net/rss/rfi.xml", "title": "法广", "timezone": "Europe/Paris",
          "encoding": "gb18030"}, "seeds/rfi"]}
      """,
      rules: .init(fingerprint: "1-8899aabbccddeeff", leaveEntriesOut: true, entryLimit: 20))
    #expect(
      full
        == Prints(
          rules: "0924e3e1ff233f457a1ebf901663ca87",
          publication: "3ca244aad15f67067750968d3edfde37",
          reading: ["272f5d8128a7314518c5da6b4a9c14f5", "c10021996dd2e6f8b38c995e63686807"]))
  }

  /// One other value for every key that a feed's publication may depend on.
  private static let samples: [String: String] = [
    "templates": #""Templates""#, "baseURL": #""https://x.example/""#, "precompress": "true",
    "extensions": #"["urn:x"]"#, "rules": #"{"remove": ["nav"]}"#,
    "output": #""elsewhere""#, "archive": #""other.sqlite""#,
    "serve": #"{"refresh": true}"#, "after": #"["true"]"#,
    "filterLists": #""list.txt""#, "notify": #""https://hook.example/""#, "search": "false",
    "lease": #""1m""#,
    "fetch": #"{"connections": 3}"#, "defaults": #"{"tolerance": 4}"#,
    "every": #""2h""#, "keep": #""30d""#, "entries": "7", "maxEntries": "500",
    "formats": #"["json"]"#, "tolerance": "9", "fullText": #""always""#, "pages": "2",
    "duplicates": #""near""#, "hubs": #""https://hub.example/""#,
    "siteRules": #""sites""#, "article": #"{"keep": "main"}"#,
    "title": #""Other""#, "homepage": #""https://home.example/""#, "language": #""fr""#,
    "author": #""Someone""#, "icon": #""https://home.example/i.png""#, "uri": #""urn:x:2""#,
    "group": #""News""#, "promos": #""learn""#,
    "only": #"{"title": "a"}"#, "drop": #"{"title": "a"}"#,
    "timezone": #""Europe/Paris""#, "encoding": #""gb18030""#, "headers": #"{"X": "y"}"#,
    "cookie": #""a=b""#, "user": #""u", "password": "p""#, "password": #""p", "user": "u""#,
    "token": #""t""#, "userAgent": #""x""#, "timeout": #""5s""#, "allowHosts": #""10.0.0.1""#,
    "allowPrivateNetworks": "true", "proxy": #""http://p.example:3128""#, "followMoves": "true",
  ]

  /// What changes between two configurations.
  private static func changed(_ before: Prints, _ after: Prints) -> Effect {
    var effect: Effect = []
    if before.rules != after.rules { effect.insert(.clean) }
    if before.publication != after.publication { effect.insert(.publish) }
    if before.reading != after.reading { effect.insert(.ask) }
    return effect
  }

  @Test(
    "A change of each key has the effect that its row says", arguments: ["top", "feed", "source"])
  func effectsAreThoseOfTheTable(place: String) throws {
    func feed(_ more: String, _ source: String) -> String {
      #"{"id": "a", \#(more) "sources": [{"url": "https://a.example/f"\#(source)}]}"#
    }
    let before = try Self.prints(feed("", ""))
    for (name, effect) in KeyEffects.of(place)
    where !["feeds", "sources", "url", "path", "id"].contains(name) {
      let value = try #require(Self.samples[name], "no sample for \(place).\(name)")
      let member = "\"\(name)\": \(value),"
      let after =
        switch place {
        case "top": try Self.prints(feed("", ""), top: member)
        case "feed": try Self.prints(feed(member, ""))
        default: try Self.prints(feed("", ", " + member.dropLast()))
        }
      #expect(Self.changed(before, after) == effect, "\(place).\(name)")
    }
  }

  @Test("Another address is another source")
  func anotherAddress() throws {
    let before = try Self.prints(#"{"id": "a", "sources": ["https://a.example/f"]}"#)
    let after = try Self.prints(#"{"id": "a", "sources": ["https://a.example/g"]}"#)
    #expect(Self.changed(before, after) == [.ask, .publish])
  }

  @Test("Comments, blanks and the order of keys change nothing")
  func spellingChangesNothing() throws {
    let before = try Self.prints(
      #"{"id": "a", "title": "T", "sources": ["https://a.example/f"]}"#)
    let after = try Self.prints(
      #"{"sources": [{"url": "https://a.example/f"}], /* x */ "title": "T", "id": "a", "icon": null}"#
    )
    #expect(before == after)
  }
}
