internal import Bytes
internal import FeedModel

/// One request to a bucket, before it is signed.
struct ObjectRequest: Sendable, Hashable {
  enum Method: String, Sendable, Hashable {
    case get = "GET"
    case head = "HEAD"
    case put = "PUT"
    case delete = "DELETE"
  }

  var method: Method
  /// With the place's prefix; empty for the bucket itself.
  var key: String
  /// In any order.
  var query: [QueryItem] = []
  /// Names in lower case.
  var headers: [HeaderLine] = []
  var body: [UInt8] = []
  /// The most that an answer may hold, in bytes.
  var limit = 1 << 20

  struct QueryItem: Sendable, Hashable {
    var name: String
    var value: String
  }

  struct HeaderLine: Sendable, Hashable {
    var name: String
    var value: String
  }
}

/// A request in the form in which it is signed and sent.
///
/// libcurl 7.88.1 signs a query as it stands, so it is put into the canonical order and form here
/// (every name and value percent-encoded, `name=` where there is no value), and it sends no
/// `x-amz-content-sha256`, which stores demand: every request has that header from here.
struct CanonicalRequest: Sendable, Hashable {
  let method: ObjectRequest.Method
  /// The whole address.
  let url: String
  /// `name: value`, sorted.
  let lines: [String]
  let body: [UInt8]
  let limit: Int

  init(_ request: ObjectRequest, at place: StorePlace, token: String?) {
    method = request.method
    (body, limit) = (request.body, request.limit)
    let query = Self.text(request.query)
    url =
      "\(place.endpoint.scheme)://\(place.endpoint.authority)\(place.root)"
      + Self.path(request.key) + (query.isEmpty ? "" : "?" + query)
    var headers = request.headers
    headers.append(
      .init(
        name: "x-amz-content-sha256", value: Hexadecimal.text(SHA256.digest(of: request.body))))
    if let token { headers.append(.init(name: "x-amz-security-token", value: token)) }
    lines = headers.map { "\($0.name): \($0.value)" }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// A key's parts percent-encoded, its slashes as they are.
  private static func path(_ key: String) -> String {
    key.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { String(decoding: PercentCoding.encoded($0), as: UTF8.self) }
      .joined(separator: "/")
  }

  private static func text(_ items: [ObjectRequest.QueryItem]) -> String {
    let pairs = items.map { (name: encoded($0.name), value: encoded($0.value)) }
    // By names, then values; as whole texts `a-b=` would come before `a=`.
    let sorted = pairs.sorted { one, other in
      one.name.utf8.elementsEqual(other.name.utf8)
        ? one.value.utf8.lexicographicallyPrecedes(other.value.utf8)
        : one.name.utf8.lexicographicallyPrecedes(other.name.utf8)
    }
    return sorted.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
  }

  private static func encoded(_ text: String) -> String {
    String(decoding: PercentCoding.encoded(text.utf8), as: UTF8.self)
  }
}

/// What a store has answered.
struct ObjectAnswer: Sendable, Hashable {
  var status: Int
  /// Names in lower case; of two with one name the last.
  var headers: [String: String]
  var body: [UInt8]

  var isGood: Bool { (200..<300).contains(status) }
}
