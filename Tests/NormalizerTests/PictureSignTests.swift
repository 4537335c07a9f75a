import FeedModel
import Testing

@testable import Normalizer

/// Pictures that stand for a person, a service or a line, and those that look like them.
@Suite struct PictureSignTests {
  private func picture(_ html: String) -> String? {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://e.org/a/b")
    entry.content = Text(.html, "\(html)<p>A text.</p><img src=/next.jpg width=900 height=600>")
    return Normalizer().normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))?.image?.href
  }

  static let signs: [String] = [
    // Portraits, at any size
    "<img src='https://secure.gravatar.com/avatar/abc?s=400' width=400>",
    "<img src='https://avatars.githubusercontent.com/u/1?s=460' width=460>",
    "<img src='https://social.example/system/accounts/avatars/001/original/a.png' width=400>",
    "<img src='https://pbs.twimg.com/profile_images/1/a_400x400.jpg' width=400>",
    "<img src='https://yt3.ggpht.com/ytc/abc=s900-c-k-c0x00ffffff-no-rj' width=300>",
    "<img class='author-avatar' src=/people/ann.jpg width=300 height=300>",
    "<img class='BDE_Smiley' src=/tb/smile25.png>",
    // Lines and banners
    "<img src=/rule.gif width=600 height=4>", "<img src=/room.gif width=600 height=10>",
    "<img src=/b/468x60.gif>", "<img src=/b/top.gif width=728 height=90>",
    "<img src=/cal.png style='width:24px;height:24px'>", "<img src=/cal.png style='height:1.2em'>",
    // Buttons
    "<a href=https://ko-fi.com/ann><img src=https://storage.ko-fi.com/cdn/kofi3.png width=300></a>",
    "<a href=https://www.patreon.com/ann><img src=/become_a_patron_button.png width=217></a>",
    "<a href=https://podcasts.apple.com/x><img src=/listen-on-a-podcasts-badge.png width=300></a>",
    "<a href=https://www.paypal.com/donate?id=1><img src=/donate-now-please.png width=260></a>",
    "<img src=https://mirrors.creativecommons.org/presskit/buttons/88x31/svg/by-sa.svg>",
    "<a href='https://www.facebook.com/sharer/sharer.php?u=https://e.org/a/b'><img src=/fb.png width=250></a>",
    // Names of nothing else
    "<img src=/uploads/facebook-icon.jpg>", "<img src=/uploads/rss-badge.jpg>",
    "<img src=/uploads/police-badge.png>", "<img src=/uploads/ann-lee-avatar.jpg>",
    "<img src=/smileys/laughing-man.jpg>",
    // Kinds of files, icons of sites
    "<img src=/skins/default/filetype/jpg.gif>",
    "<img src=https://icons.duckduckgo.com/ip3/example.org.ico>",
    "<img src=https://icon.horse/icon/example.org>",
    // Small by its name
    "<img src=/assets_c/2009/09/spotlight-thumb-120x80-278.jpg>",
  ]

  @Test("A portrait, a line or a button is no entry's picture", arguments: signs)
  func sign(html: String) {
    #expect(picture(html) == "https://e.org/next.jpg")
  }

  static let pictures: [(html: String, picture: String)] = [
    ("<img src=/avatar-the-film.jpg width=800>", "avatar-the-film.jpg"),
    ("<img src=/panorama.jpg width=1600 height=320>", "panorama.jpg"),
    ("<img src=/a.jpg style='width:100%;height:auto'>", "a.jpg"),
    (
      "<img src=/line.png width=503 height=88 srcset='/line.png 1312w, /line-300x53.png 300w'>",
      "line.png"
    ),
    ("<img class='emoji' src=/the-new-face.png width=400 height=400>", "the-new-face.png"),
    (
      "<a href=https://www.facebook.com/events/1><img src=/concert.jpg width=640></a>",
      "concert.jpg"
    ),
    (
      "<a href=https://www.patreon.com/posts/1><img src=/how-we-share-the-harvest.jpg width=640></a>",
      "how-we-share-the-harvest.jpg"
    ),
    (
      "<a href='https://www.pinterest.com/pin/create/button/?url=https://e.org/a/b&media=https://e.org/quay.jpg'><img src=https://e.org/quay.jpg></a>",
      "quay.jpg"
    ),
    // What a link around it leads to under the same name
    ("<a href=/i/pier.jpg><img src=/i/pier_small.jpg width=320 height=200></a>", "i/pier.jpg"),
    ("<a href=/i/pier.jpg><img src=/i/thumb_pier.jpg width=320 height=200></a>", "i/pier.jpg"),
    ("<a href=/i/orig/9f3.jpg><img src=/i/t/9f3.jpg width=320></a>", "i/orig/9f3.jpg"),
    ("<a href=/i/plan.jpg><img src=/i/pier_small.jpg width=320></a>", "i/pier_small.jpg"),
    ("<a href=/i/size.png><img src=/i/size-t.jpg></a>", "i/size.png"),
    (
      "<img src=/assets_c/2009/09/spotlight-thumb-500x333-278.jpg>",
      "assets_c/2009/09/spotlight-thumb-500x333-278.jpg"
    ),
    // Photographs that are called after something else as well
    ("<img src=/uploads/police-badge-1890.jpg>", "uploads/police-badge-1890.jpg"),
    ("<img src=/uploads/icons-of-novgorod.jpg>", "uploads/icons-of-novgorod.jpg"),
    ("<img src=/uploads/jane-smiley-reading.jpg>", "uploads/jane-smiley-reading.jpg"),
    // What a caption shows for itself
    (
      "<figure><img src=/u/avatars-of-vishnu.png><figcaption>The ten avatars</figcaption></figure>",
      "u/avatars-of-vishnu.png"
    ),
    (
      "<figure><img src=/u/red-button.png><figcaption>It stops the engine</figcaption></figure>",
      "u/red-button.png"
    ),
    // Its density
    ("<img src=/a.jpg srcset='/a.jpg 1x, /a@2x.jpg 2x'>", "a@2x.jpg"),
    ("<img src=/c.jpg width=120 srcset='/c.jpg 1x, /c@2x.jpg 2x'>", "next.jpg"),
  ]

  @Test("What looks like one and is a picture stays, at its widest", arguments: pictures)
  func stays(html: String, picture: String) {
    #expect(self.picture(html) == "https://e.org/\(picture)")
  }

  @Test("Google's pictures have no endings, and links lead to their full size")
  func google() {
    let stem = "https://blogger.googleusercontent.com/img/a/AVvXsE"
    let html = "<a href='\(stem)=s4000'><img src='\(stem)=w640-h480' width=640 height=480></a>"
    #expect(picture(html) == "\(stem)=s4000")
  }

  @Test("Yandex keeps all pictures at hosts that are called after portraits")
  func yandex() {
    let address = "https://avatars.mds.yandex.net/get-lpc/1/abc/orig"
    #expect(picture("<img src='\(address)'>") == address)
  }
}
