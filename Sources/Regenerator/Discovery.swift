public import ConfigurationModel
public import FeedModel
import FeedReader
import Fetcher

/// The feeds that an address offers.
public struct Discovery: Sendable, Hashable {
  /// How a feed was found.
  public enum Origin: String, Sendable, Hashable {
    /// The address is a feed itself.
    case itself
    /// The page declares it: `<link rel="alternate">`.
    case link
    /// The page links to it, and the address looks like a feed's.
    case anchor
    /// The address is a list of subscriptions.
    case list
  }

  /// One feed that was found.
  public struct Feed: Sendable, Hashable {
    /// http or https, without fragment.
    public var address: WebAddress
    /// As the page, the list or the feed says it; one line.
    public var title: String?
    /// As the page says it.
    public var mediaType: String?
    /// How it was found.
    public var origin: Origin
  }

  /// Why an address offers nothing.
  public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was asked, without user name and password.
    public var address: String
    /// One sentence without the address.
    public var reason: String
    public var description: String { "\(address): \(reason)" }
  }

  /// The page's own links first, then what looks like feeds; each address once.
  public private(set) var feeds: [Feed]

  /// A commented configuration that has one feed for each of them.
  public func configuration() -> [UInt8] {
    Subscriptions(feeds.map { .init(address: $0.address, title: $0.title) }).configuration()
  }

  /// Asks the address, under the guard of every fetch.
  ///
  /// - Parameter settings: how to fetch; by default as no configuration says otherwise.
  public init(
    of address: WebAddress, allowPrivateNetworks: Bool, settings: FetchSettings = FetchSettings()
  ) async throws(Failure) {
    var policy = FetchPolicy(settings)
    policy.allowPrivateNetworks = allowPrivateNetworks
    let name = address.removingCredentials.href
    var request = FetchRequest(address: address, name: name)
    request.headers = [.init(name: "Accept", value: "text/html, application/xhtml+xml, */*;q=0.8")]
    switch await Fetcher(policy: policy).fetch(request) {
    case .document(let fetched): try self.init(in: fetched.document)
    case .failed(let error): throw Failure(address: name, reason: error.description(for: .command))
    case .gone: throw Failure(address: name, reason: "there is nothing any more (410)")
    case .retryLater, .notModified:
      throw Failure(address: name, reason: "the host wants to be asked again later")
    }
  }

  init(in document: SourceDocument) throws(Failure) {
    let address = document.address
    do throws(NotAFeed) {
      let feed = try FeedReader().read(document)
      let itself = address.map {
        Feed(
          address: $0, title: feed.title?.value, mediaType: document.mediaType, origin: .itself)
      }
      feeds = [itself].compactMap(\.self)
    } catch {
      switch error.reason {
      case .webPage: feeds = Discovery.offered(in: document)
      case .subscriptionList: feeds = try Discovery.listed(in: document)
      default: throw Failure(address: document.name, reason: error.description)
      }
    }
    if feeds.isEmpty {
      throw Failure(address: document.name, reason: "the page links to no feed")
    }
  }

  private static func offered(in page: SourceDocument) -> [Feed] {
    PageFeeds(page.bytes, address: page.address).feeds.map {
      Feed(
        address: $0.address, title: $0.title, mediaType: $0.mediaType,
        origin: $0.isDeclared ? .link : .anchor)
    }
  }

  private static func listed(in document: SourceDocument) throws(Failure) -> [Feed] {
    do throws(Subscriptions.Unreadable) {
      return try Subscriptions(opml: document).items.map {
        Feed(address: $0.address, title: $0.title, mediaType: nil, origin: .list)
      }
    } catch {
      throw Failure(address: error.name, reason: error.reason)
    }
  }
}
