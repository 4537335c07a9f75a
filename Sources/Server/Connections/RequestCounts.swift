/// What has been answered, by status.
public struct RequestCounts: Sendable, Hashable {
  /// Answers by their status.
  public internal(set) var byStatus: [Int: Int] = [:]
  /// Answers to what was no request.
  public internal(set) var refused = 0
  /// Bytes of contents.
  public internal(set) var bytes = 0
  /// Answers whose content was in memory, and those sent from files.
  public internal(set) var fromMemory = 0
  public internal(set) var fromFiles = 0

  var isEmpty: Bool { byStatus.isEmpty && bytes == 0 }

  mutating func note(_ status: Int) { byStatus[status, default: 0] += 1 }

  mutating func add(_ other: RequestCounts) {
    byStatus.merge(other.byStatus) { $0 + $1 }
    refused += other.refused
    bytes += other.bytes
    fromMemory += other.fromMemory
    fromFiles += other.fromFiles
  }
}
