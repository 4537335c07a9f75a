extension ServedSite {
  /// `Link` of a document: where to subscribe to it, and its own address (WebSub §4); `nil` where there
  /// is nowhere.
  ///
  /// - Parameter name: relative to the output folder.
  func link(to name: String, of feed: ServedFeed) -> String? {
    link(hubs: feed.hubs, name)
  }

  /// The same for those who come by `/t/<token>/`: the hubs of others may not read it.
  func link(to name: String, token: String) -> String? {
    guard !name.utf8.contains(UInt8(ascii: "/")), let hub else { return nil }
    return link(hubs: [hub], "t/\(token)/\(name)")
  }

  private func link(hubs: [String], _ name: String) -> String? {
    guard let baseURL, !hubs.isEmpty else { return nil }
    return hubs.map { "<\($0)>; rel=\"hub\"" }.joined(separator: ", ")
      + ", <\(baseURL)\(name)>; rel=\"self\""
  }
}
