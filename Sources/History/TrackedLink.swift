internal import FeedModel

/// Links that differ in nothing but what they say of where a reader came from (`utm_source` and its
/// kin), which no page depends on.
enum TrackedLink {
  /// Whether a link has such parameters.
  static func isOne(_ link: String?) -> Bool {
    guard let link = link?.utf8, let query = link.firstIndex(of: UInt8(ascii: "?")) else {
      return false
    }
    return parameters(link[query...].dropFirst()).contains(where: isMark)
  }

  /// A name that entries have in common which say the same under links that differ in those
  /// parameters alone; none where an entry doesn't say enough.
  static func names(of entry: ParsedEntry) -> [String] {
    guard let title = entry.title?.value, !title.isEmpty, let key = entry.link?.pageKey else {
      return []
    }
    let said: String
    if let text = EntryFacts.text(of: entry) {
      said = text.description
    } else if let date = entry.published ?? entry.updated {
      said = "\(date.milliseconds)"
    } else {
      return []
    }
    return ["u:\(plain(key))\n\(title)\n\(said)"]
  }

  private static func plain(_ key: String) -> String {
    guard let query = key.utf8.firstIndex(of: UInt8(ascii: "?")) else { return key }
    let kept = parameters(key.utf8[query...].dropFirst()).filter { !isMark($0) }
    let path = WebAddress.pageKey(String(key[..<query]))
    return kept.isEmpty ? path : path + "?" + kept.map { String($0) }.joined(separator: "&")
  }

  private static func parameters(_ query: Substring.UTF8View) -> [Substring] {
    query.prefix { $0 != UInt8(ascii: "#") }.split(separator: UInt8(ascii: "&")).map {
      Substring($0)
    }
  }

  private static func isMark(_ parameter: Substring) -> Bool {
    parameter.utf8.starts(with: "utm_".utf8)
  }
}
