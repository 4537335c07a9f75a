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
    guard var result = await read(firstOf: documents, in: output, feed, normalizer) else {
      return nil
    }
    var seen = Set(result.entries.map(\.id))
    for page in pages(output.pages(of: feed.id), like: documents) {
      let entries = await read(firstOf: page, in: output, feed, normalizer)?.entries ?? []
      result.entries += entries.filter { seen.insert($0.id).inserted }
    }
    return result
  }

  /// The forms of each archive page, in the order of the main documents'.
  private static func pages(_ names: [String], like documents: [String]) -> [[String]] {
    let endings = documents.map(ending)
    var pages: [(stem: String, names: [String])] = []
    for name in names {
      let stem = String(name.dropLast(ending(name).count))
      if let place = pages.firstIndex(where: { $0.stem == stem }) {
        pages[place].names.append(name)
      } else {
        pages.append((stem, [name]))
      }
    }
    return pages.map { page in
      page.names.sorted { a, b in
        let places = [a, b].map { endings.firstIndex(of: ending($0)) ?? endings.count }
        return places[0] == places[1] ? a < b : places[0] < places[1]
      }
    }
  }

  private static func ending(_ name: String) -> String {
    name.split(separator: ".").last.map { ".\($0)" } ?? ""
  }

  /// The first of several forms of one document that can be read, with the guids of its RSS, which the
  /// other forms don't tell.
  private static func read(
    firstOf names: [String], in output: any FileOutput, _ feed: FeedConfiguration,
    _ normalizer: Normalizer?
  ) async -> NormalizedFeed? {
    for (index, name) in names.enumerated() {
      guard var result = await read(name, in: output, feed, normalizer) else { continue }
      let rss = FeedFormat.rss.suffix
      if ending(name) != ".\(rss)",
        let other = names[index...].first(where: { ending($0) == ".\(rss)" }),
        let known = await read(other, in: output, feed, normalizer)
      {
        result.takeGuids(of: known)
      }
      return result
    }
    return nil
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
