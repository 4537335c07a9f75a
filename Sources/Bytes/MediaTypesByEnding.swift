/// Media types (IANA's registry) by the ending of a file's name: of files that entries carry
/// (sound, film, pictures, books), and of texts that are published.
public enum MediaTypesByEnding {
  /// The type of a text, without parameters: `text/html` for `html`; `nil` for all else.
  public static func text(_ ending: String) -> String? { texts[ending] }

  /// The type of a file, without parameters; `nil` for an ending that says nothing.
  ///
  /// - Parameters:
  ///   - ending: What follows the last dot, ASCII case ignored.
  ///   - kind: What it is known to be, `audio` or `video`, for endings that name a container.
  public static func type(of ending: some Collection<UInt8>, kind: String? = nil) -> String? {
    guard ending.count <= 8 else { return nil }
    let lowered = ending.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let ending = String(decoding: lowered, as: UTF8.self)
    if let kind, let type = containers[ending] { return "\(kind)/\(type)" }
    return types[ending]
  }

  /// The type of the last part of a path or address, query and fragment left out.
  public static func type(ofName name: String, kind: String? = nil) -> String? {
    let path = name.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let slash = path.lastIndex(of: UInt8(ascii: "/"))
    let file = slash.map { path[path.index(after: $0)...] } ?? path
    guard let dot = file.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    return type(of: file[file.index(after: dot)...], kind: kind)
  }

  /// Containers that hold sound or film.
  private static let containers = ["ogg": "ogg", "oga": "ogg", "opus": "ogg", "webm": "webm"]

  private static let types: [String: String] = [
    "aac": "audio/aac", "flac": "audio/flac", "m4a": "audio/mp4", "mp3": "audio/mpeg",
    "oga": "audio/ogg", "ogg": "audio/ogg", "opus": "audio/ogg", "wav": "audio/wav",
    "avi": "video/x-msvideo", "m3u8": "application/vnd.apple.mpegurl", "m4v": "video/mp4",
    "mov": "video/quicktime", "mp4": "video/mp4", "mpg": "video/mpeg", "ogv": "video/ogg",
    "webm": "video/webm",
    "avif": "image/avif", "gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg",
    "png": "image/png", "svg": "image/svg+xml", "webp": "image/webp",
    "epub": "application/epub+zip", "pdf": "application/pdf",
    "torrent": "application/x-bittorrent", "zip": "application/zip",
  ]

  private static let texts: [String: String] = [
    "css": "text/css", "csv": "text/csv", "gmi": "text/gemini", "htm": "text/html",
    "html": "text/html", "json": "application/json", "md": "text/markdown",
    "opml": "text/x-opml", "svg": "image/svg+xml", "txt": "text/plain",
    "xhtml": "application/xhtml+xml",
    "xml": "application/xml",
  ]
}
