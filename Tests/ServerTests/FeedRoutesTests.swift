import Foundation
import Testing

@testable import Server

@Suite final class FeedRoutesTests {
  private let root: URL
  private let routes: FeedRoutes

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "routes-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: root.appending(path: "world"), withIntermediateDirectories: true)
    try Data("<feed/>".utf8).write(to: root.appending(path: "world.atom"))
    try Data("{}".utf8).write(to: root.appending(path: "world.json"))
    try Data("<page/>".utf8).write(to: root.appending(path: "world/2024-10.atom"))
    try Data("secret".utf8).write(to: root.appending(path: ".refeed-0.tmp"))
    try FileManager.default.createSymbolicLink(
      at: root.appending(path: "passwd.atom"), withDestinationURL: URL(filePath: "/etc/passwd"))
    routes = FeedRoutes(folder: PublishedFolder(root: root.path)) { Array("<p>index".utf8) }
  }

  deinit {
    try? FileManager.default.removeItem(at: root)
  }

  @Test(arguments: [
    ("/world.atom", "application/atom+xml; charset=utf-8", "<feed/>"),
    ("/world.json", "application/feed+json; charset=utf-8", "{}"),
    ("/world/2024-10.atom", "application/atom+xml; charset=utf-8", "<page/>"),
    ("/", "text/html; charset=utf-8", "<p>index"),
  ])
  func filesHaveTheirTypesAndSafeHeaders(path: String, type: String, body: String) {
    let response = routes.response(to: FileRequest(path: path))
    #expect(response.status == 200)
    #expect(response.value(of: "content-type") == type)
    #expect(String(decoding: response.body, as: UTF8.self) == body)
    // D7
    #expect(response.value(of: "x-content-type-options") == "nosniff")
    #expect(response.value(of: "content-security-policy")?.hasPrefix("default-src 'none'") == true)
  }

  @Test func theETagAnswers304AndChangesWithTheBytes() throws {
    let first = routes.response(to: FileRequest(path: "/world.atom"))
    let etag = try #require(first.value(of: "etag"))
    #expect(etag.hasPrefix("\"") && etag.hasSuffix("\""))
    let again = routes.response(to: FileRequest(path: "/world.atom", ifNoneMatch: etag))
    #expect(again.status == 304)
    #expect(again.body.isEmpty)
    #expect(again.value(of: "etag") == etag)
    try Data("<feed>2</feed>".utf8).write(to: root.appending(path: "world.atom"), options: .atomic)
    let changed = routes.response(to: FileRequest(path: "/world.atom", ifNoneMatch: etag))
    #expect(changed.status == 200)
    #expect(changed.value(of: "etag") != etag)
  }

  /// D5
  @Test(arguments: [
    ("\"a\"", true), ("W/\"a\"", true), ("\"b\", \"a\"", true), ("\"b\" ,W/\"a\" ", true),
    ("*", true), ("\"b\"", false), ("a", false), ("", false), ("\"A\"", false),
  ])
  func ifNoneMatchIsAListComparedWeakly(field: String, matches: Bool) {
    #expect(FeedRoutes.matches(field, "\"a\"") == matches)
  }

  @Test func lastModifiedIsAValidatorWhereThereIsNoETag() throws {
    let first = routes.response(to: FileRequest(path: "/world.atom"))
    let date = try #require(first.value(of: "last-modified"))
    let same = FileRequest(path: "/world.atom", ifModifiedSince: date)
    #expect(routes.response(to: same).status == 304)
    let both = FileRequest(path: "/world.atom", ifNoneMatch: "\"x\"", ifModifiedSince: date)
    #expect(routes.response(to: both).status == 200)
  }

  @Test func headGivesTheLengthAndNoBody() {
    let response = routes.response(to: FileRequest(method: "HEAD", path: "/world.atom"))
    #expect(response.status == 200)
    #expect(response.value(of: "content-length") == "7")
    #expect(response.body.isEmpty)
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "TRACE", "BREW"])
  func otherMethodsAreRefused(method: String) {
    let response = routes.response(to: FileRequest(method: method, path: "/world.atom"))
    #expect(response.status == 405)
    #expect(response.value(of: "allow") == "GET, HEAD, OPTIONS")
  }

  /// D2: the root is never left, and neither hidden files nor links are served.
  @Test(arguments: [
    "/../../etc/passwd", "/%2e%2e/etc/passwd", "/..%2fetc/passwd", "//etc/passwd", "/world//",
    "/.refeed-0.tmp", "/passwd.atom", "/world", "/world/", "/missing.atom", "/world.atom/x",
    "/..", "/.", "/world.atom%00", "/world\\x", "http://x/", "", "world.atom", "/wörld",
    "/" + String(repeating: "a", count: 1 << 20), "/world/../world.atom",
  ])
  func whatIsNotPublishedIsNotServed(path: String) {
    let response = routes.response(to: FileRequest(path: path))
    #expect(response.status == 404 || response.status == 400)
    let body = String(decoding: response.body, as: UTF8.self)
    #expect(!body.contains("root:") && !body.contains("secret"))
    // D7: the address is not echoed.
    #expect(!body.contains("passwd"))
  }

  @Test func aGzipSiblingIsServedToWhoAcceptsIt() throws {
    try Data([0x1F, 0x8B]).write(to: root.appending(path: "world.atom.gz"))
    let zipped = routes.response(to: FileRequest(path: "/world.atom", acceptEncoding: "br, gzip"))
    #expect(zipped.value(of: "content-encoding") == "gzip")
    #expect(zipped.value(of: "content-type") == "application/atom+xml; charset=utf-8")
    let plain = routes.response(
      to: FileRequest(path: "/world.atom", acceptEncoding: "gzip;q=0, identity"))
    #expect(plain.value(of: "content-encoding") == nil)
    #expect(plain.value(of: "etag") != zipped.value(of: "etag"))
  }

  /// What caches and browsers are told of every file and page.
  @Test(arguments: ["/world.atom", "/world.json", "/world/2024-10.atom"])
  func cachesAskAgainAndKeepCodingsApart(path: String) {
    let response = routes.response(to: FileRequest(path: path))
    #expect(response.value(of: "vary") == "accept-encoding")
    #expect(response.value(of: "cache-control") == "no-cache")
    #expect(response.value(of: "referrer-policy") == "no-referrer")
    #expect(response.value(of: "access-control-allow-origin") == "*")
    #expect(routes.response(to: FileRequest(path: "/")).value(of: "cache-control") == "no-cache")
  }

  @Test(arguments: ["/healthz", "/missing.atom"])
  func whatIsNoFileIsNeverStored(path: String) {
    let response = routes.response(to: FileRequest(path: path))
    #expect(response.value(of: "cache-control") == "no-store")
    #expect(response.value(of: "referrer-policy") == "no-referrer")
    #expect(response.status == (path == "/healthz" ? 200 : 404))
    #expect((String(decoding: response.body, as: UTF8.self) == "ok\n") == (path == "/healthz"))
  }

  @Test func theCacheLetsGoOfWhatItHasNoRoomFor() throws {
    let folder = PublishedFolder(root: root.path, cacheBytes: 1000)
    for number in 0..<20 {
      try Data(repeating: UInt8(number), count: 240).write(
        to: root.appending(path: "f\(number).atom"))
    }
    for number in 0..<20 {
      let file = try #require(folder.file(["f\(number).atom"]))
      #expect(file.bytes == [UInt8](repeating: UInt8(number), count: 240))
      #expect(folder.cachedBytes <= 1000, "after \(number)")
      #expect(folder.cachedBytes >= 240)
    }
    // What is larger than a quarter of the room is never kept.
    try Data(repeating: 1, count: 251).write(to: root.appending(path: "large.atom"))
    let before = folder.cachedBytes
    #expect(folder.file(["large.atom"])?.bytes.count == 251)
    #expect(folder.cachedBytes == before)
  }
}
