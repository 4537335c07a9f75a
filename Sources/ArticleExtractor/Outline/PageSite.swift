import FeedModel
import HTML

/// The site that a page is of, by the names of its hosts: what its links are compared with.
struct PageSite: Sendable {
  /// The part of each host that the pages of one site share: `example.org` of `www.example.org`.
  private var names: [[UInt8]] = []

  /// Of no page: only relative links stay on it.
  init() {}

  /// Of a page by the address it was fetched from and the one that it goes by.
  init(_ addresses: [WebAddress?]) {
    for address in addresses {
      guard let host = address?.host, let name = PageSite.name(of: host), !names.contains(name)
      else { continue }
      names.append(name)
    }
  }

  /// The last two labels of a host, three where the second last is short: `example.co.uk`.
  private static func name(of host: String) -> [UInt8]? {
    let labels = host.utf8.split(separator: UInt8(ascii: "."))
    guard labels.count > 1 else { return nil }
    let isShort =
      labels.count > 2 && labels[labels.count - 2].count <= 3 && labels[labels.count - 1].count == 2
    return Array(labels.suffix(isShort ? 3 : 2).joined(separator: [UInt8(ascii: ".")]))
  }

  /// Whether a link that is no link into the page stays on the site.
  func holds(_ link: Span<UInt8>) -> Bool {
    let slash = UInt8(ascii: "/")
    var start = 0
    while start < link.count, start < 12, link[start] != slash {
      // Of an address with a scheme, its host counts; one of mail or of a script is none.
      if link[start] == UInt8(ascii: ":") {
        guard start + 2 < link.count, link[start + 1] == slash else { return false }
        start += 1
        break
      }
      start += 1
    }
    guard start + 1 < link.count, link[start] == slash, link[start + 1] == slash else {
      return true
    }
    start += 2
    var end = start
    while end < link.count, !PageSite.endsHost(link[end]) { end += 1 }
    return names.contains { PageSite.ends(link, start, end, with: $0) }
  }

  private static func endsHost(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: ":"): true
    default: false
    }
  }

  private static func ends(
    _ link: Span<UInt8>, _ start: Int, _ end: Int, with name: [UInt8]
  ) -> Bool {
    guard end - start >= name.count else { return false }
    let first = end - name.count
    for index in name.indices where link[first + index] | 0x20 != name[index] | 0x20 {
      return false
    }
    return first == start || link[first - 1] == UInt8(ascii: ".")
  }
}
