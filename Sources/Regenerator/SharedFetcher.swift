import Archive
import ConfigurationModel
import FeedModel
import History
import Fetcher
import Publisher
import Synchronization

/// What came of a fetch, its body in memory or set down on the disk.
struct HeldOutcome: Sendable {
  /// A document that was set down has no bytes here, and no lease.
  var outcome: FetchOutcome
  /// Names the body's bytes.
  var body: Fingerprint?
  var setDown: SetDownDocument?
  /// Why it could not be set down.
  var problem: LocalFileError?
}

/// A fetcher that asks an address once although several feeds want it.
///
/// Only requests that are the same in everything, validators included, share an answer. What is
/// shared waits on the disk for those who come later, so that nobody's memory is held by another.
final class SharedFetcher: Sendable {
  private struct Share {
    var task: Task<HeldOutcome, Never>
    var users: Int
  }

  private let fetcher: Fetcher
  /// The folder that documents are set down in.
  private let folder: String
  /// How many sources name an address, where it is more than one.
  private let users: [WebAddress: Int]
  private let shares = Mutex<[FetchRequest: Share]>([:])

  init(
    policy: FetchPolicy, memory: MemoryBudget, folder: String = "/var/tmp",
    sources: [SourceConfiguration] = [], permits: (any HostPermits)? = nil
  ) {
    fetcher = Fetcher(policy: policy, memory: memory, permits: permits)
    self.folder = folder
    var users: [WebAddress: Int] = [:]
    for source in sources {
      if let address = source.location.address { users[address, default: 0] += 1 }
    }
    self.users = users.filter { $0.value > 1 }
  }

  /// - Parameter setsDown: whether the body is to wait on the disk, because its reader has other
  ///   ones to wait for.
  func fetch(_ request: FetchRequest, setsDown: Bool) async -> HeldOutcome {
    guard let users = users[request.address] else {
      return await held(request, setsDown: setsDown)
    }
    let task = shares.withLock { shares in
      var share =
        shares[request]
        ?? Share(task: Task { await self.held(request, setsDown: true) }, users: users)
      share.users -= 1
      shares[request] = share.users > 0 ? share : nil
      return share.task
    }
    return await task.value
  }

  private func held(_ request: FetchRequest, setsDown: Bool) async -> HeldOutcome {
    var held = HeldOutcome(outcome: await fetcher.fetch(request))
    guard case .document(var fetched) = held.outcome else { return held }
    held.body = Fingerprint(fetched.document.bytes)
    guard setsDown else { return held }
    do throws(LocalFileError) {
      held.setDown = try SetDownDocument(fetched.document.bytes, in: folder)
    } catch {
      held.problem = error
    }
    fetched.document.bytes = []
    fetched.lease = nil
    held.outcome = .document(fetched)
    return held
  }
}
