/// Asks addresses for documents, politely and safely, on one event loop of its own.
///
/// A fetch can be awaited from any task; cancelling the task ends the transfer. The loop's
/// thread starts with the first fetch and ends with the fetcher.
public final class Fetcher: Sendable {
  private let loop: EventLoop

  /// - Parameters:
  ///   - memory: shared with others who hold documents; `nil` for one of its own, of
  ///   ``FetchPolicy/memory`` bytes.
  ///   - permits: asked before each request; `nil` where nobody else asks the same hosts.
  public init(
    policy: FetchPolicy, memory: MemoryBudget? = nil, permits: (any HostPermits)? = nil
  ) {
    loop = EventLoop(
      policy: policy, budget: memory ?? MemoryBudget(limit: policy.memory), permits: permits)
  }

  deinit { loop.stop() }

  /// Fetches one document; never throws, for every outcome is a value.
  public func fetch(_ request: FetchRequest) async -> FetchOutcome {
    let ticket = loop.ticket()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        loop.submit(request, ticket: ticket) { continuation.resume(returning: $0) }
        // A cancellation that came before the submission has found nothing to cancel.
        if Task.isCancelled { loop.cancel(ticket) }
      }
    } onCancel: {
      loop.cancel(ticket)
    }
  }
}
