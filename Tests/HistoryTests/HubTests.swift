import FeedModel
import History
import Testing

/// What a hub understands of a request, and what it makes of time and secrets.
@Suite struct SubscriptionRequestTests {
  typealias Fields = [(name: String, value: String)]

  private static let good: Fields = [
    ("hub.mode", "subscribe"), ("hub.topic", "https://feeds.example/world.atom"),
    ("hub.callback", "https://reader.example/told"),
  ]

  private static func with(_ name: String, _ value: String?) -> Fields {
    good.filter { $0.name != name } + (value.map { [(name, $0)] } ?? [])
  }

  private func problem(_ fields: Fields) -> InvalidSubscriptionRequest? {
    do throws(InvalidSubscriptionRequest) {
      _ = try SubscriptionRequest(form: fields)
      return nil
    } catch {
      return error
    }
  }

  @Test func whatIsMeantIsUnderstood() throws {
    let asked = try SubscriptionRequest(form: Self.good)
    #expect(asked.mode == .subscribe && asked.topic == "https://feeds.example/world.atom")
    #expect(asked.callback.href == "https://reader.example/told")
    #expect(asked.leaseSeconds == 432_000 && asked.secret == nil)
    let more =
      Self.good + [
        ("hub.lease_seconds", "86400"), ("hub.secret", "hush"), ("hub.verify", "async"),
        ("hub.verify", "sync"), ("other", "x"),
      ]
    let full = try SubscriptionRequest(form: more)
    #expect(full.leaseSeconds == 86_400 && full.secret == Array("hush".utf8))
    let end = try SubscriptionRequest(form: Self.with("hub.mode", "unsubscribe"))
    #expect(end.mode == .unsubscribe)
  }

  @Test(
    arguments: [
      ("hub.mode", nil, .missing("hub.mode")), ("hub.mode", "", .unknownMode),
      ("hub.mode", "Subscribe", .unknownMode), ("hub.mode", "publish", .publishes),
      ("hub.topic", nil, .missing("hub.topic")), ("hub.topic", "", .missing("hub.topic")),
      ("hub.topic", String(repeating: "x", count: 2049), .tooLong("hub.topic")),
      ("hub.callback", nil, .missing("hub.callback")),
      ("hub.callback", "/told", .invalidCallback),
      ("hub.callback", "ftp://reader.example/", .invalidCallback),
      ("hub.callback", "file:///etc/passwd", .invalidCallback),
      ("hub.callback", "javascript:alert(1)", .invalidCallback),
      ("hub.callback", "https://a:b@reader.example/", .invalidCallback),
      ("hub.callback", "https://reader.example/#part", .invalidCallback),
      ("hub.callback", "https://", .invalidCallback),
      (
        "hub.callback", "https://reader.example/" + String(repeating: "x", count: 2048),
        .tooLong("hub.callback")
      ),
      ("hub.lease_seconds", "0", .invalidLease), ("hub.lease_seconds", "-1", .invalidLease),
      ("hub.lease_seconds", "1.5", .invalidLease), ("hub.lease_seconds", "soon", .invalidLease),
      ("hub.lease_seconds", String(repeating: "9", count: 30), .invalidLease),
      ("hub.secret", String(repeating: "s", count: 200), .tooLong("hub.secret")),
    ] as [(String, String?, InvalidSubscriptionRequest)])
  func whatIsNotMeantIsNamed(name: String, value: String?, expected: InvalidSubscriptionRequest) {
    let found = problem(Self.with(name, value))
    #expect(found == expected)
    #expect(found?.description.hasSuffix(".") == true)
  }

  @Test func aFieldThatIsGivenTwiceIsNoGuess() {
    #expect(
      problem(Self.good + [("hub.callback", "https://other.example/")])
        == .givenTwice("hub.callback"))
  }

  @Test func aSecretGoesOverHTTPSOnlyUnlessItsHostIsListed() throws {
    let bare = Self.with("hub.callback", "http://reader.example/") + [("hub.secret", "hush")]
    #expect(problem(bare) == .bareSecret)
    let listed = try SubscriptionRequest(form: bare) { $0.host == "reader.example" }
    #expect(listed.secret == Array("hush".utf8))
    let longest = Self.good + [("hub.secret", String(repeating: "s", count: 199))]
    #expect(problem(longest) == nil)
  }

  @Test(arguments: [
    ("https://reader.example/told", "https://reader.example/told?"),
    ("https://reader.example/told?", "https://reader.example/told?"),
    ("https://reader.example/told?id=1&x=%20", "https://reader.example/told?id=1&x=%20&"),
  ])
  func aCallbackKeepsItsOwnQuery(callback: String, start: String) throws {
    let address = try #require(WebAddress(callback))
    let asked = SubscriptionRequest(
      .subscribe, topic: "https://feeds.example/a?b=c&d", callback: address)
    #expect(
      asked.verification(challenge: "abc")?.href
        == start + "hub.mode=subscribe&hub.topic=https%3A%2F%2Ffeeds.example%2Fa%3Fb%3Dc%26d"
        + "&hub.challenge=abc&hub.lease_seconds=432000")
    let end = SubscriptionRequest(.unsubscribe, topic: "x", callback: address)
    #expect(end.verification(challenge: "abc")?.href.hasSuffix("hub.challenge=abc") == true)
  }

  @Test(arguments: [
    (1, 300), (300, 300), (86_400, 86_400), (864_000, 864_000), (864_001, 864_000),
    (Int.max, 864_000),
  ])
  func aLeaseIsTenDaysAtMost(asked: Int, granted: Int) {
    #expect(HubLease.granted(asked) == granted)
  }

  @Test func topicsAreDocumentsBelowTheBase() {
    let base = "https://feeds.example/f/"
    #expect(HubTopic(base + "world.atom", base: base) == HubTopic(document: "world.atom"))
    #expect(
      HubTopic(base + "t/abc-1/world.json", base: base)
        == HubTopic(document: "world.json", token: "abc-1"))
    for other in [
      "", base, "https://feeds.example/world.atom", "http://feeds.example/f/world.atom",
      "https://FEEDS.example/f/world.atom", base + "world/2024-10.atom", base + "../world.atom",
      base + "t/abc", base + "t//world.atom", base + "t/abc/", base + "t/a%62c/world.atom",
      base + "world.atom?x", base + "world.atom#x", base + "w%6Frld.atom",
      base + "t/abc/t/abc/world.atom",
    ] {
      #expect(HubTopic(other, base: base) == nil, "\(other)")
    }
  }
}

/// When somebody who could not be told is told again.
@Suite struct HubRetryTests {
  private static func time(_ seconds: Int64) -> Timestamp {
    Timestamp(milliseconds: 1_700_000_000_000 + seconds * 1000) ?? .epoch
  }

  @Test(
    arguments: [
      (1, 10), (2, 30), (3, 90), (4, 270), (5, 810), (6, 2430), (7, 7290), (8, 21_600),
      (9, 21_600), (1000, 21_600),
    ] as [(Int, Int64)])
  func waitsGrowThreefoldUpToSixHours(failures: Int, wait: Int64) {
    let step = HubRetry.step(failures: failures, since: Self.time(0), now: Self.time(60))
    #expect(step == .again(at: Self.time(60 + wait)))
  }

  @Test func whoFailsOftenAndForDaysIsGivenUp() {
    let (start, days) = (Self.time(0), Self.time(2 * 86_400))
    #expect(HubRetry.step(failures: 8, since: start, now: days) == .giveUp)
    // Two days without news in which one delivery failed say nothing.
    #expect(HubRetry.step(failures: 7, since: start, now: days) != .giveUp)
    #expect(HubRetry.step(failures: 50, since: start, now: Self.time(86_400)) != .giveUp)
  }
}

/// HMAC-SHA-256 as RFC 4231 has it.
@Suite struct HubSignatureTests {
  @Test(
    arguments: [
      (
        [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        [UInt8](repeating: 0xAA, count: 131),
        Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
    ] as [([UInt8], [UInt8], String)])
  func itIsTheOneOfTheStandard(key: [UInt8], text: [UInt8], code: String) {
    #expect(HubSignature(secret: key).field(for: text) == "sha256=" + code)
  }

  @Test func anotherSecretOrContentGivesAnother() {
    let field = HubSignature(secret: [1]).field(for: [1, 2])
    #expect(field != HubSignature(secret: [2]).field(for: [1, 2]))
    #expect(field != HubSignature(secret: [1]).field(for: [1, 3]))
  }
}
