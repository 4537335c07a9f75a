/// A request, less what serving files has no use for.
public struct FileRequest: Sendable {
  /// Upper case: `GET`.
  public var method: String
  /// The path of the request target as sent, percent-encoded, without the query.
  public var path: String
  /// `If-None-Match` as it was sent.
  public var ifNoneMatch: String?
  /// `If-Modified-Since` as it was sent.
  public var ifModifiedSince: String?
  /// `Accept-Encoding` as it was sent.
  public var acceptEncoding: String?

  public init(
    method: String = "GET", path: String, ifNoneMatch: String? = nil,
    ifModifiedSince: String? = nil, acceptEncoding: String? = nil
  ) {
    self.method = method
    self.path = path
    self.ifNoneMatch = ifNoneMatch
    self.ifModifiedSince = ifModifiedSince
    self.acceptEncoding = acceptEncoding
  }
}

/// What goes back: a status, headers in order, and a body unless the method was HEAD.
public struct FileResponse: Sendable, Hashable {
  /// The status code (RFC 9110 §15).
  public var status: Int
  /// In the order in which they are sent.
  public var headers: [Header]
  /// The content; empty for HEAD and 304.
  public var body: [UInt8]

  /// One header field.
  public struct Header: Sendable, Hashable {
    /// Lower case.
    public var name: String
    /// The field's value.
    public var value: String
  }

  public init(status: Int, headers: [Header] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first value of a header.
  public func value(of name: String) -> String? {
    headers.first { $0.name == name }?.value
  }

  mutating func set(_ name: String, _ value: String) {
    headers.append(Header(name: name, value: value))
  }
}
