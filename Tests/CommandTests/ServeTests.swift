import Foundation
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

  /// D8
  @Test func itStopsWithExitCode0WhenToldTo() throws {
    let server = try RunningServer(in: place.folder)
    #expect(server.stop() == 0)
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
private final class RunningServer {
  struct Answer {
    var status: Int
    /// Names in lower case.
    var headers: [String: String]
    var body: String
  }

  struct DidNotStart: Error {}

  let port: UInt16
  private let process = Process()

  init(in folder: URL) throws {
    let pipe = Pipe()
    process.executableURL = Command.binary
    process.arguments = ["serve", "--port", "0"]
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
