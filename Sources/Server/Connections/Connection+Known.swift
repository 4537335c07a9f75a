import NIOCore

/// Requests that came before, byte for byte.
extension Connection {
  /// Whether a request that comes now can be answered at once.
  var isFree: Bool {
    !isAnswering && isWritable && waiting.isEmpty && closingSince == nil && form == nil
      && !isInputEnded && !isProxy && !home.isDraining
  }

  /// Answers a request that is known; `false`, and nothing is done, where its answer is not so any
  /// more.
  ///
  /// - Parameter context: of the handler that has seen it.
  func answer(_ known: KnownRequest, in context: ChannelHandlerContext) -> Bool {
    let answer = known.answer
    guard answer.generation == home.shared.store.generation, let content = known.content() else {
      return false
    }
    lastActivity = home.tick
    waitsSince = home.stamp()
    hasBytes = true
    headSince = nil
    answer.file.noteUse(home.tick)
    let date = home.date()
    let head = known.head(date, home.second)
    note(
      Exchange(isHead: false, keepsOpen: true, record: answer.record), answer.status,
      content?.readableBytes ?? 0)
    home.counts.repeated += 1
    context.write(NIOAny(IOData.byteBuffer(head)), promise: nil)
    if let content {
      home.counts.fromMemory += 1
      context.write(NIOAny(IOData.byteBuffer(content)), promise: nil)
    }
    return true
  }

  /// Remembers what a request was answered, if that is for everybody.
  func learn(_ reply: Reply, to request: Request, _ exchange: Exchange, _ generation: Int) {
    guard case .version(let status, let head, let content, of: let file, let isZipped) = reply,
      exchange.keepsOpen, file.facts.isShared, RequestTarget.unlocked(request.target.path) == nil,
      request.fields.authorization == nil, request.fields.cookie == nil
    else { return }
    learned = KnownRequest.Answer(
      status: status, head: head, file: file,
      content: content == nil ? .nothing : isZipped ? .zipped : .plain, generation: generation,
      record: exchange.record)
  }

  /// What was learned of the request that came last.
  func takeLearned() -> KnownRequest.Answer? {
    defer { learned = nil }
    return learned
  }
}
