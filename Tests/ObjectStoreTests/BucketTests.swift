import Glibc
import ScriptedOrigin
import Synchronization
import Testing

@testable import ObjectStore

/// A bucket on a scripted server: what it does with answers that stores give.
@Suite struct BucketTests {
  /// A bucket whose waits are written down instead of waited for.
  private final class Trial: Sendable {
    let origin: ScriptedOrigin
    let waits = Mutex<[Duration]>([])

    init(answer: @escaping ScriptedOrigin.Answer) { origin = ScriptedOrigin(answer: answer) }

    deinit { origin.stop() }

    func bucket(timeout: Duration = .seconds(20), seed: UInt64 = 1) throws -> Bucket {
      let place = try StorePlace(
        StoreAddress("s3://feeds/p?endpoint=\(origin.address(""))"), environment: [:])
      let credentials = StoreCredentials(
        key: "AKIATEST", secret: "hushhush", token: "hushtoken", origin: "AWS_ACCESS_KEY_ID")
      return Bucket(place, as: credentials, timeout: timeout, seed: seed) { wait in
        self.waits.withLock { $0.append(wait) }
      }
    }
  }

  private static let object = NewObject(
    name: "world.atom", bytes: Array("<feed/>".utf8), mediaType: "application/atom+xml",
    caching: "public, max-age=600")

  private static func answer(_ connection: Connection, _ status: String, _ code: String) {
    connection.answer(
      status, headers: ["Content-Type: application/xml"],
      Array("<?xml version=\"1.0\"?><Error><Code>\(code)</Code></Error>".utf8))
  }

  @Test func anObjectIsSentSignedWithItsHeadersAndCondition() async throws {
    let trial = Trial { _, connection in
      connection.answer("200 OK", headers: ["ETag: \"new\""])
    }
    var object = Self.object
    object.notes = [("refeed-version", "1.2")]
    let result = try await trial.bucket().put(object, on: .tag("\"old\""))
    #expect(result == .stored(tag: "\"new\""))
    let request = try #require(trial.origin.requests.first)
    #expect(request.text.hasPrefix("PUT /feeds/p/world.atom HTTP/1.1"))
    #expect(request.content == "<feed/>")
    for (name, value) in [
      ("Content-Type", "application/atom+xml"), ("Cache-Control", "public, max-age=600"),
      ("If-Match", "\"old\""), ("x-amz-meta-refeed-version", "1.2"),
      ("x-amz-security-token", "hushtoken"), ("Content-Length", "7"),
    ] { #expect(request.header(name) == value, "\(name)") }
    let signature = try #require(request.header("Authorization"))
    #expect(signature.hasPrefix("AWS4-HMAC-SHA256 Credential=AKIATEST/"))
    #expect(signature.contains("/us-east-1/s3/aws4_request"))
    #expect(
      signature.contains(
        "SignedHeaders=cache-control;content-type;host;if-match;x-amz-content-sha256;x-amz-date;"
          + "x-amz-meta-refeed-version;x-amz-security-token,"))
    #expect(!request.text.contains("hushhush"))
  }

  @Test(arguments: [
    ("503 Slow Down", "SlowDown"), ("500 Internal Server Error", "InternalError"),
    ("429 Too Many Requests", "TooManyRequests"), ("409 Conflict", "ConditionalRequestConflict"),
    ("400 Bad Request", "RequestTimeout"),
  ])
  func aStoreThatIsBusyIsAskedAgain(status: String, code: String) async throws {
    let trial = Trial { [count = Counter()] _, connection in
      if count.next() < 3 {
        Self.answer(connection, status, code)
      } else {
        connection.answer("200 OK", headers: ["ETag: \"new\""])
      }
    }
    let bucket = try trial.bucket()
    #expect(try await bucket.put(Self.object, on: .always) == .stored(tag: "\"new\""))
    #expect(bucket.counts.requests == 3 && bucket.counts.retries == 2)
    let waits = trial.waits.withLock { $0 }
    #expect(waits.count == 2 && waits.allSatisfy { $0 > .zero && $0 <= .milliseconds(500) })
  }

  @Test func waitsFollowTheSeedAndWhatTheStoreAsksFor() async throws {
    var waits: [[Duration]] = []
    for seed in [7, 7, 8] as [UInt64] {
      let trial = Trial { _, connection in
        Self.answer(connection, "503 Slow Down", "SlowDown")
      }
      _ = try? await trial.bucket(seed: seed).head(of: "world.atom")
      waits.append(trial.waits.withLock { $0 })
    }
    #expect(waits[0].count == 5 && waits[0] == waits[1] && waits[0] != waits[2])
    let trial = Trial { [count = Counter()] _, connection in
      if count.next() == 1 {
        connection.answer("503 Slow Down", headers: ["Retry-After: 9"])
      } else {
        connection.answer("200 OK", headers: ["ETag: \"a\""])
      }
    }
    _ = try await trial.bucket().head(of: "world.atom")
    #expect(trial.waits.withLock { $0 } == [.seconds(9)])
  }

  @Test func aStoreThatAsksForTooLongIsGivenUp() async throws {
    let trial = Trial { _, connection in
      connection.answer("503 Slow Down", headers: ["Retry-After: 3600"])
    }
    await #expect(throws: StoreError.self) { try await trial.bucket().head(of: "world.atom") }
    #expect(trial.origin.requests.count == 1)
  }

  @Test func whatIsNotAnsweredInTimeIsAskedAgainAndThenCalledLate() async throws {
    let trial = Trial { _, connection in connection.hang() }
    let error = await #expect(throws: StoreError.self) {
      try await trial.bucket(timeout: .milliseconds(50)).head(of: "world.atom")
    }
    #expect(error?.reason == .timedOut)
    #expect(trial.origin.requests.count == 6)
  }

  @Test func aConnectionThatIsCutIsMadeAgain() async throws {
    let trial = Trial { [count = Counter()] _, connection in
      if count.next() == 1 {
        connection.reset()
      } else {
        connection.answer("200 OK", headers: ["ETag: \"new\""])
      }
    }
    #expect(try await trial.bucket().put(Self.object, on: .always) == .stored(tag: "\"new\""))
  }

  @Test func aStoreThatIsGoneIsNotAskedForEverAgain() async throws {
    let trial = Trial { _, connection in connection.reset() }
    let bucket = try trial.bucket()
    for _ in 0..<10 {
      await #expect(throws: StoreError.self) { try await bucket.remove("world.atom") }
    }
    // Four times six attempts, then one each.
    #expect(trial.waits.withLock { $0.count } == 20)
  }

  @Test(arguments: [
    ("403 Forbidden", "InvalidAccessKeyId", "does not know the key AKIATEST (AWS_ACCESS_KEY_ID)"),
    ("403 Forbidden", "SignatureDoesNotMatch", "not that of the key AKIATEST (AWS_ACCESS_KEY_ID)"),
    ("403 Forbidden", "AccessDenied", "AKIATEST (AWS_ACCESS_KEY_ID) may not do this"),
    ("403 Forbidden", "RequestTimeTooSkewed", "set the clock"),
    ("400 Bad Request", "ExpiredToken", "get a new AWS_SESSION_TOKEN"),
    ("404 Not Found", "NoSuchBucket", "there is no such bucket"),
    ("301 Moved Permanently", "PermanentRedirect", "in another region; write region=eu-west-3"),
    ("400 Bad Request", "AuthorizationHeaderMalformed", "in another region"),
    ("418 Teapot", "", "status 418"), ("200 OK", "", "status 200"),
  ])
  func aRefusalIsOneSentenceWithoutTheSecret(
    status: String, code: String, words: String
  ) async throws {
    let trial = Trial { _, connection in
      let body = code.isEmpty ? "hm" : "<Error><Code>\(code)</Code></Error>"
      connection.answer(status, headers: ["x-amz-bucket-region: eu-west-3"], Array(body.utf8))
    }
    let bucket = try trial.bucket()
    let error = await #expect(throws: StoreError.self) {
      try await bucket.put(Self.object, on: .tag("\"a\""))
    }
    let text = try #require(error?.description)
    #expect(text.contains(words), "\(text)")
    #expect(text.hasPrefix("s3://feeds/p/world.atom at 127.0.0.1:"))
    #expect(!text.contains("hush") && !text.contains("\n"))
    #expect(bucket.counts.retries == 0)
  }

  @Test(arguments: [
    ("412 Precondition Failed", "PreconditionFailed", WriteResult.conditionFailed),
    ("404 Not Found", "NoSuchKey", .conditionFailed),
    ("501 Not Implemented", "NotImplemented", .noConditions),
    ("400 Bad Request", "InvalidArgument", .noConditions),
  ])
  func whatBecomesOfAConditionIsToldApart(
    status: String, code: String, result: WriteResult
  ) async throws {
    let trial = Trial { _, connection in Self.answer(connection, status, code) }
    #expect(try await trial.bucket().put(Self.object, on: .nothingThere) == result)
    #expect(trial.origin.requests.first?.header("If-None-Match") == "*")
    await #expect(throws: StoreError.self) {
      try await trial.bucket().put(Self.object, on: .always)
    }
  }

  @Test func aListingGoesOnUntilItsEnd() async throws {
    let trial = Trial { request, connection in
      let isFirst = !request.path.contains("continuation-token=")
      let key = isFirst ? "p/a.atom" : "p/b/2024-01.atom"
      connection.answer(
        headers: [],
        Array(
          ("<ListBucketResult><Contents><Key>\(key)</Key><ETag>\"t\"</ETag><Size>1</Size></Contents>"
            + "<IsTruncated>\(isFirst)</IsTruncated>"
            + "<NextContinuationToken>x/+=</NextContinuationToken></ListBucketResult>").utf8))
    }
    var names: [String] = []
    try await trial.bucket().list { names += $0.map(\.key) }
    #expect(names == ["a.atom", "b/2024-01.atom"])
    #expect(
      trial.origin.requests.map(\.path) == [
        "/feeds/?encoding-type=url&list-type=2&prefix=p%2F",
        "/feeds/?continuation-token=x%2F%2B%3D&encoding-type=url&list-type=2&prefix=p%2F",
      ])
  }

  @Test func connectionsAreKeptAndSoManyAtOnceAtMost() async throws {
    let trial = Trial { _, connection in
      connection.sleep(milliseconds: 5)
      connection.answer("200 OK", headers: ["ETag: \"new\""])
    }
    let bucket = try trial.bucket()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<100 {
        group.addTask { _ = try? await bucket.put(Self.object, on: .always) }
      }
    }
    #expect(trial.origin.requests.count == 100)
    #expect(trial.origin.connections <= 16)
    #expect((2...16).contains(trial.origin.mostAtOnce))
  }

  @Test func anObjectThatIsNotThereIsNone() async throws {
    let trial = Trial { request, connection in
      connection.answer("404 Not Found", headers: [])
    }
    let bucket = try trial.bucket()
    #expect(try await bucket.head(of: "a") == nil)
    #expect(try await bucket.contents(of: "a", limit: 10) == nil)
    try await bucket.remove("a")
  }

  @Test func aLargerObjectThanAskedForIsRefused() async throws {
    let trial = Trial { _, connection in
      connection.answer("200 OK", headers: [], [UInt8](repeating: 65, count: 100_000))
    }
    let bucket = try trial.bucket()
    for limit in [10, 90_000] {
      let error = await #expect(throws: StoreError.self) {
        try await bucket.contents(of: "a", limit: limit)
      }
      if case .tooLarge = error?.reason {} else { Issue.record("\(String(describing: error))") }
    }
    #expect(try await bucket.contents(of: "a", limit: 100_000)?.count == 100_000)
  }
}

@Suite struct PipeSignalTests {
  @Test func aWriteToWhatIsClosedIsAnErrorAndEndsNobody() {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    let result = PipeSignal.blocked {
      (count: write(ends[1], "x", 1), code: errno)
    }
    #expect(result.count == -1 && result.code == EPIPE)
    close(ends[1])
  }
}

/// Counts from 1.
private final class Counter: Sendable {
  private let value = Mutex(0)

  func next() -> Int {
    value.withLock {
      $0 += 1
      return $0
    }
  }
}
