import FeedModel

/// A file that belongs to an entry.
struct AttachmentContext: TemplateContext {
  let attachment: Attachment

  static let names = [
    "url", "type", "title", "label", "bytes", "size", "duration", "is_audio", "is_video",
  ]

  func value(_ name: String) -> TemplateValue? {
    switch name {
    case "url": .address(attachment.address)
    case "type": .text(attachment.mediaType)
    case "title": .text(attachment.title)
    case "label": .text(attachment.title ?? fileName)
    case "bytes": .number(attachment.bytes)
    case "size": .text(attachment.bytes.map(Self.size))
    case "duration": .text(attachment.wholeSeconds.flatMap { Int($0) }.map(Self.clock))
    case "is_audio": .flag(attachment.mediaType?.hasPrefix("audio/") == true)
    case "is_video": .flag(attachment.mediaType?.hasPrefix("video/") == true)
    default: nil
    }
  }

  /// The last part of the address's path, else the whole address.
  private var fileName: String {
    let path = attachment.address.href.prefix { $0 != "?" && $0 != "#" }
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    return name.isEmpty ? attachment.address.href : name
  }

  /// `12.3 MB`; decimal units, one digit after the point from a megabyte on.
  static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1000: return "\(bytes) B"
    case ..<1_000_000: return "\(bytes / 1000) kB"
    case ..<1_000_000_000: return "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
    default: return "\(bytes / 1_000_000_000).\(bytes / 100_000_000 % 10) GB"
    }
  }

  /// `1:02`, `1:01:02`
  static func clock(_ seconds: Int) -> String {
    let minutes = seconds / 60 % 60
    let two = { (number: Int) in String(String(number + 100).dropFirst()) }
    return seconds < 3600
      ? "\(minutes):\(two(seconds % 60))"
      : "\(seconds / 3600):\(two(minutes)):\(two(seconds % 60))"
  }
}
