import Archive
import FeedModel
import History
import Fetcher
import Glibc
import Publisher
import Synchronization

/// Tells a machine without network from sources that fail: when all are silent, it is ours.
final class NetworkWatch: Sendable {
  /// One source on the web that was asked.
  struct Attempt: Sendable {
    var host: String
    /// Whether anything came back, be it an error.
    var hasAnswered: Bool
    /// What was remembered of it before.
    var before: SourceState
    var schedule: Schedule
  }

  private static let leastHosts = 5
  private static let leastDomains = 3
  private static let week: Int64 = 7 * 86_400_000

  private let attempts = Mutex<[Attempt]>([])
  private let hasRoute: @Sendable () -> Bool

  /// - Parameter hasRoute: whether the system knows a way to the Internet, and whom to ask for names.
  init(hasRoute: @escaping @Sendable () -> Bool = { Routes.exist }) {
    self.hasRoute = hasRoute
  }

  func note(_ attempt: Attempt) { attempts.withLock { $0.append(attempt) } }

  /// The sources whose failure is not theirs; empty where the network works.
  ///
  /// No host answered, and either at least five of three domains were asked, half of which had
  /// answered within a week, or the system has no route.
  func blameless(now: Timestamp) -> [Attempt] {
    let attempts = attempts.withLock { $0 }
    guard !attempts.isEmpty, !attempts.contains(where: \.hasAnswered) else { return [] }
    return Self.areEnough(attempts, now: now) || !hasRoute() ? attempts : []
  }

  static func areEnough(_ attempts: [Attempt], now: Timestamp) -> Bool {
    let hosts = Set(attempts.map(\.host))
    guard hosts.count >= leastHosts, Set(hosts.map(domain)).count >= leastDomains else {
      return false
    }
    let alive = Set(
      attempts.filter { attempt in
        guard let success = attempt.before.lastSuccess else { return false }
        let age = now.milliseconds - success.milliseconds
        return age >= 0 && age <= week
      }.map(\.host))
    return alive.count * 2 >= hosts.count
  }

  /// Nearly the registrable domain: two labels, three where the second last is as short as `co.uk`'s.
  static func domain(of host: String) -> String {
    let labels = host.split(separator: ".")
    guard !host.hasPrefix("["), labels.count > 2, labels.last?.allSatisfy(\.isNumber) == false
    else { return host }
    let isShort = labels[labels.count - 1].count == 2 && labels[labels.count - 2].count <= 3
    return labels.suffix(isShort ? 3 : 2).joined(separator: ".")
  }
}

/// What the system knows of the way to the Internet. Nothing is sent.
enum Routes {
  /// Whether there is a route to any public address, and a server for names.
  static var exist: Bool { hasResolver && (hasRoute4 || hasRoute6) }

  private static var hasResolver: Bool {
    guard let bytes = try? LocalFiles.contents(of: "/etc/resolv.conf", limit: 1 << 20) else {
      return true
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").contains {
      $0.split(whereSeparator: \.isWhitespace).first == "nameserver"
    }
  }

  /// Connecting a datagram socket asks the routing table alone. 192.0.2.0/24 is for documentation.
  private static var hasRoute4: Bool {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(53).bigEndian
    address.sin_addr.s_addr = in_addr_t(0xC000_0201).bigEndian
    return connects(&address, AF_INET)
  }

  private static var hasRoute6: Bool {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = in_port_t(53).bigEndian
    inet_pton(AF_INET6, "2001:db8::1", &address.sin6_addr)
    return connects(&address, AF_INET6)
  }

  private static func connects<Address>(_ address: inout Address, _ family: Int32) -> Bool {
    let descriptor = socket(family, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) {
        connect(descriptor, $0.baseAddress, socklen_t(bytes.count)) == 0
      }
    }
  }
}
