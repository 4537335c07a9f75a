internal import JSON
public import FeedModel

extension Rules {
  /// The built-in tables in the language of the configuration, as one JSON object.
  public static func builtInTables() -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    for (key, json) in RuleTable.builtInTables {
      writer.key(key)
      writer.beginArray()
      for value in RuleTable.parsed(json) { writer.value(value) }
      writer.endArray()
    }
    if let policy = try? JSONDocument(parsing: Array(SanitizerTable.json.utf8)) {
      writer.key("sanitizer")
      writer.value(policy.root)
    }
    writer.endObject()
    return writer.finish()
  }

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
      tracker: AddressParts(address.href).flatMap { trackers.rule(for: $0) })
  }
}

extension RuleTable {
  /// The built-in tables by their keys.
  static let builtInTables: [(key: String, json: String)] = [
    ("imageProxies", ImageProxyTable.json), ("redirectors", RedirectorTable.json),
    ("tracking", TrackingTable.json), ("trackers", TrackerTable.json),
    ("promos", PromoTable.json), ("leads", LeadTable.json), ("lazy", LazyTable.json),
    ("embeds", EmbedTable.json),
  ]
}
