/// A Mustache template: its file name and its text.
///
/// The extension of the name decides how values are escaped: `html`, `xml`, `opml`, `svg`, `xhtml`
/// as markup, `json` as the inside of a JSON string, anything else not at all.
public struct TemplateFile: Sendable, Hashable {
  /// Without a folder: `feed.html`.
  public let name: String
  /// The template as it was written.
  public let text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// The templates that are in the binary, by name; what `refeed templates export` writes out.
  public static let builtIn: [TemplateFile] = BuiltInTemplates.all

  /// Whether a name is that of a page of the owner's, which is no format of a feed.
  public static func isOwners(_ name: String) -> Bool { name.hasPrefix("owner") }

  enum Escaping {
    case markup
    case json
    case none
  }

  var escaping: Escaping {
    switch name.split(separator: ".").last?.lowercased() {
    case "html", "htm", "xhtml", "xml", "opml", "svg", "atom", "rss": .markup
    case "json": .json
    default: .none
    }
  }
}
