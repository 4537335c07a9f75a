import Archive
import FeedModel
import History

/// What a hub is at work on.
struct HubWork {
  /// A document that is being told, once for all whom it is told.
  struct Document {
    var bytes: [UInt8]
    var version: Int
    var users: Int
  }

  private(set) var running = 0
  private(set) var failing = 0
  /// Deliveries at work, by host.
  private(set) var busy: [String: Int] = [:]
  private(set) var documents: [HubTopic: Document] = [:]
  private var bytes = 0
  /// What has come of deliveries, yet to be noted.
  var finished: [(delivery: HubDelivery, outcome: HubOutcome)] = []
  private var verifications: [String: Int] = [:]
  private var verificationCount = 0
  /// When subscriptions were looked at last whose time is over.
  var lookedAt: Timestamp?
  /// What was wrong with the archive in the last round.
  var problem: ArchiveError?

  /// Whether it is another one than that of the round before.
  mutating func isNew(problem new: ArchiveError) -> Bool {
    defer { problem = new }
    return problem != new
  }

  // MARK: Deliveries

  mutating func begin(_ delivery: HubDelivery, _ topic: HubTopic) {
    running += 1
    if delivery.failures > 0 { failing += 1 }
    busy[delivery.host, default: 0] += 1
    documents[topic]?.users += 1
  }

  mutating func end(_ delivery: HubDelivery, _ topic: HubTopic, _ outcome: HubOutcome) {
    running -= 1
    if delivery.failures > 0 { failing -= 1 }
    let left = busy[delivery.host, default: 1] - 1
    busy[delivery.host] = left > 0 ? left : nil
    finished.append((delivery, outcome))
    guard var document = documents[topic] else { return }
    document.users -= 1
    documents[topic] = document
    if document.users <= 0 { forget(topic) }
  }

  private mutating func forget(_ topic: HubTopic) {
    bytes -= documents.removeValue(forKey: topic)?.bytes.count ?? 0
  }

  /// The bytes of a document, at least of a version; `nil` where they are yet to be read.
  func bytes(of topic: HubTopic, version: Int) -> [UInt8]? {
    documents[topic].flatMap { $0.version >= version ? $0.bytes : nil }
  }

  /// Whether one more document may be held.
  func hasRoom(for topic: HubTopic) -> Bool {
    documents.isEmpty || documents[topic] != nil || bytes < HubLimits.documentMemory
  }

  mutating func hold(_ content: [UInt8], of topic: HubTopic, version: Int) {
    let users = documents[topic]?.users ?? 0
    forget(topic)
    documents[topic] = Document(bytes: content, version: version, users: users)
    bytes += content.count
  }

  /// Lets go of documents that nobody is told.
  mutating func tidy() {
    for (topic, document) in documents where document.users <= 0 { forget(topic) }
  }

  var isQuiet: Bool { running == 0 && finished.isEmpty && verificationCount == 0 }

  // MARK: Verifications

  mutating func beginVerification(of host: String) -> SubscriptionHub.Answer {
    guard verificationCount < HubLimits.waitingVerifications else { return .busy }
    guard verifications[host, default: 0] < HubLimits.waitingPerHost else { return .tooMany }
    verificationCount += 1
    verifications[host, default: 0] += 1
    return .accepted
  }

  mutating func endVerification(of host: String) {
    verificationCount -= 1
    let left = verifications[host, default: 1] - 1
    verifications[host] = left > 0 ? left : nil
  }
}
