import ConfigurationModel
import FeedModel
import Foundation
import Regenerator
import Synchronization

@testable import Server

/// The owner's pages of a small configuration, on a free port of 127.0.0.1.
final class OwnerDesk: Sendable {
  static let password = "correct horse battery"
  /// 2026-03-10T12:00:00Z
  static let now = Timestamp(milliseconds: 1_773_144_000_000) ?? .epoch

  let folder: URL
  let port: UInt16
  let service: OwnerService
  let reloads: Count
  private let server: FeedServer

  /// How often something has happened.
  final class Count: Sendable {
    private let value = Mutex(0)
    var number: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
  }

  /// - Parameters:
  ///   - serve: more keys of `serve`.
  ///   - items: titles and bodies.
  init(
    serve: String = "", hasAdmin: Bool = true, title: String = "News",
    items: [(title: String, body: String)] = [("One", "<p class=\"lead\">Text of one</p>")]
  ) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "owner-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let list = items.enumerated().map { number, item in
      "<item><guid isPermaLink='false'>\(number)</guid><title><![CDATA[\(item.title)]]></title>"
        + "<link>https://news.example/\(number)</link><description><![CDATA[\(item.body)]]>"
        + "</description></item>"
    }.joined()
    try Data("<rss version='2.0'><channel><title>x</title>\(list)</channel></rss>".utf8)
      .write(to: folder.appending(path: "feed.xml"))
    let admin = OwnerPassword(
      of: Array(Self.password.utf8), salt: Array("0123456789abcdef".utf8), rounds: 1000)
    let name = String(decoding: try JSONEncoder().encode(title), as: UTF8.self)
    let text = """
      // Ours.
      { "baseURL": "http://feeds.example/",
        "serve": { \(hasAdmin ? "\"admin\": \"\(admin)\"," : "") "hosts": ["127.0.0.1"], \(serve) },
        "feeds": [ { "id": "news", "title": \(name), "sources": ["feed.xml"] } ] }

      """
    try Data(text.utf8).write(to: folder.appending(path: "config.json"))
    let configuration = try Configuration.load(
      path: folder.appending(path: "config.json").path, environment: [:])
    _ = try await Regenerator(configuration).refresh(RefreshRequest(), now: Self.now)
    let reloads = Count()
    self.reloads = reloads
    service = OwnerService(
      refresh: { _, _ in .done(new: 1, changed: 2, failed: 0, asked: 1) },
      reload: { reloads.add() })
    let store = FileStore(ServedSite(configuration), memory: 1 << 20)
    var contents = PageContents()
    contents.owner = try OwnerPages(configuration, service: service) { Self.now }
    server = FeedServer(
      store: store, pages: SitePages(store: store, contents: contents), threads: 1)
    let places = try await server.start(on: [.host("127.0.0.1", port: 0)])
    guard case .host(_, let port)? = places.first else { throw POSIXError(.EADDRNOTAVAIL) }
    self.port = UInt16(port)
  }

  func stop() async {
    await server.stop(within: 1)
    try? FileManager.default.removeItem(at: folder)
  }

  var file: String {
    get throws { try String(contentsOf: folder.appending(path: "config.json"), encoding: .utf8) }
  }

  var digest: String {
    get throws { Hex.text(SHA256.digest(of: Array(try file.utf8))) }
  }

  enum Hex {
    static func text(_ bytes: [UInt8]) -> String {
      bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
  }

  // MARK: Asking

  /// What of a form can be forged.
  struct Form {
    var host: String
    var origin: String?
    var cookie: String?
    var token: String?
    var type = "application/x-www-form-urlencoded"
  }

  func get(_ place: String, cookie: String? = nil, _ fields: String...) throws -> Answer {
    let wire = try Wire(port)
    let more = fields.map { $0 + "\r\n" }.joined()
    return wire.ask(
      "GET /-/admin\(place) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
        + (cookie.map { "Cookie: \($0)\r\n" } ?? "") + more + "\r\n")
  }

  func post(_ place: String, _ form: Form, _ fields: [(String, String)]) throws -> Answer {
    let pairs = fields + (form.token.map { [("token", $0)] } ?? [])
    let body = pairs.map { "\($0)=\(OwnerPages.encoded($1))" }.joined(separator: "&")
    return try Wire(port).ask(
      "POST \(place) HTTP/1.1\r\nHost: \(form.host)\r\n"
        + (form.origin.map { "Origin: \($0)\r\n" } ?? "")
        + (form.cookie.map { "Cookie: \($0)\r\n" } ?? "")
        + "Content-Type: \(form.type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
  }

  /// A form as one of our pages sends it, but for cookie and token.
  var form: Form { Form(host: "127.0.0.1:\(port)", origin: "http://127.0.0.1:\(port)") }

  /// A form of who is logged in.
  func loggedIn() throws -> Form {
    var form = form
    let answer = try post("/-/admin/login", form, [("password", Self.password)])
    form.cookie = answer.headers["set-cookie"].map { String($0.prefix { $0 != ";" }) }
    let page = try get("", cookie: form.cookie).text
    let mark = "name=\"token\" value=\""
    if let start = page.firstRange(of: mark)?.upperBound {
      form.token = String(page[start...].prefix { $0 != "\"" })
    }
    return form
  }
}
