import ScriptedOrigin
import Testing

@testable import Fetcher

/// Redirects: where they may lead, and what goes along.
@Suite struct RedirectTests {
  static func origin(
    host: String = "127.0.0.1", _ location: String, status: Int = 302
  )
    -> ScriptedOrigin
  {
    ScriptedOrigin(host: host) { request, connection in
      if request.path == "/end" {
        connection.answer()
      } else {
        connection.answer("\(status) Moved", headers: ["Location: \(location)"])
      }
    }
  }

  @Test(arguments: [
    "/end", "end", "./x/../end", "?/../../end", "//HOST/end", "http://HOST/end#top",
  ])
  func relativeRedirectsAreResolved(_ location: String) async throws {
    let origin = ScriptedOrigin { request, connection in
      let host = request.header("Host") ?? ""
      if request.path == "/end" || request.path.hasPrefix("/feed?") {
        connection.answer()
      } else {
        connection.answer(
          "302 Found", headers: ["Location: \(location.replacing("HOST", with: host))"])
      }
    }
    defer { origin.stop() }
    #expect(await fetch(try request(origin.address())).body == "<feed/>")
  }

  @Test(arguments: [
    ("end?a=b c", "/end?a=b%20c"), ("/x y/end", "/x%20y/end"), ("end?a+b", "/end?a+b"),
  ])
  func aBlankOfARedirectIsPercentEncoded(_ location: String, _ path: String) async throws {
    let origin = ScriptedOrigin { request, connection in
      if request.path == path {
        connection.answer()
      } else {
        connection.answer("302 Found", headers: ["Location: \(location)"])
      }
    }
    defer { origin.stop() }
    #expect(await fetch(try request(origin.address())).body == "<feed/>")
  }

  @Test func b6ACircleIsAFailure() async throws {
    let origin = Self.origin("/feed")
    defer { origin.stop() }
    #expect(
      await fetch(try request(origin.address())).reason
        == .redirectLoop(to: origin.address()))
    #expect(origin.requests.count == 3)
  }

  @Test func b6MoreHopsThanAllowedAreAFailure() async throws {
    let origin = ScriptedOrigin { request, connection in
      connection.answer("302 Found", headers: ["Location: \(request.path)a"])
    }
    defer { origin.stop() }
    #expect(await fetch(try request(origin.address())).reason == .tooManyRedirects(limit: 10))
    #expect(origin.requests.count == 11)
  }

  @Test(arguments: [
    "file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x", "data:text/xml,<feed/>",
    "javascript:alert(1)", "dict://127.0.0.1/", "http://", "http://127.0.0.1:0/",
    "http://127.0.0.1:99999/", "FILE:/etc/passwd",
  ])
  func b6OnlyWebAddressesAreFollowed(_ location: String) async throws {
    let origin = Self.origin(location)
    defer { origin.stop() }
    let outcome = await fetch(try request(origin.address()))
    guard let reason = outcome.reason else {
      Issue.record("\(outcome)")
      return
    }
    switch reason {
    case .redirectRefused, .status, .redirectLoop, .tooManyRedirects: break
    default: Issue.record("\(reason)")
    }
  }

  @Test func b6PermanentRedirectsAreReportedTemporaryOnesNot() async throws {
    let origin = ScriptedOrigin { request, connection in
      switch request.path {
      case "/feed": connection.answer("301 Moved", headers: ["Location: /a"])
      case "/a": connection.answer("308 Moved", headers: ["Location: /b"])
      case "/b": connection.answer("302 Found", headers: ["Location: /c"])
      case "/c": connection.answer("301 Moved", headers: ["Location: /end"])
      default: connection.answer()
      }
    }
    defer { origin.stop() }
    let facts = await fetch(try request(origin.address())).facts
    #expect(facts.redirects.map(\.status) == [301, 308, 302, 301])
    #expect(facts.permanentAddress == origin.address("/b"))
    #expect(facts.final == origin.address("/end"))
    let temporary = await fetch(try request(origin.address("/b"))).facts
    #expect(temporary.permanentAddress == nil)
  }

  static let secrets: @Sendable (inout FetchRequest) -> Void = {
    $0.headers = [
      .init(name: "Cookie", value: "session=secret"), .init(name: "X-Token", value: "secret"),
    ]
    $0.authentication = .bearer(token: "secret")
    $0.allowHosts = ["127.0.0.0/8"]
  }

  @Test func b6SecretsStayWithTheSameHost() async throws {
    let origin = Self.origin("/end")
    defer { origin.stop() }
    _ = await fetch(try request(origin.address(), Self.secrets))
    #expect(origin.requests.count == 2)
    for request in origin.requests {
      #expect(request.header("Cookie") == "session=secret")
      #expect(request.header("X-Token") == "secret")
      #expect(request.header("Authorization") == "Bearer secret")
    }
  }

  @Test(arguments: ["127.0.0.1", "127.0.0.2"])
  func b6NoSecretReachesAnotherHostOrPortNorComesBack(_ host: String) async throws {
    let back = ScriptedOrigin { _, connection in connection.answer() }
    let other = Self.origin(host: host, back.address("/end"))
    let first = Self.origin(other.address("/"))
    defer {
      for origin in [back, other, first] { origin.stop() }
    }
    let outcome = await fetch(try request(first.address(), Self.secrets))
    #expect(outcome.body == "<feed/>")
    #expect(first.requests.first?.text.contains("secret") == true)
    #expect(other.requests.count == 1)
    #expect(other.requests.first?.text.contains("secret") == false)
    #expect(back.requests.first?.text.contains("secret") == false)
  }

  @Test(arguments: [
    ("http://a.example/", "http://a.example/x", true),
    ("http://a.example/", "https://a.example/x", true),
    ("https://a.example/", "http://a.example/x", false),
    ("http://a.example/", "http://b.example/", false),
    ("http://a.example/", "http://a.example:81/", false),
    ("http://a.example:8080/", "https://a.example/", false),
    ("https://a.example/", "https://A.EXAMPLE:443/", true),
  ])
  func b6SecretsFollowTheOriginAlone(_ from: String, _ to: String, _ follows: Bool) throws {
    #expect(try TargetAddress(from).sharesSecrets(with: TargetAddress(to)) == follows)
  }

  @Test func b6AUserNameInARedirectIsNotSent() async throws {
    let origin = ScriptedOrigin { request, connection in
      if request.path == "/end" {
        connection.answer()
      } else {
        let host = request.header("Host") ?? ""
        connection.answer("302 Found", headers: ["Location: http://u:p@\(host)/end"])
      }
    }
    defer { origin.stop() }
    let outcome = await fetch(try request(origin.address()))
    #expect(outcome.body == "<feed/>")
    #expect(origin.requests.last?.header("Authorization") == nil)
    #expect(!outcome.facts.final.contains("u:p"))
  }

  @Test(arguments: [
    ("http://a b/", "malformed"), ("ftp://a.example/", "scheme"), ("http:///", "noHost"),
    ("http://a.example:0/", "port"), ("http://a.example:65536/", "port"),
    ("http://a.example/\r\nX: y", "malformed"), ("", "malformed"),
    ("http://a.example/" + String(repeating: "a", count: 1 << 20), "tooLong"),
  ])
  func b11AddressesThatCannotBeAskedAreRefused(_ text: String, _ kind: String) {
    #expect {
      _ = try TargetAddress(text)
    } throws: { error in
      "\(error)".contains(kind) || kind == "noHost"
    }
  }

  @Test(arguments: [
    ("http://u:secret@a.example/x#f", "http://a.example/x"),
    ("http://u:secret@", "http://…@"), ("foo:u:secret@host", "foo://…@host"), ("plain", "plain"),
  ])
  func b11AddressesAreShownWithoutSecrets(_ text: String, _ shown: String) {
    #expect(TargetAddress.redacted(text) == shown)
  }
}
