public import ConfigurationModel
import Emitter
import FeedModel
import Publisher

extension Configuration {
  /// What of a configuration other readers can subscribe to, as OPML 2.0.
  public struct Export: Sendable {
    /// The document.
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
    var outlines: [Filed] = []
    for configured in feeds {
      let feed = configured.withSubscriptions().feed
      let sources = feed.sources.compactMap { source -> OPMLEmitter.Outline? in
        guard let address = source.location.exportedAddress else {
          notes.append("left out \(source.name): it is not on the web")
          return nil
        }
        guard withSecrets || !source.holdsSecret else {
          notes.append("left out \(source.name): it holds a secret; --secrets writes it")
          return nil
        }
        return OPMLEmitter.Outline(
          title: source.title ?? feed.title ?? address.host ?? feed.id,
          feed: address.href, homepage: feed.homepage?.href)
      }
      let group = (feed.group ?? [])[...]
      if sources.count > 1 {
        outlines.append((group, .init(title: feed.title ?? feed.id, outlines: sources)))
      } else {
        outlines += sources.map { (group, $0) }
      }
    }
    return Export(
      opml: OPMLEmitter().rendered(title: "Refeed: sources", Self.nested(outlines)), notes: notes)
  }

  /// The published feeds; `nil` without `baseURL`, where nobody can say where they are.
  ///
  /// - Parameters:
  ///   - ids: the only feeds to list; `nil` for all.
  ///   - prefix: what stands between `baseURL` and the names of files: `t/<token>/`.
  public func exportedFeeds(only ids: Set<String>? = nil, prefix: String = "") -> Export? {
    guard let base = settings.baseURL, let baseURL = WebAddress(prefix, base: base) else {
      return nil
    }
    var notes: [String] = []
    let listed = feeds.filter { ids?.contains($0.id) ?? true }
    let outlines = listed.compactMap { feed -> Filed? in
      // Older readers know Atom and RSS alone.
      let others = FeedFormat.allCases.filter { $0.isFeed && ![.atom, .rss].contains($0) }
      let format = ([.atom, .rss] + others).first { feed.settings.formats.contains($0.name) }
      guard let format, let address = WebAddress("\(feed.id).\(format.suffix)", base: baseURL)
      else {
        notes.append("left out \(feed.id): it is published in no feed format")
        return nil
      }
      let file = "\(settings.output)/\(feed.id).\(format.suffix)"
      // What is in a bucket is not asked for a list of addresses.
      guard bucket != nil || LocalFiles.identity(of: file) != nil
      else {
        notes.append("left out \(feed.id): it is not published yet; refeed refresh does it")
        return nil
      }
      let outline = OPMLEmitter.Outline(
        title: feed.title ?? feed.id, feed: address.href, homepage: feed.homepage?.href)
      return ((feed.group ?? [])[...], outline)
    }
    return Export(
      opml: OPMLEmitter().rendered(title: "Refeed: feeds", Self.nested(outlines)), notes: notes)
  }

  /// An outline with the folders that it stands in, outermost first.
  private typealias Filed = (group: ArraySlice<String>, outline: OPMLEmitter.Outline)

  /// The outlines in their folders, each folder where its first outline stood.
  private static func nested(_ outlines: [Filed]) -> [OPMLEmitter.Outline] {
    var result: [OPMLEmitter.Outline] = []
    var members: [Int: [Filed]] = [:]
    var places: [String: Int] = [:]
    for (group, outline) in outlines {
      guard let name = group.first else {
        result.append(outline)
        continue
      }
      let place = places[name] ?? result.count
      if places.updateValue(place, forKey: name) == nil { result.append(.init(title: name)) }
      members[place, default: []].append((group.dropFirst(), outline))
    }
    for (place, filed) in members { result[place].outlines = nested(filed) }
    return result
  }
}
