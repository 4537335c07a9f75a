public import FeedModel

extension Rules {
  /// What the rules make of one address.
  public struct AddressTrace: Sendable, Hashable {
    /// The address as it was understood.
    public var address: WebAddress
    /// As a link.
    public var link: WebAddress
    public var linkRules: [String]
    /// As an image.
    public var image: WebAddress
    public var imageRules: [String]
    /// What is behind an image proxy or a resizer, whatever the policy says.
    public var original: WebAddress?
    /// The rule that would remove it as a tracker.
    public var tracker: String?
  }

  /// Tries the address rules; `nil` when the text is no address. `&amp;` counts as `&`.
  public func trace(of text: String) -> AddressTrace? {
    let absolute = text.utf8.starts(with: "//".utf8) ? "https:" + text : text
    guard let address = WebAddress(absolute) else { return nil }
    let link = cleanedLink(address, ownHosts: [])
    let image = cleanedImage(address, ownHosts: [])
    return AddressTrace(
      address: address, link: link?.address ?? address, linkRules: link?.rules ?? [],
      image: image?.address ?? address, imageRules: image?.rules ?? [],
      original: originalImage(of: address),
      tracker: AddressParts(address).flatMap { trackers.rule(for: $0) })
  }
}
