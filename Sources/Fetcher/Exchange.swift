internal import FeedModel

/// Names one fetch between the callers' threads and the event loop.
struct Ticket: Sendable, Hashable {
  let number: UInt64
}

/// One fetch on its way: its request, the redirects so far, and who waits for the outcome.
///
/// Belongs to the event loop's thread.
final class Exchange {
  let ticket: Ticket
  let request: FetchRequest
  let addressGuard: AddressGuard
  /// The proxy's address; empty for none.
  let proxy: String
  private let resume: @Sendable (FetchOutcome) -> Void

  /// What is asked next.
  var target: TargetAddress
  /// From the configuration or the address; `nil` once a redirect has left the first host.
  var authentication: FetchRequest.Authentication?
  /// Whether the request's own headers may still be sent.
  var keepsSecrets = true
  var facts: FetchFacts
  var cookies = ChainCookies()
  /// Whether it asks again without conditions, because a 304 spoke of another representation.
  var isUnconditional = false
  /// What is left of the time for the whole fetch.
  var timeLeft: Duration
  let submitted: Duration
  var isStarted = false
  /// What the present request was granted, where others ask its host too.
  var permit: HeldPermit?

  init(
    ticket: Ticket, request: FetchRequest, target: TargetAddress, policy: FetchPolicy,
    now: Duration, resume: @escaping @Sendable (FetchOutcome) -> Void
  ) {
    self.ticket = ticket
    self.request = request
    self.target = target
    self.resume = resume
    proxy = request.proxy ?? policy.proxy ?? ""
    addressGuard = AddressGuard(
      allowPrivateNetworks: policy.allowPrivateNetworks || request.allowPrivateNetworks,
      allowHosts: request.allowHosts)
    authentication = request.authentication ?? target.credentials
    timeLeft = request.timeout ?? policy.timeout
    facts = FetchFacts(name: request.name, requested: target.href)
    submitted = now
  }

  /// What makes the next request conditional.
  var validators: Validators {
    let known = request.validators
    if isUnconditional { return Validators() }
    return known.address == nil || known.address == target.href ? known : Validators()
  }

  /// Whether the request says who asks.
  var hasLogin: Bool {
    authentication != nil
      || keepsSecrets
        && request.headers.contains {
          ["authorization", "cookie"].contains($0.name.lowercased())
        }
  }

  func finish(_ outcome: FetchOutcome) { resume(outcome) }

  func fail(_ reason: FetchError.Reason) {
    finish(.failed(FetchError(reason, facts: facts)))
  }

  /// Goes on to where a redirect leads.
  func follow(_ next: TargetAddress, status: Int, keepsSecrets keeps: Bool) {
    facts.redirects.append(.init(status: status, from: target.href, to: next.href))
    facts.final = next.href
    target = next
    if !keeps {
      keepsSecrets = false
      authentication = nil
    }
  }
}
