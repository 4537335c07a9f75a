// What starts only once others agree.
extension TransferLoop {
  /// Asks whether an exchange that is its host's next may start.
  func ask(_ exchange: Exchange, _ permits: any HostPermits) {
    let (ticket, host, post) = (exchange.ticket, exchange.target.host, postPermit)
    awaiting[ticket] = exchange
    permits.ask(for: host, lasting: exchange.timeLeft) { answer in
      post(ticket, host, answer)
    }
  }

  /// Goes on with an exchange as it was answered.
  func take(_ permit: HostPermit, for ticket: Ticket, host: String) {
    guard let exchange = awaiting.removeValue(forKey: ticket) else {
      // It was cancelled meanwhile.
      if case .granted(let name) = permit {
        permits?.giveBack(name, for: host, sent: nil, hold: nil)
      }
      return
    }
    let now = clock.now
    switch permit {
    case .granted(let name):
      exchange.permit = HeldPermit(name: name, host: host)
      start(exchange, now: now)
    case .later(let wait):
      queue.putBack(exchange, host: host, until: now + max(wait, .milliseconds(1)), now: now)
    case .held(let wait):
      queue.finish(host: host, now: now)
      exchange.finish(.retryLater(after: wait, exchange.facts))
    case .unknown(let detail):
      queue.finish(host: host, now: now)
      exchange.fail(.notPermitted(host: host, detail: detail))
    }
  }

  /// Cancels those of the exchanges that wait for an answer that `isTaken` names.
  func cancelAwaiting(where isTaken: (Exchange) -> Bool) {
    let taken = awaiting.values.filter(isTaken)
    for exchange in taken.sorted(by: { $0.ticket.number < $1.ticket.number }) {
      awaiting[exchange.ticket] = nil
      queue.finish(host: exchange.target.host, now: clock.now)
      exchange.fail(.cancelled)
    }
  }

  /// Tells that the request of an exchange has ended, and what the host said.
  func giveBack(_ exchange: Exchange, hold: Duration? = nil) {
    guard let permit = exchange.permit else { return }
    exchange.permit = nil
    let now = clock.now
    permits?.giveBack(
      permit.name, for: permit.host, sent: permit.sent.map { now - $0 },
      hold: hold.map { min($0, HostPermit.longestHold) })
  }
}
