import FeedModel
import ObjectStore
import Publisher

extension BucketOutput {
  /// What has the name of a document or page and says, in its notes, that Refeed put it there.
  func unowned(
    owned: Set<String>, otherwise isOwned: @Sendable (String) -> Bool
  ) async throws(OutputError) -> [String] {
    let candidates = names.filter { name in
      ObjectName.isPruned(name) && !owned.contains(name) && !isOwned(name)
    }
    let found = try await each(candidates) { name throws(StoreError) in
      try await self.head(of: name)?.version != nil ? name : nil
    }
    return found.compactMap(\.self)
  }

  func remove(_ names: [String]) async throws(OutputError) {
    _ = try await each(names) { name throws(StoreError) in
      for name in [name + ".gz", name] where self.known(name) != nil {
        try await self.bucket().remove(name)
        self.note(name, nil)
      }
    }
  }
}

/// The names of objects that Refeed publishes.
enum ObjectName {
  /// Whether it may be one: a document, a page of all feeds, an archive page, or a copy of one.
  static func isKept(_ name: String) -> Bool { Publisher.isPublishable(name) }

  /// Whether it is the name of a feed's document or archive page.
  static func isPruned(_ name: String) -> Bool {
    Publisher.isDocument(name) || feed(ofPage: name) != nil
  }

  /// The feed whose archive page has the name: `world` for `world/2024-10.atom`.
  static func feed(ofPage name: String) -> String? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, Publisher.isFeedID(parts[0]), Publisher.isPage(parts[1]) else {
      return nil
    }
    return parts[0]
  }
}
