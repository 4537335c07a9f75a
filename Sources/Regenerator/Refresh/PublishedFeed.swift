import ConfigurationModel
import Emitter
import FeedModel
import FeedReader
import Normalizer

/// Reads back what Refeed has published of a feed, for an archive that has lost it.
enum PublishedFeed {
  /// Larger documents are not read back, in bytes.
  private static let limit = 256 << 20

  /// The entries of a main document and of all archive pages, cleaned once more: files are not
  /// trusted more than sources. `nil` when nothing that Refeed wrote can be read.
  ///
  /// - Parameter normalizer: the feed's; its filters hold for what is recovered too.
  static func read(
    _ feed: FeedConfiguration, documents: [String], output: any FileOutput,
    normalizer: Normalizer? = nil
  ) async -> NormalizedFeed? {
    var result: NormalizedFeed?
    for document in documents where result == nil {
      result = await read(document, in: output, feed, normalizer)
    }
    guard result != nil else { return nil }
    var seen = Set(result?.entries.map(\.id) ?? [])
    for page in output.pages(of: feed.id) {
      for entry in await read(page, in: output, feed, normalizer)?.entries ?? []
      where seen.insert(entry.id).inserted {
        result?.entries.append(entry)
      }
    }
    return result
  }

  /// One document or page; `nil` for what Refeed did not write.
  static func read(
    _ name: String, in output: any FileOutput, _ feed: FeedConfiguration,
    _ normalizer: Normalizer? = nil
  ) async -> NormalizedFeed? {
    guard let bytes = await output.contents(of: name, limit: limit),
      var parsed = try? FeedReader().read(
        SourceDocument(bytes: bytes, name: output.path(of: name))),
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
