import FeedModel
import History

/// Who wants to be left alone: an address for as long as it says, its host for less, because others
/// share it. One feed that is asked for too often closes no platform for a day.
struct CleanHolds: Sendable {
  private let memory: PageMemory

  init(_ memory: PageMemory) {
    self.memory = memory
  }

  /// How long an address is left alone that says not for how long, and the most.
  private static let ofAddress: (usual: Duration, most: Duration) = (
    .seconds(600), .seconds(86_400)
  )
  /// The same of all other feeds of its host.
  private static let ofHost: (usual: Duration, most: Duration) = (.seconds(60), .seconds(3600))

  /// Why one of the addresses may not be asked for now; `nil` where all may.
  func reason(for addresses: [WebAddress], now: Timestamp) -> String? {
    let holds = memory.holds
    for address in addresses {
      let keys = [Self.key(address)] + (address.host.map { [Self.key(host: $0)] } ?? [])
      guard let end = keys.compactMap({ holds[$0] }).filter({ $0 > now }).max() else { continue }
      return "\(address.host ?? "its host") wants to be left alone until \(end.rfc3339)"
    }
    return nil
  }

  /// Remembers who wants that.
  func note(_ reading: SourceReading, now: Timestamp) {
    guard case .later(let wait) = reading.answer, let address = WebAddress(reading.report.name)
    else { return }
    let end = { (limit: (usual: Duration, most: Duration)) in
      now.adding(min(wait ?? limit.usual, limit.most))
    }
    var holds = [Self.key(address): end(Self.ofAddress)]
    if let host = reading.answeringHost ?? address.host {
      holds[Self.key(host: host)] = end(Self.ofHost)
    }
    memory.keep(holds: holds, now: now)
  }

  // Pages of entries are held by their host's plain name: one that is too much to ask for leaves
  // the feeds.

  private static func key(_ address: WebAddress) -> String { "feed \(address.href)" }

  private static func key(host: String) -> String { "feeds of \(host)" }
}
