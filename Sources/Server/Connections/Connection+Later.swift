import NIOCore

/// Answers that take longer.
extension Connection {
  /// What takes such an answer, once, on any thread.
  func later(_ exchange: Exchange, in loop: any EventLoop) -> @Sendable (Reply) -> Void {
    isAnswering = true
    let bound = NIOLoopBound((self, exchange), eventLoop: loop)
    return { reply in
      bound.eventLoop.execute {
        let (connection, exchange) = bound.value
        connection.isAnswering = false
        connection.page = nil
        connection.send(reply, to: exchange)
        connection.advance()
        connection.flush()
      }
    }
  }
}
