import Emitter
import FeedModel

extension Configuration {
  /// What of a configuration other readers can subscribe to, as OPML 2.0.
  public struct Export: Sendable {
    public var opml: [UInt8]
    /// What was left out and why, in sentences.
    public var notes: [String]
  }

  /// The sources on the web, several of one feed as a group; local ones can't be subscribed to.
  ///
  /// User names and passwords in addresses are left out.
  /// - Parameter withSecrets: whether addresses that hold a value from the environment are
  ///   written.
  public func exportedSources(withSecrets: Bool) -> Export {
    var notes: [String] = []
    var outlines: [OPMLEmitter.Outline] = []
    for configured in feeds {
      let feed = configured.withSubscriptions().feed
      let sources = feed.sources.compactMap { source -> OPMLEmitter.Outline? in
        guard case .web(let address) = source.location else {
          notes.append("left out \(source.name): it is not on the web")
          return nil
        }
        guard withSecrets || !source.name.contains("${") else {
          notes.append("left out \(source.name): it holds a secret; --secrets writes it")
          return nil
        }
        return OPMLEmitter.Outline(
          title: source.title ?? feed.title ?? address.host ?? feed.id,
          feed: address.removingCredentials.href, homepage: feed.homepage?.href)
      }
      if sources.count > 1 {
        outlines.append(.init(title: feed.title ?? feed.id, outlines: sources))
      } else {
        outlines += sources
      }
    }
    return Export(opml: OPMLEmitter().rendered(title: "Refeed: sources", outlines), notes: notes)
  }

  /// The published feeds; `nil` without `baseURL`, where nobody can say where they are.
  public func exportedFeeds() -> Export? {
    guard let baseURL else { return nil }
    var notes: [String] = []
    let outlines = feeds.compactMap { feed -> OPMLEmitter.Outline? in
      // Older readers know Atom and RSS alone.
      let format = [FeedFormat.atom, .rss, .json].first {
        feed.settings.formats.contains($0.name)
      }
      guard let format, let address = WebAddress("\(feed.id).\(format.suffix)", base: baseURL)
      else {
        notes.append("left out \(feed.id): it is published in no feed format")
        return nil
      }
      return OPMLEmitter.Outline(
        title: feed.title ?? feed.id, feed: address.href, homepage: feed.homepage?.href)
    }
    return Export(opml: OPMLEmitter().rendered(title: "Refeed: feeds", outlines), notes: notes)
  }
}
