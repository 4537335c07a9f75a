/// A request, less what serving files has no use for.
public struct FileRequest: Sendable {
  /// Upper case: `GET`.
  public var method: String
  /// The path of the request target as sent, percent-encoded, without the query.
  public var path: String
  public var ifNoneMatch: String?
  public var ifModifiedSince: String?
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
  public var status: Int
  public var headers: [Header]
  public var body: [UInt8]

  public struct Header: Sendable, Hashable {
    /// Lower case.
    public var name: String
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
