import CServing

/// What the server grants to those who ask.
public struct ServerLimits: Sendable, Hashable {
  /// Connections in all; `nil` for what the system's limit of open files leaves.
  public var connections: Int?
  /// Connections of one client.
  public var perClient = 512
  /// The head of a request, in bytes.
  public var headBytes = 16 << 10
  /// The most time for the head of a request, in seconds.
  public var headSeconds = 10
  /// How long a connection may be idle, in seconds.
  public var idleSeconds = 60
  /// How long a reader may take nothing of an answer, in seconds.
  public var writeSeconds = 30

  /// All at their defaults.
  public init() {}

  /// Lets the process have as many open files as it may, and gives how many connections that makes.
  ///
  /// - Parameter reserve: descriptors that are needed for other things.
  func raised(reserve: Int) -> Int {
    let descriptors = refeed_raise_open_files()
    guard descriptors > 0 else { return connections ?? 512 }
    let left = max(16, descriptors - min(reserve, descriptors / 2))
    return min(connections ?? left, left)
  }
}
