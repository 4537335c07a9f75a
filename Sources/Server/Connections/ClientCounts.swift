import Synchronization

/// How many connections each client has, and how many there are in all.
final class ClientCounts: Sendable {
  private let counts = Mutex<[ClientAddress: Int]>([:])
  /// The most connections of one client.
  let perClient: Atomic<Int>
  /// Connections that are open.
  let all = Atomic<Int>(0)
  /// Connections that were taken and refused.
  let accepted = Atomic<Int>(0)
  let refused = Atomic<Int>(0)

  init(perClient: Int) {
    self.perClient = Atomic(perClient)
  }

  /// Counts one more; `false`, and nothing is counted, for one too many.
  func begin(_ client: ClientAddress) -> Bool {
    let most = perClient.load(ordering: .relaxed)
    return counts.withLock { counts in
      guard counts[client, default: 0] < most else { return false }
      counts[client, default: 0] += 1
      return true
    }
  }

  func end(_ client: ClientAddress) {
    counts.withLock { counts in
      guard let count = counts[client] else { return }
      counts[client] = count > 1 ? count - 1 : nil
    }
  }
}
