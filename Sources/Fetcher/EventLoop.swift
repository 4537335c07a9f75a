internal import CLibCurl
internal import FeedModel
internal import Glibc
internal import Synchronization

/// The thread on which libcurl runs, and the way to it from every other one.
final class EventLoop: Sendable {
  enum Command: Sendable {
    case submit(FetchRequest, Ticket, @Sendable (FetchOutcome) -> Void)
    case cancel(Ticket)
    case permit(Ticket, host: String, HostPermit)
  }

  private struct Inbox {
    var commands: [Command] = []
    var isStopped = false
    var isRunning = false
  }

  private let policy: FetchPolicy
  private let budget: MemoryBudget
  private let permits: (any HostPermits)?
  private let inbox = Mutex(Inbox())
  private let waker = Waker()
  private let tickets = Atomic<UInt64>(0)

  init(policy: FetchPolicy, budget: MemoryBudget, permits: (any HostPermits)? = nil) {
    self.policy = policy
    self.budget = budget
    self.permits = permits
  }

  func ticket() -> Ticket {
    Ticket(number: tickets.wrappingAdd(1, ordering: .relaxed).newValue)
  }

  func submit(
    _ request: FetchRequest, ticket: Ticket, resume: @escaping @Sendable (FetchOutcome) -> Void
  ) {
    post(.submit(request, ticket, resume))
  }

  func cancel(_ ticket: Ticket) {
    post(.cancel(ticket))
  }

  /// Ends the thread; every fetch still under way is cancelled.
  func stop() {
    inbox.withLock { $0.isStopped = true }
    waker.wake()
  }

  private func post(_ command: Command) {
    let mustStart = inbox.withLock { inbox in
      inbox.commands.append(command)
      defer { inbox.isRunning = true }
      return !inbox.isRunning
    }
    if mustStart { start() } else { waker.wake() }
  }

  private func start() {
    let context = Unmanaged.passRetained(self).toOpaque()
    var thread = pthread_t()
    let result = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<EventLoop>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, context)
    if result == 0 {
      pthread_detach(thread)
    } else {
      // No thread to be had: this one does the work, slower but right.
      Unmanaged<EventLoop>.fromOpaque(context).release()
      run()
    }
  }

  private func run() {
    let post: TransferLoop.PostPermit = { [weak self] ticket, host, permit in
      self?.post(.permit(ticket, host: host, permit))
    }
    let made = TransferLoop(
      policy: policy, budget: budget, waker: waker, permits: permits, postPermit: post)
    guard let transfers = made else {
      refuseAll()
      return
    }
    while true {
      let (commands, isStopped) = takeCommands()
      for command in commands {
        switch command {
        case .submit(let request, let ticket, let resume):
          transfers.submit(request, ticket: ticket, resume: resume)
        case .cancel(let ticket): transfers.cancel(ticket)
        case .permit(let ticket, let host, let permit):
          transfers.take(permit, for: ticket, host: host)
        }
      }
      if isStopped { break }
      transfers.turn()
    }
    transfers.cancelAll()
  }

  private func takeCommands() -> (commands: [Command], isStopped: Bool) {
    inbox.withLock { inbox in
      defer { inbox.commands = [] }
      return (inbox.commands, inbox.isStopped)
    }
  }

  /// libcurl can't have its memory or descriptors: nobody is left waiting; the next fetch tries
  /// again.
  private func refuseAll() {
    let commands = inbox.withLock { inbox in
      defer { inbox.commands = [] }
      inbox.isRunning = false
      return inbox.commands
    }
    for case .submit(let request, _, let resume) in commands {
      let shown = TargetAddress.redacted(request.address.href)
      let facts = FetchFacts(name: request.name, requested: shown)
      resume(.failed(FetchError(FetchError.Reason.outOfResources, facts: facts)))
    }
  }
}

/// Wakes the event loop from any thread.
final class Waker: Sendable {
  private struct Handle: @unchecked Sendable {
    var multi: UnsafeMutableRawPointer?
  }

  private let handle = Mutex(Handle())

  func wake() {
    handle.withLock { handle in
      // curl_multi_wakeup is the one call that libcurl allows from any thread.
      if let multi = handle.multi { curl_multi_wakeup(multi) }
    }
  }

  func set(_ multi: UnsafeMutableRawPointer?) {
    let handle = Handle(multi: multi)
    self.handle.withLock { $0 = handle }
  }
}
