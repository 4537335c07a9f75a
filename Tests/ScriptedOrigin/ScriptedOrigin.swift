import Glibc
import Synchronization

/// A server on loopback that answers as a test says, byte for byte; one thread per connection.
package final class ScriptedOrigin: Sendable {
  package struct Request: Sendable {
    /// Request line and header lines, joined by `\n`.
    package var text: String
    package var path: String
    /// Of a request with a `Content-Length`.
    package var content = ""

    package func header(_ name: String) -> String? {
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

  package typealias Answer = @Sendable (Request, Connection) -> Void

  package let host: String
  package let port: Int
  private let listener: Int32
  private let log = Mutex(Log())
  private let answer: Answer

  /// Listens on a free port; `host` is an address on loopback.
  package init(host: String = "127.0.0.1", answer: @escaping Answer) {
    precondition(host.hasPrefix("127.") || host == "::1", "tests stay on loopback")
    self.host = host
    self.answer = answer
    (listener, port) = ScriptedOrigin.listen(on: host)
    ScriptedOrigin.onThread { [self] in acceptAll() }
  }

  package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  package var requests: [Request] { log.withLock { $0.requests } }
  package var connections: Int { log.withLock { $0.connections } }
  /// Most requests that were being answered at one time.
  package var mostAtOnce: Int { log.withLock { $0.mostOpen } }
  /// When each request came in.
  package var starts: [ContinuousClock.Instant] { log.withLock { $0.starts } }

  package func address(_ path: String = "/feed") -> String {
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

  private static func onThread(_ body: @escaping @Sendable () -> Void) {
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

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
