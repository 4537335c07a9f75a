import FeedModel

extension ParsedFeed {
  /// In a feed of several sources each entry says where it comes from (RFC 4287 §4.2.11), unless it
  /// does so already.
  ///
  /// The address that the document was asked at is not told: it may hold a secret.
  /// - Parameter title: as configured for the source.
  /// - Returns: what was said; `nil` where there was nothing to say.
  @discardableResult
  mutating func nameOrigin(title: String?) -> EntrySource? {
    let origin = EntrySource(
      id: id, title: title ?? self.title?.value, homepage: homepage, feedAddress: selfAddress)
    // A title alone would stand for the author.
    guard id != nil || homepage != nil || selfAddress != nil else { return nil }
    for index in entries.indices where entries[index].source == nil {
      entries[index].source = origin
    }
    return origin
  }
}
