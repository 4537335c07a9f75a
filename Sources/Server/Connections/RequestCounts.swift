/// What has been answered, by status.
public struct RequestCounts: Sendable, Hashable {
  /// Answers by their status.
  public internal(set) var byStatus: [Int: Int] = [:]
  /// Answers to what was no request.
  public internal(set) var refused = 0
  /// Bytes of contents.
  public internal(set) var bytes = 0
  /// Answers whose content was in memory.
  public internal(set) var fromMemory = 0
  /// Answers whose content was sent from files.
  public internal(set) var fromFiles = 0
  /// Answers to requests that were known, byte for byte.
  public internal(set) var repeated = 0

  var isEmpty: Bool { unchanged == 0 && byStatus.isEmpty && bytes == 0 }

  /// Of the status that is given most, which the rest of the table need not be asked for.
  private var unchanged = 0

  mutating func note(_ status: Int) {
    if status == 304 { unchanged += 1 } else { byStatus[status, default: 0] += 1 }
  }

  /// With all statuses in their place.
  var settled: RequestCounts {
    var counts = self
    counts.unchanged = 0
    if unchanged > 0 { counts.byStatus[304, default: 0] += unchanged }
    return counts
  }

  mutating func add(_ other: RequestCounts) {
    byStatus.merge(other.byStatus) { $0 + $1 }
    refused += other.refused
    bytes += other.bytes
    fromMemory += other.fromMemory
    fromFiles += other.fromFiles
    repeated += other.repeated
  }
}
