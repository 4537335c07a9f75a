import FeedModel

extension SourceConfiguration {
  /// The feeds that a list of subscriptions names, as sources in its place.
  ///
  /// They are asked as the list itself is, but get none of its headers: those are for its host.
  func sources(in list: Subscriptions) -> [SourceConfiguration] {
    list.items.map { item in
      var source = SourceConfiguration(name: item.address.href, location: .web(item.address))
      source.title = item.title
      source.timezone = timezone
      source.userAgent = userAgent
      source.timeout = timeout
      source.allowHosts = allowHosts
      return source
    }
  }

  /// Whether the source is a list of subscriptions by its name: a path or address ending in
  /// `.opml`.
  var isSubscriptionList: Bool {
    switch location {
    case .path(let path): path.lowercased().hasSuffix(".opml")
    case .web(let address): address.path.lowercased().hasSuffix(".opml")
    case .standardInput: false
    }
  }
}
