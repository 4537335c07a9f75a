import Foundation
import ScriptedOrigin
import Testing

/// `refeed rules sites`: site files on the pages that they name, from a server on loopback.
@Suite struct RulesSitesTests {
  private let place: Workplace
  private let origin: ScriptedOrigin

  private static let paragraphs = (1...4).map { number in
    "The old bridge over the harbour will be closed to cars from month \(number) on, the council "
      + "decided on Tuesday evening after a debate of almost four hours, said speaker \(number)."
  }

  private static func page(_ element: String) -> String {
    """
    <!doctype html><html lang="en"><head><title>Bridge to close - Post</title></head><body>
    <nav class="menu"><a href="/n">News</a></nav><\(element)><h1>Bridge to close</h1>
    \(paragraphs.map { "<p>\($0)</p>" }.joined())<p class="plug">Order our calendar of ships, which
    everybody in the town has, and which tells of every ship that ever came here.</p></\(element)>
    <footer><p>© 2026 Post. All rights reserved.</p></footer></body></html>
    """
  }

  init() throws {
    place = try Workplace()
    origin = ScriptedOrigin { request, connection in
      let headers = ["Content-Type: text/html; charset=utf-8"]
      switch request.path {
      case "/gone": connection.answer("404 Not Found", headers: headers)
      case "/old": connection.answer(headers: headers, Array(Self.page("div").utf8))
      case "/asked" where !request.text.contains("X-Reader: 1"):
        connection.answer("403 Forbidden", headers: headers)
      default: connection.answer(headers: headers, Array(Self.page("article").utf8))
      }
    }
    try place.write(
      """
      { "siteRules": "sites", "fetch": { "gap": "0s", "allowPrivateNetworks": true },
        "feeds": [{ "id": "a", "homepage": "https://post.example/", "sources": ["entry.md"] }] }
      """, to: "config.json")
  }

  /// The command on one file with tests, for people.
  private func told(_ tests: String, _ rule: String = "body: //article") throws -> Command.Result {
    try place.write("\(rule)\n\(tests)\n", to: "sites/127.0.0.1.txt")
    return try place.refeed("rules", "sites", "--config", "config.json")
  }

  @Test func aRuleThatHoldsIsSaidAndNothingFails() throws {
    let result = try told(
      """
      test_url: \(origin.address("/1"))
      test_contains: OLD bridge  over
      test_contains: said speaker 4
      """)
    #expect(result.output == "holds   sites/127.0.0.1.txt:2  \(origin.address("/1"))\n")
    #expect(result.error.contains("1 of 1 test hold"))
    #expect(result.code == 0)
  }

  @Test(arguments: [
    ("/old", "", "the rule finds no article on the page"),
    ("/gone", "", "404"),
    ("/1", "test_contains: Order our calendar", "does not hold “Order our calendar”"),
    ("/1", "test_contains: the old ferry", "does not hold “the old ferry”"),
  ])
  func whatNoLongerHoldsIsSaidWithItsReason(path: String, text: String, reason: String) throws {
    let result = try told(
      "test_url: \(origin.address(path))\n\(text)", "body: //article\nstrip_id_or_class: plug")
    #expect(result.code == 1)
    #expect(result.output.hasPrefix("broken  sites/127.0.0.1.txt:3  "))
    #expect(result.output.contains(reason), "\(result.output)")
  }

  @Test func headersOfTheRuleAreSent() throws {
    let test = "test_url: \(origin.address("/asked"))"
    #expect(try told(test, "http_header(X-Reader): 1\nbody: //article").code == 0)
    #expect(try told(test, "body: //article").code == 1)
  }

  @Test func anAddressThatIsNoneOrOfAnotherSiteIsNoTestOfTheFile() throws {
    try place.write("body: //p\ntest_url: \(origin.address("/1"))\n", to: "sites/post.example.txt")
    let other = try told("test_url: bridge", "body: //article")
    #expect(other.code == 1)
    #expect(other.output.contains("        it is no http or https address\n"))
    #expect(other.output.contains("        pages of 127.0.0.1 are read by sites/127.0.0.1.txt\n"))
  }

  @Test func outcomesAreForScriptsToo() throws {
    try place.write("body: //p\n", to: "sites/post.example.txt")
    try place.write(
      "body: //article\ntest_url: \(origin.address("/1"))\ntest_url: \(origin.address("/old"))\n",
      to: "sites/127.0.0.1.txt")
    let result = try place.refeed(
      "rules", "sites", "sites", "--json", "--allow-private-networks", "--site", "127.0.0.1",
      "--site", "post.example")
    #expect(result.code == 1)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let trials = try #require(object?["trials"] as? [[String: Any]])
    #expect(trials.map { $0["holds"] as? Bool } == [true, false])
    #expect(trials.map { $0["place"] as? String } == (2...3).map { "sites/127.0.0.1.txt:\($0)" })
    #expect(trials[0]["followed"] as? [String] == ["sites/127.0.0.1.txt:1"])
    #expect(object?["untested"] as? [String] == ["sites/post.example.txt"])
  }

  @Test func whatCantBeTriedIsNamed() throws {
    try place.write("body: //p\n", to: "sites/post.example.txt")
    let untested = try place.refeed("rules", "sites", "sites")
    #expect(untested.code == 2 && untested.error.contains("test_url"))
    let unknown = try place.refeed("rules", "sites", "sites", "--site", "other.example")
    #expect(unknown.code == 2 && unknown.error.contains("no file for other.example"))
    #expect(try place.refeed("rules", "sites", "none").code == 2)
    #expect(origin.requests.isEmpty)
  }
}
