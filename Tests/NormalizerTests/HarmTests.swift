import FeedModel
import Testing

@testable import Normalizer

/// Evidence before removal: what counts readers goes, what looks like it and is a picture stays.
@Suite struct HarmTests {
  private func html(_ html: String) -> String {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://e.org/a/b")
    entry.content = Text(.html, html)
    return Normalizer().normalized(entry: entry, context: NormalizationContext(id: "urn:uuid:0"))?
      .content?.html ?? ""
  }

  // MARK: Counters

  @Test(
    "A picture that counts its readers goes",
    arguments: [
      "<img src='https://c.e.net/p.gif' width=1 height=1>",
      "<img src='https://c.e.net/p.gif' width=2 height=2>",
      "<img src='https://c.e.net/p.gif' width='1.0' height='1.0'>",
      "<img src='https://c.e.net/p.gif' width=0 height=0>",
      "<img src='https://c.e.net/p.gif' style='width: 1px !important;height:1PX!important'>",
      "<img src='https://c.e.net/p.gif' height=1 style='width:0'>",
      "<img src='https://c.e.net/p.gif' style='max-width:1px;max-height:1px'>",
      "<img src='https://c.e.net/p?id=1' style='display : none'>",
      "<img src='https://c.e.net/p?id=1' hidden>",
      "<img src='https://c.e.net/p?id=1' style='visibility:hidden'>",
      "<img src='https://c.e.net/p' style='position:fixed;top:-9999px'>",
      "<img src='https://c.e.net/p' style='position:absolute;clip:rect(0 0 0 0)'>",
      "<div style='display:none'><p><img src='https://c.e.net/p.gif'></p></div>",
      "<img src='https://s.e.net/x.php?idsite=3&rec=1&bots=1'>",
      "<img src='https://s.e.net/x.php?url=a&idsite=3&action_name=b'>",
      "<img src='https://s.e.net/stats/matomo.php?idsite=1'>",
      "<img src='https://ssl-vg03.met.vgwort.de/na/0123456789abcdef' alt=''>",
      "<img src='https://pixel.wp.com/b.gif?host=e.org'>",
      "<img src='https://blog.us1.list-manage.com/track/open.php?u=1&id=2'>",
      "<img src='https://c7.statcounter.com/counter.php?sc_project=1'>",
      "<img src='https://feeds.e.net/~r/blog/~4/AbCdEf'>",
      "<img src='https://www.google.com/ads/ga-audiences?v=1'>",
    ])
  func counterGoes(markup: String) {
    #expect(html("<p>Text</p>" + markup) == "<p>Text</p>", "\(markup)")
    #expect(html("<p>Text</p><noscript>\(markup)</noscript>") == "<p>Text</p>", "\(markup)")
  }

  @Test(
    "What only looks like a counter stays",
    arguments: [
      "<img src='https://e.org/a.jpg' width=1 style='width:100%'>",
      "<img src='https://e.org/a.jpg' width=1 height=1 style='width:100%;height:auto'>",
      "<img src='https://e.org/a.jpg' height=1>",
      "<img src='https://e.org/a.jpg' width=10 height=10>",
      "<img src='https://e.org/a.jpg' style='display:none'>",
      "<img src='https://e.org/a.jpg' style='opacity:0'>",
      "<img src='https://e.org/photo?id=1' style='display:none' width=640 height=480>",
      "<figure><img src='https://e.org/photo?id=1' style='display:none'></figure>",
      "<a href='/x'><img src='https://e.org/photo?id=1' style='visibility:hidden'></a>",
      "<div class='post-gallery'><p><img src='https://e.org/photo?id=1' hidden></p></div>",
      "<img src='data:,' data-src='https://e.org/photo?id=1' style='display:none'>",
      "<img src='https://e.org/photo?id=1' data-src='https://e.org/photo?id=1' hidden>",
      "<img src='https://blog.chartbeat.com/2024/graph.png'>",
      "<img src='https://newrelic.com/images/apm.png' width=800>",
      "<img src='https://www.statcounter.com/images/report.png'>",
      "<img src='https://gs.statcounter.com/chart.png?device=desktop'>",
      "<img src='https://www.comscore.com/wp/chart.jpg'>",
      "<img src='https://www.cnzz.com/img/a.png'>",
      "<img src='https://www.feedblitz.com/wp-content/uploads/a.png'>",
      "<img src='https://www.buzzsprout.com/rails/cover.jpg'>",
      "<img src='https://people.e.edu/~4/a.jpg'>",
      "<img src='https://e.org/shop?idsite=3&product=7' width=200 height=100>",
      "<img src='https://www.google.com/ads/help/a.png'>",
      "<figure><img src='https://segment.com/blog/a.png'><figcaption>c</figcaption></figure>",
    ])
  func pictureStays(markup: String) {
    #expect(html("<p>Text</p>" + markup).contains("<img "), "\(markup)")
  }

  // MARK: Lazy pictures

  @Test(
    "An address that no rule names is found where there is none, or a blank picture",
    arguments: [
      "<img data-x-original='https://e.org/x.jpg'>",
      "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-full='https://e.org/x.jpg'>",
      "<img src='/assets/spacer.gif' mylazysrc='//e.org/x.jpg'>",
      "<img src='' data-pic='/x.jpg' data-placeholder-pic='/tiny.jpg'>",
      "<img src='#' data-lqip='https://e.org/tiny.jpg' data-pic='https://e.org/x.jpg'>",
      "<img src='data:image/svg+xml,%3Csvg/%3E' data-thumbnail='https://e.org/x.jpg'>",
    ])
  func unnamedAttribute(markup: String) {
    #expect(html(markup) == #"<img src="https://e.org/x.jpg">"#, "\(markup)")
  }

  @Test(
    "A list in an attribute that no rule names becomes the candidates",
    arguments: [
      "data-x-srcset", "data-candidates", "xsrcset",
    ])
  func unnamedList(attribute: String) {
    let output = html(
      "<img src='data:,' \(attribute)='https://e.org/s.jpg 320w, https://e.org/l.jpg 640w'>")
    #expect(output.contains("src=\"https://e.org/l.jpg\"") && output.contains("srcset="))
  }

  @Test(
    "An address that is no picture's, or no address yet, takes no place",
    arguments: [
      "<img src='https://e.org/x.jpg' data-full='https://e.org/y.jpg'>",
      "<img src='https://e.org/x.jpg' data-src='https://e.org/{width}/x.jpg'>",
      "<img src='https://e.org/x.jpg' data-src='https://e.org/x-%7Bsize%7D.jpg'>",
      "<img src='https://e.org/x.jpg' data-original='//e.org/${w}/x.jpg'>",
      "<img src='https://e.org/x.jpg' data-src='https://e.org/x.jpg?w={{w}}'>",
      "<img src='https://e.org/x.jpg' data-lazy-src='https://e.org/%%WIDTH%%/x.jpg'>",
      "<img src='https://e.org/x.jpg' data-src='https://e.org/[width]/x.jpg'>",
      "<img src='https://e.org/x.jpg' data-src='https://e.org/:width/x.jpg'>",
      "<img src='https://e.org/x.jpg' data-src='https://e.org/film.mp4'>",
      "<img src='https://e.org/x.jpg' data-original='https://e.org/page.html'>",
    ])
  func presentAddressStays(markup: String) {
    #expect(html(markup) == #"<img src="https://e.org/x.jpg">"#, "\(markup)")
  }

  @Test(
    "An address that only looks like a template or a placeholder is one",
    arguments: [
      "https://e.org/up/nuclear.gif", "https://e.org/up/workspace.gif",
      "https://e.org/up/microdot.gif", "https://e.org/downloading.gif",
      "https://e.org/%7BA1B2C3D4-0000-1111-2222-333344445555%7D/a.png",
      "https://e.org/a.jpg?crop%5Bwidth%5D=300", "https://e.org/w:300/h:200/a.jpg",
      "https://e.org/a%20%25%20b.jpg",
    ])
  func oddAddressStays(address: String) {
    #expect(html("<img src='\(address)' data-url='/page/'>") == "<img src=\"\(address)\">")
    #expect(html("<img src='data:,' data-src='\(address)'>") == "<img src=\"\(address)\">")
  }

  @Test(
    "Of a lazy picture and its copy in noscript one remains",
    arguments: [
      "<p><img data-src=/a/x.jpg></p><p><noscript><img src=/a/x.jpg></noscript></p>",
      "<div><div><img class=lazy src='data:,' data-src=/a/x.jpg></div></div><noscript><img src=/a/x.jpg></noscript>",
      "<figure><noscript><img src=/a/x.jpg></noscript><img data-src=/a/x-300x200.jpg></figure>",
      "<figure><img data-src=/a/x-300x200.jpg></figure><noscript><img src=/a/x.jpg></noscript>",
      "<img src='https://i0.wp.com/e.org/a/x.jpg?ssl=1'><noscript><img src=/a/x.jpg></noscript>",
      "<img src='https://cdn.e.net/a/x-1024x768.jpg'><noscript><img src=/a/x.jpg></noscript>",
      "<picture><source data-srcset='/a/x.webp 2x' type=image/webp><img data-src=/a/x.jpg></picture><noscript><picture><source srcset='/a/x.webp 2x' type=image/webp><img src=/a/x.jpg></picture></noscript>",
      "<noscript><img src=/a/x.jpg></noscript><span><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></span>",
    ])
  func oneRemains(markup: String) {
    let output = html("<p>Text</p>" + markup)
    #expect(
      output.split(separator: "<img").count == 2 && output.contains("/a/x.jpg\""), "\(output)")
    #expect(html(output) == output)
  }

  @Test("Of several lazy pictures and their copies each remains once")
  func eachRemains() {
    let output = html(
      "<p><img data-src=/1.jpg><img data-src=/2.jpg></p><noscript><img src=/1.jpg><img src=/2.jpg></noscript>"
    )
    #expect(output == "<p><img src=\"https://e.org/1.jpg\"><img src=\"https://e.org/2.jpg\"></p>")
  }

  @Test(
    "A noscript that holds another picture, or a counter, takes none with it",
    arguments: [
      ("<img src=/a.jpg><noscript><img src=/b.jpg></noscript>", 2),
      (
        "<figure><img src=/workspace.gif></figure><noscript><img src=//c.e.net/1 width=1 height=1></noscript>",
        1
      ),
      (
        "<p><img src='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC'></p><noscript><img src=/b.jpg></noscript>",
        2
      ),
      ("<p>text <img src=/a.jpg> text</p><noscript><img src=/b.jpg></noscript>", 2),
      ("<img src=/g/1.jpg><img src=/g/2.jpg><noscript><img src=/g/3.jpg></noscript>", 3),
    ])
  func othersStay(markup: String, count: Int) {
    #expect(
      html(markup).split(separator: "<img", omittingEmptySubsequences: false).count == count + 1)
  }

  @Test("A blank picture is never published alone; a picture of that name is no blank one")
  func blank() {
    #expect(html("<p>a</p><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>") == "<p>a</p>")
    #expect(html("<p>a</p><img src='/blank.gif' width=20 height=1>") == "<p>a</p>")
    #expect(
      html("<p>a <img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' alt='A cat'></p>")
        == "<p>a A cat</p>")
    #expect(html("<figure><img src='/blank.png' alt='Blank map'></figure>").contains("<img"))
    #expect(html("<p>a</p><img src='/blank.png' width=800 height=600>").contains("<img"))
  }

  // MARK: Alternative text, emoji

  @Test("Alternative text outlives a picture that can't stay, unless it says nothing")
  func alternativeText() {
    #expect(
      html("<p>See <img alt='the button' src='cid:1'> here</p>") == "<p>See the button here</p>")
    #expect(html("<p>E is <img alt='mc^2' src='data:image/svg+xml,x'></p>") == "<p>E is mc^2</p>")
    #expect(html("<p>See <img alt='photo.jpg' src='cid:1'>it</p>") == "<p>See it</p>")
    #expect(html("<p>See <img alt='Image' src='cid:1'>it</p>") == "<p>See it</p>")
  }

  @Test(
    "Pictures of emoji become text",
    arguments: [
      (
        "<img class='wp-smiley' src='https://s.w.org/images/core/emoji/14/72x72/1f600.png' alt='😀'>",
        "😀"
      ),
      (
        "<img class='emoji' src='https://e.org/images/emoji/apple/smile.png' alt=':smile:'>",
        ":smile:"
      ),
      (
        "<img src='https://static.xx.fbcdn.net/images/emoji.php/v9/t1/1/16/1f600.png' alt='x' width=16>",
        "😀"
      ),
      ("<img src='https://cdn.e.net/twemoji/svg/2764-fe0f.svg'>", "❤️"),
      (
        "<img src='https://h5.sinaimg.cn/m/emoticon/icon/default/d_a.png' alt='[笑cry]' style='width:1em'>",
        "[笑cry]"
      ),
      ("<img src='/wp-includes/images/smilies/icon_wink.gif' alt=';)' class='wp-smiley'>", ";)"),
    ])
  func emoji(markup: String, text: String) {
    #expect(html("<p>a\(markup)</p>") == "<p>a\(text)</p>")
  }

  @Test(
    "A picture of an emoji that is shown for itself stays, and so does what is none",
    arguments: [
      "<figure><img src='https://s.w.org/images/core/emoji/14/svg/1f600.svg' alt='😀'></figure>",
      "<img class='emoji' src='/big.png' alt='😀' width=400 height=400>",
      "<img class='emotional' src='/portrait.jpg' alt='A portrait'>",
      "<img src='/2024/emotion/1f600.jpg' alt='A face'>",
      "<img src='/emoticon/chart.png'>",
    ])
  func pictureOfEmojiStays(markup: String) {
    #expect(html("<p>Text</p>" + markup).contains("<img "), "\(markup)")
  }

  // MARK: Backgrounds

  @Test(
    "Addresses of backgrounds may hold parentheses; sprites and icons are no pictures",
    arguments: [
      ("url(/a(1).jpg)", "https://e.org/a(1).jpg"),
      ("url('/a (2).jpg')", "https://e.org/a%20(2).jpg"),
      ("url( /a.jpg )", "https://e.org/a.jpg"),
      ("url(&amp;quot;/a.jpg&amp;quot;)", "https://e.org/a.jpg"),
    ])
  func background(value: String, address: String) {
    #expect(
      html("<div style=\"background: #fff \(value) no-repeat\"></div>")
        == "<img src=\"\(address)\">")
    #expect(
      html("<p>a</p><i style=\"background:\(value);width:16px;height:16px\"></i>") == "<p>a</p>")
    #expect(
      html("<p>a</p><span style=\"background-position: -9px 0;background:\(value)\"></span>")
        == "<p>a</p>")
  }

  @Test("A large picture that is shifted is one")
  func shiftedBackground() {
    #expect(
      html("<div style='background:url(/a.jpg) -50px 0;height:300px'></div>")
        == "<img src=\"https://e.org/a.jpg\">")
  }

  // MARK: Candidates behind a proxy

  @Test("Sizes that a proxy made of one picture go, and a type that became false")
  func candidates() {
    let fetched = "https://substackcdn.com/image/fetch/w_SIZE,f_webp/https%3A%2F%2Fe.org%2Fa.png"
    let list = ["424", "848"].map { fetched.replacing("SIZE", with: Array($0.utf8)) + " \($0)w" }
      .joined(separator: ", ")
    let output = html(
      "<picture><source type='image/webp' srcset='\(list)' sizes='100vw'><img src='\(fetched)' width=9></picture>"
    )
    #expect(output == "<picture><img src=\"https://e.org/a.png\" width=\"9\"></picture>")
    #expect(html("<img srcset='\(list)' src='\(fetched)'>") == "<img src=\"https://e.org/a.png\">")
    let plain =
      "<img src=\"https://e.org/a.jpg\" srcset=\"https://e.org/a.jpg 1x, https://e.org/a.jpg 2x\">"
    #expect(html(plain) == plain)
  }
}
