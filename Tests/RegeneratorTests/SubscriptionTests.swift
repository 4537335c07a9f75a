import ConfigurationModel
import FeedModel
import Testing

@testable import Regenerator

/// A list of subscriptions as a source.
@Suite struct SubscriptionTests {
  private static func list(_ outlines: String) throws -> Subscriptions {
    let text = "<opml version=\"2.0\"><body>\(outlines)</body></opml>"
    return try Subscriptions(
      opml: SourceDocument(
        bytes: Array(text.utf8), name: "list", address: WebAddress("https://l.example/")))
  }

  @Test("Its feeds take its place, without the headers that are for its own host")
  func feedsTakeItsPlace() throws {
    let address = try #require(WebAddress("https://l.example/list.opml"))
    var source = SourceConfiguration(name: address.href, location: .web(address))
    source.headers = [.init(name: "Authorization", value: "secret")]
    source.timeout = .seconds(5)
    source.timezone = "Europe/Paris"
    let list = try Self.list(
      "<outline text='A' xmlUrl='https://a.example/f'/><outline text='B' xmlUrl='/relative'/>")
    let sources = source.sources(in: list)
    #expect(sources.map(\.name) == ["https://a.example/f", "https://l.example/relative"])
    #expect(sources.map(\.title) == ["A", "B"])
    #expect(sources.allSatisfy { $0.requestHeaders.isEmpty && $0.timeout == .seconds(5) })
    #expect(sources.allSatisfy { $0.timezone == "Europe/Paris" })
  }

  @Test(
    "Its name tells a list",
    arguments: [
      ("a.opml", true), ("/x/A.OPML", true), ("https://a.example/l.opml?x=y", true),
      ("https://a.example/?l.opml", false), ("opml", false), ("a.opml/b.xml", false),
    ])
  func itsNameTellsAList(_ text: String, _ isList: Bool) throws {
    let location = try #require(SourceLocation(text))
    #expect(location.isList == isList)
  }

  @Test(
    "A source's name shows no password",
    arguments: [
      ("https://u:secret@a.example/x", "https://u:…@a.example/x"),
      ("https://u:se@cret@a.example/x", "https://u:…@a.example/x"),
      ("https://u@a.example/", "https://u@a.example/"), ("a:b@c", "a:b@c"),
      ("https://a.example/x:y@z", "https://a.example/x:y@z"), ("seeds/x", "seeds/x"),
    ])
  func namesShowNoPassword(_ text: String, _ name: String) {
    #expect(SourceConfiguration(name: text, location: .path(text)).name == name)
  }
}
