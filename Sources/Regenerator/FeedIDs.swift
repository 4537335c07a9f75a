import Foundation

/// Makes ids for feeds that have none: `[a-z0-9][a-z0-9-]{0,63}`, each one once.
struct FeedIDs {
  private var used: Set<String> = []

  /// An id of the title's Latin letters and digits, else of the host.
  mutating func next(title: String?, host: String?) -> String {
    let words = title.map(Self.slug) ?? ""
    // One letter or digit left of a title in another script names nothing.
    let stem = words.utf8.count > 1 ? words : Self.slug(Self.site(host ?? ""))
    return unique(stem.isEmpty ? "feed" : stem)
  }

  private mutating func unique(_ stem: String) -> String {
    var id = stem
    var count = 1
    while !used.insert(id).inserted {
      count += 1
      let suffix = "-\(count)"
      id = String(stem.prefix(64 - suffix.utf8.count)) + suffix
    }
    return id
  }

  private static func site(_ host: String) -> String {
    host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
  }

  private static func slug(_ text: String) -> String {
    let plain = text.folding(options: [.diacriticInsensitive, .widthInsensitive], locale: nil)
    var slug: [UInt8] = []
    for byte in plain.lowercased().utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        slug.append(byte)
      case UInt8(ascii: "'"): break
      default:
        if let last = slug.last, last != UInt8(ascii: "-") { slug.append(UInt8(ascii: "-")) }
      }
    }
    let bounded = slug.prefix(60)
    let end = bounded.lastIndex { $0 != UInt8(ascii: "-") }.map { $0 + 1 } ?? 0
    return String(decoding: bounded[..<end], as: UTF8.self)
  }
}
