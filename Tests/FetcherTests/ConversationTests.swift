import FeedModel
import ScriptedOrigin
import Testing

@testable import Fetcher

/// Cookies of one chain, renewed validators, dates that can't be.
@Suite struct ConversationTests {
  /// An origin that sets a cookie, redirects, and wants it back.
  private static func gate(_ cookie: String, to path: String = "/feed") -> ScriptedOrigin {
    ScriptedOrigin { request, connection in
      if request.header("Cookie")?.contains("seen=1") == true, request.path == path {
        connection.answer()
      } else {
        connection.answer("302 Found", headers: ["Set-Cookie: \(cookie)", "Location: \(path)"])
      }
    }
  }

  @Test(arguments: [
    "seen=1", "seen=1; Path=/", "seen=1; HttpOnly; Path=/; Max-Age=60", " seen = 1 ;path=/feed",
  ])
  func aCookieIsSentBackWithinTheChain(_ cookie: String) async throws {
    let origin = Self.gate(cookie)
    defer { origin.stop() }
    #expect(await fetch(try request(origin.address())).body == "<feed/>")
  }

  @Test(arguments: [
    "seen=1; Secure", "seen=1; Path=/other", "seen=1; Max-Age=0", "=1", "seen",
  ])
  func aCookieThatIsNotForTheAddressIsNotSent(_ cookie: String) async throws {
    let origin = Self.gate(cookie)
    defer { origin.stop() }
    guard case .redirectLoop = await fetch(try request(origin.address())).reason else {
      Issue.record("no circle")
      return
    }
  }

  @Test func cookiesAreNeitherKeptNorSentToOtherHosts() async throws {
    let other = ScriptedOrigin(host: "127.0.0.2") { _, connection in connection.answer() }
    let origin = ScriptedOrigin { request, connection in
      if request.path == "/feed" {
        connection.answer(
          "302 Found", headers: ["Set-Cookie: seen=1", "Location: \(other.address())"])
      } else {
        connection.answer()
      }
    }
    defer {
      origin.stop()
      other.stop()
    }
    let fetcher = Fetcher(policy: quickPolicy())
    let both = ["127.0.0.1", "127.0.0.2"]
    #expect(await fetcher.fetch(try request(origin.address(), allowing: both)).body == "<feed/>")
    #expect(await fetcher.fetch(try request(origin.address("/b"))).body == "<feed/>")
    #expect(other.requests.first?.header("Cookie") == nil)
    #expect(origin.requests.allSatisfy { $0.header("Cookie") == nil })
  }

  @Test func aCookieOfTheConfigurationGoesBesideThoseOfTheChain() async throws {
    let origin = Self.gate("seen=1")
    defer { origin.stop() }
    _ = await fetch(
      try request(origin.address()) { $0.headers = [.init(name: "cookie", value: "mine=2")] })
    #expect(origin.requests.map { $0.header("Cookie") } == ["mine=2", "mine=2; seen=1"])
  }

  // MARK: 304

  /// What is sent, what the 304 says, and what comes of it: the tag that holds from then on, or a
  /// second request.
  @Test(
    arguments: [
      ("\"a\"", "\"a\"", nil, 1), ("W/\"a\"", "W/\"a\"", nil, 1),
      ("\"a\"", "W/\"b\"", "W/\"b\"", 1),
      ("W/\"a\"", "W/\"b\"", "W/\"b\"", 1), ("W/\"a\"", "\"b\"", "\"b\"", 1),
      ("\"a\"", "\"b\"", nil, 2), ("\"a-gzip\"", "\"a\"", nil, 1),
      ("W/\"a--gzip\"", "\"a\"", nil, 1),
      ("\"a\"", "", nil, 1),
    ] as [(String, String, String?, Int)])
  func a304WithAnotherTag(
    _ sent: String, _ answered: String, _ renewed: String?, _ requests: Int
  ) async throws {
    let origin = ScriptedOrigin { request, connection in
      if request.header("If-None-Match") == nil {
        connection.answer(headers: ["ETag: \(answered)"])
      } else {
        connection.answer(
          "304 Not Modified", headers: answered.isEmpty ? [] : ["ETag: \(answered)"])
      }
    }
    defer { origin.stop() }
    let outcome = await fetch(
      try request(origin.address()) { $0.validators = Validators(etag: sent) })
    #expect(origin.requests.count == requests)
    switch outcome {
    case .notModified(let facts): #expect(facts.renewedEntityTag == renewed && requests == 1)
    case .document(let fetched): #expect(fetched.validators.etag == answered && requests == 2)
    default: Issue.record("\(outcome)")
    }
  }

  /// What is sent, what the 304 says, and the date that holds from then on.
  @Test(
    arguments: [
      ("Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2015 07:28:00 GMT", nil),
      ("Wed, 21 Oct 2015 07:28:00 GMT", "", nil),
      (
        "Wed, 21 Oct 2015 07:28:00 GMT", "Thu, 22 Oct 2015 07:28:00 GMT",
        "Thu, 22 Oct 2015 07:28:00 GMT"
      ),
      ("Wed, 21 Oct 2015 07:28:00 GMT", "yesterday", nil),
      (nil, "Thu, 22 Oct 2015 07:28:00 GMT", "Thu, 22 Oct 2015 07:28:00 GMT"),
    ] as [(String?, String, String?)])
  func a304WithAnotherDate(_ sent: String?, _ answered: String, _ renewed: String?) async throws {
    let origin = ScriptedOrigin { _, connection in
      let date = answered.isEmpty ? [] : ["Last-Modified: \(answered)"]
      connection.answer("304 Not Modified", headers: ["ETag: \"a\""] + date)
    }
    defer { origin.stop() }
    let outcome = await fetch(
      try request(origin.address()) {
        $0.validators = Validators(etag: "\"a\"", lastModified: sent)
      })
    guard case .notModified(let facts) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(facts.renewedLastModified == renewed && facts.renewedEntityTag == nil)
    #expect(origin.requests.map { $0.header("If-Modified-Since") } == [sent])
  }

  @Test func aDateOfARepresentationThatIsNotHeldIsNotTakenOver() async throws {
    let date = "Thu, 22 Oct 2015 07:28:00 GMT"
    let origin = ScriptedOrigin { request, connection in
      connection.answer(
        request.header("If-None-Match") == nil ? "200 OK" : "304 Not Modified",
        headers: ["ETag: \"b\"", "Last-Modified: \(date)"])
    }
    defer { origin.stop() }
    guard
      case .document(let fetched) = await fetch(
        try request(origin.address()) { $0.validators = Validators(etag: "\"a\"") })
    else {
      Issue.record("no document")
      return
    }
    #expect(fetched.facts.renewedLastModified == nil && fetched.validators.lastModified == date)
    #expect(origin.requests.count == 2)
  }

  // MARK: Dates

  @Test(
    arguments: [
      ("Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2015 08:28:00 GMT", true),
      ("Wed, 21 Oct 2015 07:28:30 GMT", "Wed, 21 Oct 2015 07:28:00 GMT", true),
      ("Wed, 21 Oct 2015 09:28:00 GMT", "Wed, 21 Oct 2015 07:28:00 GMT", false),
      ("Wed, 21 Oct 2099 07:28:00 GMT", nil, false),
    ] as [(String, String?, Bool)])
  func aDateAheadOfTheAnswerIsAValidatorAndNoDate(
    _ modified: String, _ date: String?, _ isDate: Bool
  ) async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer(
        headers: ["Last-Modified: \(modified)"] + (date.map { ["Date: \($0)"] } ?? []))
    }
    defer { origin.stop() }
    guard case .document(let fetched) = await fetch(try request(origin.address())) else {
      Issue.record("no document")
      return
    }
    #expect(fetched.validators.lastModified == modified)
    #expect((fetched.document.lastModified != nil) == isDate)
  }
}

/// What a failing thing is called, and what to do about it.
@Suite struct FailureTextTests {
  @Test func aProxyThatFailsIsNamedWithoutItsPassword() async throws {
    let outcome = await fetch(
      try request("http://127.0.0.1:9/") { $0.proxy = "http://user:p@ss@127.0.0.1:9" })
    guard case .proxyFailed("http://127.0.0.1:9", _) = outcome.reason else {
      Issue.record("\(outcome)")
      return
    }
    #expect(!"\(outcome)".contains("p@ss"))
  }

  @Test func aTunnelThatIsRefusedIsTheProxys() async throws {
    let proxy = ScriptedOrigin { _, connection in
      connection.answer("407 Proxy Authentication Required", headers: [])
    }
    defer { proxy.stop() }
    let outcome = await fetch(
      try request("https://127.0.0.1:9/") { $0.proxy = proxy.address("") })
    guard case .proxyFailed(_, let detail) = outcome.reason else {
      Issue.record("\(outcome)")
      return
    }
    #expect(detail.contains("407"))
  }

  /// Of plain http, where the proxy answers in the place of the source.
  @Test(arguments: [("", "wants a login (407)"), ("ann:pw@", "does not take this login (407)")])
  func aProxyThatWantsALoginIsNamed(_ login: String, _ words: String) async throws {
    let proxy = ScriptedOrigin { _, connection in
      connection.answer("407 Proxy Authentication Required", headers: [])
    }
    defer { proxy.stop() }
    let address = proxy.address("")
    let outcome = await fetch(
      try request("http://127.0.0.1:9/") {
        $0.proxy = address.replacing("http://", with: "http://\(login)")
      })
    guard case .proxyFailed(let named, let detail) = outcome.reason else {
      Issue.record("\(outcome)")
      return
    }
    #expect(!named.contains("pw") && address.hasPrefix(named), "\(named)")
    #expect(detail.contains(words))
  }

  @Test func anOriginThatAnswers407SpeaksOfNoProxy() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer("407 Proxy Authentication Required", headers: [])
    }
    defer { origin.stop() }
    let reason = await fetch(try request(origin.address())).reason
    guard case .status(407) = reason else {
      Issue.record("\(String(describing: reason))")
      return
    }
    #expect(!FetchErrorText(place: .command).sentence(.status(407)).contains("proxy"))
  }

  @Test func aHeaderLineThatIsTooLongIsNoLackOfMemory() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.send(
        "HTTP/1.1 200 OK\r\nX-Long: " + String(repeating: "a", count: 200_000) + "\r\n\r\n<feed/>")
      connection.end()
    }
    defer { origin.stop() }
    guard case .headersTooLarge = await fetch(try request(origin.address())).reason else {
      Issue.record("another reason")
      return
    }
  }

  @Test func aRefusedAddressSaysThatARedirectLedThere() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer("301 Moved", headers: ["Location: http://127.0.0.3:9/"])
    }
    defer { origin.stop() }
    guard case .failed(let error) = await fetch(try request(origin.address())) else {
      Issue.record("no failure")
      return
    }
    #expect(error.description.contains("redirects (301) to http://127.0.0.3:9/"))
    #expect(error.description.contains("allowHosts"))
    #expect(error.description(for: .command).contains("--allow-private-networks"))
  }

  /// What the configuration's reader and a command's are told.
  @Test(arguments: [
    (FetchError.Reason.bodyTooLarge(limit: 5), "fetch.maxBytes", "--max-bytes"),
    (.timedOut(after: .milliseconds(1500)), "fetch.timeout", "1.5 s"),
    (.truncated, "asked again later", "try again"),
    (.status(401), "“user” and “password”, or “token”", "user:password@host"),
    (.loginRefused, "does not take this login", "does not take this login"),
    (.addressRefused(address: "10.0.0.1", network: "private use"), "allowHosts", "--allow-"),
    (.tooManyOpenFiles, "fetch.connections", "ulimit -n"),
  ])
  func theRemedyIsTheReaders(
    _ reason: FetchError.Reason, _ configuration: String, _ command: String
  ) {
    let error = FetchError(reason, facts: FetchFacts(name: "n", requested: "r"))
    #expect(error.description(for: .configuration).contains(configuration))
    let told = error.description(for: .command)
    #expect(told.contains(command))
    for key in ["fetch.", "allowHosts", "asked again later"] { #expect(!told.contains(key)) }
  }

  @Test func aWrongLoginIsToldFromNone() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer("401 Unauthorized", headers: [])
    }
    defer { origin.stop() }
    #expect(await fetch(try request(origin.address())).reason == .status(401))
    let login = try request(origin.address()) { $0.authentication = .bearer(token: "x") }
    #expect(await fetch(login).reason == .loginRefused)
  }
}
