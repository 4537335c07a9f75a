public import FeedModel
internal import History

/// Whom to tell of a feed's documents when they have changed: our own subscribers always, the hubs of
/// others where there are any.
public struct HubAnnouncement: Sendable, Hashable {
  /// Where documents are on the web, ending in a slash.
  public var base: String
  /// The hubs of others.
  public var hubs: [WebAddress]

  /// See the properties.
  public init(base: String, hubs: [WebAddress] = []) {
    self.base = base
    self.hubs = hubs
  }

  /// Notes what is to be told of documents, by their names in the output folder.
  func note(_ documents: [String], in database: any Statements) throws {
    for document in documents {
      try database.run(
        "UPDATE hub_topic SET version = version + 1, is_owed = 1 WHERE document = ?", [document])
      for hub in hubs {
        let topic = base + document
        try database.run(
          """
          INSERT INTO hub_ping (name, hub, topic) VALUES (?, ?, ?)
          ON CONFLICT (name) DO UPDATE SET version = hub_ping.version + 1, due = 0
          """, [HubNames.name(hub.href, topic), hub.href, topic])
      }
    }
  }
}

/// What rows of the hub are found by: addresses may be longer than an index takes.
enum HubNames {
  static func name(_ first: String, _ second: String) -> [UInt8] {
    var hash = SHA256()
    hash.update(first.utf8)
    hash.update(CollectionOfOne<UInt8>(0))
    hash.update(second.utf8)
    return hash.finish()
  }
}

extension PublishedFileRows {
  /// Names of the documents among a feed's files whose bytes are others than those noted last; archive
  /// pages are not among them.
  func changedDocuments(_ files: [PublishedFile], of key: String) throws -> [String] {
    guard let feed = try number(of: key) else { return [] }
    let known = Dictionary(
      try self.files(of: feed).map { ($0.name, $0.digest) }, uniquingKeysWith: { $1 })
    return files.filter { file in
      !file.name.utf8.contains(UInt8(ascii: "/")) && known[file.name] != file.digest
    }.map(\.name)
  }
}
