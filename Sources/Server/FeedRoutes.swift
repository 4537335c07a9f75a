import FeedModel

/// Answers requests with published files (RFC 9110), as a function of the request and the folder.
public struct FeedRoutes: Sendable {
  private let folder: PublishedFolder
  /// The page at `/` when no `index.html` is published; made anew for each request.
  private let indexPage: @Sendable () -> [UInt8]?

  public init(
    folder: PublishedFolder, indexPage: @escaping @Sendable () -> [UInt8]? = { nil }
  ) {
    self.folder = folder
    self.indexPage = indexPage
  }

  /// What is answered; never fails.
  public func response(to request: FileRequest) -> FileResponse {
    var response: FileResponse
    switch request.method {
    case "GET", "HEAD":
      response = answer(request)
    case "OPTIONS":
      response = FileResponse(status: 204)
      response.set("allow", "GET, HEAD, OPTIONS")
    default:
      response = Self.message(405, "Only GET and HEAD are answered here.")
      response.set("allow", "GET, HEAD, OPTIONS")
    }
    response.set("x-content-type-options", "nosniff")
    response.set("referrer-policy", "no-referrer")
    if request.method == "HEAD" {
      response.set("content-length", "\(response.body.count)")
      response.body = []
    }
    return response
  }

  private func answer(_ request: FileRequest) -> FileResponse {
    guard request.path.utf8.count <= 2048, let segments = Self.segments(of: request.path) else {
      return Self.message(400, "That address is not valid.")
    }
    if segments.isEmpty { return index(request) }
    if segments == ["healthz"] { return Self.message(200, "ok") }
    guard let file = folder.file(segments), let name = segments.last else {
      return Self.message(404, "There is no such feed or page here.")
    }
    return answer(request, with: file, name: name, segments: segments)
  }

  private func index(_ request: FileRequest) -> FileResponse {
    if let file = folder.file(["index.html"]) {
      return answer(request, with: file, name: "index.html", segments: ["index.html"])
    }
    guard let page = indexPage() else {
      return Self.message(404, "Nothing is published here yet. Run `refeed refresh`.")
    }
    let etag = EntityTag.strong(of: page)
    var response = FileResponse(status: 200, body: page)
    if Self.matches(request.ifNoneMatch, etag) {
      response = FileResponse(status: 304)
    } else {
      response.set("content-type", MediaTypes.type(of: "index.html"))
    }
    response.set("etag", etag)
    response.set("cache-control", "no-cache")
    response.set("content-security-policy", Self.pagePolicy)
    return response
  }

  private func answer(
    _ request: FileRequest, with plain: PublishedFolder.File, name: String, segments: [String]
  ) -> FileResponse {
    let zipped = Self.acceptsGzip(request.acceptEncoding) ? zippedSibling(segments) : nil
    let file = zipped ?? plain
    var response = FileResponse(status: 200)
    if isUnchanged(request, file) {
      response.status = 304
    } else {
      response.body = file.bytes
      response.set("content-type", MediaTypes.type(of: name))
      if zipped != nil { response.set("content-encoding", "gzip") }
    }
    response.set("etag", file.etag)
    response.set("last-modified", plain.modified.internetDate)
    response.set("cache-control", "no-cache")
    response.set("vary", "accept-encoding")
    response.set(
      "content-security-policy",
      name.hasSuffix(".html") ? Self.pagePolicy : "default-src 'none'; sandbox")
    // Feed readers that run in a browser may fetch feeds, which are public anyway.
    response.set("access-control-allow-origin", "*")
    return response
  }

  private func zippedSibling(_ segments: [String]) -> PublishedFolder.File? {
    guard let last = segments.last else { return nil }
    return folder.file(segments.dropLast() + [last + ".gz"])
  }

  /// RFC 9110 §13.2.2: `If-None-Match` first; the date only where there is none.
  private func isUnchanged(_ request: FileRequest, _ file: PublishedFolder.File) -> Bool {
    if request.ifNoneMatch != nil { return Self.matches(request.ifNoneMatch, file.etag) }
    // Compared as text, as RFC 9110 §13.1.3 lets an origin do: readers send back what they got,
    // and a date of their own making gets the whole file.
    return request.ifModifiedSince == file.modified.internetDate
  }

  /// Weak comparison with each tag of a list (RFC 9110 §13.1.2).
  static func matches(_ field: String?, _ etag: String) -> Bool {
    guard let field else { return false }
    if field == "*" { return true }
    return field.split(separator: ",", maxSplits: 64).contains { item in
      var tag = item.drop { $0 == " " || $0 == "\t" }
      if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
      while tag.last == " " || tag.last == "\t" { tag = tag.dropLast() }
      return tag.utf8.elementsEqual(etag.utf8)
    }
  }

  /// Whether gzip is named with a weight above zero.
  static func acceptsGzip(_ field: String?) -> Bool {
    guard let field else { return false }
    return field.split(separator: ",", maxSplits: 32).contains { item in
      let parts = item.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      guard parts.first == "gzip" else { return false }
      return !parts.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
    }
  }

  /// Decoded once; `nil` for what no published file can be called.
  static func segments(of path: String) -> [String]? {
    guard path.utf8.first == UInt8(ascii: "/") else { return nil }
    if path == "/" { return [] }
    // Published names have no character that needs encoding: `%` means an attack or a mistake.
    guard !path.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 < 0x21 || $0 > 0x7E }) else {
      return nil
    }
    let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    return segments.map(String.init)
  }

  static let pagePolicy =
    "default-src 'none'; img-src http: https: data:; media-src http: https:; frame-src https:;"
    + " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  static func message(_ status: Int, _ text: String) -> FileResponse {
    var response = FileResponse(status: status, body: Array((text + "\n").utf8))
    response.set("content-type", "text/plain; charset=utf-8")
    response.set("cache-control", "no-store")
    response.set("content-security-policy", "default-src 'none'; sandbox")
    return response
  }
}
