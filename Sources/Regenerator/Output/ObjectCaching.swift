public import ConfigurationModel
import FeedModel

extension Configuration {
  /// How long an answer with a feed stays good, in seconds: a feed changes no more often than its
  /// sources are asked.
  public func freshSeconds(of feed: FeedConfiguration) -> Int {
    let every = feed.settings.every
    let rhythm = min(max(every.interval, every.min), every.max)
    return min(max(Int(rhythm.components.seconds) / 3, 60), 3600)
  }
}

/// `Cache-Control` of published files, as `refeed serve` answers with it.
struct ObjectCaching: Sendable {
  private struct Rhythm {
    var isOpen: Bool
    var seconds: Int
  }

  private let rhythms: [String: Rhythm]

  init(_ configuration: Configuration) {
    rhythms = Dictionary(
      configuration.feeds.map { feed in
        (
          feed.id,
          Rhythm(
            isOpen: !configuration.needsToken(feed),
            seconds: configuration.freshSeconds(of: feed))
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// - Parameter name: `world.atom`, `world/2024-10.atom`, `index.html`.
  func value(for name: String) -> String {
    let id = String(decoding: name.utf8.prefix { $0 != 0x2E && $0 != 0x2F }, as: UTF8.self)
    // The pages about all feeds.
    guard let rhythm = rhythms[id] else { return "no-cache" }
    // Pages of months gone by change only where an entry is forgotten.
    let isPage = name.utf8.contains(UInt8(ascii: "/"))
    let seconds = isPage ? max(rhythm.seconds, 3600) : rhythm.seconds
    return "\(rhythm.isOpen ? "public" : "private"), max-age=\(seconds)"
  }
}
