import Glibc

/// One connection to a ``ScriptedOrigin``; used by the thread that serves it alone.
package final class Connection: @unchecked Sendable {
  private let descriptor: Int32
  package private(set) var isOpen = true
  private var held: [UInt8] = []

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Sends bytes; gives `false` when the other side has gone.
  @discardableResult
  package func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while isOpen, sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else {
        isOpen = false
        return false
      }
      sent += count
    }
    return isOpen
  }

  @discardableResult
  package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Sends a whole answer with its length.
  package func answer(
    _ status: String = "200 OK", headers: [String] = ["Content-Type: application/atom+xml"],
    _ body: [UInt8] = Array("<feed/>".utf8)
  ) {
    let lines = ["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(body.count)", "", ""]
    send(Array(lines.joined(separator: "\r\n").utf8) + body)
  }

  /// Sends a whole answer without body.
  package func answer(_ status: String, headers: [String]) {
    answer(status, headers: headers, [])
  }

  package func sleep(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }

  /// Waits until the other side closes, at most so many seconds.
  package func hang(seconds: Int = 20) {
    var descriptor = pollfd(
      fd: descriptor, events: Int16(POLLIN | 0x2000 /* POLLRDHUP */), revents: 0)
    poll(&descriptor, 1, Int32(seconds * 1000))
    isOpen = false
  }

  /// Closes with a reset instead of an end.
  package func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    isOpen = false
  }

  package func end() { isOpen = false }

  func close() {
    isOpen = false
    Glibc.close(descriptor)
  }

  func readRequest() -> ScriptedOrigin.Request? {
    var buffer = [UInt8](repeating: 0, count: 8192)
    while true {
      if let end = held.firstRange(of: Array("\r\n\r\n".utf8)) {
        let text = String(decoding: held[..<end.lowerBound], as: UTF8.self)
          .split(separator: "\r\n").joined(separator: "\n")
        held.removeSubrange(..<end.upperBound)
        let path = text.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        var request = ScriptedOrigin.Request(text: text, path: path)
        let length = request.header("Content-Length").flatMap { Int($0) } ?? 0
        while held.count < length, receive(&buffer) {}
        request.content = String(decoding: held.prefix(length), as: UTF8.self)
        held.removeFirst(min(length, held.count))
        return request
      }
      guard receive(&buffer) else { return nil }
    }
  }

  private func receive(_ buffer: inout [UInt8]) -> Bool {
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    held += buffer[..<count]
    return true
  }
}
