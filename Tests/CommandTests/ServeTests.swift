import Foundation
import ScriptedOrigin
import Testing

@Suite struct ServeTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.write(Sample.entry(1), to: "entries/1.md")
    try place.write(
      """
      {"feeds": [{"id": "a", "title": "A", "homepage": "https://example.org/",
        "sources": ["entries"]}]}
      """, to: "config.json")
    #expect(try place.refeed("refresh").code == 0)
  }

  @Test func publishedFeedsAreServedWithTheirTypesAndAnswered304() throws {
    let server = try RunningServer(in: place.folder)
    defer { server.stop() }
    let first = try server.ask("GET /a.atom HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    #expect(first.status == 200)
    #expect(first.headers["content-type"] == "application/atom+xml; charset=utf-8")
    #expect(first.body == (try place.read("public/a.atom")))
    let etag = try #require(first.headers["etag"])
    let again = try server.ask(
      "GET /a.atom HTTP/1.1\r\nHost: x\r\nIf-None-Match: \(etag)\r\nConnection: close\r\n\r\n")
    #expect(again.status == 304)
    #expect(again.body == "")
    let head = try server.ask("HEAD /a.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    #expect(head.status == 200)
    #expect(head.headers["content-type"] == "application/feed+json; charset=utf-8")
    #expect(head.headers["content-length"] == "\(try place.read("public/a.json").utf8.count)")
    #expect(head.body == "")
  }

  @Test func theIndexPageListsTheFeeds() throws {
    let server = try RunningServer(in: place.folder)
    defer { server.stop() }
    let page = try server.ask("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    #expect(page.status == 200)
    #expect(page.headers["content-type"] == "text/html; charset=utf-8")
    #expect(page.body.contains("a.atom") && page.body.contains("a.json"))
  }

  @Test func theFolderIsNeverLeft() throws {
    let server = try RunningServer(in: place.folder)
    defer { server.stop() }
    for path in ["/../config.json", "/%2e%2e/config.json", "/.refeed.lock", "//a.atom"] {
      let answer = try server.ask("GET \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      #expect(answer.status == 400 || answer.status == 404, "\(path)")
    }
  }

  private static func takesHangups(_ process: Int32) -> Bool {
    let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    return (status ?? "").split(separator: "\n").contains { line in
      // Caught or ignored: a mask whose first bit is SIGHUP's.
      guard line.hasPrefix("SigCgt:") || line.hasPrefix("SigIgn:") else { return false }
      return (line.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) } ?? 0) & 1 != 0
    }
  }

  /// D8: while it looks at what is published, too.
  @Test func aSignalAtTheStartIsNotItsEnd() throws {
    let process = Process()
    process.executableURL = Command.binary
    process.arguments = ["serve", "--port", "0"]
    process.currentDirectoryURL = place.folder
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    // From then on it is caught.
    while process.isRunning, !Self.takesHangups(process.processIdentifier) { usleep(500) }
    for _ in 0..<20 {
      kill(process.processIdentifier, SIGHUP)
      usleep(5000)
    }
    #expect(process.isRunning)
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
  }

  /// D8
  @Test func itStopsWithExitCode0WhenToldTo() throws {
    let server = try RunningServer(in: place.folder)
    #expect(server.stop() == 0)
  }

  @Test func aBadConfigurationIsNotTakenOver() throws {
    let server = try RunningServer(in: place.folder)
    defer { server.stop() }
    let good = try place.read("config.json")
    try place.write("{", to: "config.json")
    server.reload()
    usleep(300_000)
    #expect(try server.get("/a.atom").status == 200)
    try place.write(good.replacing("\"id\": \"a\"", with: "\"id\": \"b\""), to: "config.json")
    server.reload()
    #expect(try server.get("/a.atom", until: 404).status == 404)
  }

  @Test func aChangedFileIsReadWithoutBeingAsked() throws {
    let server = try RunningServer(in: place.folder)
    defer { server.stop() }
    let text = try place.read("config.json")
    try place.write(text.replacing("\"id\": \"a\"", with: "\"id\": \"b\""), to: "config.json")
    #expect(try server.get("/a.atom", until: 404).status == 404)
  }

  @Test func aReloadBeginsToRefreshAndToldWhatWaits() throws {
    let other = try Workplace()
    try other.write(Sample.entry(1, body: "<p>Hi<script>x</script></p>"), to: "entries/1.md")
    let text = try place.read("config.json")
    try other.write(text, to: "config.json")
    let server = try RunningServer(in: other.folder)
    defer { server.stop() }
    #expect(try server.get("/a.atom").status == 404)
    try other.write(
      text.replacing("{\"feeds\"", with: #"{"serve": {"refresh": true, "listen": ":1"}, "feeds""#),
      to: "config.json")
    server.reload()
    #expect(try server.get("/a.atom", until: 200).body.contains("Entry 1"))
    #expect(server.heard(containing: "serve.listen"))
    // The file is there before the round has ended that is counted.
    var metrics = ""
    for _ in 0..<500 where !metrics.contains("refeed_refresh_seconds") {
      metrics = try server.get("/metrics").body
      usleep(20_000)
    }
    #expect(metrics.contains("refeed_refresh_queue 0"))
    #expect(metrics.contains(#"refeed_changes_total{rule="sanitizer.element"} 1"#))
    #expect(metrics.contains("# TYPE refeed_refresh_seconds histogram"))
  }

  @Test func itRefreshesWhenAskedToAndSharesTheLock() throws {
    let other = try Workplace()
    try other.write(Sample.entry(1), to: "entries/1.md")
    try other.write(try place.read("config.json"), to: "config.json")
    let server = try RunningServer(in: other.folder, "--refresh")
    defer { server.stop() }
    #expect(try server.get("/a.atom", until: 200).body.contains("Entry 1"))
    // Nothing is locked while it waits; the file is there before the round has ended.
    try other.write(Sample.entry(2), to: "entries/2.md")
    var code = try other.refeed("refresh").code
    for _ in 0..<100 where code != 0 {
      usleep(50_000)
      code = try other.refeed("refresh").code
    }
    #expect(code == 0)
    var body = ""
    for _ in 0..<100 where !body.contains("Entry 2") {
      usleep(50_000)
      body = try server.get("/a.atom").body
    }
    #expect(body.contains("Entry 2"))
  }

  /// `refeed refresh` notes what is new, and `refeed serve` tells it.
  @Test func whoHasSubscribedIsToldOfWhatAnotherProcessPublishes() throws {
    let reader = ScriptedOrigin { request, connection in
      let challenge = request.path.split(separator: "hub.challenge=").last?.prefix { $0 != "&" }
      connection.answer(headers: [], Array((challenge ?? "").utf8))
    }
    defer { reader.stop() }
    let text = try place.read("config.json").replacing(
      "{\"feeds\"",
      with: #"{"baseURL": "http://a.example/", "serve": {"hub": {"on": true, "#
        + #""allowHosts": "127.0.0.1"}}, "feeds""#)
    try place.write(text, to: "config.json")
    #expect(try place.refeed("refresh").code == 0)
    #expect(try place.read("public/a.atom").contains("http://a.example/-/hub"))
    let server = try RunningServer(in: place.folder)
    defer { server.stop() }
    let form =
      "hub.mode=subscribe&hub.topic=http://a.example/a.atom&hub.callback=\(reader.address("/told"))"
    let answer = try server.ask(
      "POST /-/hub HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: "
        + "application/x-www-form-urlencoded\r\nContent-Length: \(form.utf8.count)\r\n\r\n\(form)")
    #expect(answer.status == 202)
    let subscribed = #"refeed_hub_requests_total{outcome="subscribed"} 1"#
    for _ in 0..<200 where try !server.get("/metrics").body.contains(subscribed) { usleep(50_000) }
    try place.write(Sample.entry(2), to: "entries/2.md")
    #expect(try place.refeed("refresh").code == 0)
    func told() -> [String] {
      reader.requests.filter { $0.text.hasPrefix("POST") }.map(\.content)
    }
    for _ in 0..<200 where told().isEmpty { usleep(50_000) }
    #expect(told() == [try place.read("public/a.atom")])
  }

  @Test func whoWatchesIsTold() throws {
    let server = try RunningServer(in: place.folder)
    defer { server.stop() }
    #expect(try server.get("/-/healthz").status == 200)
    #expect(try server.get("/readyz").body.hasPrefix("ok"))
    #expect(try server.get("/metrics").body.contains("# TYPE refeed_feeds gauge\nrefeed_feeds 1\n"))
    // Who comes through a proxy is not this machine.
    let outside = try server.ask(
      "GET /metrics HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.1\r\nConnection: close\r\n\r\n")
    #expect(outside.status == 404)
  }

  @Test func aPortInUseIsSaidInOneLine() throws {
    let server = try RunningServer(in: place.folder)
    defer { server.stop() }
    let result = try place.refeed("serve", "--port", "\(server.port)")
    #expect(result.code == 2)
    #expect(result.error.contains("can't listen on 127.0.0.1 port \(server.port)"))
    #expect(result.error.split(separator: "\n").count == 1)
  }
}

/// `refeed serve` on a free port of 127.0.0.1.
final class RunningServer {
  struct Answer {
    var status: Int
    /// Names in lower case.
    var headers: [String: String]
    var body: String
  }

  struct DidNotStart: Error {}

  let port: UInt16
  private let process = Process()
  private let messages: FileHandle

  init(in folder: URL, _ arguments: String...) throws {
    let pipe = Pipe()
    messages = pipe.fileHandleForReading
    process.executableURL = Command.binary
    process.arguments = ["serve", "--port", "0"] + arguments
    process.currentDirectoryURL = folder
    process.standardError = pipe
    try process.run()
    var said = ""
    while !said.contains("\n") {
      let data = pipe.fileHandleForReading.availableData
      if data.isEmpty { throw DidNotStart() }
      said += String(decoding: data, as: UTF8.self)
    }
    let digits = said.split(separator: "127.0.0.1:").last?.prefix { $0.isNumber } ?? ""
    guard let port = UInt16(digits) else { throw DidNotStart() }
    self.port = port
  }

  /// Whether it says, within 10 s, something that holds a text.
  func heard(containing text: String) -> Bool {
    var said = ""
    for _ in 0..<100 where !said.contains(text) {
      var descriptor = pollfd(fd: messages.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, 100) > 0 else { continue }
      said += String(decoding: messages.availableData, as: UTF8.self)
    }
    return said.contains(text)
  }

  func reload() { kill(process.processIdentifier, SIGHUP) }

  func get(_ path: String) throws -> Answer {
    try ask("GET \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
  }

  /// Asks until the answer has a status; the last answer.
  func get(_ path: String, until status: Int) throws -> Answer {
    var answer = try get(path)
    for _ in 0..<200 where answer.status != status {
      usleep(50_000)
      answer = try get(path)
    }
    return answer
  }

  @discardableResult
  func stop() -> Int32 {
    process.terminate()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Sends bytes as they are and reads until the server closes.
  func ask(_ request: String) throws -> Answer {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw DidNotStart() }
    let bytes = Array(request.utf8)
    guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      throw DidNotStart()
    }
    var received: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = recv(descriptor, &chunk, chunk.count, 0), count > 0 {
      received += chunk[..<count]
    }
    return Self.answer(String(decoding: received, as: UTF8.self))
  }

  private static func answer(_ text: String) -> Answer {
    let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    let lines = parts[0].split(separator: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let pair = line.split(separator: ":", maxSplits: 1)
      headers[pair[0].lowercased()] = pair[1].trimmingCharacters(in: .whitespaces)
    }
    let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return Answer(status: status, headers: headers, body: parts.count > 1 ? String(parts[1]) : "")
  }
}
