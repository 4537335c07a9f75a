// Written by Scripts/generate-rules.py from ImageProxyTable.swift: change that, not this.

extension UnwrappingRule {
  /// The rules of ``ImageProxyTable``.
  static let builtInProxies = madeBuiltInProxies()

  private static func madeBuiltInProxies() -> [UnwrappingRule] {
    var rules: [UnwrappingRule] = []
    rules.reserveCapacity(54)
    rules.append(
      UnwrappingRule(
        name: "image-proxy.weserv",
        about: "images.weserv.nl and wsrv.nl, as feedx mirrors use it", kind: .proxy,
        hosts: ["images.weserv.nl", "wsrv.nl"], paths: PathPattern.all(["/"]), extraction: .weserv))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.photon",
        about: "Jetpack's Photon on i0.wp.com to i3.wp.com", kind: .proxy,
        hosts: ["i0.wp.com", "i1.wp.com", "i2.wp.com", "i3.wp.com"], extraction: .photon))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.duckduckgo", about: "DuckDuckGo's image cache",
        kind: .proxy, hosts: ["external-content.duckduckgo.com", "proxy.duckduckgo.com"],
        paths: PathPattern.all(["/iu/", "/iu"]), parameters: ["u"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.slack", about: "Slack's image cache",
        kind: .proxy, hosts: ["slack-imgs.com"], parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.inoreader", about: "Inoreader's camo",
        kind: .proxy, hosts: ["inoreader.com"], paths: PathPattern.all(["/camo/*"]),
        extraction: .base64))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.github", about: "GitHub's camo", kind: .proxy,
        hosts: ["camo.githubusercontent.com"], extraction: .hex))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.camo",
        about: "camo on any host: a digest and the address in hexadecimal digits", kind: .proxy,
        extraction: .camo))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.folo", about: "Folo's image proxy",
        kind: .proxy, hosts: ["webp.follow.is"], paths: PathPattern.all(["/"]), parameters: ["url"])
    )
    rules.append(
      UnwrappingRule(
        name: "image-proxy.tt-rss", about: "Tiny Tiny RSS' af_proxy_http",
        kind: .proxy, paths: PathPattern.all(["*/public.php", "*/backend.php"]),
        parameters: ["url"],
        having: ["plugin=af_proxy_http", "plugin=af_zz_imgproxy"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.newsblur", about: "NewsBlur's image proxy",
        kind: .proxy, hosts: ["imageproxy.newsblur.com"], extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.lemmy", about: "Lemmy's image proxy",
        kind: .proxy, paths: PathPattern.all(["*/api/v3/image_proxy", "*/api/v4/image/proxy"]),
        parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.misskey", about: "Misskey's media proxy",
        kind: .proxy,
        paths: PathPattern.all([
          "*/proxy/image.webp", "*/proxy/avatar.webp", "*/proxy/emoji.webp", "*/proxy/static.webp",
          "*/proxy/preview.webp",
        ]),
        parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.misskey-host",
        about: "Misskey's media proxy at its own hosts", kind: .proxy,
        hosts: ["misskeyusercontent.com", "misskeyusercontent.jp"],
        paths: PathPattern.all([
          "/image.webp", "/avatar.webp", "/static.webp", "/preview.webp", "/proxy/*", "/image/*",
        ]),
        parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.searxng", about: "SearXNG's image proxy",
        kind: .proxy, paths: PathPattern.all(["*/image_proxy"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.discord",
        about: "Discord's copies of pictures elsewhere", kind: .proxy,
        hosts: ["images-ext-1.discordapp.net", "images-ext-2.discordapp.net"],
        paths: PathPattern.all(["/external/*"]), extraction: .discord))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.facebook", about: "Facebook's safe_image.php",
        kind: .proxy, hosts: ["fbcdn.net", "facebook.com"],
        paths: PathPattern.all(["*/safe_image.php", "/emg1/*"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.shortpixel", about: "ShortPixel's CDN",
        kind: .proxy, hosts: ["cdn.shortpixel.ai", "spcdn.shortpixel.ai", "sp-ao.shortpixel.ai"],
        paths: PathPattern.all(["/*"]), extraction: .options))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.optimole", about: "Optimole's CDN",
        kind: .proxy, hosts: ["i.optimole.com"], extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.imagekit",
        about: "ImageKit, pictures fetched from elsewhere", kind: .proxy, hosts: ["ik.imagekit.io"],
        extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.embedly", about: "Embedly's image proxy",
        kind: .proxy, hosts: ["i.embed.ly", "i-cdn.embed.ly"], paths: PathPattern.all(["/1/*"]),
        parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.cnn", about: "CNN's dynaimage", kind: .proxy,
        hosts: ["dynaimage.cdn.cnn.com"], extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.dev-to",
        about: "DEV's pictures, in several sizes", kind: .proxy,
        hosts: ["media.dev.to", "media1.dev.to", "media2.dev.to"],
        paths: PathPattern.all(["*/image/*"]), extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.omnivore", about: "Omnivore's image cache",
        kind: .proxy,
        hosts: ["proxy-prod.omnivore-image-cache.app", "proxy-demo.omnivore-image-cache.app"],
        extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.hive",
        about: "Steemit's and Hive's image proxies", kind: .proxy,
        hosts: ["steemitimages.com", "images.hive.blog"], extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.startpage", about: "Startpage's anonymous view",
        kind: .proxy, hosts: ["startpage.com"], paths: PathPattern.all(["/av/proxy"]),
        parameters: ["piurl"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.ghproxy", about: "Mirrors of GitHub's files",
        kind: .proxy,
        hosts: [
          "ghproxy.com", "ghproxy.net", "mirror.ghproxy.com", "gh-proxy.com", "ghfast.top",
          "ghp.ci", "ghps.cc",
        ],
        extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.google-gadgets",
        about: "Google's old gadget proxy", kind: .proxy, hosts: ["googleusercontent.com"],
        paths: PathPattern.all(["/gadgets/proxy"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.miniflux", about: "Miniflux's media proxy",
        kind: .proxy, paths: PathPattern.all(["*/proxy/*"]), extraction: .base64))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.amp", about: "AMP caches", kind: .proxy,
        hosts: ["cdn.ampproject.org"], paths: PathPattern.all(["/i/*", "/ii/*"]), extraction: .amp))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.statically", about: "Statically's image CDN",
        kind: .proxy, hosts: ["cdn.statically.io"], paths: PathPattern.all(["/img/*"]),
        extraction: .statically))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.xuehuaimg", about: "xuehuaimg.com's proxy",
        kind: .proxy, hosts: ["xuehuaimg.com"], paths: PathPattern.all(["/proxy/*"]),
        extraction: .rest))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.baidu-search",
        about: "Baidu's copies of pictures that it found", kind: .proxy,
        hosts: ["gimg0.baidu.com", "gimg1.baidu.com", "gimg2.baidu.com", "gimg3.baidu.com"],
        paths: PathPattern.all(["/image_search/src=*", "/gimg/src=*"]), extraction: .rest))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.gmail",
        about: "Gmail's copies of pictures in mails, behind which the address stands", kind: .proxy,
        hosts: [
          "ci1.googleusercontent.com", "ci2.googleusercontent.com", "ci3.googleusercontent.com",
          "ci4.googleusercontent.com", "ci5.googleusercontent.com", "ci6.googleusercontent.com",
        ],
        paths: PathPattern.all(["/proxy/*", "/meips/*"]), extraction: .fragment))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.tistory",
        about: "Daum's smaller copies of pictures in Tistory's blogs", kind: .resizer,
        hosts: ["img1.daumcdn.net", "i1.daumcdn.net"], paths: PathPattern.all(["/thumb/*"]),
        parameters: ["fname"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.baidu", about: "Baidu's image download",
        kind: .proxy, hosts: ["image.baidu.com"], paths: PathPattern.all(["/search/down"]),
        parameters: ["url", "thumburl"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.sogou", about: "Sogou's image cache",
        kind: .proxy, hosts: ["sogoucdn.com"], paths: PathPattern.all(["/net/a/04/link"]),
        parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.wechat2rss", about: "wechat2rss's image proxy",
        kind: .proxy, paths: PathPattern.all(["*/img-proxy/", "*/img-proxy"]), parameters: ["u"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.thumbor",
        about: "thumbor without a signature, when the source is an address", kind: .proxy,
        paths: PathPattern.all(["*/unsafe/*"]), extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.imgproxy-plain",
        about: "imgproxy with a plain source", kind: .proxy, paths: PathPattern.all(["*/plain/*"]),
        extraction: .imgproxy))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.imgproxy",
        about: "imgproxy with a base64 source", kind: .proxy, extraction: .base64))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.pixiv",
        about: "i.pixiv.re; kept, because the original refuses foreign readers", kind: .proxy,
        hosts: ["i.pixiv.re", "i.pixiv.cat", "i.pixiv.nl"], extraction: .host, to: "i.pximg.net"))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.naver", about: "Naver's search thumbnails",
        kind: .proxy, hosts: ["search.pstatic.net"],
        paths: PathPattern.all(["/common", "/common/", "/sunny", "/sunny/"]), parameters: ["src"]))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.qwant", about: "Qwant's thumbnails",
        kind: .proxy, hosts: ["qwant.com"], paths: PathPattern.all(["/thumbr/*"]), parameters: ["u"]
      ))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.nitter", about: "Nitter's pictures of Twitter",
        kind: .proxy, paths: PathPattern.all(["/pic/*"]), extraction: .nitter))
    rules.append(
      UnwrappingRule(
        name: "image-proxy.pimg", about: "Pixnet's image proxy",
        kind: .proxy, hosts: ["imageproxy.pimg.tw"], paths: PathPattern.all(["/resize"]),
        parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "image-resizer.washington-post",
        about: "The Washington Post's imrs.php", kind: .resizer, hosts: ["washingtonpost.com"],
        paths: PathPattern.all(["*/imrs.php"]), parameters: ["src"]))
    rules.append(
      UnwrappingRule(
        name: "image-resizer.next", about: "Next.js", kind: .resizer,
        paths: PathPattern.all(["*/_next/image", "*/_next/image/"]), parameters: ["url"],
        allowsRelative: true))
    rules.append(
      UnwrappingRule(
        name: "image-resizer.astro", about: "Astro", kind: .resizer,
        paths: PathPattern.all(["/_image", "*/_image"]), parameters: ["href"], allowsRelative: true)
    )
    rules.append(
      UnwrappingRule(
        name: "image-resizer.vercel", about: "Vercel", kind: .resizer,
        paths: PathPattern.all(["*/_vercel/image", "*/_vercel/image/"]), parameters: ["url"],
        allowsRelative: true))
    rules.append(
      UnwrappingRule(
        name: "image-resizer.netlify", about: "Netlify", kind: .resizer,
        paths: PathPattern.all(["*/.netlify/images", "*/.netlify/images/"]), parameters: ["url"],
        allowsRelative: true))
    rules.append(
      UnwrappingRule(
        name: "image-resizer.nuxt", about: "Nuxt's IPX", kind: .resizer,
        paths: PathPattern.all(["*/_ipx/*"]), extraction: .ipx, allowsRelative: true))
    rules.append(
      UnwrappingRule(
        name: "image-resizer.cloudflare",
        about: "Cloudflare's image resizing", kind: .resizer,
        paths: PathPattern.all(["*/cdn-cgi/image/*"]), extraction: .cloudflare, allowsRelative: true
      ))
    rules.append(
      UnwrappingRule(
        name: "image-resizer.cloudinary",
        about: "Cloudinary and Substack, fetched images", kind: .resizer,
        paths: PathPattern.all(["*/image/fetch/*"]), extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "image-resizer.dims4",
        about: "Brightspot (AP, NPR); kept, because some originals are private", kind: .resizer,
        paths: PathPattern.all(["*/dims4/*"]), parameters: ["url"], keepsByDefault: true))
    return rules
  }
}
