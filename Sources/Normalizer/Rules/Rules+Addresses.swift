public import FeedModel

extension Rules {
  /// An address as it is published, and the names of the rules that made it so.
  struct Cleaned: Sendable, Hashable {
    var address: WebAddress
    var rules: [String]
  }

  /// A link without redirectors and tracking parameters; `nil` when there is nothing to do.
  func cleanedLink(_ address: WebAddress, ownHosts: [String]) -> Cleaned? {
    var cleaned = Cleaned(address: address, rules: [])
    if let unwrapped = redirectors.unwrapped(address) {
      cleaned = Cleaned(
        address: unwrapped.address, rules: unwrapped.rules.map { redirectors.rules[$0].name })
    }
    stripTracking(&cleaned, ownHosts)
    return cleaned.rules.isEmpty ? nil : cleaned
  }

  /// An image's address as the policy wants it; `nil` when there is nothing to do.
  func cleanedImage(_ address: WebAddress, ownHosts: [String]) -> Cleaned? {
    var cleaned = Cleaned(address: address, rules: [])
    if images.mode != .keep { unwrapImage(&cleaned) }
    stripTracking(&cleaned, ownHosts)
    if case .proxy(let template) = images.mode { wrapImage(&cleaned, template) }
    return cleaned.rules.isEmpty || cleaned.address == address ? nil : cleaned
  }

  /// The original behind an image's address, whatever the policy says.
  public func originalImage(of address: WebAddress) -> WebAddress? {
    imageProxies.unwrapped(address)?.address
  }

  private func unwrapImage(_ cleaned: inout Cleaned) {
    let unwrapped = imageProxies.unwrapped(cleaned.address) { index in
      let rule = imageProxies.rules[index]
      guard rule.kind == .resizer || rule.keepsByDefault else { return true }
      switch images.resizers {
      case .original: return true
      case .keep: return false
      case nil: return !rule.keepsByDefault
      }
    }
    guard let unwrapped else { return }
    if let host = AddressParts(unwrapped.address.href), images.except.contains(host.hostBytes) {
      return
    }
    cleaned = Cleaned(
      address: unwrapped.address, rules: unwrapped.rules.map { imageProxies.rules[$0].name })
  }

  /// Puts an image behind the user's own proxy, once.
  private func wrapImage(_ cleaned: inout Cleaned, _ template: String) {
    let start = template.utf8.firstIndex(of: UInt8(ascii: "{")) ?? template.utf8.endIndex
    let isWrapped = cleaned.address.href.utf8.starts(with: template.utf8[..<start])
    guard !isWrapped, cleaned.address.isHTTP,
      let parts = AddressParts(cleaned.address.href), !images.except.contains(parts.hostBytes),
      let wrapped = WebAddress(template.filled(with: cleaned.address.href))
    else { return }
    cleaned = Cleaned(address: wrapped, rules: cleaned.rules + ["images.mode"])
  }

  private func stripTracking(_ cleaned: inout Cleaned, _ ownHosts: [String]) {
    guard let stripped = tracking.stripped(cleaned.address.href, ownHosts: ownHosts),
      let address = WebAddress(stripped.address)
    else { return }
    cleaned = Cleaned(
      address: address, rules: cleaned.rules + [tracking.rules[stripped.rule].name])
  }
}
