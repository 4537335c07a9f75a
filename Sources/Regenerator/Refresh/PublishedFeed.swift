import ConfigurationModel
import Emitter
import FeedModel
import FeedReader
import Normalizer
import Publisher

/// Reads back what Refeed has published of a feed, for an archive that has lost it.
enum PublishedFeed {
  /// Larger documents are not read back, in bytes.
  private static let limit = 256 << 20

  /// The entries of a main document and of all archive pages, cleaned once more: files are not
  /// trusted more than sources. `nil` when nothing that Refeed wrote can be read.
  ///
  /// - Parameter normalizer: the feed's; its filters hold for what is recovered too.
  static func read(
    _ feed: FeedConfiguration, documents: [String], output: String, normalizer: Normalizer? = nil
  ) -> NormalizedFeed? {
    var result: NormalizedFeed?
    for document in documents where result == nil {
      result = read("\(output)/\(document)", feed, normalizer)
    }
    guard result != nil else { return nil }
    var seen = Set(result?.entries.map(\.id) ?? [])
    for page in pageNames(of: feed, output: output) {
      for entry in read("\(output)/\(page)", feed, normalizer)?.entries ?? []
      where seen.insert(entry.id).inserted {
        result?.entries.append(entry)
      }
    }
    return result
  }

  /// The archive pages that are there (`world/2024-10.atom`), newest first.
  static func pageNames(of feed: FeedConfiguration, output: String) -> [String] {
    let folder = "\(output)/\(feed.id)"
    guard LocalFiles.isFolder(folder) else { return [] }
    let files = (try? LocalFiles.files(below: folder)) ?? []
    return files.filter { path in [".atom", ".json", ".rss"].contains { path.hasSuffix($0) } }
      .map { String(decoding: $0.utf8.dropFirst(output.utf8.count + 1), as: UTF8.self) }
      .reversed()
  }

  static func read(
    _ path: String, _ feed: FeedConfiguration, _ normalizer: Normalizer? = nil
  ) -> NormalizedFeed? {
    guard LocalFiles.identity(of: path) != nil,
      let bytes = try? LocalFiles.contents(of: path, limit: limit, isInsideFolder: true),
      var parsed = try? FeedReader().read(SourceDocument(bytes: bytes, name: path)),
      parsed.generator == "Refeed" || parsed.dialect == .jsonFeed11
    else { return nil }
    var context = feed.context(of: nil, homepage: parsed.homepage, fallbackDate: .epoch)
    context.id = parsed.id ?? context.id
    if let normalizer, normalizer.rules.leaveEntriesOut {
      parsed.entries.removeAll { normalizer.normalized(entry: $0, context: context) == nil }
    }
    return Normalizer().normalized(parsed, context: context)
  }
}
