import Bytes
import FeedModel

/// The `Content-Type` of a published file, by its extension.
enum MediaTypes {
  static func type(of name: String) -> String {
    let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
    let ending = dot.map { String(name[name.index(after: $0)...]) } ?? ""
    if let format = FeedFormat(rawValue: ending) { return format.mediaType }
    return MediaTypesByEnding.text(ending).map { "\($0); charset=utf-8" }
      ?? "application/octet-stream"
  }
}
