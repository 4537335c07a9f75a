import FeedModel
import Normalizer
import Testing

/// What becomes of a body by the built-in rules.
enum CleanedBody {
  /// An entry of a site with this body in HTML.
  static func entry(_ html: String) throws -> NormalizedEntry {
    var entry = ParsedEntry()
    entry.rawLink = "https://site.example/a.html"
    entry.link = WebAddress("https://site.example/a.html")
    entry.title = Text(.plain, "An entry")
    entry.content = Text(.html, html)
    return try #require(
      Normalizer().normalized(entry: entry, context: NormalizationContext(id: "urn:x")))
  }

  /// The body that comes out, which a second pass must not change.
  static func html(_ html: String) throws -> String {
    let once = try entry(html).content?.html ?? ""
    #expect(try entry(once).content?.html ?? "" == once, "a second pass changes it")
    return once
  }
}
