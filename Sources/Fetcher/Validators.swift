/// What a server gave to ask later whether something changed (RFC 9110 §8.8), byte for byte.
public struct Validators: Sendable, Hashable {
  /// An entity tag with its quotes, as served.
  public var etag: String?

  /// `Last-Modified` as served.
  public var lastModified: String?

  /// The address that gave them, after redirects; they are sent to no other one, where the same
  /// tag or date may stand for something else. `nil` sends them wherever redirects lead.
  public var address: String?

  public init(etag: String? = nil, lastModified: String? = nil, address: String? = nil) {
    self.etag = etag
    self.lastModified = lastModified
    self.address = address
  }

  /// Whether there is nothing to ask conditionally with.
  public var isEmpty: Bool { etag == nil && lastModified == nil }
}
