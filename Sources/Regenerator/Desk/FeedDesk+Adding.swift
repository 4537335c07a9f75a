import ConfigurationModel
public import FeedModel
import FeedReader
import Publisher

/// A feed that may be added: what it would be, and what it would show.
public struct FeedProposal: Sendable {
  /// http or https.
  public var address: WebAddress
  /// Not taken by any feed.
  public var id: String
  /// The feed's own.
  public var title: String
  /// The feed that has the address already.
  public var known: String?
  /// Cleaned, newest first.
  public var entries: [NormalizedEntry]
}

/// A list of subscriptions, and what of it is new.
public struct ImportPlan: Sendable {
  /// A feed that would be added.
  public struct Item: Sendable, Hashable {
    /// Not taken by any feed.
    public var id: String
    /// As the list has it.
    public var title: String?
    /// The folders that it stands in, outermost first.
    public var group: [String]
    /// http or https.
    public var address: WebAddress
  }

  /// In the order of the list.
  public var items: [Item] = []
  /// What the list holds twice, and what it holds that is no feed; sentences.
  public var leftOut: [String] = []
  /// Addresses that feeds have already, with their ids.
  public var known: [(address: String, feed: String)] = []
}

extension FeedDesk {
  /// The address that a person means: the scheme may be left out.
  public static func address(_ text: String) -> WebAddress? {
    let plain = WebAddress.withoutFeedScheme(
      String(text.split(whereSeparator: \.isWhitespace).joined()))
    let spelled =
      plain.utf8.firstIndex(of: UInt8(ascii: ":")) == nil
        || !plain.contains("://") ? "https://" + plain : plain
    return WebAddress(spelled).flatMap { $0.isHTTP && !($0.host ?? "").isEmpty ? $0 : nil }
  }

  /// The feeds that an address offers.
  public func discover(_ address: WebAddress) async throws(Failure) -> [Discovery.Feed] {
    do throws(Discovery.Failure) {
      let found = try await Discovery(
        of: address, allowPrivateNetworks: configuration.fetch.allowPrivateNetworks,
        settings: configuration.fetch)
      return Array(found.feeds.prefix(50))
    } catch {
      throw Failure(description: error.description)
    }
  }

  /// Reads a feed and cleans it by the rules for all.
  public func proposal(for address: WebAddress) async throws(Failure) -> FeedProposal {
    var request = ConversionRequest(inputs: [address.href])
    request.rules = configuration.rules
    request.fetch = configuration.fetch
    request.allowPrivateNetworks = configuration.fetch.allowPrivateNetworks
    request.maxBytes = min(configuration.fetch.maxBytes, 16 << 20)
    request.configurationPath = configuration.path
    let read: Conversion
    do throws(RunError) {
      read = try await Conversion(request) { _ throws(LocalFileError) in [] }
    } catch {
      throw Failure(description: error.description)
    }
    guard let feed = read.feed else {
      throw Failure(description: read.failures.first.map { "\($0.name): \($0.reason)" } ?? "")
    }
    var ids = FeedIDs(taken: configuration.feeds.map(\.id))
    return FeedProposal(
      address: address, id: ids.next(title: feed.title, address: address), title: feed.title,
      known: self.feed(with: address), entries: feed.entries)
  }

  /// The feed that has an address among its sources.
  public func feed(with address: WebAddress) -> String? {
    configuration.feeds.first { feed in
      feed.sources.contains { $0.location.address?.removingFragment == address.removingFragment }
    }?.id
  }

  /// What a list of subscriptions would add.
  public func plan(_ list: [UInt8]) throws(Failure) -> ImportPlan {
    let subscriptions: Subscriptions
    do throws(Subscriptions.Unreadable) {
      subscriptions = try Subscriptions(opml: SourceDocument(bytes: list, name: "OPML"))
    } catch {
      throw Failure(description: error.reason)
    }
    var plan = ImportPlan(leftOut: subscriptions.warnings + subscriptions.remarks)
    var ids = FeedIDs(taken: configuration.feeds.map(\.id))
    for item in subscriptions.items {
      if let known = feed(with: item.address) {
        plan.known.append((item.title ?? item.address.href, known))
        continue
      }
      plan.items.append(
        ImportPlan.Item(
          id: ids.next(title: item.title, address: item.address), title: item.title,
          group: item.folders, address: item.address))
    }
    return plan
  }
}
