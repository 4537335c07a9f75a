import FeedModel

/// The `Content-Type` of a published file, by its extension.
enum MediaTypes {
  static func type(of name: String) -> String {
    let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
    let suffix = dot.map { String(name[name.index(after: $0)...]) } ?? ""
    return FeedFormat(rawValue: suffix)?.mediaType ?? types[suffix] ?? "application/octet-stream"
  }

  private static let types = [
    "css": "text/css; charset=utf-8",
    "opml": "text/x-opml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
  ]
}
