import FeedModel
import FilterLists
import JSON

@testable import Normalizer

/// A kind of entry that can be made as long as one likes: what a step that looks at something once
/// too often would be slow on.
struct Shape: Sendable, CustomStringConvertible {
  let name: String
  let before: String
  /// What is repeated, by its number.
  let unit: @Sendable (Int) -> String
  /// What closes each unit, behind the last.
  let close: String
  let after: String
  /// How many units are enough: what nests must nest deeper than the parser does.
  var least: Int {
    if name.hasPrefix("backgrounds in") { return 1500 }
    return nests ? 600 : 260
  }
  /// Whether each unit stands inside the one before.
  var nests: Bool { !close.isEmpty || name.hasPrefix("open") }
  /// As under `rules` in the configuration.
  let rules: String?
  /// A filter list.
  let list: String?

  init(
    name: String, before: String = "", close: String = "", after: String = "",
    rules: String? = nil, list: String? = nil, _ unit: @escaping @Sendable (Int) -> String
  ) {
    self.name = name
    self.before = before
    self.close = close
    self.after = after
    self.rules = rules
    self.list = list
    self.unit = unit
  }

  var description: String { name }

  func body(_ count: Int) -> String {
    var text = before
    for number in 0..<count { text += unit(number) }
    if !close.isEmpty { for _ in 0..<count { text += close } }
    return text + after
  }

  func entry(_ count: Int) -> ParsedEntry {
    var entry = ParsedEntry()
    entry.id = "1"
    entry.link = WebAddress("https://site.example/2021/01/post/")
    entry.rawLink = entry.link?.href
    entry.title = Text(.plain, "The Title")
    entry.published = Timestamp(milliseconds: 1_600_000_000_000)
    entry.content = Text(.html, body(count))
    return entry
  }

  func compiledRules() throws -> Rules {
    var all = Rules.builtIn
    if let rules { all = try Rules(merging: JSONDocument(parsing: Array(rules.utf8)).root) }
    guard let list else { return all }
    return all.filtering(by: CompiledLists(compiling: [Array(list.utf8)]), named: name)
  }

  static let context = NormalizationContext(
    id: "urn:uuid:0", homepage: WebAddress("https://site.example/"))
}

extension Shape {
  private static let paragraph = "<p>A sentence that is long enough to be one of an article.</p>"

  static let all: [Shape] =
    plain + promos + leads + pictures + players + links + tables + nested + marked
    + forms + listed + own + meant

  private static let plain: [Shape] = [
    Shape(name: "paragraphs") { _ in paragraph },
    Shape(name: "short texts") { "\($0)<br>" },
    Shape(
      name: "lines that were learned", before: "<p>Text</p>",
      rules: ##"{"promos": [{"name": "mine", "structure": "repeated", "lines": ["#", "again"]}]}"##
    ) { "\($0)<br><b>again</b><hr>" },
    Shape(name: "deep short texts", before: String(repeating: "<div>", count: 200)) {
      "\($0 % 9)<br>"
    },
    Shape(name: "dense elements") { _ in "<b>a</b>" },
    Shape(name: "empty elements") { _ in "<i></i>" },
    Shape(name: "blank elements") { _ in "<i> </i> " },
    Shape(name: "line breaks") { _ in "<br>" },
    Shape(name: "rules at the end", before: paragraph) { _ in "<hr>" },
    Shape(name: "comments") { _ in "<!-- c --> " },
    Shape(name: "blank lines between texts") { "Line <b>\($0)</b>.\nAnother.\n\n" },
    Shape(name: "blank lines and pictures") { _ in "\n\n<img src=/a.jpg>\n" },
    Shape(name: "wrapped lines") { _ in "words that are wrapped by some program at its own\n" },
    Shape(name: "comments between words") { _ in "<!-- c -->w " },
    Shape(name: "one long text", before: "<p>", after: "</p>") { _ in "words and words " },
    Shape(name: "one long word") { _ in "w" },
    Shape(name: "blanks alone") { _ in "\u{3000} " },
    Shape(name: "preformatted", before: "<pre>", after: "</pre>") { _ in "\n<b>x</b>" },
    Shape(name: "preformatted each") { _ in "<pre>\n\nx</pre>" },
    Shape(name: "unknown elements") { "<x-\($0 % 50)>t</x-\($0 % 50)>" },
    Shape(name: "named anew each time") { "<x-\($0) data-\($0)=1>t</x-\($0)>" },
    Shape(name: "formulas") { _ in "<math><mi>x</mi></math>" },
    Shape(name: "drawings") { _ in "<svg width=9><path d=M0/><text>t</text></svg>" },
    Shape(name: "buttons") { _ in "<button>Press <b>here</b></button>" },
    Shape(name: "headings") { "<h2 id=h\($0)>Heading</h2><p>Text \($0)</p>" },
    Shape(name: "list items") { _ in "<li>Item" },
    Shape(name: "definitions", before: "<dl>") { _ in "<dt>T<dd>D" },
    Shape(name: "ruby", before: "<ruby>") { _ in "字<rt>zi" },
  ]

  private static let promos: [Shape] = [
    Shape(name: "footers of a mirror") { _ in
      "<br><hr><div>获取更多RSS：<br><a href=\"https://feedx.net\">https://feedx.net</a></div>"
    },
    Shape(name: "markers of a mirror") { _ in "<hr>获取更多RSS：<br>" },
    Shape(name: "markers in one block", before: "<div>") { _ in "获取更多RSS：<b></b>" },
    Shape(name: "guides of a mirror") { _ in "<font color=red>订阅指南</font>x<br>" },
    Shape(name: "notes of first publication") { _ in
      "<p>The post <a href=/2021/01/post/>The Title</a> appeared first on <a href=/>S</a>.</p>"
    },
    Shape(name: "notes of delivery") { _ in "<p>(Feed generated with FetchRSS)</p>" },
    Shape(name: "notes of a platform") { _ in
      "<img src=https://medium.com/_/stat?e=1><hr><p>It was originally published in X</p>"
    },
    Shape(name: "boxes beside pictures") {
      "<p class=button-wrapper>x</p><img src=https://x.example/\($0).jpg>"
    },
    Shape(name: "pictures in boxes") {
      "<div class=lazyload-placeholder><img src=https://x.example/\($0).jpg></div>"
    },
    Shape(name: "share boxes") { _ in "<div class=sharedaddy><a href=/s>Share</a></div>" },
    Shape(name: "boxes in boxes", close: "</div>") { _ in "<div class=sharedaddy>word" },
    Shape(name: "slots in slots", close: "</div>") { _ in "<div class=o-ads>word" },
    Shape(name: "rows of links in rows", close: "</div>") { _ in
      "<div class=feedflare><a href=/~ff/>x</a>"
    },
    Shape(name: "hidden in hidden", close: "</div>") { _ in "<div style=display:none>" },
    Shape(name: "hidden") { _ in "<p style='display: none'>hidden words</p>" },
    Shape(name: "a class many times over", before: "<p class='", after: "'>x</p>") { _ in
      "sharedaddy "
    },
    Shape(name: "classes", before: "<p class='", after: "'>x</p>") { "c\($0) " },
    Shape(name: "labels in captions") { _ in
      "<figure><figcaption><b class=sr-only>L</b>x</figcaption></figure>"
    },
  ]

  private static let leads: [Shape] = [
    Shape(name: "bylines") { "<address>Author \($0)</address>" },
    Shape(name: "bylines in capitals", after: "<p>2020-09-13</p>") {
      "<address>AUTHOR N\($0)X</address>"
    },
    Shape(name: "a long byline", before: "<address>", after: "</address>") { "Name \($0), " },
    Shape(name: "dates") { _ in "<p>2020-09-13</p>" },
    Shape(name: "lines in italics", before: "<div><i>", after: "</i></div>") { _ in "x<br>" },
    Shape(name: "links to the original") {
      "<p><a href=https://o.example/\($0)>English version</a></p>"
    },
    Shape(name: "the same link to the original") { _ in
      "<p><a href=https://o.example/>English version</a></p>"
    },
  ]

  private static let pictures: [Shape] = [
    Shape(name: "pictures") { "<img src=https://x.example/\($0).jpg> " },
    Shape(name: "small print") { _ in "<p><small>s</small></p>" },
    Shape(name: "small print in one paragraph", before: "<p>") { _ in "<small>s</small>" },
    Shape(name: "small print and pictures in one paragraph", before: "<p>") { _ in
      "<img src=https://x.example/a.jpg><small>s</small>"
    },
    Shape(name: "small print in blocks below pictures") { _ in
      "<img src=https://x.example/a.jpg><div><small>s</small></div>"
    },
    Shape(name: "copies for no script") {
      "<img data-src=https://x.example/\($0).jpg><noscript><img src=https://x.example/\($0).jpg></noscript>"
    },
    Shape(name: "copies in copies", close: "</noscript>") { _ in
      "<noscript><p>Words that no script is needed for, enough of them to be no notice.</p>"
    },
    Shape(name: "copies in one") { "<img src=https://x.example/\($0).jpg>" },
    Shape(name: "picture elements") {
      "<picture><source srcset='/\($0).webp 1x'><img src=/\($0).jpg></picture>"
    },
    Shape(name: "sources of one picture", before: "<picture>", after: "</picture>") {
      "<source srcset=/\($0).webp>"
    },
    Shape(name: "pictures in pictures", close: "</picture>") { _ in "<picture>x" },
    Shape(name: "candidates of one image", before: "<img src=/a.jpg srcset='", after: "'>") {
      "/\($0).jpg \($0 + 1)w, "
    },
    Shape(name: "attributes of one image", before: "<img src=/a.jpg ", after: ">") {
      "a\($0)=/b.jpg "
    },
    Shape(name: "late attributes of one image", before: "<img ", after: ">") {
      "data-src\($0)=/b.jpg "
    },
    Shape(name: "backgrounds") { _ in "<div style='background:url(/a.jpg)'></div>" },
    Shape(name: "backgrounds in backgrounds", close: "</div>") { _ in
      "<div style='background:url(/a.jpg)'>x"
    },
    Shape(name: "figures") { "<figure><img src=/\($0).jpg><figcaption>C</figcaption></figure>" },
    Shape(name: "pixels") { "<img src=https://t.example/\($0) width=1 height=1>" },
  ]

  private static let players: [Shape] = [
    Shape(name: "audio") { "<audio src=https://x.example/\($0).mp3></audio>" },
    Shape(name: "audio in audio", close: "</audio>") { "<audio src=/\($0).mp3>" },
    Shape(name: "audio without sources in audio", close: "</audio>") { _ in "<audio>x" },
    Shape(name: "videos") { "<video poster=/\($0).jpg><source src=/\($0).mp4></video>" },
    Shape(name: "sources of one video", before: "<video>", after: "</video>") {
      "<source src=/\($0).mp4>"
    },
    Shape(name: "frames") { "<iframe src=https://x.example/\($0)></iframe>" },
    Shape(name: "players") { _ in
      "<iframe src=https://www.youtube.com/embed/abcdefghijk></iframe>"
    },
    Shape(name: "objects in objects", close: "</object>") { _ in "<object>x" },
  ]

  private static let links: [Shape] = [
    Shape(name: "links") { "<a href=/\($0)>l</a> " },
    Shape(name: "links with tracking") { "<a href='/\($0)?utm_source=rss&a=1'>l</a> " },
    Shape(name: "parameters of one link", before: "<a href='/a?", after: "'>l</a>") {
      "utm_\($0)=1&a\($0)=1&"
    },
    Shape(name: "a wrapped address", before: "<a href='https://t.co/?url=", after: "'>l</a>") { _ in
      "https://x.example/"
    },
    Shape(name: "segments of one address", before: "<img src='https://x.example/", after: "'>") {
      _ in
      "proxy/aHR0cHM/"
    },
    Shape(name: "footnotes") { "<a href=#n\($0)>\($0)</a><p id=n\($0)>Note</p>" },
    Shape(name: "links to one place", before: "<p id=x>X</p>") { _ in "<a href=#x>l</a>" },
    Shape(name: "links to nowhere") { "<a href=#none\($0)>l</a>" },
    Shape(name: "links around pictures") { "<a href=/\($0)><img src=/\($0).jpg></a>" },
    Shape(name: "objects in links", close: "</object></a>") { _ in "<a href=/x><object>" },
  ]

  private static let tables: [Shape] = [
    Shape(name: "rows", before: "<table>") { _ in "<tr><td>a<td>b" },
    Shape(name: "cells of one row", before: "<table><tr>") { _ in "<td>a</td> " },
    Shape(
      name: "cells whose rows were unwrapped", before: "<table>", rules: #"{ "unwrap": "tr" }"#
    ) { _ in "<tr> <td>a</td> </tr>" },
    Shape(name: "content between rows", before: "<table>") { _ in "<tr></tr>word<p>x</p>" },
    Shape(name: "captions and groups", before: "<table>") { _ in
      "<caption>c</caption><colgroup><col>"
    },
    Shape(name: "tables in tables", close: "</td></tr></table>") { _ in "<table><tr><td>x" },
  ]

  private static let nested: [Shape] = [
    Shape(name: "divs in divs", close: "</div>") { _ in "<div>" },
    Shape(name: "divs in divs with text", close: "</div>") { _ in "<div>word" },
    Shape(name: "quotations in quotations", close: "</blockquote>") { _ in "<blockquote>x" },
    Shape(name: "lists in lists", close: "</li></ul>") { _ in "<ul><li>x" },
    Shape(name: "open emphasis") { _ in "<b>x" },
    Shape(name: "open links") { _ in "<a href=/x>x" },
    Shape(name: "spans in spans", close: "</span>") { _ in "<span class=a>x" },
    Shape(name: "paragraphs in fonts") { _ in "<font color=red><p>x" },
    Shape(name: "sections in sections", close: "</section>") { _ in "<section><p>x</p>" },
    Shape(name: "formulas in formulas", close: "</mtext></math>") { _ in "<math><mtext>x" },
  ]

  /// What comes from reports of share links, counters and the like.
  private static let marked: [Shape] = [
    Shape(name: "links to share") { _ in
      "<a href=https://twitter.com/intent/tweet?url=https://site.example/2021/01/post/>Share</a> "
    },
    Shape(name: "read more", before: paragraph) { _ in
      "<p><a href=https://site.example/2021/01/post/>Read more</a></p>"
    },
    Shape(name: "the title again") { _ in "<h1>The Title</h1>" },
    Shape(name: "the title again in bold") { _ in "<p><b>The Title</b></p>" },
    Shape(name: "headings that link to themselves") { _ in
      "<h2 id=a>Why <a class=anchor href=#a>#</a></h2>"
    },
    Shape(name: "icons of one heading", before: "<h2 id=a>") { _ in
      "<a class=anchor href=#a><svg></svg></a>"
    },
    Shape(name: "forms for an address", before: paragraph) { _ in
      "<form>Our letter <input type=email></form>"
    },
    Shape(name: "fields of Drupal") { _ in
      "<span class=field--name-title>The Title</span><span class=field--name-uid>Ann</span>"
    },
    Shape(name: "frames closed as in XML", before: paragraph) { _ in
      "<iframe src='https://e.org/a' /><video /><textarea>"
    },
    Shape(name: "prose of a plug-in", before: paragraph) { _ in
      "<div class=sharedaddy><p>Share this: and that</p></div>"
    },
    Shape(name: "submitted by", before: paragraph) { _ in
      "submitted by <a href=https://www.reddit.com/user/x>/u/x</a> <a href=/l>[link]</a> <a href=/c>[comments]</a><br>"
    },
    Shape(name: "links to nothing") { _ in "<a href=#>x</a><a href=''>y</a>" },
    Shape(name: "comment notices") { _ in
      "<noscript>Please enable JavaScript to view the <a href=https://disqus.com/?ref_noscript>comments.</a></noscript>"
    },
    Shape(name: "rows of share buttons") { _ in
      "<p><a class=a2a_button_x href=https://www.addtoany.com/add_to/x?linkurl=x></a></p>"
    },
  ]

  /// What has a meaning beside its markup: formulas, drawings, styles, hidden blocks.
  private static let forms: [Shape] = [
    Shape(name: "bold in bold", close: "</span>") { _ in "<span style=font-weight:bold>x" },
    Shape(name: "struck blocks", close: "</div>") { _ in
      "<div style=text-decoration:line-through>x"
    },
    Shape(name: "kept lines in kept lines", close: "</div>") { _ in
      "<div style=white-space:pre-wrap>x\ny"
    },
    Shape(name: "lines of code", before: "<pre>") { "<div>\($0)</div><div></div>" },
    Shape(name: "code in code", close: "</div></pre>") { _ in "<pre>x<div>" },
    Shape(name: "formulas", before: paragraph) { _ in
      "<span class=katex><math><mi>x</mi></math><span class=katex-html>x</span></span> "
    },
    Shape(name: "formulas in formulas", close: "</span>") { _ in "<span class=katex>x" },
    Shape(name: "scripts of formulas") { _ in
      "<span class=MathJax_Preview>x</span><script type='math/tex'>x</script> "
    },
    Shape(name: "icons in a link", before: "<a href=/x>") { _ in
      "<svg width=9><title>t</title><path d=M0 /></svg>"
    },
    Shape(name: "drawings") { _ in
      "<svg width=300><style>.a{fill:red}</style><path class=a d=M0 /><use href='#a'/></svg>"
    },
    Shape(name: "shapes", before: "<svg width=300><style>.a{fill:red}</style>") { _ in
      "<path class=a d=M0 />"
    },
    Shape(name: "groups", before: "<svg width=300>", close: "</g>") { _ in "<g><path d=M0 />" },
    Shape(name: "answers") { "<h3>\($0)</h3><div style=display:none>An answer.</div>" },
    Shape(name: "hidden in hidden", close: "</div>") { _ in
      "<div style=display:none>" + paragraph
    },
    Shape(name: "protected addresses") { _ in
      "<a href=/cdn-cgi/l/email-protection><span data-cfemail=2a4b6a4804495b>x</span></a> "
    },
    Shape(name: "footnotes", after: "<p id=n>x</p>") { _ in
      "<a href=https://site.example/2021/01/post/#n>1</a> "
    },
    Shape(name: "small pictures") { "<img src=/\($0)-150x150.jpg width=150>" },
  ]

  /// What filter lists look at.
  private static let listed: [Shape] = [
    Shape(name: "listed blocks", before: paragraph, list: "##.ad\n##div:has(> .ad)") { _ in
      "<div class=ad>Buy</div>"
    },
    Shape(
      name: "listed blocks in listed blocks", close: "</div>",
      list: "##.ad\n##.ad .ad p\n##p:upward(.x)\n##p:upward(2)\n##div:has(p:has-text(y))"
    ) { _ in "<div class=ad><p>x</p>" },
    Shape(
      name: "listed texts", list: "##p:has-text(/^A+d$/)\n##p:has-text(ad)\n##p:has-text(/x|y/i)"
    ) { _ in "<p>AAAAAAAAAAx</p>" },
    Shape(
      name: "listed pictures", before: paragraph, list: "||ads.example^\n/banner/*\n/x[0-9]+y/"
    ) { "<img src=https://ads.example/\($0)><img src=https://a.example/banner/x\($0)z>" },
    Shape(name: "listed frames", list: "||ads.example^$subdocument\n/frame/*$~third-party") { _ in
      "<iframe src=https://ads.example/></iframe><iframe src=/frame/></iframe>"
    },
    Shape(name: "listed parameters", list: "$removeparam=a\n$removeparam=/^b/") {
      "<a href=https://e.example/\($0)?a=1&b=2&c=3>x</a> "
    },
    Shape(name: "listed addresses", list: #"##[href^="https://ads.example/"]"#) { _ in
      "<a href=https://ads.example/x>x</a> "
    },
    Shape(name: "many texts in links", before: "<a href=/x>", list: "##.ad") { _ in
      "<b>x</b><a href=/y>y</a>"
    },
  ]

  private static let own: [Shape] = [
    Shape(name: "removed", rules: #"{ "remove": [".r", "p"] }"#) { _ in "<p class=r>x</p>y" },
    Shape(name: "removed in removed", close: "</div>", rules: #"{ "remove": "div" }"#) { _ in
      "<div>x"
    },
    Shape(name: "kept in kept", close: "</div>", rules: #"{ "keep": "div" }"#) { _ in "<div>x" },
    Shape(name: "unwrapped in unwrapped", close: "</i>", rules: #"{ "unwrap": "i" }"#) { _ in
      "<i>x"
    },
    Shape(name: "siblings", rules: #"{ "remove": ["b ~ i", "i + u", "b ~ u ~ i"] }"#) { _ in
      "<i>x</i><u>y</u>"
    },
    Shape(name: "descendants", close: "</div>", rules: #"{ "remove": "b div div p" }"#) { _ in
      "<div><p>x</p>"
    },
    Shape(
      name: "places among siblings", rules: #"{ "remove": ["p:nth-child(3n)", "p:last-child"] }"#
    ) {
      _ in "<p>x</p>"
    },
    Shape(name: "having", close: "</div>", rules: #"{ "remove": "div:has(b + i)" }"#) { _ in
      "<div><b>x</b>"
    },
    Shape(name: "containing", rules: #"{ "remove": "p:contains(\"word 7\")" }"#) {
      "<p>word \($0)</p>"
    },
    Shape(name: "texts replaced", rules: #"{ "replace": { "text": "x", "with": "yy" } }"#) { _ in
      "<p>x x</p>"
    },
    Shape(
      name: "addresses rewritten",
      rules: #"{ "addresses": { "prefix": "https://x.example/", "with": "https://y.example/" } }"#
    ) { "<img src=https://x.example/\($0).jpg srcset='https://x.example/\($0).jpg 2x'>" },
    Shape(
      name: "the user's promos",
      rules: #"{ "promos": [{ "name": "mine", "select": "p.ad", "when": ["x.example"] }] }"#
    ) { _ in "<p class=ad>ad</p><p>word</p>" },
  ]
}
