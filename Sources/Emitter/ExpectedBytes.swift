internal import FeedModel

extension NormalizedFeed {
  /// About as many bytes as a document of the feed takes, for a buffer that is not to grow by being
  /// copied.
  var expectedBytes: Int {
    entries.reduce(2000) { bytes, entry in
      let texts = (entry.content?.html.utf8.count ?? 0) + (entry.summary?.utf8.count ?? 0)
      return bytes + texts + texts / 16 + 700
    }
  }
}
