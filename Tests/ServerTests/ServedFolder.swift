import ConfigurationModel
import Foundation

@testable import Server

/// An output folder with a few feeds, and a server for it on a free port of 127.0.0.1.
final class ServedFolder {
  let root: URL
  let store: FileStore
  private let watch: FolderWatch
  private(set) var server: FeedServer?
  private(set) var port: UInt16 = 0

  /// What the tests serve: `world` in all formats with pages, `secret` behind a token.
  static let token = "0123456789abcdef0123456789abcdef"

  init(
    limits: ServerLimits = ServerLimits(), memory: Int = 1 << 20,
    proxies: TrustedProxies = TrustedProxies(), threads: Int = 1,
    accessLog: (@Sendable (AccessRecord) -> Void)? = nil, files: [String: String] = [:]
  ) async throws {
    root = FileManager.default.temporaryDirectory.appending(path: "served-\(UUID().uuidString)")
    for folder in ["world", "secret"] {
      try FileManager.default.createDirectory(
        at: root.appending(path: folder), withIntermediateDirectories: true)
    }
    let all = Self.files.merging(files) { $1 }
    for (name, text) in all { try Data(text.utf8).write(to: root.appending(path: name)) }
    try FileManager.default.createSymbolicLink(
      at: root.appending(path: "linked.atom"), withDestinationURL: URL(filePath: "/etc/passwd"))
    store = FileStore(Self.site(root.path), memory: memory, openFiles: 8)
    watch = FolderWatch(store)
    let contents = PageContents(
      index: { Array("<p>\($0.sorted().joined(separator: " "))".utf8) },
      subscriptions: { Array("<opml>\($1)\($0.sorted().joined(separator: " "))".utf8) })
    let server = FeedServer(
      store: store, pages: SitePages(store: store, contents: contents), limits: limits,
      proxies: proxies, threads: threads, accessLog: accessLog)
    self.server = server
    let places = try await server.start(on: [.host("127.0.0.1", port: 0)])
    if case .host(_, let port)? = places.first { self.port = UInt16(port) }
  }

  var site: ServedSite { Self.site(root.path) }

  func stop() async {
    watch.stop()
    await server?.stop(within: 1)
    try? FileManager.default.removeItem(at: root)
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: root.appending(path: name), options: .atomic)
  }

  static let large = "<feed>" + String(repeating: "<entry>long</entry>", count: 5000) + "</feed>"

  private static let files = [
    "world.atom": "<feed>world</feed>", "world.json": "{}", "world.rss": "<rss/>",
    "world.html": "<p>world", "world/2024-10.atom": "<feed>page</feed>",
    "secret.atom":
      "<feed><link href=\"https://example.org/f/secret.atom\"/>"
      + "<link href=\"https://example.org/f/secret/2024-10.atom\"/>"
      + "<link href=\"https://example.org/f/world.atom\"/></feed>",
    "large.atom": large,
    // What nobody published under a name of the site's.
    "config.json": "{\"secret\": 1}", "world/notes.txt": "notes", "other.atom": "<other/>",
    "world/2024-10.json.bak": "x", ".refeed-0.tmp": "secret", "world/2024-10.txt": "x",
  ]

  private static func site(_ root: String) -> ServedSite {
    func documents(_ id: String, _ suffixes: [(String, String)]) -> [ServedDocument] {
      suffixes.map { suffix, type in
        ServedDocument(
          name: "\(id).\(suffix)", mediaType: type, suffix: suffix, hasPages: suffix != "html")
      }
    }
    let atom = ("atom", "application/atom+xml; charset=utf-8")
    let all = [
      atom, ("json", "application/feed+json; charset=utf-8"),
      ("rss", "application/rss+xml; charset=utf-8"), ("html", "text/html; charset=utf-8"),
    ]
    return ServedSite(
      root: root,
      feeds: [
        ServedFeed(id: "world", documents: documents("world", all)),
        ServedFeed(id: "large", documents: documents("large", [atom])),
        ServedFeed(id: "linked", documents: documents("linked", [atom])),
        ServedFeed(
          id: "secret", documents: documents("secret", [atom]),
          tokens: TokenSet([TokenSet.Digest(of: token.utf8)])),
      ], baseURL: "https://example.org/f/")
  }
}

/// What came back on a socket.
struct Answer {
  var status = 0
  /// Names in lower case; of one that is there twice the last.
  var headers: [String: String] = [:]
  var body: [UInt8] = []
  /// Whether the server has closed the connection.
  var isClosed = false
  var text: String { String(decoding: body, as: UTF8.self) }
}

/// A connection on which bytes are sent as they are.
final class Wire {
  let descriptor: Int32
  private var held: [UInt8] = []

  init(_ port: UInt16, from source: String = "127.0.0.1", receives: Int32? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var bytes = receives {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, socklen_t(MemoryLayout<Int32>.size))
    }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    if source != "127.0.0.1" {
      _ = Self.with(source, 0) { Glibc.bind(descriptor, $0, $1) }
    }
    guard Self.with("127.0.0.1", port, { connect(descriptor, $0, $1) }) == 0 else {
      throw POSIXError(.ECONNREFUSED)
    }
  }

  deinit { close(descriptor) }

  private static func with(
    _ host: String, _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr(host)
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  @discardableResult
  func send(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Asks with a `Host` of its own.
  func get(_ path: String, _ fields: String...) -> Answer {
    ask("GET \(path) HTTP/1.1\r\nHost: x\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n")
  }

  func ask(_ request: String) -> Answer {
    send(request)
    return answer(toHead: request.hasPrefix("HEAD"))
  }

  /// The next answer; what follows it waits for the next call.
  func answer(toHead: Bool = false) -> Answer {
    var answer = Answer()
    let end = Array("\r\n\r\n".utf8)
    while held.firstRange(of: end) == nil {
      guard more() else {
        answer.isClosed = true
        return answer
      }
    }
    guard let range = held.firstRange(of: end) else { return answer }
    let lines = String(decoding: held[..<range.lowerBound], as: UTF8.self)
      .components(separatedBy: "\r\n")
    held.removeSubrange(..<range.upperBound)
    answer.status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    for line in lines.dropFirst() {
      let pair = line.split(separator: ":", maxSplits: 1)
      answer.headers[pair[0].lowercased()] = pair[1].trimmingCharacters(in: .whitespaces)
    }
    let length = answer.headers["content-length"].flatMap { Int($0) } ?? 0
    let hasBody = !toHead && answer.status != 304 && answer.status != 204
    while hasBody, held.count < length, more() {}
    if hasBody {
      answer.body = Array(held.prefix(length))
      held.removeFirst(min(length, held.count))
    }
    return answer
  }

  /// Whether the server closes before anything else comes.
  func isClosed() -> Bool { held.isEmpty && !more() }

  private func more() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    guard count > 0 else { return false }
    held += chunk[..<count]
    return true
  }
}
