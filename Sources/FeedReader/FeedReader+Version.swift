extension FeedReader {
  /// Goes up with every release that reads any document in another way than the one before.
  ///
  /// The archive compares what a source says only between readings of one version: what is better
  /// read must not look like an edit.
  public static let version = 8
}
