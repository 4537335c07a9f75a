extension WebAddress {
  /// The address that is meant by one of the scheme `feed`, which some sites offer to readers:
  /// `feed://host/path`, `feed:https://host/path`; anything else as it is.
  package static func withoutFeedScheme(_ text: String) -> String {
    guard text.utf8.prefix(5).map({ $0 | 0x20 }).elementsEqual("feed:".utf8.map { $0 | 0x20 })
    else { return text }
    let rest = String(text.utf8.dropFirst(5)) ?? ""
    guard rest.hasPrefix("//") else { return rest }
    let isWhole = ["http:", "https:"].contains { rest.dropFirst(2).lowercased().hasPrefix($0) }
    return isWhole ? String(rest.dropFirst(2)) : "https:" + rest
  }
}
