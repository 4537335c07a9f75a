public import ConfigurationModel
import Emitter
import FeedModel

/// A name that a configuration publishes a file under.
public struct PublishedName: Sendable, Hashable {
  /// Relative to the output folder: `world.atom`.
  public var name: String
  /// As for HTTP `Content-Type`, with its parameters.
  public var mediaType: String
  /// What follows the feed's id and a dot.
  public var suffix: String
  /// Whether older entries stand on pages of the same format (`world/2024-10.atom`).
  public var hasPages: Bool
}

extension Configuration {
  /// What a feed is published as, in the order of its formats.
  public func publishedNames(of feed: FeedConfiguration) -> [PublishedName] {
    let formats = feed.settings.formats.filter { !Rendering.siteTemplates.contains($0) }
    let documents = FeedDocuments.documents(named: feed.id, formats: formats, base: nil)
    return documents.map { document in
      let format = FeedFormat(rawValue: document.format)
      return PublishedName(
        name: document.href, mediaType: document.mediaType,
        suffix: String(document.href.dropFirst(feed.id.count + 1)),
        hasPages: settings.baseURL != nil && format?.hasPages ?? false)
    }
  }

  /// The pages about all feeds that are published beside them.
  public var publishedPages: [PublishedName] {
    let formats = Set(feeds.flatMap(\.settings.formats))
    return Rendering.siteTemplates.filter(formats.contains).map { name in
      PublishedName(
        name: name, mediaType: TemplateEmitter.mediaType(of: name),
        suffix: name.split(separator: ".").last.map(String.init) ?? name, hasPages: false)
    }
  }
}
