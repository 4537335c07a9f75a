internal import FeedModel

/// Addresses that a mirror has put its source's host before, though they were whole:
/// `https://news.examplemailto:desk@news.example`, `https://news.examplehttp//other.example/a`.
enum GluedAddress {
  private static let schemes: [(glued: String, whole: String)] = [
    ("mailto:", "mailto:"), ("http://", "http://"), ("https://", "https://"),
    ("http//", "http://"), ("https//", "https://"),
  ]

  /// The address behind the entry's own host; `nil` for all others.
  static func inner(_ value: String, ownHosts: [String]) -> String? {
    let bytes = Array(value.utf8).trimmedBlanks
    guard let start = bytes.firstRange(ofBytes: Array("://".utf8))?.upperBound,
      start - bytes.startIndex <= 8
    else { return nil }
    let rest = bytes[start...]
    for host in ownHosts where rest.starts(with: host.utf8) {
      let behind = rest.dropFirst(host.utf8.count)
      for scheme in schemes where behind.starts(with: scheme.glued.utf8) {
        let inner = behind.dropFirst(scheme.glued.utf8.count)
        return inner.isEmpty ? nil : scheme.whole + String(decoding: inner, as: UTF8.self)
      }
    }
    return nil
  }

  /// Whether a host ends as such a one does; `false` is certain.
  static func mayBe(_ address: Span<UInt8>, host: Range<Int>) -> Bool {
    ends(address, host, "http") || ends(address, host, "https")
  }

  private static func ends(
    _ address: Span<UInt8>, _ host: Range<Int>, _ scheme: StaticString
  ) -> Bool {
    scheme.withUTF8Buffer { scheme in
      host.count > scheme.count
        && scheme.indices.allSatisfy {
          address[host.upperBound - scheme.count + $0] == scheme[$0]
        }
    }
  }
}
