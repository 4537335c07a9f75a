internal import Bytes

/// Where the requests for a bucket go, with everything known that the address left open.
package struct StorePlace: Sendable, Hashable {
  /// The bucket's name.
  package let bucket: String
  /// What all keys begin with: empty, or ending in a slash.
  package let prefix: String
  let endpoint: StoreEndpoint
  let region: String
  /// What stands before a key in a request's path, and `/` at least.
  let root: String
  /// Whether writes are made on conditions.
  package let hasConditions: Bool

  /// - Parameter environment: names the region where the address does not (`AWS_REGION`,
  ///   `AWS_DEFAULT_REGION`).
  package init(_ address: StoreAddress, environment: [String: String]) throws(StoreError) {
    (bucket, prefix) = (address.bucket, address.prefix)
    hasConditions = address.hasConditions
    let region =
      address.region
      ?? ["AWS_REGION", "AWS_DEFAULT_REGION"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    if let region, !StoreAddress.isRegion(region) {
      throw StoreError(bucket: bucket, host: nil, reason: .invalidRegion)
    }
    let style: StoreAddress.Style
    let store: StoreEndpoint
    if let given = address.endpoint {
      self.region = region ?? "us-east-1"
      (store, style) = (given, address.style ?? .path)
    } else {
      guard let region else {
        throw StoreError(bucket: bucket, host: nil, reason: .missingRegion)
      }
      self.region = region
      store = StoreEndpoint(
        host: "s3.\(region).amazonaws.com" + (region.hasPrefix("cn-") ? ".cn" : ""))
      // A certificate for all buckets does not name those with a dot in their name.
      style = address.style ?? (bucket.contains(".") ? .path : .host)
    }
    switch style {
    case .path: (endpoint, root) = (store, "/\(bucket)/")
    case .host:
      var named = store
      named.host = "\(bucket).\(store.host)"
      (endpoint, root) = (named, "/")
    }
  }

  /// For messages: `bucket at host`.
  package var shown: String { "the bucket \(bucket) at \(endpoint.authority)" }
}
