import Fetcher
import ScriptedOrigin
import Testing

/// TLS on loopback: which certificates and versions are accepted, and HTTP/2.
@Suite struct TLSTests {
  private let authority = TestAuthority()

  /// Asks a server that is `feeds.example`; `nil` where openssl is missing.
  private func outcome(
    _ leaf: TestAuthority.Leaf, extra: [String] = ["-www"], serve: (SecureServer) -> Void = { _ in }
  ) async throws -> FetchOutcome? {
    guard let authority else {
      TestAuthority.tellSkipped()
      return nil
    }
    let server = try #require(SecureServer(authority, leaf, extra: extra))
    defer { server.stop() }
    let policy = quickPolicy { $0.authorities = authority.certificate }
    let wanted = try request("https://\(TestAuthority.name):\(server.port)/") {
      $0.resolve = ["\(TestAuthority.name):\(server.port):127.0.0.1"]
    }
    async let outcome = fetch(wanted, policy: policy)
    serve(server)
    return await outcome
  }

  @Test func b9ACertificateOfAKnownAuthorityIsAcceptedAndTheNameSent() async throws {
    guard let authority else { return TestAuthority.tellSkipped() }
    // The server breaks off unless the client names the host.
    let sni = [
      "-www", "-servername", TestAuthority.name, "-servername_fatal", "-key2",
      authority.key(.good), "-cert2", authority.certificate(.good),
    ]
    let outcome = try #require(try await outcome(.good, extra: sni))
    #expect(outcome.reason == nil)
    #expect(outcome.facts.status == 200)
  }

  @Test(arguments: [
    (TestAuthority.Leaf.expired, "expired"), (.selfSigned, "self-signed"),
    (.otherHost, TestAuthority.name),
  ])
  func b9ACertificateThatDoesNotHoldIsRefusedAndSaysWhy(
    _ leaf: TestAuthority.Leaf, _ words: String
  ) async throws {
    guard let outcome = try await outcome(leaf) else { return }
    guard case .insecure(let host, let detail) = outcome.reason else {
      Issue.record("\(outcome)")
      return
    }
    #expect(host == TestAuthority.name)
    #expect(detail.contains(words), "\(detail)")
    #expect(outcome.facts.status == nil)
  }

  @Test func b9AnAuthorityThatTheSystemDoesNotKnowIsRefused() async throws {
    guard let authority else { return TestAuthority.tellSkipped() }
    let server = try #require(SecureServer(authority, .good))
    defer { server.stop() }
    let outcome = await fetch(
      try request("https://\(TestAuthority.name):\(server.port)/") {
        $0.resolve = ["\(TestAuthority.name):\(server.port):127.0.0.1"]
      })
    guard case .insecure = outcome.reason else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test(arguments: ["-tls1", "-tls1_1"])
  func b9OldVersionsAreRefused(_ version: String) async throws {
    let extra = ["-www", version, "-cipher", "ALL:@SECLEVEL=0"]
    guard let outcome = try await outcome(.good, extra: extra) else { return }
    guard case .insecure = outcome.reason else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test(arguments: ["-tls1_2", "-tls1_3"])
  func b9PresentVersionsAreAccepted(_ version: String) async throws {
    guard let outcome = try await outcome(.good, extra: ["-www", version]) else { return }
    #expect(outcome.reason == nil)
  }

  @Test func b9PlainHTTPUnderHTTPSIsRefused() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer() }
    defer { origin.stop() }
    let address = origin.address().replacing("http:", with: "https:")
    let outcome = await fetch(try request(address) { $0.timeout = .seconds(2) })
    #expect(outcome.reason != nil)
    #expect(origin.requests.isEmpty)
  }

  /// Frames by RFC 9113 §4.1: length, type, flags, stream.
  private static let http2Answer: [UInt8] =
    [0, 0, 0, 4, 0, 0, 0, 0, 0]  // SETTINGS
    + [0, 0, 0, 4, 1, 0, 0, 0, 0]  // SETTINGS, acknowledged
    + [0, 0, 1, 1, 4, 0, 0, 0, 1, 0x88]  // HEADERS, ":status: 200"
    + [0, 0, 7, 0, 1, 0, 0, 0, 1] + Array("<feed/>".utf8)  // DATA, the last

  @Test func http2IsSpokenWhereTheServerOffersIt() async throws {
    let outcome = try await outcome(.good, extra: ["-alpn", "h2"]) { server in
      if server.received().starts(with: "PRI * HTTP/2.0".utf8) { server.send(Self.http2Answer) }
    }
    guard let outcome else { return }
    #expect(outcome.body == "<feed/>")
    #expect(outcome.facts.httpVersion == "2")
    #expect(outcome.facts.status == 200)
  }

  @Test func b3AnHTTP2StreamThatBreaksOffIsAFailure() async throws {
    let cut =
      Self.http2Answer.dropLast(7 + 9) + [0, 0, 7, 0, 0, 0, 0, 0, 1]
      + Array("<feed/>".utf8) + [0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 2]  // RST_STREAM
    let outcome = try await outcome(.good, extra: ["-alpn", "h2"]) { server in
      if !server.received().isEmpty { server.send(Array(cut)) }
    }
    guard let outcome else { return }
    #expect(outcome.reason == .truncated)
  }
}
