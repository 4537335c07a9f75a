/// A kind of address that carries another address inside: an image proxy, a resizer, a link
/// redirector.
///
/// Matched by host and path together, never by a bare "contains `url=`".
final class UnwrappingRule: Sendable {
  /// Where the inner address stands.
  enum Extraction: String, Sendable, Hashable, CaseIterable {
    /// In one of the named parameters.
    case parameter
    /// The same, less the key that Disqus signs it with: `url=address:KEY`.
    case disqus
    /// In one of the named parameters, behind a path of three numbers.
    case impact
    /// In one of the named parameters, between double brackets: `[[address]]`.
    case brackets
    /// The whole query is the address.
    case query
    /// In the path behind what the pattern matched, as it is written.
    case rest
    /// The whole fragment.
    case fragment
    /// In the path, from the first `http:` or `https:` on, raw or percent-encoded.
    case embedded
    /// A path segment that is base64 of an address; an extension after it is dropped.
    case base64
    /// The last path segment, hexadecimal.
    case hex
    /// camo: a digest of 40 or 64 hexadecimal digits, then the address in hexadecimal.
    case camo
    /// The host is put in place of the rule's own (`to`).
    case host
    /// images.weserv.nl: raw or encoded, cut at its own options.
    case weserv
    /// Jetpack's Photon: `/host/path`, `ssl=1`, `q=`.
    case photon
    /// Cloudflare: options with `=`, then an address or a path of the same host.
    case cloudflare
    /// AMP caches: `/i/s/host/path`.
    case amp
    /// Statically: `/img/host/options/path`.
    case statically
    /// Segments of options, then an address, or a host and a path.
    case options
    /// Nuxt: one segment of options, then an address or a path of the same host.
    case ipx
    /// Discord: a signature, perhaps the original's query, its scheme, host and path.
    case discord
    /// imgproxy: `/plain/address@extension`.
    case imgproxy
    /// Nitter's pictures of Twitter.
    case nitter
    /// Bing's click counter: `u=a1` and base64url.
    case bing
    /// Yahoo's click counter: `/RU=…/RK=`.
    case yahoo
    /// Google News: base64url of a record that begins with the address.
    case googleNews = "google-news"
    /// Substack's mails: base64url of a JSON object, whose `e` is the address.
    case substack
    /// Proofpoint URL Defense 2.
    case proofpoint2 = "proofpoint-2"
    /// Proofpoint URL Defense 3.
    case proofpoint3 = "proofpoint-3"
  }

  /// Who runs it.
  enum Kind: String, Sendable, Hashable {
    /// A third party between reader and publisher.
    case proxy
    /// The publisher's own.
    case resizer
    /// A counter or warning page on the way of a link.
    case redirector
  }

  let name: String
  let about: String
  let kind: Kind
  /// Host names, each with all names below it; empty for any host.
  let hosts: [String]
  /// One of them must match; empty for any path.
  let paths: [PathPattern]
  let extraction: Extraction
  /// Parameters for ``Extraction/parameter``, in order of preference.
  let parameters: [String]
  /// `name=value` pairs, one of which must be in the query; empty where nothing must.
  let having: [String]
  /// The original's host for ``Extraction/host``.
  let to: String?
  /// Whether a relative inner address means the same origin.
  let allowsRelative: Bool
  /// Whether images keep this address unless the user says otherwise.
  let keepsByDefault: Bool

  init(
    name: String, about: String = "", kind: Kind, hosts: [String] = [],
    paths: [PathPattern] = [], extraction: Extraction = .parameter, parameters: [String] = [],
    having: [String] = [], to: String? = nil, allowsRelative: Bool = false,
    keepsByDefault: Bool = false
  ) {
    self.name = name
    self.about = about
    self.kind = kind
    self.hosts = hosts
    self.paths = paths
    self.extraction = extraction
    self.parameters = parameters
    self.having = having
    self.to = to
    self.allowsRelative = allowsRelative
    self.keepsByDefault = keepsByDefault
  }
}

/// A path with an optional `*` at the beginning and at the end.
struct PathPattern: Sendable, Hashable {
  let literal: [UInt8]
  let isOpenBefore: Bool
  let isOpenAfter: Bool

  init(_ pattern: String) {
    var bytes = Array(pattern.utf8)
    isOpenBefore = bytes.first == UInt8(ascii: "*")
    if isOpenBefore { bytes.removeFirst() }
    isOpenAfter = bytes.last == UInt8(ascii: "*")
    if isOpenAfter { bytes.removeLast() }
    literal = bytes
  }

  static func all(_ patterns: [String]) -> [PathPattern] { patterns.map { PathPattern($0) } }

  /// The first place in the path that the literal matches.
  func match(in path: ArraySlice<UInt8>) -> Range<Int>? {
    switch (isOpenBefore, isOpenAfter) {
    case (false, false):
      return path.elementsEqual(literal) ? path.startIndex..<path.endIndex : nil
    case (false, true):
      guard path.starts(with: literal) else { return nil }
      return path.startIndex..<(path.startIndex + literal.count)
    case (true, false):
      let start = path.endIndex - literal.count
      guard start >= path.startIndex, path[start...].elementsEqual(literal) else { return nil }
      return start..<path.endIndex
    case (true, true):
      return path.firstRange(ofBytes: literal)
    }
  }

  /// A whole segment of the literal to index the pattern by: the longest.
  var key: ArraySlice<UInt8>? {
    var pieces = literal.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if isOpenBefore || !literal.starts(with: "/".utf8) { pieces.removeFirst() }
    if isOpenAfter, !pieces.isEmpty { pieces.removeLast() }
    return pieces.filter { !$0.isEmpty }.max { $0.count < $1.count }
  }
}
