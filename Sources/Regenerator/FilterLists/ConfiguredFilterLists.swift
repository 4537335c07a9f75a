import ConfigurationModel
import FeedModel
import Normalizer

/// The filter lists that a configuration names, by feed.
struct ConfiguredFilterLists {
  /// Those for all feeds, then the feed's own; feeds without any are left out.
  private let byFeed: [(feed: String, lists: [SourceLocation])]

  init(_ configuration: Configuration) {
    byFeed = configuration.feeds.compactMap { feed in
      let lists = ConfiguredFilterLists.lists(of: feed, in: configuration)
      return lists.isEmpty ? nil : (feed.id, lists)
    }
  }

  /// Each once, in their order.
  static func lists(
    of feed: FeedConfiguration?, in configuration: Configuration
  ) -> [SourceLocation] {
    var lists: [SourceLocation] = []
    for list in configuration.filterLists + (feed?.filterLists ?? []) where !lists.contains(list) {
      lists.append(list)
    }
    return lists
  }

  var isEmpty: Bool { byFeed.isEmpty }

  /// Those that are fetched, each once.
  var addresses: [WebAddress] {
    var addresses: [WebAddress] = []
    for address in byFeed.flatMap(\.lists).compactMap(\.address) where !addresses.contains(address)
    {
      addresses.append(address)
    }
    return addresses
  }

  /// What was read of the lists.
  struct Loaded {
    var byFeed: [String: LoadedFilterLists] = [:]
    var problems: [String] = []
  }

  /// Reads every combination of lists once.
  func load(from store: FilterListStore) -> Loaded {
    var loaded = Loaded()
    var known: [[SourceLocation]: LoadedFilterLists?] = [:]
    for (feed, lists) in byFeed {
      if let same = known[lists] {
        loaded.byFeed[feed] = same
        continue
      }
      let (found, problems) = store.load(lists)
      known[lists] = .some(found)
      loaded.byFeed[feed] = found
      for problem in problems where !loaded.problems.contains(problem) {
        loaded.problems.append(problem)
      }
    }
    return loaded
  }

  /// Normalizers with their lists.
  func laid(_ loaded: Loaded, over normalizers: [String: Normalizer]) -> [String: Normalizer] {
    var normalizers = normalizers
    for (feed, lists) in loaded.byFeed {
      normalizers[feed] = normalizers[feed]?.filtering(by: lists)
    }
    return normalizers
  }
}
