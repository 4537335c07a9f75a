import ConfigurationModel
import FeedModel
import Publisher

extension FeedConfiguration {
  /// The feed with the sources that files of subscriptions name in their place; and what is wrong
  /// with those files: without them nobody can tell what has left the feed.
  func withSubscriptions() -> (feed: FeedConfiguration, problems: [String]) {
    guard sources.contains(where: \.location.isLocalList) else { return (self, []) }
    var feed = self
    var problems: [String] = []
    feed.sources = []
    for source in sources {
      guard source.location.isLocalList, source.location.path != nil else {
        feed.sources.append(source)
        continue
      }
      do throws(Subscriptions.Unreadable) {
        let list = try source.subscriptions()
        let known = Set(feed.sources.map(\.name))
        feed.sources += source.sources(in: list).filter { !known.contains($0.name) }
      } catch {
        problems.append(error.description)
      }
    }
    return (feed, problems)
  }
}

extension SourceConfiguration {
  /// The list of subscriptions that a file holds.
  func subscriptions() throws(Subscriptions.Unreadable) -> Subscriptions {
    try Subscriptions(path: location.path ?? "") { _ throws(LocalFileError) in [] }
  }

  /// The feeds that a list of subscriptions names, as sources in its place.
  ///
  /// They are asked as the list itself is, but get none of its headers: those are for its host.
  func sources(in list: Subscriptions) -> [SourceConfiguration] {
    list.items.map { item in
      var source = SourceConfiguration(name: item.address.href, location: .web(item.address))
      source.title = item.title
      source.timezone = settings.timezone
      source.userAgent = settings.userAgent
      source.timeout = settings.timeout
      source.allowHosts = settings.allowHosts
      return source
    }
  }
}
