internal import FeedModel

/// How well one of several alternates (RFC 4287 §4.2.7.2) fits as the page that people are led to.
struct AlternateRank: Comparable {
  private var score = 0

  /// - Parameter language: of the entry or feed, against which `hreflang` is held.
  init(_ link: Link, language: String?) {
    // What a browser can follow, gemini: and the like not.
    if link.address.isHTTP { score += 8 }
    if link.type.map(MediaTypeReading.essence).map(MediaTypeReading.isPage) ?? true { score += 4 }
    score += AlternateRank.fit(link.hreflang, language)
  }

  static func < (a: AlternateRank, b: AlternateRank) -> Bool { a.score < b.score }

  /// 2 for the language that is asked for, 1 where nothing is said of it, 0 for another.
  private static func fit(_ offered: String?, _ language: String?) -> Int {
    guard let offered, let language,
      !UTF8Text.equal(offered, ignoringCase: "x-default")
    else { return 1 }
    return primary(offered) == primary(language) ? 2 : 0
  }

  private static func primary(_ tag: String) -> [UInt8] {
    tag.utf8.prefix { $0 != 0x2D && $0 != 0x5F }.map { $0 | 0x20 }
  }
}
