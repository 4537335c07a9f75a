import NIOCore

extension Connection {
  /// What an answer needs of its request.
  struct Exchange {
    var isHead: Bool
    var keepsOpen: Bool
    /// What is known of it before the answer, where somebody logs that.
    var record: AccessRecord?
  }
}

/// Forms, whose content is collected before they are answered.
extension Connection {
  /// Whether the content of a form is on its way.
  var isCollecting: Bool { form != nil }

  func begin(_ form: IncomingForm, _ exchange: Exchange) {
    // Parts of its content that came before its turn are lost; browsers do not send so.
    guard isAlone else { return send(.message(.badRequest), to: exchange) }
    guard form.fits(form.announcedBytes) else {
      return send(.message(Message(413, "That form is too large.")), to: exchange)
    }
    self.form = form
    formExchange = exchange
    headSince = nil
    if form.request.fields.expectsContinue { goOn() }
  }

  /// Lets a client send the content that it holds back (RFC 9110 §10.1.1).
  func goOn() {
    var out = ByteBufferAllocator().buffer(capacity: 32)
    out.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
    context?.writeAndFlush(wrapOutboundOut(.byteBuffer(out)), promise: nil)
  }

  func take(_ part: ByteBuffer) {
    guard let form else { return }
    guard form.fits(form.content.count + part.readableBytes) else {
      let exchange = formExchange
      self.form = nil
      formExchange = nil
      if let exchange {
        send(.message(Message(413, "That form is too large.")), to: exchange)
      }
      return
    }
    self.form?.content += part.readableBytesView
  }

  func takeForm() {
    guard let form, let exchange = formExchange else { return }
    self.form = nil
    formExchange = nil
    send(home.shared.responder.reply(toForm: form), to: exchange)
  }
}
