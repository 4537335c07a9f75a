import FeedModel
import Testing

@testable import Normalizer

/// Players, scripts that are content, and what stands for them.
@Suite struct EmbedTests {
  private func html(_ html: String) -> String {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://e.org/a/b")
    entry.content = Text(.html, html)
    return Normalizer().normalized(entry: entry, context: NormalizationContext(id: "urn:uuid:0"))?
      .content?.html ?? ""
  }

  private static let film = "https://www.youtube-nocookie.com/embed/abcdefghijk"

  @Test(
    "Players that a consent manager or a script holds back stay players",
    arguments: [
      "<iframe data-cookieblock-src='https://www.youtube.com/embed/abcdefghijk'></iframe>",
      "<iframe data-src-cmplz='https://www.youtube.com/embed/abcdefghijk' src='about:blank'></iframe>",
      "<iframe suppressedsrc='https://www.youtube.com/embed/abcdefghijk' src='//cdn.e.net/empty.html'></iframe>",
      "<iframe uc-src='//www.youtube.com/embed/abcdefghijk'></iframe>",
      "<iframe consent-original-src-_='https://www.youtube.com/embed/abcdefghijk'></iframe>",
      "<iframe data-litespeed-src='https://youtu.be/abcdefghijk' src='about:blank'></iframe>",
      "<iframe style='display:none' data-lazy-src='https://www.youtube.com/embed/abcdefghijk'></iframe>",
      "<lite-youtube videoid='abcdefghijk'><a href='https://youtu.be/abcdefghijk'>Play</a></lite-youtube>",
      "<amp-youtube data-videoid='abcdefghijk'></amp-youtube>",
      "<div class='youtube-player' data-id='abcdefghijk'></div>",
      "<div class='rll-youtube-player' data-src='https://www.youtube.com/embed/abcdefghijk'></div><noscript><iframe src='https://www.youtube.com/embed/abcdefghijk'></iframe></noscript>",
      "<div class='youtube-player' data-id='abcdefghijk'><img src='https://i.ytimg.com/vi/abcdefghijk/0.jpg'><span>Play</span></div>",
      "<div class='responsive' data-src='https://www.youtube.com/embed/abcdefghijk'></div>",
    ])
  func playerStays(markup: String) {
    let output = html("<p>Text</p>" + markup)
    #expect(output.contains("src=\"\(Self.film)\""), "\(output)")
    #expect(output.split(separator: "<iframe").count == 2 && html(output) == output, "\(output)")
  }

  @Test(
    "What stands for no player stays as it was",
    arguments: [
      "<div class=\"youtube-player\" data-id=\"42\">Text of its own</div>",
      "<div data-src=\"https://www.youtube.com/embed/abcdefghijk\">Text of its own</div>",
      "<div data-url=\"https://e.org/page\"></div>",
      "<div class=\"player\" data-id=\"abcdefghijk\"></div>",
    ])
  func noPlayer(markup: String) {
    #expect(!html("<p>Text</p>" + markup).contains("<iframe"), "\(markup)")
  }

  @Test(
    "Live streams, clips and lists keep what makes them",
    arguments: [
      (
        "https://www.youtube.com/embed/live_stream?channel=UC1&autoplay=1",
        "embed/live_stream?channel=UC1\""
      ),
      (
        "https://www.youtube.com/embed/abc?clip=Ugk1&clipt=EJ", "embed/abc?clip=Ugk1&amp;clipt=EJ\""
      ),
      (
        "https://www.youtube.com/embed?listType=user_uploads&list=NAME",
        "embed?listType=user_uploads&amp;list=NAME\""
      ),
      ("https://www.youtube.com/embed/videoseries?list=PL1&rel=0", "embed/videoseries?list=PL1\""),
    ])
  func parameters(address: String, expected: String) {
    #expect(html("<iframe src='\(address)'></iframe>").contains(expected))
  }

  @Test(
    "Links lead to the thing, with a short text",
    arguments: [
      (
        "<iframe src='https://www.blogger.com/video.g?token=x'></iframe>",
        "https://www.blogger.com/video.g?token=x", "Video, blogger.com"
      ),
      (
        "<iframe src='https://platform.twitter.com/embed/Tweet.html?dnt=true&id=123'></iframe>",
        "https://twitter.com/i/status/123", "Post, twitter.com"
      ),
      (
        "<iframe src='https://social.e.net/@user/109/embed'></iframe>",
        "https://social.e.net/@user/109", "social.e.net"
      ),
      (
        "<iframe src='https://tube.e.net/videos/embed/1-2-3'></iframe>",
        "https://tube.e.net/videos/watch/1-2-3", "Video, tube.e.net"
      ),
      (
        "<iframe src='https://www.instagram.com/p/ABC/embed/captioned/'></iframe>",
        "https://www.instagram.com/p/ABC/", "Post, instagram.com"
      ),
      (
        "<iframe src='https://www.tiktok.com/embed/v2/77'></iframe>",
        "https://www.tiktok.com/@/video/77", "Video, tiktok.com"
      ),
      (
        "<iframe src='https://codepen.io/u/embed/preview/HASH?x=1'></iframe>",
        "https://codepen.io/u/pen/HASH", "Code, codepen.io"
      ),
      (
        "<iframe src='https://e.net/widget' aria-label='A chart'></iframe>", "https://e.net/widget",
        "A chart"
      ),
      (
        "<amp-twitter data-tweetid='123'></amp-twitter>", "https://twitter.com/i/status/123",
        "Post, twitter.com"
      ),
      (
        "<amp-instagram data-shortcode='AB_c'></amp-instagram>",
        "https://www.instagram.com/p/AB_c/", "Post, instagram.com"
      ),
      (
        "<blockquote class='tiktok-embed' cite='https://www.tiktok.com/@u/video/7'><section></section></blockquote>",
        "https://www.tiktok.com/@u/video/7", "Video, tiktok.com"
      ),
      (
        "<div class='flourish-embed' data-src='visualisation/12'></div>",
        "https://public.flourish.studio/visualisation/12/", "Chart, public.flourish.studio"
      ),
      (
        "<script src='https://gist.github.com/user/abc.js?file=x'></script>",
        "https://gist.github.com/user/abc", "Code, gist.github.com"
      ),
      (
        "<script src='https://asciinema.org/a/14.js' async></script>", "https://asciinema.org/a/14",
        "Recording, asciinema.org"
      ),
      (
        "<script src='https://telegram.org/js/telegram-widget.js?22' data-telegram-post='durov/68'></script>",
        "https://t.me/durov/68", "Post, t.me"
      ),
    ])
  func link(markup: String, address: String, text: String) {
    let output = html("<p>Text</p>" + markup)
    #expect(output == "<p>Text</p><p><a href=\"\(address)\">\(text)</a></p>", "\(output)")
    #expect(html(output) == output)
  }

  @Test("Other scripts leave nothing")
  func scripts() {
    for source in [
      "https://platform.twitter.com/widgets.js", "https://telegram.org/js/telegram-widget.js",
      "https://www.instagram.com/embed.js", "https://e.org/a.js", "https://gist.github.com/",
    ] {
      #expect(html("<p>a</p><script src='\(source)'></script>") == "<p>a</p>", "\(source)")
    }
  }

  @Test("A quotation keeps its own link to the post")
  func quotation() {
    let output = html(
      "<blockquote class='instagram-media' data-instgrm-permalink='https://www.instagram.com/p/A1/?x'><a href='https://www.instagram.com/p/A1/'>View</a></blockquote>"
    )
    #expect(
      output == "<blockquote><a href=\"https://www.instagram.com/p/A1/\">View</a></blockquote>")
    let bare = html(
      "<blockquote class='instagram-media' data-instgrm-permalink='https://www.instagram.com/p/A1/'><p>Words</p></blockquote>"
    )
    #expect(bare.contains("Words") && bare.contains("<a href=\"https://www.instagram.com/p/A1/\">"))
  }

  @Test("WordPress' quotation and frame are one link; a frame alone leads to the post")
  func wordPress() {
    let frame =
      "<iframe class='wp-embedded-content' src='https://o.e.net/post/embed/#?secret=x' title='T'></iframe>"
    let quotation =
      "<blockquote class=\"wp-embedded-content\"><a href=\"https://o.e.net/post/\">Other</a></blockquote>"
    let plain = "<blockquote><a href=\"https://o.e.net/post/\">Other</a></blockquote>"
    #expect(html(quotation + frame) == plain)
    #expect(html(quotation + "<p>\(frame)</p>") == plain)
    #expect(html("<figure><div>\(quotation)\(frame)</div></figure>").contains("embed/") == false)
    #expect(html("<p>a</p>" + frame) == "<p>a</p><p><a href=\"https://o.e.net/post/\">T</a></p>")
    let other = "<blockquote><a href=\"https://o.e.net/another/\">Another</a></blockquote>"
    #expect(html(other + frame).contains("https://o.e.net/post/\""))
  }

  @Test(
    "Hidden frames and frames of no size go",
    arguments: [
      "width=0 height=0", "width=1 height=1", "hidden", "style='display:none'",
      "height=0 width=300",
      "style='visibility:hidden;position:absolute'", "style='width:0;height:0;border:0'",
      "style='position:absolute;left:-9999px'",
    ])
  func hiddenFrame(attributes: String) {
    #expect(html("<p>a</p><iframe src='https://x.e.net/1' \(attributes)></iframe>") == "<p>a</p>")
    #expect(
      html("<p>a</p><iframe src='https://www.youtube.com/embed/abc' \(attributes)></iframe>")
        .contains("<iframe"))
  }

  @Test("A film without an address keeps its still picture")
  func poster() {
    #expect(
      html("<video poster=/p.jpg title=Film></video>")
        == "<img src=\"https://e.org/p.jpg\" alt=\"Film\">")
    #expect(
      html("<video poster=/p.jpg src='blob:https://e.org/1'></video>")
        == "<img src=\"https://e.org/p.jpg\">")
    #expect(html("<video poster=/p.jpg src=/v.mp4></video>").hasPrefix("<video"))
    #expect(html("<video poster=/p.jpg><source src=/v.mp4></video>").hasPrefix("<video"))
  }
}
