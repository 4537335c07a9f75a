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
  static func read(
    _ feed: FeedConfiguration, documents: [String], output: String
  ) -> NormalizedFeed? {
    var result: NormalizedFeed?
    for document in documents where result == nil {
      result = read("\(output)/\(document)", feed)
    }
    guard result != nil else { return nil }
    var seen = Set(result?.entries.map(\.id) ?? [])
    for page in pages(of: feed, output: output) {
      for entry in read(page, feed)?.entries ?? [] where seen.insert(entry.id).inserted {
        result?.entries.append(entry)
      }
    }
    return result
  }

  /// The newest pages last, so that the main document's version of an entry comes first.
  private static func pages(of feed: FeedConfiguration, output: String) -> [String] {
    let folder = "\(output)/\(feed.id)"
    guard LocalFiles.isFolder(folder) else { return [] }
    let files = (try? LocalFiles.files(below: folder)) ?? []
    let pages = files.filter { $0.hasSuffix(".atom") || $0.hasSuffix(".json") }
    return pages.reversed()
  }

  private static func read(_ path: String, _ feed: FeedConfiguration) -> NormalizedFeed? {
    guard LocalFiles.identity(of: path) != nil,
      let bytes = try? LocalFiles.contents(of: path, limit: limit, isInsideFolder: true),
      let parsed = try? FeedReader().read(Document(bytes: bytes, name: path)),
      parsed.generator == "Refeed" || parsed.dialect == .jsonFeed11
    else { return nil }
    var context = feed.context(of: nil, homepage: parsed.homepage, fallbackDate: .epoch)
    context.id = parsed.id ?? context.id
    return Normalizer().normalized(parsed, context: context)
  }
}
