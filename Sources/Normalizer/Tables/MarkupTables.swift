/// Attributes in which scripts find the address of an image that is loaded late.
enum LazyTable {
  /// `always` outweighs an address in `src`; else it counts only where `src` is a placeholder.
  static let json = #"""
    [
      { "name": "lazy.source", "about": "Addresses that a script moves to src", "to": "src", "always": true,
        "attributes": ["data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-original-src", "data-lazyload", "data-ll-src", "data-cfsrc", "data-ezsrc", "data-echo", "data-hi-res-src", "data-src-retina", "data-retina-src", "data-delayed-url", "data-li-src", "data-runner-src", "data-lazy", "data-flickity-lazyload", "data-wood-src", "data-bsrc", "ng-src", "lazy-src", "lazysrc", "real_src", "file", "zoomfile", "original", "data-rapid_p"] },
      { "name": "lazy.fallback", "about": "Other addresses of the same image", "to": "src",
        "attributes": ["data-orig-file", "data-large-file", "data-medium-file", "data-full-url", "data-image", "data-image-src", "data-img-src", "data-url", "data-thumb", "data-backsrc", "data-backh", "data-croporisrc", "data-canonical-src", "data-pin-media", "data-savepage-src", "data-srcset-src"] },
      { "name": "lazy.candidates", "about": "Lists that a script moves to srcset", "to": "srcset", "always": true,
        "attributes": ["data-srcset", "data-lazy-srcset", "data-original-set", "data-ll-srcset"] },
      { "name": "lazy.poster", "about": "Pictures that a script moves to poster", "to": "poster",
        "attributes": ["data-poster", "data-lazy-poster"] },
      { "name": "lazy.background", "about": "Pictures behind elements that show nothing else", "to": "background",
        "attributes": ["data-bg", "data-background-image", "data-background", "data-bg-src", "data-background-src", "data-bgset", "data-lazy-background"] },
      { "name": "lazy.placeholder", "about": "Pictures that stand in until a script has run", "to": "placeholder",
        "words": ["blank.gif", "blank.png", "spacer.gif", "transparent.gif", "transparent.png", "placeholder", "lazyload", "lazy_load", "lazy-load", "loading.gif", "loading.svg", "loading.png", "pixel.gif", "grey.gif", "gray.gif", "1x1.gif", "1x1.png", "1x1.trans.gif", "clear.gif", "dot.gif", "space.gif", "default_image", "img_loading", "about:blank"] }
    ]
    """#
}

/// Players that stay, and frames that become links.
enum EmbedTable {
  /// `to` is the privacy-friendly form: `{id}` is what `id` took from the address. `drop` removes
  /// a frame that shows nothing of the article.
  static let json = #"""
    [
      { "name": "embed.youtube", "about": "YouTube, without cookies", "hosts": ["youtube.com", "youtube-nocookie.com"], "paths": ["/embed/*", "/v/*", "/shorts/*", "/live/*"], "id": "segment", "to": "https://www.youtube-nocookie.com/embed/{id}", "keep": ["start", "end", "t", "list", "rel", "controls"], "link": "https://www.youtube.com/watch?v={id}", "picture": "https://i.ytimg.com/vi/{id}/hqdefault.jpg" },
      { "name": "embed.youtube-playlist", "hosts": ["youtube.com", "youtube-nocookie.com"], "paths": ["/embed/videoseries", "/embed"], "id": "list", "to": "https://www.youtube-nocookie.com/embed/videoseries?list={id}" },
      { "name": "embed.youtube-watch", "hosts": ["youtube.com"], "paths": ["/watch"], "id": "v", "to": "https://www.youtube-nocookie.com/embed/{id}" },
      { "name": "embed.youtube-short", "hosts": ["youtu.be"], "paths": ["/*"], "id": "segment", "to": "https://www.youtube-nocookie.com/embed/{id}" },
      { "name": "embed.vimeo", "about": "Vimeo, without tracking", "hosts": ["player.vimeo.com"], "paths": ["/video/*"], "id": "segment", "to": "https://player.vimeo.com/video/{id}", "keep": ["title", "byline", "h", "portrait"], "add": "dnt=1" },
      { "name": "embed.bilibili", "about": "Bilibili's player", "hosts": ["player.bilibili.com"], "paths": ["/player.html"], "to": "https://player.bilibili.com/player.html", "keep": ["aid", "bvid", "cid", "p", "page", "high_quality", "danmaku", "autoplay"], "add": "autoplay=0" },
      { "name": "embed.bilibili-blackboard", "hosts": ["bilibili.com"], "paths": ["/blackboard/html5mobileplayer.html", "/blackboard/newplayer.html", "/blackboard/player.html"], "to": "https://player.bilibili.com/player.html", "keep": ["aid", "bvid", "cid", "p", "page"], "add": "autoplay=0" },
      { "name": "embed.bilibili-live", "hosts": ["live.bilibili.com"], "paths": ["/blanc/*"] , "as": "link" },
      { "name": "embed.dailymotion", "hosts": ["dailymotion.com", "geo.dailymotion.com"], "paths": ["/embed/video/*", "/player.html", "/player/*"], "keep": ["video", "start"] },
      { "name": "embed.youku", "hosts": ["player.youku.com"], "paths": ["/embed/*"] },
      { "name": "embed.tencent-video", "hosts": ["v.qq.com"], "paths": ["/txp/iframe/player.html", "/iframe/player.html"], "keep": ["vid"] },
      { "name": "embed.soundcloud", "hosts": ["w.soundcloud.com"], "paths": ["/player/", "/player"], "keep": ["url"] },
      { "name": "embed.spotify", "hosts": ["open.spotify.com"], "paths": ["/embed/*", "/embed-podcast/*"] },
      { "name": "embed.apple-podcasts", "hosts": ["embed.podcasts.apple.com", "embed.music.apple.com"], "paths": ["/*"] },
      { "name": "embed.bandcamp", "hosts": ["bandcamp.com"], "paths": ["/EmbeddedPlayer/*"] },
      { "name": "embed.ted", "hosts": ["embed.ted.com"], "paths": ["/*"] },
      { "name": "embed.archive", "hosts": ["archive.org"], "paths": ["/embed/*"] },
      { "name": "embed.peertube", "hosts": ["framatube.org", "tilvids.com", "peertube.tv"], "paths": ["/videos/embed/*"] },
      { "name": "embed.facebook", "hosts": ["facebook.com"], "paths": ["/plugins/*"], "as": "link", "id": "href", "link": "{id}" },
      { "name": "embed.twitter", "hosts": ["platform.twitter.com", "twitframe.com"], "as": "link", "id": "url", "link": "{id}" },
      { "name": "embed.advertisement", "about": "Frames of advertisers and counters", "as": "drop",
        "hosts": ["doubleclick.net", "googlesyndication.com", "googletagmanager.com", "google-analytics.com", "amazon-adsystem.com", "adnxs.com", "taboola.com", "outbrain.com", "criteo.com", "2mdn.net", "disqus.com", "addtoany.com", "sharethis.com", "pos.baidu.com", "tanx.com", "mgid.com", "revcontent.com", "smartadserver.com", "adsrvr.org", "rubiconproject.com", "pubmatic.com"] }
    ]
    """#
}

/// Pixels and beacons.
enum TrackerTable {
  static let json = #"""
    [
      { "name": "tracker.wordpress", "about": "WordPress and Jetpack statistics", "hosts": ["pixel.wp.com", "stats.wordpress.com", "b.wordpress.com", "pixel.wordpress.com"] },
      { "name": "tracker.google", "about": "Google Analytics and advertisements", "hosts": ["google-analytics.com", "ssl.google-analytics.com", "googletagmanager.com", "doubleclick.net", "googleadservices.com", "googlesyndication.com"] },
      { "name": "tracker.google-ads", "about": "Google's conversion pixels", "hosts": ["google.com"], "paths": ["/ads/*", "/pagead/*"] },
      { "name": "tracker.statcounter", "about": "StatCounter", "hosts": ["statcounter.com"] },
      { "name": "tracker.baidu", "about": "Baidu Tongji", "hosts": ["hm.baidu.com", "hmma.baidu.com", "push.zhanzhang.baidu.com"] },
      { "name": "tracker.cnzz", "about": "CNZZ and Umeng", "hosts": ["cnzz.com", "cnzz.mmstat.com", "51.la", "51yes.com", "umeng.com"] },
      { "name": "tracker.feedburner", "about": "FeedBurner's pixels", "paths": ["*/~4/*"] },
      { "name": "tracker.feedburner-host", "about": "FeedBurner's pixels at its own hosts", "hosts": ["feeds.feedburner.com", "feedproxy.google.com", "feedads.g.doubleclick.net"], "paths": ["/~r/*", "/~ff/*", "/~a/*", "/~at/*"] },
      { "name": "tracker.medium", "about": "Medium's view counter", "hosts": ["medium.com"], "paths": ["/_/stat"] },
      { "name": "tracker.facebook", "about": "Facebook's pixel and share buttons", "hosts": ["facebook.com", "facebook.net"], "paths": ["/tr", "/tr/", "/sharer.php", "/sharer/sharer.php", "/plugins/like.php"] },
      { "name": "tracker.twitter", "about": "Twitter's share buttons", "hosts": ["twitter.com", "x.com", "platform.twitter.com"], "paths": ["/intent/*", "/share", "/widgets/*"] },
      { "name": "tracker.quantserve", "about": "Quantcast", "hosts": ["quantserve.com", "quantcount.com"] },
      { "name": "tracker.scorecard", "about": "comScore", "hosts": ["scorecardresearch.com", "sb.scorecardresearch.com", "comscore.com"] },
      { "name": "tracker.matomo", "about": "Matomo and Piwik", "paths": ["*/piwik.php", "*/matomo.php"] },
      { "name": "tracker.chartbeat", "about": "Chartbeat and Parse.ly", "hosts": ["chartbeat.net", "chartbeat.com", "parsely.com"] },
      { "name": "tracker.advertisers", "about": "Advertisers' pixels", "hosts": ["amazon-adsystem.com", "adnxs.com", "taboola.com", "outbrain.com", "criteo.com", "bat.bing.com", "px.ads.linkedin.com", "ct.pinterest.com", "analytics.twitter.com", "t.co", "mathtag.com", "rlcdn.com", "demdex.net", "omtrdc.net", "2o7.net", "pheedo.com", "feedsportal.com", "moatads.com", "adsrvr.org", "segment.io", "mixpanel.com", "hotjar.com", "newrelic.com", "nr-data.net"] },
      { "name": "tracker.rss", "about": "Counters in feeds and mails", "hosts": ["feedblitz.com", "list-manage.com", "mailtrack.io", "email.mailgun.net", "beacon.feedpress.me", "feedpress.me", "c.feedpress.me", "rss.buzzsprout.com", "pi.feedsportal.com", "da.feedsportal.com", "res.feedsportal.com", "adf.ly", "counter.theconversation.com", "counter.theconversation.edu.au"] }
    ]
    """#
}
