internal import FeedModel

extension Rules {
  /// An address as it is published, and the names of the rules that made it so.
  struct Cleaned: Sendable, Hashable {
    var address: WebAddress
    var rules: [String]

    /// Goes on from here, if there was something to do.
    mutating func take(_ next: Cleaned?) {
      guard let next else { return }
      self = Cleaned(address: next.address, rules: rules + next.rules)
    }
  }

  /// Whether an attribute's value is an address that no rule changes, for links.
  ///
  /// A quick look without a copy: `false` may be wrong.
  func leavesLink(_ value: Span<UInt8>) -> Bool {
    guard let parts = WebAddress.plainParts(of: value) else { return false }
    return !redirectors.mayUnwrap(value, host: parts.host, path: parts.path)
      && !GluedAddress.mayBe(value, host: parts.host)
      && !imageProxies.mayUnwrap(value, host: parts.host, path: parts.path)
  }

  /// The same for sounds and films.
  func leavesMedia(_ value: Span<UInt8>) -> Bool {
    guard leavesLink(value), let parts = WebAddress.plainParts(of: value) else { return false }
    return !enclosures.mayCount(value, host: parts.host)
  }

  /// The same for images.
  func leavesImage(_ value: Span<UInt8>) -> Bool {
    guard images.keepsAddresses, let parts = WebAddress.plainParts(of: value) else { return false }
    return !imageProxies.mayUnwrap(value, host: parts.host, path: parts.path)
      && !trackers.mayKnow(value, host: parts.host, path: parts.path)
      && !images.noReferrer.mayContain(value, host: parts.host)
  }

  /// A link without redirectors and tracking parameters; `nil` when there is nothing to do.
  ///
  /// - Parameter isFeeds: whether it is an entry's own link or the feed's home page.
  func cleanedLink(
    _ address: WebAddress, ownHosts: [String], isFeeds: Bool = false
  ) -> Cleaned? {
    guard let parts = AddressParts(address) else { return nil }
    var cleaned = Cleaned(address: address, rules: [])
    if let unwrapped = redirectors.unwrapped(parts) {
      cleaned = Cleaned(
        address: unwrapped.address, rules: unwrapped.rules.map { redirectors.rules[$0].name })
    }
    stripTracking(&cleaned, parts, ownHosts, isFeeds: isFeeds)
    return cleaned.rules.isEmpty ? nil : cleaned
  }

  /// The feed's home page without tracking parameters and marks of the feed. Its host stays, because
  /// ids are made of it.
  func cleanedHomepage(_ address: WebAddress) -> WebAddress {
    guard let parts = AddressParts(address),
      let stripped = tracking.stripped(parts, ownHosts: [], isFeeds: true)
    else { return address }
    return WebAddress(stripped.address) ?? address
  }

  /// An image's address as the policy wants it; `nil` when there is nothing to do.
  func cleanedImage(_ address: WebAddress, ownHosts: [String]) -> Cleaned? {
    guard let parts = AddressParts(address) else { return nil }
    var cleaned = Cleaned(address: address, rules: [])
    if images.mode != .keep, let unwrapped = unwrappedImage(parts) { cleaned = unwrapped }
    stripTracking(&cleaned, parts, ownHosts)
    if case .proxy(let template) = images.mode { wrapImage(&cleaned, template) }
    return cleaned.rules.isEmpty || cleaned.address == address ? nil : cleaned
  }

  /// The address of a sound or a film; `nil` when there is nothing to do.
  func cleanedMedia(_ address: WebAddress, ownHosts: [String]) -> Cleaned? {
    var cleaned = Cleaned(address: address, rules: [])
    cleaned.take(enclosures.stripped(cleaned.address))
    cleaned.take(cleanedLink(cleaned.address, ownHosts: ownHosts))
    cleaned.take(cleanedImageLink(cleaned.address, isAroundImage: true))
    // A redirector may have led to a counter.
    if !cleaned.rules.isEmpty { cleaned.take(enclosures.stripped(cleaned.address)) }
    return cleaned.rules.isEmpty ? nil : cleaned
  }

  /// The address of a file that belongs to an entry; `nil` when there is nothing to do.
  ///
  /// - Parameter type: As the source gives it; a file without one is looked at as a picture where a
  ///   proxy of pictures is known by its host.
  func cleanedFile(_ address: WebAddress, type: String?, ownHosts: [String]) -> Cleaned? {
    if type?.utf8.starts(with: "image/".utf8) == true {
      return cleanedImage(address, ownHosts: ownHosts)
    }
    let isMedia = ["audio/", "video/"].contains { type?.utf8.starts(with: $0.utf8) == true }
    if isMedia { return cleanedMedia(address, ownHosts: ownHosts) }
    var cleaned = Cleaned(address: address, rules: [])
    cleaned.take(enclosures.stripped(cleaned.address))
    cleaned.take(cleanedLink(cleaned.address, ownHosts: ownHosts))
    cleaned.take(cleanedImageLink(cleaned.address, isAroundImage: false))
    return cleaned.rules.isEmpty ? nil : cleaned
  }

  /// The image that a link leads to through a proxy; `nil` when there is nothing to do.
  ///
  /// Around an image every proxy counts, elsewhere those that are known by their host.
  func cleanedImageLink(_ address: WebAddress, isAroundImage: Bool) -> Cleaned? {
    guard images.mode != .keep, let parts = AddressParts(address) else { return nil }
    return unwrappedImage(parts) { rule in
      isAroundImage || (rule.kind == .proxy && !rule.hosts.isEmpty)
    }
  }

  /// What an image proxy that was asked for no address stands for: an address of the page's own
  /// site, or nothing.
  enum Unresolved: Sendable, Hashable {
    case address(WebAddress)
    case nothing
  }

  /// `nil` for all other addresses.
  func unresolvedImage(_ address: WebAddress, base: WebAddress?) -> Unresolved? {
    guard images.mode != .keep, let parts = AddressParts(address),
      let path = imageProxies.unresolved(parts)
    else { return nil }
    if path.isEmpty { return .nothing }
    return WebAddress(String(decoding: path, as: UTF8.self), base: base).map { .address($0) }
  }

  private func unwrappedImage(
    _ parts: AddressParts, where accepts: (UnwrappingRule) -> Bool = { _ in true }
  ) -> Cleaned? {
    let unwrapped = imageProxies.unwrapped(parts) { index in
      let rule = imageProxies.rules[index]
      guard accepts(rule) else { return false }
      guard rule.kind == .resizer || rule.keepsByDefault else { return true }
      switch images.resizers {
      case .original: return true
      case .keep: return false
      case nil: return !rule.keepsByDefault
      }
    }
    guard let unwrapped else { return nil }
    if let inside = AddressParts(unwrapped.address), images.except.contains(inside.hostBytes) {
      return nil
    }
    return Cleaned(
      address: unwrapped.address, rules: unwrapped.rules.map { imageProxies.rules[$0].name })
  }

  /// Puts an image behind the user's own proxy, once.
  private func wrapImage(_ cleaned: inout Cleaned, _ template: String) {
    let start = template.utf8.firstIndex(of: UInt8(ascii: "{")) ?? template.utf8.endIndex
    let isWrapped = cleaned.address.href.utf8.starts(with: template.utf8[..<start])
    guard !isWrapped, cleaned.address.isHTTP,
      let parts = AddressParts(cleaned.address), !images.except.contains(parts.hostBytes),
      let wrapped = WebAddress(template.filled(with: cleaned.address.href))
    else { return }
    cleaned = Cleaned(address: wrapped, rules: cleaned.rules + ["images.mode"])
  }

  /// `outer` are the parts of the address as it was before anything was unwrapped.
  private func stripTracking(
    _ cleaned: inout Cleaned, _ outer: AddressParts, _ ownHosts: [String], isFeeds: Bool = false
  ) {
    let parts = cleaned.rules.isEmpty ? outer : AddressParts(cleaned.address)
    guard let parts,
      let stripped = tracking.stripped(
        parts, ownHosts: ownHosts, isFeeds: isFeeds),
      let address = WebAddress(stripped.address)
    else { return }
    cleaned = Cleaned(
      address: address, rules: cleaned.rules + [tracking.rules[stripped.rule].name])
  }
}
