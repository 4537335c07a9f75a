/// What a server gave to ask later whether something changed (RFC 9110 §8.8), byte for byte.
public struct Validators: Sendable, Hashable {
  /// An entity tag with its quotes, as served.
  public var etag: String?

  /// `Last-Modified` as served.
  public var lastModified: String?

  public init(etag: String? = nil, lastModified: String? = nil) {
    self.etag = etag
    self.lastModified = lastModified
  }

  public var isEmpty: Bool { etag == nil && lastModified == nil }
}
