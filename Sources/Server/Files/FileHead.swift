import NIOCore

/// Writes the heads of answers with a file (RFC 9110), but for their date and end.
struct FileHead {
  private let facts: ServedFile.Facts
  private let modified: String
  private let etag: String
  private let isZipped: Bool
  /// Whether `Accept` has chosen the file.
  private var isNegotiated = false

  /// - Parameter isZipped: whether the content is sent compressed.
  init(_ file: ServedFile, isZipped: Bool = false) {
    self.init(
      facts: file.facts, modified: file.modified, etag: isZipped ? file.zippedTag : file.tag,
      isZipped: isZipped)
  }

  init(facts: ServedFile.Facts, modified: String, etag: String, isZipped: Bool = false) {
    self.facts = facts
    self.modified = modified
    self.etag = etag
    self.isZipped = isZipped
  }

  /// The same, of a file that `Accept` has chosen.
  var negotiated: FileHead {
    var head = self
    head.isNegotiated = true
    return head
  }

  func buffer(length: Int) -> ByteBuffer { ByteBuffer(string: whole(length: length)) }

  func whole(length: Int) -> String {
    "HTTP/1.1 200 OK\r\n" + content(length) + validators + safety
  }

  var unchanged: String { "HTTP/1.1 304 Not Modified\r\n" + validators }

  /// A part of the content.
  func part(_ range: Range<Int>, of length: Int) -> String {
    "HTTP/1.1 206 Partial Content\r\n" + content(range.count)
      + "content-range: bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)\r\n"
      + validators + safety
  }

  /// No part of the content is meant.
  func unsatisfiable(length: Int) -> String {
    "HTTP/1.1 416 Range Not Satisfiable\r\ncontent-length: 0\r\n"
      + "content-range: bytes */\(length)\r\n" + sharing + safety
  }

  private func content(_ length: Int) -> String {
    "content-type: \(facts.mediaType)\r\ncontent-length: \(length)\r\naccept-ranges: bytes\r\n"
      + (isZipped ? "content-encoding: gzip\r\n" : "")
  }

  private var validators: String {
    "etag: \(etag)\r\nlast-modified: \(modified)\r\ncache-control: \(facts.caching)\r\n"
      + "vary: \(isNegotiated ? "accept, accept-encoding" : "accept-encoding")\r\n"
      + (facts.link.map { "link: \($0)\r\n" } ?? "") + sharing
  }

  /// Feed readers that run in a browser may fetch what is public anyway.
  private var sharing: String {
    facts.isShared
      ? "access-control-allow-origin: *\r\n"
        + "access-control-expose-headers: etag, last-modified\r\n" : ""
  }

  private var safety: String {
    "content-security-policy: "
      + (facts.mediaType.hasPrefix("text/html") ? SafeHeaders.pagePolicy : SafeHeaders.filePolicy)
      + "\r\n" + SafeHeaders.lines
  }
}

/// What every answer says against being misused.
enum SafeHeaders {
  /// For what is no page: it may do nothing.
  static let filePolicy = "default-src 'none'; sandbox"

  /// For pages: nothing but their own style, and what entries show.
  static let pagePolicy =
    "default-src 'none'; img-src http: https: data:; media-src http: https:; frame-src https:;"
    + " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  static let lines = noSniff + "referrer-policy: no-referrer\r\n"

  static let noSniff = "x-content-type-options: nosniff\r\n"
}
