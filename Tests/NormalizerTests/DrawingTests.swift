import FeedModel
import HTML
import JSON
import Testing

@testable import Normalizer

/// Inline drawings: what is drawn stays, tamed; icons go.
@Suite struct DrawingTests {
  private func html(_ html: String, _ json: String = "{}") -> String {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://e.org/2024/post/")
    entry.content = Text(.html, html)
    guard let document = try? JSONDocument(parsing: Array(json.utf8)),
      let rules = try? Rules(merging: document.root)
    else { return "no rules" }
    let result = Normalizer(rules: rules).normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))
    return result?.content?.html ?? ""
  }

  static let drawings: [(String, String)] = [
    (
      "<svg viewBox='0 0 300 200'><title>A chart</title><path d='M0 0h9' fill=red /></svg>",
      #"<svg viewBox="0 0 300 200" width="300" height="200"><title>A chart</title><path d="M0 0h9" fill="red"></path></svg>"#
    ),
    (
      "<svg width=200 viewBox='0 0 400 200'><text x=1>Start</text></svg>",
      #"<svg width="200" viewBox="0 0 400 200" height="100"><text x="1">Start</text></svg>"#
    ),
    (
      "<svg width=300 height=9 onload=x() class=a xmlns='http://www.w3.org/2000/svg'><script>x()</script><a href='javascript:x()'><path d=M0 /></a><animate attributeName=href /></svg>",
      #"<svg width="300" height="9"><path d="M0"></path></svg>"#
    ),
    (
      "<svg width=300 height=9><style>.a{fill:#fff;background:url(http://x.example/)} #q .b, g .c{stroke:red}</style><g><path class=a d=M0 /><path class='c' d=M1 /></g></svg>",
      ##"<svg width="300" height="9"><g><path d="M0" fill="#fff"></path><path d="M1" stroke="red"></path></g></svg>"##
    ),
    (
      "<svg width=300 height=9><path style='fill:blue;behavior:url(x)' d=M0 /></svg>",
      #"<svg width="300" height="9"><path d="M0" fill="blue"></path></svg>"#
    ),
    (
      "<svg width=300 height=9><defs><linearGradient id=g><stop offset=0 /></linearGradient></defs><rect fill='url(#g)' width=9 height=9 /></svg>",
      ##"<svg width="300" height="9"><defs><linearGradient id="entry-g"><stop offset="0"></stop></linearGradient></defs><rect fill="url(#entry-g)" width="9" height="9"></rect></svg>"##
    ),
    (
      "<svg width=300 height=9><rect width=9 fill='url(http://x.example/#g)' filter='url(x)' id=unused /></svg>",
      #"<svg width="300" height="9"><rect width="9"></rect></svg>"#
    ),
    (
      "<svg width=300 height=90><rect width=9 /><foreignObject x=10 y=20 width=100 height=40><div onclick=x()>La<b>bel</b></div></foreignObject></svg>",
      #"<svg width="300" height="90"><rect width="9"></rect><text x="60" y="40" text-anchor="middle" dominant-baseline="middle">Label</text></svg>"#
    ),
    (
      "<svg width=300 height=9><path d=M0 /><image xlink:href=/a.png width=9 /><image href='javascript:x()' /></svg>",
      #"<svg width="300" height="9"><path d="M0"></path><image width="9" href="https://e.org/a.png"></image></svg>"#
    ),
    (
      "<svg width=300 height=9><path d=M0 id=p /><use href='#p' /><use href='https://x.example/#p' /></svg>",
      ##"<svg width="300" height="9"><path d="M0" id="entry-p"></path><use href="#entry-p"></use></svg>"##
    ),
    ("<svg><image href=/photo.jpg width=100 /></svg>", #"<img src="https://e.org/photo.jpg">"#),
    (
      "<section><svg viewBox='0 0 1 1' style='background-image:url(https://i.example/p.jpg)'></svg></section>",
      #"<section><img src="https://i.example/p.jpg"></section>"#
    ),
  ]

  @Test("A drawing stays, by its own lists", arguments: drawings)
  func drawn(input: String, expected: String) {
    #expect(html(input) == expected)
    #expect(html(expected) == expected)
  }

  static let icons: [(String, String)] = [
    ("<p>a<svg viewBox='0 0 24 24'><path d=M0 /></svg></p>", "<p>a</p>"),
    ("<p>a<svg width=300 aria-hidden=true><path d=M0 /></svg></p>", "<p>a</p>"),
    ("<p>a<svg width=1em viewBox='0 0 512 512'><path d=M0 /></svg></p>", "<p>a</p>"),
    ("<p>a<svg width=300><use href='#i' /></svg></p>", "<p>a</p>"),
    (
      "<p><a href=/x>b<svg width=300><title>t</title><path d=M0 /></svg></a></p>",
      #"<p><a href="https://e.org/x">b</a></p>"#
    ),
    (
      "<p><a href=/x><svg width=300><title>Home page</title><path d=M0 /></svg></a></p>",
      #"<p><a href="https://e.org/x">Home page</a></p>"#
    ),
  ]

  @Test("Icons go; the title stays where a link has no other text", arguments: icons)
  func icon(input: String, expected: String) {
    #expect(html(input) == expected)
  }

  @Test("Where a policy has no drawings, title, texts and pictures remain")
  func withoutDrawings() {
    let off = #"{"sanitizer": {"svg": {"svg": false}}}"#
    let drawing =
      "<p>a <svg width=300><title>A chart</title><text>Start</text><path d=M0 /><image href=/a.png /></svg></p>"
    #expect(html(drawing, off) == #"<p>a <img src="https://e.org/a.png">A chart Start</p>"#)
  }

  @Test("What runs, leads out or is read in another way the next time goes")
  func attacks() {
    for attack in [
      "<svg><style><img src=x onerror=x()></style><path d=M0 /></svg>",
      "<svg width=300><title><style><img src=x onerror=x()></style></title><path d=M0 /></svg>",
      "<svg width=300><desc><svg><path d=M0 onclick=x() /></svg></desc><path d=M0 /></svg>",
      "<svg width=300><set attributeName=href to='javascript:x()' /><path d=M0 /></svg>",
      "<svg width=300><path d=M0 fill='url(javascript:x())' /></svg>",
      "<svg width=300><path d=M0 style='fill:url(https://x.example/a)' /></svg>",
      "<svg width=300><path d=M0 /><p>a<svg width=300><path d=M0 onload=x() /></svg></svg>",
      "<math><mtext><svg width=300><path d=M0 /><style><img src=x onerror=x()></style></svg></mtext></math>",
      "<svg width=300><foreignObject><iframe srcdoc='<script>x()</script>'></iframe></foreignObject><path d=M0 /></svg>",
    ] {
      let output = html("<p>a</p>" + attack)
      for bad in ["onerror", "onclick", "onload", "x()", "x.example", "<style", "<set", "iframe"] {
        #expect(!output.contains(bad), "\(attack) → \(output)")
      }
      #expect(html(output) == output, "\(attack)")
    }
  }

  @Test("Copies of copies, and drawings in drawings without end, stay small")
  func bombs() {
    var bomb = "<svg width=300><path id=a0 d=M0 />"
    for level in 1...20 {
      bomb += "<g id=a\(level)>"
      for _ in 0..<10 { bomb += "<use href='#a\(level - 1)' />" }
      bomb += "</g>"
    }
    let output = html(bomb + "</svg>")
    #expect(!output.contains(##"href="#entry-a1""##) && output.contains(##"href="#entry-a0""##))
    let deep = String(repeating: "<svg width=300><g>", count: 300) + "<text>deep</text>"
    #expect(html(deep) == "deep")
    #expect(html(html(deep)) == "deep")
  }
}
