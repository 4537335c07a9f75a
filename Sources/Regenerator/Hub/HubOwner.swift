import Bytes
import FeedModel
import Fetcher
import Glibc

/// What telling hubs and subscribers has in common.
enum HubOwner {
  /// A name that no other process has, for claims.
  static func name() -> String {
    "\(getpid())-" + random(bytes: 12)
  }

  /// As hexadecimal.
  static func random(bytes count: Int) -> String {
    var random = SystemRandomNumberGenerator()
    return Hexadecimal.text(
      (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) })
  }

  /// As a value in a form.
  static func encoded(_ text: String) -> [UInt8] { PercentCoding.encoded(text.utf8) }
}

extension FetchOutcome {
  /// Why something was not told, in words; `nil` where it was: whatever came with a status of success.
  var deliveryProblem: String? {
    if let status = facts.status, (200...299).contains(status) { return nil }
    switch self {
    case .document: return nil
    case .failed(let error):
      if case .addressRefused(let address, let network) = error.reason {
        return "\(address) is \(network)"
      }
      return SecretMask.masked("\(error.reason)")
    case .notModified(let facts), .gone(let facts), .retryLater(_, let facts):
      return "it answered \(facts.status ?? 0)"
    }
  }
}
