@testable import FeedModel
import FeedReader
import Foundation

/// The documents of the shared corpus that are feeds.
enum Corpus {
  static let folder: URL? = {
    let environment = ProcessInfo.processInfo.environment["REFEED_CORPUS"]
    let folder =
      environment.map { URL(filePath: $0) } ?? Judge.shared.appending(path: "corpus")
    guard FileManager.default.fileExists(atPath: folder.path(percentEncoded: false)) else {
      FileHandle.standardError.write(Data("skipped: no corpus at \(folder.path)\n".utf8))
      return nil
    }
    return folder
  }()

  /// Every file that `FeedReader` takes for a feed, as feeds that may be published, in the order of
  /// names.
  static let feeds: [(name: String, feed: NormalizedFeed)] = {
    guard let folder else { return [] }
    let suites = [
      "encodings", "feed-rs", "feedparser", "feedvalidator", "gofeed", "podcastparser", "reader",
      "realworld", "xml-attacks",
    ]
    return suites.flatMap { read(folder.appending(path: $0)) } + entries
  }()

  /// The folder of entry files, as one feed.
  private static let entries: [(name: String, feed: NormalizedFeed)] = {
    let folder = Judge.shared.appending(path: "entries")
    let files = read(folder)
    guard var feed = files.first?.feed else {
      FileHandle.standardError.write(Data("skipped: no entries at \(folder.path)\n".utf8))
      return []
    }
    // Some are two versions of one entry, which a run makes one (EntryNaming).
    var ids = Set(feed.entries.map(\.id))
    for file in files.dropFirst() {
      feed.entries += file.feed.entries.filter { ids.insert($0.id).inserted }
    }
    return [("entries", feed)]
  }()

  private static func read(_ folder: URL) -> [(name: String, feed: NormalizedFeed)] {
    let path = folder.path(percentEncoded: false)
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    return names.sorted().compactMap { name in
      guard !name.hasSuffix(".expected.json"), !name.hasSuffix("README.md"),
        let data = try? Data(contentsOf: folder.appending(path: name)), data.count < 1_000_000
      else { return nil }
      let document = SourceDocument(
        bytes: Array(data), name: name, address: SampleFeeds.address("https://base.example/feed"))
      guard let feed = try? FeedReader().read(document) else { return nil }
      return ("\(folder.lastPathComponent)/\(name)", CrudeNormalizer.normalized(feed))
    }
  }
}

/// Makes of a parsed feed one that can be emitted: a stand-in for the normalizer that keeps every
/// field and makes markup harmless by escaping it.
enum CrudeNormalizer {
  static func normalized(_ parsed: ParsedFeed, isOurs: Bool = false) -> NormalizedFeed {
    var feed = NormalizedFeed(
      id: parsed.id.flatMap { AbsoluteIRI.isValid($0) ? $0 : nil } ?? "urn:x:feed",
      title: line(parsed.title) ?? "Untitled", authors: parsed.authors,
      updated: parsed.updated ?? .epoch)
    feed.subtitle = line(parsed.subtitle)
    feed.homepage = parsed.homepage
    feed.language = parsed.language
    feed.rights = line(parsed.rights)
    feed.icon = parsed.icon
    feed.logo = parsed.logo
    feed.contributors = parsed.contributors
    feed.categories = parsed.categories
    feed.links = parsed.links
    feed.extensions = parsed.extensions
    var seen: Set<EntryID> = [EntryID(iri: feed.id)]
    for (index, entry) in parsed.entries.enumerated() {
      let normalized = normalized(entry, in: parsed, index: index, isOurs: isOurs)
      if seen.insert(normalized.id).inserted { feed.entries.append(normalized) }
    }
    return feed
  }

  private static func normalized(
    _ parsed: ParsedEntry, in feed: ParsedFeed, index: Int, isOurs: Bool
  ) -> NormalizedEntry {
    let id = EntryID(
      sourceID: parsed.id, rawLink: parsed.rawLink, homepage: feed.homepage, content: "\(index)")
    var entry = NormalizedEntry(
      id: id, title: line(parsed.title) ?? "",
      updated: parsed.updated ?? parsed.published ?? .epoch)
    entry.link = parsed.link
    entry.summary = isOurs ? plain(parsed.summary) : line(parsed.summary).map(withoutMarkup)
    entry.content = parsed.content.map { content in
      CleanHTML(sanitized: isOurs ? content.value : "<p>\(escaped(trimmed(content.value)))</p>")
    }
    entry.links = parsed.links
    entry.authors = parsed.authors
    entry.contributors = parsed.contributors
    entry.categories = parsed.categories
    entry.published = parsed.published
    entry.rights = line(parsed.rights)
    entry.source = parsed.source
    entry.attachments = parsed.attachments
    entry.image = parsed.image
    entry.bannerImage = parsed.bannerImage
    entry.externalAddress = parsed.externalAddress
    entry.language = parsed.language == feed.language ? nil : parsed.language
    entry.extensions = parsed.extensions
    return entry
  }

  private static func line(_ text: Text?) -> String? {
    guard let text else { return nil }
    let line = text.value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.isEmpty ? nil : line
  }

  /// A summary is plain text; readers take what looks like a tag for one all the same.
  private static func withoutMarkup(_ text: String) -> String {
    text.replacingOccurrences(of: "<", with: "‹").replacingOccurrences(of: "&", with: "+")
  }

  /// A text that we wrote as HTML: RSS has no other.
  private static func plain(_ text: Text?) -> String? {
    let isHTML = text?.kind == .html
    guard var text = line(text), isHTML else { return line(text) }
    for (reference, character) in [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
      text = text.replacingOccurrences(of: reference, with: character)
    }
    return text
  }

  private static func trimmed(_ text: String) -> String {
    text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func escaped(_ html: String) -> String {
    html.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
  }
}
