import FeedModel
import Testing

@testable import Normalizer

/// Elements that show nothing and name a thing, blocks that a label opens, forms that ask for more than
/// an address: what is a part of the article stays.
@Suite struct NamedThingTests {
  private func html(_ html: String) -> String {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://e.org/a/b")
    entry.content = Text(.html, Self.article + html)
    let body =
      Normalizer().normalized(entry: entry, context: NormalizationContext(id: "urn:uuid:0"))?
      .content?.html ?? ""
    return body.hasPrefix(Self.article) ? String(body.dropFirst(Self.article.count)) : body
  }

  private static let article =
    "<p>The harbour was rebuilt in three years, and the first ships came back in the spring.</p>"

  private static let frame =
    #"" sandbox="allow-scripts allow-same-origin allow-popups allow-presentation" loading="lazy" referrerpolicy="strict-origin-when-cross-origin"></iframe>"#
  private static let vimeo =
    #"<iframe src="https://player.vimeo.com/video/76979871?dnt=1"# + frame
  private static let youtube =
    #"<iframe src="https://www.youtube-nocookie.com/embed/M7lc1UVf-VE"# + frame

  @Test(
    "An element that shows nothing becomes what it names",
    arguments: [
      ("<figure><oembed url='https://vimeo.com/76979871'></oembed></figure>", vimeo),
      ("<figure><oembed url='https://f.example/7'></oembed></figure>", "https://f.example/7"),
      ("<p><e-video type=youtube video-id=M7lc1UVf-VE></e-video></p>", youtube),
      ("<div class=vimeo_player videoID=76979871></div>", vimeo),
      ("<div data-plyr-provider=vimeo data-plyr-embed-id=76979871></div>", vimeo),
      ("<div data-youtube-id=M7lc1UVf-VE></div>", youtube),
      ("<div data-vimeo-id=76979871><p>Caption</p></div>", vimeo),
      ("<YouTube id=M7lc1UVf-VE /><p>More.</p>", youtube + "<p>More.</p>"),
      (
        "<nuxt-img src=/i/a.webp /><p>More.</p>", "<img src=\"https://e.org/i/a.webp\"><p>More.</p>"
      ),
      ("<Sound src=/i/a.mp3 /><p>More.</p>", "<audio src=\"https://e.org/i/a.mp3\" controls=\"\">"),
      ("<div data-pym-src='https://f.example/7'>Loading...</div>", ">f.example</a>"),
      ("<div data-url='https://f.example/7'></div>", "https://f.example/7"),
      ("<div class=embed><a href='https://f.example/7'></a></div>", ">f.example</a>"),
      ("<code data-gist-id=5457595></code>", "https://gist.github.com/5457595"),
      ("<x-tweet status=1166685910030790662></x-tweet>", "/status/1166685910030790662"),
      (
        "<x-attachment content-type=image/png url='https://e.org/b/1' caption='A plan'></x-attachment>",
        "<figure><img src=\"https://e.org/b/1\"><figcaption>A plan</figcaption></figure>"
      ),
      (
        "<x-model src='https://e.org/l.glb' poster='/l.jpg' alt=Lamp></x-model>",
        "https://e.org/l.jpg"
      ),
      (
        "<script type=text/plain><iframe src='https://youtube.com/embed/M7lc1UVf-VE'></iframe></script>",
        youtube
      ),
      ("<iframe srcdoc='<a href=https://youtu.be/M7lc1UVf-VE>x</a>'></iframe>", youtube),
      ("<object data='/a.swf'><p>The keeper waves.</p></object>", "<p>The keeper waves.</p>"),
      (
        "<iframe src='https://f.example/7' style='width:0;min-width:100%'></iframe>",
        ">f.example</a>"
      ),
    ])
  func thing(markup: String, wanted: String) {
    #expect(html(markup).contains(wanted), "\(html(markup))")
  }

  @Test(
    "A part of the page that shows nothing stays away",
    arguments: [
      "<div data-url='https://e.org/a/b'></div>", "<div data-url='https://e.org/api'></div>",
      "<div class='share' data-url='https://f.example/7'></div>",
      "<div class='ad-slot ad' data-src='https://f.example/7'></div>",
      "<div class='twitter' data-id='1166685910030790662'></div>",
      "<turbo-frame src='https://e.org/part'></turbo-frame>",
      "<x-button href='https://f.example/7'></x-button>",
      "<x-data url='https://f.example/7.json'></x-data>",
      "<script type=text/plain>var a = 1</script>",
      "<iframe src='https://f.example/7' style='width:0;min-width:0'></iframe>",
    ])
  func partOfPage(markup: String) {
    #expect(html(markup) == "", "\(html(markup))")
  }

  @Test(
    "What a label opens is a part of the article",
    arguments: [
      (
        "<div><div>Ending</div><div style='display:none'>He stays.</div></div>",
        "<div><details><summary>Ending</summary><div>He stays.</div></details></div>"
      ),
      ("<p>Keepers</p><div style='display:none'><ul><li>Holm<li>Lee</ul></div>", "<li>Lee</li>"),
      (
        "<div><div>Spoiler: <input type=button></div><div><div style='display:none'>Rosebud</div></div></div>",
        "Rosebud"
      ),
      (
        "<div>Hours</div><div style='display:none'><table><tr><td>Mon<td>10</table></div>",
        "<td>10</td>"
      ),
    ])
  func labelled(markup: String, wanted: String) {
    #expect(html(markup).contains(wanted), "\(html(markup))")
  }

  @Test(
    "What nothing opens goes",
    arguments: [
      "<div style='display:none'>A note</div>", "<p style='display:none'>A note</p>",
      "<div style='display:none'>From www.mirror.example</div>",
      "<div style='display:none' class=modal>A note</div>",
      "<div style='display:none'><a href='https://f.example/'>Pills</a></div>",
    ])
  func note(markup: String) {
    #expect(html("<p>Whole sentences are no labels.</p>" + markup).contains("labels.</p>"))
    #expect(!html("<p>Whole sentences are no labels.</p>" + markup).contains("note"))
    #expect(!html("<p>Whole sentences are no labels.</p>" + markup).contains("mirror"))
    #expect(!html("<p>Whole sentences are no labels.</p>" + markup).contains("Pills"))
  }

  @Test(
    "Words without a size go, and those inside with one stay",
    arguments: [
      ("<p>A<span style='font-size:0'>x9</span>B</p>", "<p>AB</p>"),
      ("<p>A<font class=jammer>x9</font>B</p>", "<p>AB</p>"),
      ("<p>A<span style='font-size: 0px;color:#fff'>x9</span>B</p>", "<p>AB</p>"),
      ("<div style='font-size:0'><p style='font-size:16px'>A</p></div>", "<div><p>A</p></div>"),
      ("<p><span style='font-size:0'><b style='font-size:1em'>A</b></span></p>", "<p><b>A</b></p>"),
      ("<p>A<span style='font-size:0.8em'>B</span></p>", "<p>AB</p>"),
      (
        "<p><a href='https://f.example/'><span style='font-size:0'>A</span></a></p>",
        "<p><a href=\"https://f.example/\">A</a></p>"
      ),
    ])
  func sizeless(markup: String, wanted: String) {
    #expect(html(markup) == wanted)
  }

  @Test(
    "A form to subscribe goes",
    arguments: [
      "<p>Sign up for our letter.</p>", "<p>Newsletter abonnieren</p>", "<p>メールマガジンに登録する</p>",
      "<p>Подпишитесь на рассылку</p>", "<p>Abonnez-vous</p>", "<p>Suscríbete</p>", "<p>구독</p>", "",
      "<label>E-mail</label>",
      "<p>We don’t spam! Read our privacy policy, which says all of that.</p>",
    ])
  func subscription(words: String) {
    #expect(html("<form>\(words)<input type=email><button>OK</button></form>") == "")
  }

  @Test(
    "A form with more to say leaves its words",
    arguments: [
      "<h2>Chapter one</h2><p>The sea was calm, and the boats lay still in the bay until noon.</p>",
      "<p>Shall the lamp be lit?</p><p><input type=radio> Yes</p><p><input type=radio> No</p>",
      "<p>Sign up for the walk on 8 March at ten, from the boathouse.</p>",
      "<p>Подпишите петицию: сохраним маяк на мысе Скерри и его свет.</p>",
      "<h3>The lamp book</h3><p>240 pages, 31 pictures, £12. Sold at the tower and by post.</p>",
    ])
  func otherForm(words: String) {
    let text = html("<form>\(words)<input type=email><button>OK</button></form>")
    #expect(text.contains("</p>"), "\(text)")
    #expect(!text.contains("OK"), "\(text)")
  }
}
