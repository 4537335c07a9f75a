import FeedModel
import Foundation

/// Makes ids for feeds that have none: `[a-z0-9][a-z0-9-]{0,63}`, each one once.
struct FeedIDs {
  private var used: Set<String> = ["clean", "healthz", "metrics", "opml", "readyz", "t"]

  /// - Parameter taken: ids that are there already.
  init(taken: some Sequence<String> = []) {
    used.formUnion(taken)
  }

  /// An id of the title's Latin words, else of the address: what its path says that is no feed's
  /// usual name, else its host.
  mutating func next(title: String?, address: WebAddress) -> String {
    let words = title.map(Self.slug) ?? ""
    let stem = [words, Self.pathName(of: address), Self.slug(Self.site(address.host ?? ""))]
      .first(where: Self.names)
    return unique(stem ?? "feed")
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

  /// Whether a slug tells one feed from another: it has a word of two characters or more that has a
  /// letter and that not every feed has. One letter left of a title in another script names nothing.
  private static func names(_ slug: String) -> Bool {
    slug.split(separator: "-").contains { word in
      word.utf8.count > 1 && !usual.contains(String(word))
        && word.utf8.contains { $0 >= UInt8(ascii: "a") }
    }
  }

  /// What feeds and their parts are called everywhere.
  private static let usual: Set<String> = [
    "all", "articles", "atom", "blog", "category", "default", "en", "feed", "feeds", "full",
    "fulltext",
    "home", "index", "json", "latest", "main", "news", "php", "posts", "rdf", "rss", "rss2",
    "rss20",
    "syndication", "tag", "the", "topic", "www", "xml", "zh",
  ]

  /// The last part of the path that tells more than that it is a feed, without its ending.
  private static func pathName(of address: WebAddress) -> String {
    let parts = PercentEncoding.decoded(address.path).split(separator: "/").map { part in
      let stem = part.split(separator: ".", omittingEmptySubsequences: false)
      return slug(stem.count > 1 ? stem.dropLast().joined(separator: "-") : String(part))
    }
    return parts.last(where: names) ?? ""
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
