internal import Bytes
public import FeedModel

/// What a reader asks of a hub (WebSub §5.1): that an address of its own be told of a topic, or no
/// longer.
public struct SubscriptionRequest: Sendable, Hashable {
  /// Whether to begin or to end.
  public enum Mode: String, Sendable, Hashable {
    case subscribe
    case unsubscribe
  }

  /// Whether to begin or to end.
  public var mode: Mode
  /// The address of the document, as the reader has written it.
  public var topic: String
  /// Where to tell it: http or https, with neither a fragment nor a user name.
  public var callback: WebAddress
  /// How long it is granted, in seconds.
  public var leaseSeconds: Int
  /// What deliveries are signed with, 1 to 199 bytes.
  public var secret: [UInt8]?

  /// See the properties.
  public init(
    _ mode: Mode, topic: String, callback: WebAddress,
    leaseSeconds: Int = HubLease.usualSeconds, secret: [UInt8]? = nil
  ) {
    self.mode = mode
    self.topic = topic
    self.callback = callback
    self.leaseSeconds = leaseSeconds
    self.secret = secret
  }

  /// Reads the fields of a form; those that the standard does not know say nothing.
  ///
  /// - Parameter maySendSecrets: whether a secret may be used for a callback although it is told over
  ///   http, where everybody on the way sees what is signed.
  /// - Throws: the first thing that is wrong with it.
  public init(
    form: [(name: String, value: String)], maySendSecrets: (WebAddress) -> Bool = { _ in false }
  ) throws(InvalidSubscriptionRequest) {
    let fields = try Self.fields(form)
    guard let word = fields["hub.mode"] else { throw .missing("hub.mode") }
    if word.hasEqualBytes("publish") { throw .publishes }
    guard let mode = Mode(rawValue: word) else { throw .unknownMode }
    guard let topic = fields["hub.topic"], !topic.isEmpty else { throw .missing("hub.topic") }
    guard topic.utf8.count <= Self.longestAddress else { throw .tooLong("hub.topic") }
    guard let text = fields["hub.callback"], !text.isEmpty else { throw .missing("hub.callback") }
    guard text.utf8.count <= Self.longestAddress else { throw .tooLong("hub.callback") }
    let callback = try Self.callback(text)
    self.init(
      mode, topic: topic, callback: callback, leaseSeconds: try Self.lease(fields),
      secret: try Self.secret(fields, for: callback, maySendSecrets))
  }

  /// In bytes.
  public static let longestAddress = 2048
  /// In bytes (WebSub §5.1: less than 200).
  public static let longestSecret = 199

  private static let known = [
    "hub.mode", "hub.topic", "hub.callback", "hub.lease_seconds", "hub.secret",
  ]

  private static func fields(
    _ form: [(name: String, value: String)]
  ) throws(InvalidSubscriptionRequest) -> [String: String] {
    var fields: [String: String] = [:]
    for (name, value) in form where known.contains(name) {
      guard fields.updateValue(value, forKey: name) == nil else { throw .givenTwice(name) }
    }
    return fields
  }

  private static func callback(_ text: String) throws(InvalidSubscriptionRequest) -> WebAddress {
    guard let address = WebAddress(text), address.isHTTP, address.host != nil,
      address == address.removingCredentials, address == address.removingFragment
    else { throw .invalidCallback }
    return address
  }

  private static func lease(
    _ fields: [String: String]
  ) throws(InvalidSubscriptionRequest) -> Int {
    guard let text = fields["hub.lease_seconds"], !text.isEmpty else {
      return HubLease.usualSeconds
    }
    guard text.utf8.count <= 18, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let seconds = Int(text), seconds > 0
    else { throw .invalidLease }
    return HubLease.granted(seconds)
  }

  private static func secret(
    _ fields: [String: String], for callback: WebAddress, _ maySendSecrets: (WebAddress) -> Bool
  ) throws(InvalidSubscriptionRequest) -> [UInt8]? {
    guard let text = fields["hub.secret"], !text.isEmpty else { return nil }
    guard text.utf8.count <= longestSecret else { throw .tooLong("hub.secret") }
    guard callback.scheme == "https" || maySendSecrets(callback) else { throw .bareSecret }
    return Array(text.utf8)
  }

  /// Where a reader is asked whether it meant it (WebSub §5.3): the callback, with what is asked
  /// behind its own query.
  public func verification(challenge: String) -> WebAddress? {
    var query = [
      ("hub.mode", mode.rawValue), ("hub.topic", topic), ("hub.challenge", challenge),
    ]
    if mode == .subscribe { query.append(("hub.lease_seconds", "\(leaseSeconds)")) }
    return Self.address(callback, adding: query)
  }

  /// Where a subscriber is told that it is told no longer (WebSub §5.2).
  public static func denial(of topic: String, to callback: WebAddress) -> WebAddress? {
    address(callback, adding: [("hub.mode", "denied"), ("hub.topic", topic)])
  }

  private static func address(
    _ callback: WebAddress, adding query: [(String, String)]
  ) -> WebAddress? {
    let added = query.map { name, value in
      "\(name)=\(String(decoding: PercentCoding.encoded(value.utf8), as: UTF8.self))"
    }.joined(separator: "&")
    let href = callback.href
    let hasQuery = href.holds(UInt8(ascii: "?"))
    let joint = !hasQuery ? "?" : href.utf8.last == UInt8(ascii: "?") ? "" : "&"
    return WebAddress(href + joint + added)
  }
}

/// Why a request to a hub can't be meant; its description is one sentence for who sent it.
public enum InvalidSubscriptionRequest: Error, Sendable, Hashable, CustomStringConvertible {
  case missing(String)
  case givenTwice(String)
  case tooLong(String)
  case unknownMode
  /// Somebody tells the hub of news, which knows its own.
  case publishes
  case invalidCallback
  case invalidLease
  /// A secret whose use could be watched.
  case bareSecret

  public var description: String {
    switch self {
    case .missing(let name): "\(name) is missing."
    case .givenTwice(let name): "\(name) is given twice."
    case .tooLong("hub.secret"):
      "hub.secret is too long; give at most \(SubscriptionRequest.longestSecret) bytes."
    case .tooLong(let name):
      "\(name) is too long; give at most \(SubscriptionRequest.longestAddress) bytes."
    case .unknownMode: "hub.mode must be subscribe or unsubscribe."
    case .publishes: "This hub knows of its own feeds' news; nobody else's are told here."
    case .invalidCallback:
      "hub.callback must be an http or https address without a user name or a fragment."
    case .invalidLease: "hub.lease_seconds must be a whole number of seconds, 1 or more."
    case .bareSecret: "hub.secret needs an https callback."
    }
  }
}
