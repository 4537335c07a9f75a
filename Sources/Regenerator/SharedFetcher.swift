import ConfigurationModel
import FeedModel
import Fetcher
import Synchronization

/// A fetcher that asks an address once although several feeds want it.
///
/// Only requests that are the same in everything, validators included, share an answer.
final class SharedFetcher: Sendable {
  private struct Share {
    var task: Task<FetchOutcome, Never>
    var users: Int
  }

  private let fetcher: Fetcher
  /// How many sources name an address, where it is more than one.
  private let users: [WebAddress: Int]
  private let shares = Mutex<[FetchRequest: Share]>([:])

  init(policy: FetchPolicy, sources: [SourceConfiguration] = []) {
    fetcher = Fetcher(policy: policy)
    var users: [WebAddress: Int] = [:]
    for source in sources {
      if let address = source.location.address { users[address, default: 0] += 1 }
    }
    self.users = users.filter { $0.value > 1 }
  }

  func fetch(_ request: FetchRequest) async -> FetchOutcome {
    guard let users = users[request.address] else { return await fetcher.fetch(request) }
    let fetcher = fetcher
    let task = shares.withLock { shares in
      var share =
        shares[request] ?? Share(task: Task { await fetcher.fetch(request) }, users: users)
      share.users -= 1
      // The last one lets go of the body.
      shares[request] = share.users > 0 ? share : nil
      return share.task
    }
    return await task.value
  }
}
