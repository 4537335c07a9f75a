import Glibc
import Synchronization

/// A server on loopback that answers as a test says, byte for byte; one thread per connection.
final class ScriptedOrigin: Sendable {
  struct Request: Sendable {
    /// Request line and header lines, joined by `\n`.
    var text: String
    var path: String

    func header(_ name: String) -> String? {
      let prefix = name.lowercased() + ":"
      let line = text.split(separator: "\n").first { $0.lowercased().hasPrefix(prefix) }
      return line.map { String($0.dropFirst(prefix.count)).trimmingBlanks }
    }
  }

  private struct Log {
    var requests: [Request] = []
    var connections = 0
    var open = 0
    var mostOpen = 0
    var starts: [ContinuousClock.Instant] = []
  }

  typealias Answer = @Sendable (Request, Connection) -> Void

  let host: String
  let port: Int
  private let listener: Int32
  private let log = Mutex(Log())
  private let answer: Answer

  /// Listens on a free port; `host` is an address on loopback.
  init(host: String = "127.0.0.1", answer: @escaping Answer) {
    precondition(host.hasPrefix("127.") || host == "::1", "tests stay on loopback")
    self.host = host
    self.answer = answer
    (listener, port) = ScriptedOrigin.listen(on: host)
    ScriptedOrigin.onThread { [self] in acceptAll() }
  }

  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  var requests: [Request] { log.withLock { $0.requests } }
  var connections: Int { log.withLock { $0.connections } }
  /// Most requests that were being answered at one time.
  var mostAtOnce: Int { log.withLock { $0.mostOpen } }
  /// When each request came in.
  var starts: [ContinuousClock.Instant] { log.withLock { $0.starts } }

  func address(_ path: String = "/feed") -> String {
    host.contains(":") ? "http://[\(host)]:\(port)\(path)" : "http://\(host):\(port)\(path)"
  }

  private static func listen(on host: String) -> (Int32, Int) {
    var address = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let family = host.contains(":") ? AF_INET6 : AF_INET
    let descriptor = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    withUnsafeMutableBytes(of: &address) { bytes in
      if family == AF_INET6 {
        var six = sockaddr_in6()
        six.sin6_family = sa_family_t(AF_INET6)
        inet_pton(AF_INET6, host, &six.sin6_addr)
        bytes.storeBytes(of: six, as: sockaddr_in6.self)
        length = socklen_t(MemoryLayout<sockaddr_in6>.size)
      } else {
        var four = sockaddr_in()
        four.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, host, &four.sin_addr)
        bytes.storeBytes(of: four, as: sockaddr_in.self)
      }
      bytes.withMemoryRebound(to: sockaddr.self) { pointer in
        precondition(bind(descriptor, pointer.baseAddress, length) == 0, "no port")
        Glibc.listen(descriptor, 512)
        getsockname(descriptor, pointer.baseAddress, &length)
      }
    }
    let port = withUnsafeBytes(of: address) {
      UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self))
    }
    return (descriptor, Int(port))
  }

  private func acceptAll() {
    while true {
      let descriptor = accept(listener, nil, nil)
      guard descriptor >= 0 else { break }
      log.withLock { $0.connections += 1 }
      ScriptedOrigin.onThread { [self] in serve(Connection(descriptor)) }
    }
    close(listener)
  }

  private func serve(_ connection: Connection) {
    while connection.isOpen, let request = connection.readRequest() {
      log.withLock { log in
        log.requests.append(request)
        log.starts.append(.now)
        log.open += 1
        log.mostOpen = max(log.mostOpen, log.open)
      }
      answer(request, connection)
      log.withLock { $0.open -= 1 }
    }
    connection.close()
  }

  static func onThread(_ body: @escaping @Sendable () -> Void) {
    final class Box {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body)).toOpaque()
    let result = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, box)
    precondition(result == 0, "no thread")
    pthread_detach(thread)
  }
}

/// One connection to a ``ScriptedOrigin``; used by the thread that serves it alone.
final class Connection: @unchecked Sendable {
  private let descriptor: Int32
  private(set) var isOpen = true
  private var held: [UInt8] = []

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Sends bytes; gives `false` when the other side has gone.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
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
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Sends a whole answer with its length.
  func answer(
    _ status: String = "200 OK", headers: [String] = ["Content-Type: application/atom+xml"],
    _ body: [UInt8] = Array("<feed/>".utf8)
  ) {
    let lines = ["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(body.count)", "", ""]
    send(Array(lines.joined(separator: "\r\n").utf8) + body)
  }

  /// Sends a whole answer without body.
  func answer(_ status: String, headers: [String]) {
    answer(status, headers: headers, [])
  }

  func sleep(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }

  /// Waits until the other side closes, at most so many seconds.
  func hang(seconds: Int = 20) {
    var descriptor = pollfd(
      fd: descriptor, events: Int16(POLLIN | 0x2000 /* POLLRDHUP */), revents: 0)
    poll(&descriptor, 1, Int32(seconds * 1000))
    isOpen = false
  }

  /// Closes with a reset instead of an end.
  func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    isOpen = false
  }

  func end() { isOpen = false }

  fileprivate func close() {
    isOpen = false
    Glibc.close(descriptor)
  }

  fileprivate func readRequest() -> ScriptedOrigin.Request? {
    var buffer = [UInt8](repeating: 0, count: 8192)
    while true {
      if let end = held.firstRange(of: Array("\r\n\r\n".utf8)) {
        let text = String(decoding: held[..<end.lowerBound], as: UTF8.self)
          .split(separator: "\r\n").joined(separator: "\n")
        held.removeSubrange(..<end.upperBound)
        let path = text.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        return ScriptedOrigin.Request(text: text, path: path)
      }
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      held += buffer[..<count]
    }
  }
}

extension String {
  var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
