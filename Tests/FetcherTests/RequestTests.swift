import FeedModel
import Glibc
import ScriptedOrigin
import Testing

@testable import Fetcher

/// What a request says, and to whom.
@Suite struct RequestTests {
  @Test func aRequestSaysWhoAsksAndWhatItTakes() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer() }
    defer { origin.stop() }
    _ = await fetch(try request(origin.address()))
    _ = await fetch(
      try request(origin.address()) {
        $0.userAgent = "Mine/1"
        $0.headers = [.init(name: "Accept", value: "text/xml"), .init(name: "X-Empty", value: "")]
        $0.authentication = .basic(user: "user", password: "p@ss")
      })
    let (first, second) = (origin.requests[0], origin.requests[1])
    #expect(first.header("User-Agent") == FetchPolicy().userAgent)
    #expect(first.header("Accept-Encoding") == "gzip, deflate")
    #expect(first.header("Accept")?.contains("application/atom+xml") == true)
    #expect(first.header("Authorization") == nil && first.header("Cookie") == nil)
    #expect(second.header("User-Agent") == "Mine/1")
    #expect(second.header("Accept") == "text/xml")
    #expect(second.header("X-Empty") == "")
    #expect(second.header("Authorization") == "Basic dXNlcjpwQHNz")
  }

  @Test func b6ValidatorsGoToTheAddressThatGaveThemAlone() async throws {
    let origin = ScriptedOrigin { request, connection in
      switch (request.path, request.header("If-None-Match")) {
      case ("/end", "\"1\""): connection.answer("304 Not Modified", headers: [])
      case ("/end", _): connection.answer(headers: ["ETag: \"1\""])
      case ("/feed", nil): connection.answer("301 Moved", headers: ["Location: /end"])
      default: connection.answer("500 Oops", headers: [])
      }
    }
    defer { origin.stop() }
    guard case .document(let first) = await fetch(try request(origin.address())) else {
      Issue.record("no document")
      return
    }
    #expect(first.validators.address == origin.address("/end"))
    let again = await fetch(try request(origin.address()) { $0.validators = first.validators })
    guard case .notModified(let facts) = again else {
      Issue.record("\(again)")
      return
    }
    #expect(facts.permanentAddress == origin.address("/end"))
  }

  @Test func b5A304FromAnAddressThatWasNotAskedConditionallyIsAFailure() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer("304 Not Modified", headers: [])
    }
    defer { origin.stop() }
    let known = Validators(etag: "\"1\"", address: "http://elsewhere.example/")
    #expect(
      await fetch(try request(origin.address()) { $0.validators = known }).reason
        == .notModifiedUnasked)
    #expect(origin.requests.first?.header("If-None-Match") == nil)
  }

  @Test(arguments: [
    ("http://a.example/", "http://a.example/new", true),
    ("http://a.example/", "https://a.example/", true),
    ("https://a.example/", "http://a.example/", false),
    ("https://a.example/", "https://b.example/", false),
    ("https://a.example/", "https://a.example:444/", false),
  ])
  func b6AMovedRequestTakesItsSecretsToTheSameHostAlone(
    _ from: String, _ to: String, _ keeps: Bool
  ) throws {
    let new = try #require(WebAddress(to))
    let plain = try request(from) {
      $0.headers = [.init(name: "Cookie", value: "secret")]
      $0.authentication = .bearer(token: "secret")
      $0.timeout = .seconds(7)
    }
    let moved = plain.moved(to: new)
    #expect(moved.address == new && moved.timeout == .seconds(7))
    #expect(moved.headers.isEmpty != keeps)
    #expect((moved.authentication == nil) != keeps)
    let login = try request(from.replacing("//", with: "//u:p@")).moved(to: new)
    #expect(login.authentication == (keeps ? .basic(user: "u", password: "p") : nil))
  }

  @Test func b8ProxiesOfTheEnvironmentAreIgnored() async throws {
    let proxy = ScriptedOrigin { _, connection in connection.answer("502 Bad", headers: []) }
    let origin = ScriptedOrigin { _, connection in connection.answer() }
    defer {
      proxy.stop()
      origin.stop()
    }
    let names = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]
    for name in names { setenv(name, proxy.address(""), 1) }
    let outcome = await fetch(try request(origin.address()))
    for name in names { unsetenv(name) }
    #expect(outcome.body == "<feed/>")
    #expect(proxy.connections == 0)
  }

  @Test func b4AConnectionThatIsNotTakenIsLeftInTime() async throws {
    let full = try #require(FullListener())
    let policy = quickPolicy { $0.connectTimeout = .milliseconds(700) }
    let outcome = await fetch(try request("http://127.0.0.1:\(full.port)/"), policy: policy)
    #expect(outcome.reason == .connectTimedOut(host: "127.0.0.1"))
    withExtendedLifetime(full) {}
  }

  @Test(arguments: [
    ("http://bücher.example/ä", "http://xn--bcher-kva.example/%C3%A4"),
    ("http://a.example/a b", "http://a.example/a%20b"),
    ("http://a.example:80/#f", "http://a.example/"),
    ("HTTP://A.EXAMPLE", "http://a.example/"),
  ])
  func b11AddressesAreNormalisedBeforeTheyAreAsked(_ text: String, _ asked: String) throws {
    let address = try #require(WebAddress(text))
    #expect(try TargetAddress(address.href).href == asked)
  }

  @Test func aGapGrowsByItsJitterAndNeverShrinks() {
    var queue = HostQueue<Int>(perHost: 1, gap: .seconds(10))
    for item in 0..<3 { queue.add(item, host: "a", now: .zero) }
    #expect(queue.next(now: .zero, stretch: 1.1) == 0)
    queue.finish(host: "a", now: .seconds(1))
    #expect(queue.next(now: .milliseconds(10_999)) == nil)
    #expect(queue.next(now: .seconds(11)) == 1)
  }
}

/// A listener whose queue is full, so that the kernel takes no more connections.
final class FullListener {
  let port: Int
  private var sockets: [Int32] = []

  init?() {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length)
        listen(listener, 0)
        getsockname(listener, $0, &length)
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    sockets = [listener]
    for _ in 0..<8 {
      let client = socket(
        AF_INET,
        Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
      withUnsafePointer(to: &address) { pointer in
        _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(client, $0, length)
        }
      }
      sockets.append(client)
    }
    usleep(50_000)
  }

  deinit { for descriptor in sockets { close(descriptor) } }
}
