import Archive
import ConfigurationModel
import FeedModel
import Fetcher
import History
import Publisher

/// What one configuration says of the hub in `serve`: which documents there are, who may have them,
/// and how they are told.
struct HubSite: Sendable {
  /// One document.
  struct Place: Sendable {
    var feed: String
    var mediaType: String
    /// Empty for a feed that everybody may read.
    var tokens: [AccessToken]
  }

  /// The address of the hub.
  let hub: String
  /// `baseURL`
  let base: String
  let output: String
  let archive: String
  let settings: Settings<ServeHubKeys>
  /// By name: `world.atom`.
  private let places: [String: Place]
  private let tokens: [AccessToken]
  private let trusted: HostList
  private let delivering: Fetcher
  private let verifying: Fetcher

  /// `nil` where there is no hub.
  init?(_ configuration: Configuration) {
    guard let hub = configuration.ownHub, let base = configuration.baseURL else { return nil }
    self.hub = hub.href
    self.base = base.href
    output = configuration.output
    archive = configuration.archive
    settings = configuration.serve.hub
    trusted = HostList(settings.allowHosts)
    let auth = configuration.serve.auth
    var places: [String: Place] = [:]
    for feed in configuration.feeds {
      let tokens = auth.tokens + (auth.feeds[feed.id] ?? [])
      for name in configuration.publishedNames(of: feed) {
        places[name.name] = Place(feed: feed.id, mediaType: name.mediaType, tokens: tokens)
      }
    }
    self.places = places
    tokens = configuration.feeds.reduce(into: auth.tokens) { $0 += auth.feeds[$1.id] ?? [] }
    var policy = FetchPolicy(configuration.fetch)
    policy.allowPrivateNetworks = false
    policy.gap = .zero
    policy.jitter = 0
    policy.perHost = HubLimits.connectionsPerHost
    policy.connections = HubLimits.connections
    policy.timeout = HubLimits.patience
    policy.maxBytes = HubLimits.longestAnswer
    policy.memory = HubLimits.answerMemory
    policy.maxRedirects = 0
    delivering = Fetcher(policy: policy)
    policy.connections = HubLimits.verifications
    policy.perHost = HubLimits.verificationsPerHost
    verifying = Fetcher(policy: policy)
  }

  /// The document that a topic names, where whoever knows the topic may read it.
  func place(of topic: String) -> (topic: HubTopic, place: Place)? {
    guard let found = HubTopic(topic, base: base), let place = places[found.document] else {
      return nil
    }
    guard let token = found.token else { return place.tokens.isEmpty ? (found, place) : nil }
    let opens = place.tokens.isEmpty ? tokens : place.tokens
    return Self.isOne(token, of: opens) ? (found, place) : nil
  }

  /// Takes the same time whichever of the tokens it is.
  private static func isOne(_ token: String, of tokens: [AccessToken]) -> Bool {
    let digest = SHA256.digest(of: token.utf8)
    return tokens.reduce(false) { PasswordKey.areSame($1.digest, digest) || $0 }
  }

  /// Whether a document is there.
  func isPublished(_ topic: HubTopic) -> Bool {
    LocalFiles.identity(of: "\(output)/\(topic.document)") != nil
  }

  /// What a subscriber is told; `nil` where it can't be read.
  func content(of topic: HubTopic, _ place: Place) -> [UInt8]? {
    let path = "\(output)/\(topic.document)"
    guard
      let bytes = try? LocalFiles.contents(
        of: path, limit: HubLimits.longestDocument, isInsideFolder: true)
    else { return nil }
    guard let token = topic.token else { return bytes }
    return UnlockedDocument.bytes(bytes, base: base, feed: place.feed, token: token)
  }

  /// Whether a callback may be told, with a secret, over http.
  func trusts(_ callback: WebAddress) -> Bool { trusted.contains(host: callback.host ?? "") }

  // MARK: Requests

  /// Sends a document to a subscriber.
  func deliver(
    _ content: [UInt8], as mediaType: String, to delivery: HubDelivery
  ) async -> FetchOutcome {
    var request = FetchRequest(address: delivery.callback, name: "subscriber")
    request.allowHosts = settings.allowHosts
    request.headers = [
      .init(name: "Accept", value: "*/*"),
      .init(name: "Link", value: "<\(hub)>; rel=\"hub\", <\(delivery.topic)>; rel=\"self\""),
    ]
    if let secret = delivery.secret {
      let signature = HubSignature(secret: secret).field(for: content)
      request.headers.append(.init(name: "X-Hub-Signature", value: signature))
    }
    request.content = .init(mediaType: mediaType, bytes: content)
    return await delivering.fetch(request)
  }

  /// Whether a subscriber says that it meant what was asked in its name: it gives the challenge back,
  /// and nothing else.
  func isMeant(_ asked: SubscriptionRequest) async -> Bool {
    let challenge = HubOwner.random(bytes: 24)
    guard let address = asked.verification(challenge: challenge),
      case .document(let answer) = await get(address)
    else { return false }
    return PasswordKey.areSame(answer.document.bytes, Array(challenge.utf8))
  }

  /// Tells a subscriber that it is told no longer (WebSub §5.2).
  func deny(_ delivery: HubDelivery) async {
    guard let address = SubscriptionRequest.denial(of: delivery.topic, to: delivery.callback) else {
      return
    }
    _ = await get(address)
  }

  private func get(_ address: WebAddress) async -> FetchOutcome {
    var request = FetchRequest(address: address, name: "subscriber")
    request.allowHosts = settings.allowHosts
    request.headers = [.init(name: "Accept", value: "*/*")]
    return await verifying.fetch(request)
  }
}

/// What the hub grants.
enum HubLimits {
  /// Deliveries that are at work or wait for their connection, in all and to one host.
  static let deliveries = 512
  static let perHost = 128
  /// Of those that have failed before: they take no place from others.
  static let failingDeliveries = 64
  /// Transfers that move; those that hang are counted apart, so that they hold up nobody.
  static let connections = 128
  static let connectionsPerHost = 32
  static let verifications = 32
  static let verificationsPerHost = 4
  /// Verifications that are at work or wait, in all and for one host.
  static let waitingVerifications = 1024
  static let waitingPerHost = 256
  static let patience: Duration = .seconds(10)
  /// In bytes.
  static let longestAnswer = 64 << 10
  static let answerMemory = 16 << 20
  static let longestDocument = 256 << 20
  /// Of documents that are being told, in bytes; a larger one is told alone.
  static let documentMemory = 64 << 20
  /// After which others may take a delivery for lost.
  static let claimTime: Duration = .seconds(120)
}
