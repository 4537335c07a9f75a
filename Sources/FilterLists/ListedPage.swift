public import FeedModel

/// The page whose parts rules are asked about.
public struct ListedPage: Sendable {
  /// Its address; `nil` where it is not known.
  public let address: WebAddress?
  let names: HostNames?
  /// The part of its host that somebody registered, and the host.
  let domain: [UInt8]
  let host: [UInt8]

  /// - Parameter address: `nil` where no page is known: rules for some pages or for third parties
  ///   then don't apply.
  public init(_ address: WebAddress?) {
    var host: [UInt8] = []
    if let address, let name = address.host { host = Array(name.utf8) }
    self.host = host
    guard let address, !host.isEmpty else {
      self.address = nil
      names = nil
      domain = []
      return
    }
    self.address = address
    names = HostNames(host.span, 0..<host.count)
    domain = Array(host[RegistrableDomain.start(host.span, 0..<host.count)...])
  }

  var isKnown: Bool { names != nil }

  /// Whether an address is known to be of another site than the page.
  public func isOther(than address: WebAddress) -> Bool {
    guard isKnown, let name = address.host, !name.isEmpty else { return false }
    let host = Array(name.utf8)
    let start = RegistrableDomain.start(host.span, 0..<host.count)
    return !host[start...].elementsEqual(domain)
  }
}
