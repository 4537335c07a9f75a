import ConfigurationModel
import History
import ObjectStore
import ScriptedOrigin
import Synchronization

@testable import Regenerator

/// An object store on loopback with one bucket, `feeds`, that keeps conditions and misbehaves as a
/// test says.
final class PretendStore: Sendable {
  struct Object: Sendable {
    var text: String
    var tag: String
    var headers: [String: String]
  }

  /// What it does instead of what was asked, or after it.
  enum Reaction: Sendable {
    case refuse(String, code: String)
    /// Does it and cuts the connection.
    case cutAfterwards
  }

  private struct State {
    var objects: [String: Object] = [:]
    var reaction: @Sendable (ScriptedOrigin.Request) -> Reaction? = { _ in nil }
  }

  private final class Shelf: Sendable {
    let state = Mutex(State())
  }

  private let shelf = Shelf()
  private let origin: ScriptedOrigin

  init() {
    let shelf = shelf
    origin = ScriptedOrigin { request, connection in
      Self.answer(request, connection, shelf)
    }
  }

  deinit { origin.stop() }

  /// The address of the part `p/` of its bucket.
  var address: String { "s3://feeds/p?endpoint=\(origin.address(""))" }

  /// By the name, without the prefix.
  var objects: [String: Object] {
    get { shelf.state.withLock { $0.objects } }
    set { shelf.state.withLock { $0.objects = newValue } }
  }

  func react(_ reaction: @escaping @Sendable (ScriptedOrigin.Request) -> Reaction?) {
    shelf.state.withLock { $0.reaction = reaction }
  }

  /// `PUT a.atom` for every request since `start`, `LIST` for a listing.
  func requests(from start: Int = 0) -> [String] {
    origin.requests.dropFirst(start).map { request in
      let method = request.text.prefix { $0 != " " }
      return request.path.contains("list-type=2")
        ? "LIST" : "\(method) \(Self.name(of: request))"
    }
  }

  /// Another one's file of a version.
  func put(_ name: String, _ text: String, version: String?) {
    var headers = ["content-type": "text/plain"]
    if let version { headers["x-amz-meta-refeed-version"] = version }
    headers["x-amz-meta-refeed-digest"] = Fingerprint(text.utf8).description
    let object = Object(text: text, tag: Self.tag(of: text), headers: headers)
    shelf.state.withLock { $0.objects[name] = object }
  }

  /// What a room's configuration makes, with this store as its output.
  func regenerator(_ room: Newsroom) throws -> Regenerator {
    let configuration = try Configuration.load(
      path: room.folder + "/config.json", environment: [:])
    var regenerator = try Regenerator(configuration)
    let address = try StoreAddress(address)
    regenerator.output = BucketOutput(
      place: configuration.output, caching: ObjectCaching(configuration),
      precompresses: configuration.precompress,
      access: { () throws(StoreError) in
        Bucket(
          try StorePlace(address, environment: [:]),
          as: StoreCredentials(key: "AKIATEST", secret: "hush", origin: "a test"), seed: 1
        ) { _ in }
      })
    return regenerator
  }

  // MARK: Answers

  private static func name(of request: ScriptedOrigin.Request) -> String {
    String(request.path.dropFirst("/feeds/p/".count))
  }

  private static func tag(of text: String) -> String { "\"\(Fingerprint(text.utf8))\"" }

  private static func answer(
    _ request: ScriptedOrigin.Request, _ connection: Connection, _ shelf: Shelf
  ) {
    let reaction = shelf.state.withLock { $0.reaction }(request)
    if case .refuse(let status, let code) = reaction {
      connection.answer(
        status, headers: [], Array("<Error><Code>\(code)</Code></Error>".utf8))
      return
    }
    let (status, headers, body) = shelf.state.withLock { done(request, &$0) }
    if case .cutAfterwards = reaction {
      connection.reset()
      return
    }
    if request.text.hasPrefix("HEAD") {
      connection.send(
        "HTTP/1.1 \(status)\r\n" + headers.map { $0 + "\r\n" }.joined()
          + "Content-Length: \(body.utf8.count)\r\n\r\n")
    } else {
      connection.answer(status, headers: headers, Array(body.utf8))
    }
  }

  private static func done(
    _ request: ScriptedOrigin.Request, _ state: inout State
  ) -> (status: String, headers: [String], body: String) {
    let name = name(of: request)
    let old = state.objects[name]
    switch request.text.prefix(while: { $0 != " " }) {
    case "PUT":
      if let wanted = request.header("If-Match"), wanted != old?.tag {
        return (old == nil ? "404 Not Found" : "412 Precondition Failed", [], "")
      }
      if request.header("If-None-Match") != nil, old != nil {
        return ("412 Precondition Failed", [], "")
      }
      let object = Object(
        text: request.content, tag: tag(of: request.content), headers: kept(request))
      state.objects[name] = object
      return ("200 OK", ["ETag: \(object.tag)"], "")
    case "DELETE":
      state.objects[name] = nil
      return ("204 No Content", [], "")
    default:
      if request.path.contains("list-type=2") { return ("200 OK", [], listing(state)) }
      guard let old else { return ("404 Not Found", [], "") }
      let headers = old.headers.map { "\($0.key): \($0.value)" }.sorted()
      return ("200 OK", headers + ["ETag: \(old.tag)"], old.text)
    }
  }

  private static func kept(_ request: ScriptedOrigin.Request) -> [String: String] {
    var kept: [String: String] = [:]
    for line in request.text.split(separator: "\n").dropFirst() {
      let name = line.prefix { $0 != ":" }.lowercased()
      guard
        ["content-type", "cache-control", "content-encoding"].contains(name)
          || name.hasPrefix("x-amz-meta-")
      else { continue }
      kept[name] = request.header(name)
    }
    return kept
  }

  private static func listing(_ state: State) -> String {
    let contents = state.objects.keys.sorted().map { name in
      let object = state.objects[name]
      return "<Contents><Key>p/\(name)</Key><ETag>\(object?.tag ?? "")</ETag>"
        + "<Size>\(object?.text.utf8.count ?? 0)</Size></Contents>"
    }
    return "<ListBucketResult>\(contents.joined())<IsTruncated>false</IsTruncated>"
      + "</ListBucketResult>"
  }
}
