import FeedModel
import Foundation
import HTML
import Testing

@testable import Normalizer

/// Markup thrown together: cleaning it twice changes nothing, and parsing it again gives it back.
///
/// `REFEED_SOUPS` is how many are tried.
@Suite struct TagSoupTests {
  private static let count =
    ProcessInfo.processInfo.environment["REFEED_SOUPS"].flatMap { Int($0) } ?? 1500

  private static let names = """
    a a abbr address amp-img article aside audio b bdi blockquote body br button caption center \
    cite code col colgroup dd details dialog div div dl dt em embed fieldset figcaption figure font \
    footer form frameset h1 h2 head hr html i iframe image img input li listing main math mi mtext \
    annotation-xml mglyph menu nav nobr noscript object ol optgroup option p p picture plaintext pre \
    rb rp rt rtc ruby s script search section select small source span strong style sub summary sup \
    svg foreignObject desc title table table tbody td template textarea tfoot th thead tr track tt u \
    ul video wbr x-y xmp
    """.split(separator: " ").map(String.init)

  private static let attributes = [
    "", "", "", " href=/x", " href=#x", " id=x", " name=x", " src=/a.jpg", " srcset='/a 1x,/b 2x'",
    " src=https://www.youtube.com/embed/a", " data-src=/b.jpg", " style='display:none'",
    " class='sharedaddy x'", " width=1 height=1", " title=t", " dir=rtl", " colspan=2",
    " encoding=text/html", " href='https://twitter.com/share?url=https://e.org/a/b'", " href=/a/b",
    " href=#", " class=dsq-brlink", " class=lazyload-placeholder", " color=red",
    " style='background:url(/q.png)'", " poster=/p.png",
  ]

  private static let texts = [
    "x", " ", "\n", "text <", "&lt;b&gt;", "获取更多RSS：", "2020-10-15", "<!-- c -->", "]]>", "\u{0}",
    "&#1;", "--!>", "<![CDATA[x]]>", "\u{FFFE}", "<a href=https://feedx.net>https://feedx.net</a>",
    "Read more", "Share:", "<a href=/a/b>Read more</a>", "The Title", "<h1>The Title</h1>",
    "submitted by", "</p>", "</br>", "(Feed generated with FetchRSS)", "<br><br><br>", "<hr>",
    "&#13;", "\u{A0}",
  ]

  private func soup(_ mutation: inout Mutation) -> String {
    var html = ""
    for _ in 0..<(3 + mutation.number(below: 30)) {
      switch mutation.number(below: 5) {
      case 0: html += mutation.one(of: Self.texts)
      case 1: html += "</\(mutation.one(of: Self.names))>"
      default:
        html += "<\(mutation.one(of: Self.names))\(mutation.one(of: Self.attributes))"
        html += "\(mutation.one(of: Self.attributes))>"
      }
    }
    return html
  }

  private func cleaned(_ html: String) -> String {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://e.org/a/b")
    entry.title = Text(.plain, "The Title")
    entry.published = Timestamp(milliseconds: 1_602_756_000_000)
    entry.content = Text(.html, html)
    return Normalizer().normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))?.content?.html ?? ""
  }

  @Test("C9 tag soup comes out stable, whatever was thrown into it")
  func soupIsStable() {
    for seed in 0..<Self.count {
      var mutation = Mutation(seed: seed + 1)
      let html = soup(&mutation)
      let output = cleaned(html)
      let isIdempotent = cleaned(output) == output
      #expect(isIdempotent, "\(html.debugDescription) → \(output)")
      let document = HTML.Document(parsingFragment: Array(output.utf8))
      let isReparsed = document.serialized().elementsEqual(output.utf8)
      #expect(isReparsed, "\(html.debugDescription) → \(output)")
    }
  }
}
