import Archive
import ConfigurationModel
import FeedModel
import FeedReader
import Foundation
import History
import ScriptedOrigin
import Synchronization

@testable import Regenerator

/// An origin on loopback whose answers a test changes between runs, and a place to refresh in.
final class Newsroom: Sendable {
  /// What the origin answers for a path.
  struct Page: Sendable {
    var status = "200 OK"
    var headers: [String] = []
    var body = ""
    /// In the place of `body`, where it is no UTF-8.
    var bytes: [UInt8]?
    /// Milliseconds until the answer begins.
    var delay = 0
  }

  private final class Pages: Sendable {
    let byPath = Mutex<[String: Page]>([:])
  }

  let folder: String
  let origin: ScriptedOrigin
  private let pages: Pages

  /// 2026-03-10T12:00:00Z
  static let start: Int64 = 1_773_144_000

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/newsroom-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let pages = Pages()
    self.pages = pages
    origin = ScriptedOrigin { request, connection in
      guard let page = pages.byPath.withLock({ $0[request.path] }) else {
        connection.answer("404 Not Found", headers: [])
        return
      }
      let etag = page.headers.first { $0.hasPrefix("ETag: ") }.map { String($0.dropFirst(6)) }
      if page.status == "200 OK", let etag, request.header("If-None-Match") == etag {
        connection.answer("304 Not Modified", headers: ["ETag: \(etag)"])
        return
      }
      if page.delay > 0 { connection.sleep(milliseconds: page.delay) }
      connection.answer(
        page.status, headers: page.headers, page.bytes ?? Array(page.body.utf8))
    }
  }

  deinit {
    origin.stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  // MARK: What the origin serves

  func serve(_ path: String, _ page: Page) {
    pages.byPath.withLock { $0[path] = page }
  }

  /// Serves a feed, with an entity tag made of its bytes if asked for.
  func serve(_ path: String, _ items: [Story], tagged: Bool = true, channel: String = "") {
    let body = Story.feed(items, channel: channel)
    let tag = Fingerprint(body.utf8).description
    serve(path, Page(headers: tagged ? ["ETag: \"\(tag)\""] : [], body: body))
  }

  /// The paths asked since the last call of ``configure(_:)``, and whether conditionally.
  var asked: [String] {
    origin.requests.map { request in
      request.path + (request.header("If-None-Match") == nil ? "" : " conditional")
    }
  }

  // MARK: Refreshing

  /// Writes the configuration; `ORIGIN` stands for the origin's address.
  func configure(_ feeds: String, extra: String = "", maxBytes: String = "32MiB") throws {
    let text = """
      {\(extra.contains("baseURL") ? "" : "\"baseURL\": \"https://feeds.example.org/\",") \(extra)
       "fetch": {"gap": "0s", "allowPrivateNetworks": true, "maxBytes": "\(maxBytes)"},
       "feeds": [\(feeds.replacing("ORIGIN", with: origin.address("")))]}
      """
    try write(text, to: "config.json")
  }

  func regenerator() throws -> Regenerator {
    try Regenerator(Configuration.load(path: folder + "/config.json", environment: [:]))
  }

  /// A run that starts so many minutes after the beginning.
  @discardableResult
  func refresh(
    minute: Int64, _ change: (inout RefreshRequest) -> Void = { _ in }
  ) async throws -> RunReport {
    var request = RefreshRequest()
    change(&request)
    return try await regenerator().refresh(request, now: Self.time(minute: minute))
  }

  static func time(minute: Int64) -> Timestamp {
    Timestamp(milliseconds: (start + minute * 60) * 1000) ?? .epoch
  }

  // MARK: Files

  func write(_ text: String, to name: String) throws {
    let path = "\(folder)/\(name)"
    let parent = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(folder)/\(name)") }

  /// All published files with their bytes and times.
  func published() throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder + "/public") {
      let path = "\(folder)/public/\(name)"
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      guard attributes[.type] as? FileAttributeType == .typeRegular,
        let time = attributes[.modificationDate] as? Date
      else { continue }
      let text = try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self)
      files[name] = "\(time.timeIntervalSince1970) \(text)"
    }
    return files
  }

  /// The entries of a published document.
  func entries(_ name: String) throws -> [ParsedEntry] {
    let bytes = Array(try read("public/" + name).utf8)
    return try FeedReader().read(SourceDocument(bytes: bytes, name: name)).entries
  }

  func titles(_ name: String = "a.atom") throws -> [String] {
    try entries(name).map { $0.title?.value ?? "" }
  }
}

/// An item of a feed.
struct Story: Sendable {
  var title: String
  var body: String
  /// RFC 822; `nil` for none.
  var date: String?

  init(_ title: String, body: String? = nil, date: String? = "Mon, 09 Mar 2026 08:00:00 GMT") {
    self.title = title
    self.body = body ?? "<p>This is the text of \(title).</p>"
    self.date = date
  }

  var link: String { "https://news.example.org/\(title.lowercased())" }

  static func feed(_ items: [Story], channel: String = "") -> String {
    let list = items.map { item in
      """
      <item><title>\(item.title)</title><link>\(item.link)</link><guid>\(item.link)</guid>
      \(item.date.map { "<pubDate>\($0)</pubDate>" } ?? "")
      <description><![CDATA[\(item.body)]]></description></item>
      """
    }
    return """
      <rss version="2.0"><channel><title>News</title><link>https://news.example.org/</link>
      <description>d</description>\(channel)\(list.joined())</channel></rss>
      """
  }
}
