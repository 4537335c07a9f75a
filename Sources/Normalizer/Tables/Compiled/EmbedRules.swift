// Written by Scripts/generate-rules.py from EmbedTable.swift: change that, not this.

extension EmbedRule {
  /// The rules of ``EmbedTable``.
  static let builtIn = madeBuiltIn()

  private static func madeBuiltIn() -> [EmbedRule] {
    var rules: [EmbedRule] = []
    rules.reserveCapacity(86)
    rules.append(
      EmbedRule(
        name: "embed.youtube-live",
        about: "The live stream of a YouTube channel",
        hosts: ["youtube.com", "youtube-nocookie.com"],
        paths: PathPattern.all(["/embed/live_stream"]), id: "channel",
        to: "https://www.youtube-nocookie.com/embed/live_stream?channel={id}",
        link: "https://www.youtube.com/channel/{id}/live", label: "Video",
        elements: ["amp-youtube"],
        attributes: ["data-live-channelid"]))
    rules.append(
      EmbedRule(
        name: "embed.youtube-playlist",
        hosts: ["youtube.com", "youtube-nocookie.com"],
        paths: PathPattern.all(["/embed/videoseries"]), id: "list",
        to: "https://www.youtube-nocookie.com/embed/videoseries?list={id}",
        link: "https://www.youtube.com/playlist?list={id}", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.youtube-uploads", about: "The uploads of a user, a list",
        hosts: ["youtube.com", "youtube-nocookie.com"],
        paths: PathPattern.all(["/embed", "/embed/"]), to: "https://www.youtube-nocookie.com/embed",
        keep: ["listType", "list", "index"], label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.youtube", about: "YouTube, without cookies",
        hosts: ["youtube.com", "youtube-nocookie.com"],
        paths: PathPattern.all(["/embed/*", "/v/*", "/shorts/*", "/live/*"]), id: "segment",
        to: "https://www.youtube-nocookie.com/embed/{id}",
        keep: [
          "start", "end", "t", "list", "listType", "index", "clip", "clipt", "rel", "controls",
        ],
        link: "https://www.youtube.com/watch?v={id}",
        picture: "https://i.ytimg.com/vi/{id}/hqdefault.jpg", label: "Video",
        elements: [
          "lite-youtube", "amp-youtube", "youtube-embed", "youtube-video", "lazy-youtube",
        ],
        classes: [
          "youtube-player", "rll-youtube-player", "youtube-embed", "youtube-video", "youtube-lazy",
          "lazy-youtube", "youtube_player", "lazyyoutube", "js-lazyyt", "lazyyt", "lite-youtube",
          "embed-youtube", "youtube", "ytplayer", "yt-lite", "video-youtube", "plyr__video-embed",
        ],
        attributes: [
          "videoid", "video-id", "data-videoid", "data-video-id", "data-youtube-id", "data-youtube",
          "data-ytid", "data-yt-id", "data-id", "data-embed", "data-video", "data-plyr-embed-id",
          "data-src", "data-embed-src", "data-video-url",
        ],
        length: 11))
    rules.append(
      EmbedRule(
        name: "embed.youtube-watch", hosts: ["youtube.com"],
        paths: PathPattern.all(["/watch"]), id: "v",
        to: "https://www.youtube-nocookie.com/embed/{id}", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.youtube-short", hosts: ["youtu.be"],
        paths: PathPattern.all(["/*"]), id: "segment",
        to: "https://www.youtube-nocookie.com/embed/{id}", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.vimeo", about: "Vimeo, without tracking",
        hosts: ["player.vimeo.com"], paths: PathPattern.all(["/video/*"]), id: "segment",
        to: "https://player.vimeo.com/video/{id}", keep: ["title", "byline", "h", "portrait"],
        add: "dnt=1", link: "https://vimeo.com/{id}", label: "Video",
        elements: ["lite-vimeo", "amp-vimeo"],
        classes: ["vimeo-player", "vimeo-embed", "rll-vimeo-player", "lite-vimeo"],
        attributes: [
          "videoid", "data-videoid", "data-video-id", "data-vimeo-id", "data-id", "data-src",
        ]))
    rules.append(
      EmbedRule(
        name: "embed.bilibili", about: "Bilibili's player",
        hosts: ["player.bilibili.com"], paths: PathPattern.all(["/player.html"]),
        to: "https://player.bilibili.com/player.html",
        keep: ["aid", "bvid", "cid", "p", "page", "t", "high_quality", "danmaku", "autoplay"],
        add: "autoplay=0", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.bilibili-blackboard", hosts: ["bilibili.com"],
        paths: PathPattern.all([
          "/blackboard/html5mobileplayer.html", "/blackboard/newplayer.html",
          "/blackboard/player.html",
        ]),
        to: "https://player.bilibili.com/player.html", keep: ["aid", "bvid", "cid", "p", "page"],
        add: "autoplay=0", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.bilibili-live", hosts: ["live.bilibili.com"],
        paths: PathPattern.all(["/blanc/*"]), outcome: .link, id: "segment",
        link: "https://live.bilibili.com/{id}", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.dailymotion",
        hosts: ["dailymotion.com", "geo.dailymotion.com"],
        paths: PathPattern.all(["/embed/video/*", "/player.html", "/player/*"]),
        keep: ["video", "playlist", "start"], link: "https://www.dailymotion.com/video/{id}",
        label: "Video", elements: ["amp-dailymotion"], attributes: ["data-videoid"]))
    rules.append(
      EmbedRule(
        name: "embed.niconico", hosts: ["embed.nicovideo.jp"],
        paths: PathPattern.all(["/watch/*"]), id: "segment",
        to: "https://embed.nicovideo.jp/watch/{id}", keep: ["from"],
        link: "https://www.nicovideo.jp/watch/{id}", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.rutube", hosts: ["rutube.ru"],
        paths: PathPattern.all(["/play/embed/*"]), id: "segment",
        to: "https://rutube.ru/play/embed/{id}", keep: ["p", "t"],
        link: "https://rutube.ru/video/{id}/", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.twitch-clip",
        about: "Clips of Twitch, whose player asks who shows it", hosts: ["clips.twitch.tv"],
        paths: PathPattern.all(["/embed"]), outcome: .link, id: "clip",
        link: "https://clips.twitch.tv/{id}", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.youku", hosts: ["player.youku.com"],
        paths: PathPattern.all(["/embed/*"]), label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.tencent-video", about: "Tencent Video, in WeChat too",
        hosts: ["v.qq.com"],
        paths: PathPattern.all([
          "/txp/iframe/player.html", "/iframe/player.html", "/iframe/preview.html",
        ]),
        id: "vid", to: "https://v.qq.com/txp/iframe/player.html?vid={id}", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.soundcloud", hosts: ["w.soundcloud.com"],
        paths: PathPattern.all(["/player/", "/player"]), keep: ["url"], label: "Audio"))
    rules.append(
      EmbedRule(
        name: "embed.soundcloud-track", hosts: ["api.soundcloud.com"],
        paths: PathPattern.all(["/tracks/*"]), id: "segment",
        to: "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F{id}",
        label: "Audio", elements: ["amp-soundcloud"], attributes: ["data-trackid"]))
    rules.append(
      EmbedRule(
        name: "embed.spotify", hosts: ["open.spotify.com"],
        paths: PathPattern.all(["/embed/*", "/embed-podcast/*"]), keep: ["t"], label: "Audio"))
    rules.append(
      EmbedRule(
        name: "embed.yandex-music", about: "Music of Yandex, not its widget",
        hosts: ["music.yandex.ru", "music.yandex.com"], paths: PathPattern.all(["/iframe/*"]),
        outcome: .link, id: "rest", link: "https://music.yandex.ru/{id}", label: "Audio"))
    rules.append(
      EmbedRule(
        name: "embed.apple-podcasts",
        hosts: ["embed.podcasts.apple.com", "embed.music.apple.com"],
        paths: PathPattern.all(["/*"]),
        keep: ["i"], label: "Audio"))
    rules.append(
      EmbedRule(
        name: "embed.bandcamp", hosts: ["bandcamp.com"],
        paths: PathPattern.all(["/EmbeddedPlayer/*"]), label: "Audio"))
    rules.append(
      EmbedRule(
        name: "embed.coub", about: "Coub's loops", hosts: ["coub.com"],
        paths: PathPattern.all(["/embed/*"]), id: "segment", to: "https://coub.com/embed/{id}",
        link: "https://coub.com/view/{id}", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.ted", hosts: ["embed.ted.com"],
        paths: PathPattern.all(["/*"]), label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.archive", hosts: ["archive.org"],
        paths: PathPattern.all(["/embed/*"]), keep: ["start", "end"]))
    rules.append(
      EmbedRule(
        name: "embed.wistia-script",
        about: "Wistia's films that a script would show",
        hosts: ["fast.wistia.net", "fast.wistia.com"], paths: PathPattern.all(["/embed/medias/*"]),
        outcome: .link, isScript: true, id: "segment",
        link: "https://fast.wistia.net/embed/iframe/{id}", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.wistia", hosts: ["fast.wistia.net", "fast.wistia.com"],
        paths: PathPattern.all(["/embed/iframe/*"]), outcome: .link, id: "segment",
        link: "https://fast.wistia.net/embed/iframe/{id}", label: "Video",
        elements: ["amp-wistia-player", "wistia-player"],
        attributes: ["data-media-hashed-id", "media-id"]))
    rules.append(
      EmbedRule(
        name: "embed.mux", about: "Mux' films", hosts: ["player.mux.com"],
        paths: PathPattern.all(["/*"]), outcome: .link, id: "segment",
        link: "https://player.mux.com/{id}", picture: "https://image.mux.com/{id}/thumbnail.jpg",
        label: "Video", elements: ["mux-player", "mux-video"], attributes: ["playback-id"]))
    rules.append(
      EmbedRule(
        name: "embed.peertube",
        hosts: ["framatube.org", "tilvids.com", "peertube.tv"],
        paths: PathPattern.all(["/videos/embed/*"]), keep: ["start", "stop"], label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.facebook-button", about: "Facebook's buttons",
        hosts: ["facebook.com"],
        paths: PathPattern.all([
          "/plugins/like.php", "/plugins/like_box.php", "/plugins/likebox.php",
          "/plugins/share_button.php", "/plugins/follow.php", "/plugins/send.php",
          "/plugins/facepile.php",
        ]),
        outcome: .drop))
    rules.append(
      EmbedRule(
        name: "embed.facebook-video", hosts: ["facebook.com"],
        paths: PathPattern.all(["/plugins/video.php"]), outcome: .link, id: "href", link: "{id}",
        label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.facebook", hosts: ["facebook.com"],
        paths: PathPattern.all(["/plugins/*"]), outcome: .link, id: "href", link: "{id}",
        label: "Post", elements: ["amp-facebook"], classes: ["fb-post", "fb-video"],
        attributes: ["data-href"]))
    rules.append(
      EmbedRule(
        name: "embed.twitter", about: "A post on Twitter, not its widget",
        hosts: ["platform.twitter.com", "platform.x.com"], paths: PathPattern.all(["/embed/*"]),
        outcome: .link, id: "id", link: "https://twitter.com/i/status/{id}", label: "Post",
        elements: ["amp-twitter"], classes: ["twitter-tweet", "twitter-video"],
        attributes: ["data-tweetid"]))
    rules.append(
      EmbedRule(
        name: "embed.slashdot", about: "Slashdot's box of comments",
        hosts: ["slashdot.org"], paths: PathPattern.all(["/slashdot-it.pl"]), outcome: .drop))
    rules.append(
      EmbedRule(
        name: "embed.twitter-button", about: "Twitter's buttons",
        hosts: ["platform.twitter.com"],
        paths: PathPattern.all([
          "/widgets/tweet_button*", "/widgets/follow_button*", "/widgets/hub.html",
        ]),
        outcome: .drop))
    rules.append(
      EmbedRule(
        name: "embed.twitter-frame",
        hosts: ["platform.twitter.com", "twitframe.com"], outcome: .link, id: "url", link: "{id}",
        label: "Post"))
    rules.append(
      EmbedRule(
        name: "embed.instagram", about: "A post on Instagram, not its widget",
        hosts: ["instagram.com"], paths: PathPattern.all(["/p/*"]), outcome: .link, id: "segment",
        link: "https://www.instagram.com/p/{id}/", label: "Post", elements: ["amp-instagram"],
        classes: ["instagram-media"], attributes: ["data-shortcode", "data-instgrm-permalink"]))
    rules.append(
      EmbedRule(
        name: "embed.instagram-reel", hosts: ["instagram.com"],
        paths: PathPattern.all(["/reel/*"]), outcome: .link, id: "segment",
        link: "https://www.instagram.com/reel/{id}/", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.threads", hosts: ["threads.net", "threads.com"],
        paths: PathPattern.all(["/@*"]), outcome: .link, label: "Post",
        classes: ["text-post-media"],
        attributes: ["data-text-post-permalink"]))
    rules.append(
      EmbedRule(
        name: "embed.tiktok", about: "A film on TikTok, not its widget",
        hosts: ["tiktok.com"],
        paths: PathPattern.all(["/embed/v2/*", "/embed/v3/*", "/player/v1/*", "/embed/*"]),
        outcome: .link, id: "segment", link: "https://www.tiktok.com/@/video/{id}", label: "Video",
        elements: ["amp-tiktok"], classes: ["tiktok-embed"],
        attributes: ["cite", "data-src", "data-video-id"]))
    rules.append(
      EmbedRule(
        name: "embed.reddit", hosts: ["embed.reddit.com", "redditmedia.com"],
        paths: PathPattern.all(["/r/*"]), outcome: .link, id: "rest",
        link: "https://www.reddit.com/r/{id}", label: "Post", elements: ["amp-reddit"],
        attributes: ["data-src"]))
    rules.append(
      EmbedRule(
        name: "embed.pinterest", hosts: ["assets.pinterest.com"],
        paths: PathPattern.all(["/ext/embed.html"]), outcome: .link, id: "id",
        link: "https://www.pinterest.com/pin/{id}/", label: "Picture", elements: ["amp-pinterest"],
        attributes: ["data-url"]))
    rules.append(
      EmbedRule(
        name: "embed.imgur", hosts: ["imgur.com"], outcome: .link,
        link: "https://imgur.com/{id}", label: "Picture", elements: ["amp-imgur"],
        classes: ["imgur-embed-pub"], attributes: ["data-imgur-id", "data-id"]))
    rules.append(
      EmbedRule(
        name: "embed.strava", about: "Strava's activities, routes and segments",
        hosts: ["strava-embeds.com"], paths: PathPattern.all(["/activity/*"]), outcome: .link,
        id: "segment", link: "https://www.strava.com/activities/{id}", label: "Activity",
        classes: ["strava-embed-placeholder"], attributes: ["data-embed-id"],
        having: ["data-embed-type=activity"]))
    rules.append(
      EmbedRule(
        name: "embed.strava-route", hosts: ["strava-embeds.com"],
        paths: PathPattern.all(["/route/*"]), outcome: .link, id: "segment",
        link: "https://www.strava.com/routes/{id}", label: "Map",
        classes: ["strava-embed-placeholder"], attributes: ["data-embed-id"],
        having: ["data-embed-type=route"]))
    rules.append(
      EmbedRule(
        name: "embed.strava-segment", hosts: ["strava-embeds.com"],
        paths: PathPattern.all(["/segment/*"]), outcome: .link, id: "segment",
        link: "https://www.strava.com/segments/{id}", label: "Map",
        classes: ["strava-embed-placeholder"], attributes: ["data-embed-id"],
        having: ["data-embed-type=segment"]))
    rules.append(
      EmbedRule(
        name: "embed.linkedin", about: "A post on LinkedIn, not its widget",
        hosts: ["linkedin.com"], paths: PathPattern.all(["/embed/feed/update/*"]), outcome: .link,
        id: "rest", link: "https://www.linkedin.com/feed/update/{id}", label: "Post"))
    rules.append(
      EmbedRule(
        name: "embed.figma", hosts: ["figma.com"],
        paths: PathPattern.all(["/embed"]), outcome: .link, id: "url", link: "{id}",
        label: "Drawing"))
    rules.append(
      EmbedRule(
        name: "embed.figma-new", hosts: ["embed.figma.com"],
        paths: PathPattern.all(["/*"]), outcome: .link, id: "rest",
        link: "https://www.figma.com/{id}", label: "Drawing"))
    rules.append(
      EmbedRule(
        name: "embed.codesandbox", hosts: ["codesandbox.io"],
        paths: PathPattern.all(["/embed/*"]), outcome: .link, id: "segment",
        link: "https://codesandbox.io/s/{id}", label: "Code"))
    rules.append(
      EmbedRule(
        name: "embed.observable", hosts: ["observablehq.com"],
        paths: PathPattern.all(["/embed/*"]), outcome: .link, id: "rest",
        link: "https://observablehq.com/{id}", label: "Code"))
    rules.append(
      EmbedRule(
        name: "embed.scribd", hosts: ["scribd.com"],
        paths: PathPattern.all(["/embeds/*"]), outcome: .link, id: "segment",
        link: "https://www.scribd.com/document/{id}", label: "Document"))
    rules.append(
      EmbedRule(
        name: "embed.giphy", hosts: ["giphy.com"],
        paths: PathPattern.all(["/embed/*"]), outcome: .link, id: "segment",
        link: "https://giphy.com/gifs/{id}", label: "Picture"))
    rules.append(
      EmbedRule(
        name: "embed.loom", hosts: ["loom.com"],
        paths: PathPattern.all(["/embed/*"]), outcome: .link, id: "segment",
        link: "https://www.loom.com/share/{id}", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.bluesky", hosts: ["embed.bsky.app"], outcome: .link,
        label: "Post"))
    rules.append(
      EmbedRule(
        name: "embed.telegram", hosts: ["telegram.org"],
        paths: PathPattern.all(["/js/telegram-widget.js"]), outcome: .link, isScript: true,
        link: "https://t.me/{id}", label: "Post", attributes: ["data-telegram-post"]))
    rules.append(
      EmbedRule(
        name: "embed.telegram-frame", hosts: ["t.me"],
        paths: PathPattern.all(["/*"]), outcome: .link, id: "rest", link: "https://t.me/{id}",
        label: "Post"))
    rules.append(
      EmbedRule(
        name: "embed.embedly", about: "Cards of other pages",
        hosts: ["cdn.embedly.com"], paths: PathPattern.all(["/widgets/card.html"]), outcome: .link,
        id: "url", link: "{id}", classes: ["embedly-card"]))
    rules.append(
      EmbedRule(
        name: "embed.embedly-media",
        about: "What another site's frame shows by way of Embedly, as Medium does",
        hosts: ["cdn.embedly.com"], paths: PathPattern.all(["/widgets/media.html"]), outcome: .link,
        inner: ["src", "url"]))
    rules.append(
      EmbedRule(
        name: "embed.jsfiddle", hosts: ["jsfiddle.net"],
        paths: PathPattern.all(["*/embed/*", "*/embed"]), outcome: .link, isScript: true,
        id: "page",
        link: "{id}", label: "Code"))
    rules.append(
      EmbedRule(
        name: "embed.gist", about: "Files that a script of GitHub would show",
        hosts: ["gist.github.com"], paths: PathPattern.all(["/*"]), outcome: .link, isScript: true,
        id: "rest", link: "https://gist.github.com/{id}", label: "Code", elements: ["amp-gist"],
        attributes: ["data-gistid"]))
    rules.append(
      EmbedRule(
        name: "embed.gitlab", hosts: ["gitlab.com"],
        paths: PathPattern.all(["*/snippets/*"]), outcome: .link, isScript: true, id: "segment",
        link: "https://gitlab.com/-/snippets/{id}", label: "Code"))
    rules.append(
      EmbedRule(
        name: "embed.pastebin", hosts: ["pastebin.com"],
        paths: PathPattern.all(["/embed_js/*"]), outcome: .link, isScript: true, id: "segment",
        link: "https://pastebin.com/{id}", label: "Code"))
    rules.append(
      EmbedRule(
        name: "embed.pastebin-frame", hosts: ["pastebin.com"],
        paths: PathPattern.all(["/embed_iframe/*"]), outcome: .link, id: "segment",
        link: "https://pastebin.com/{id}", label: "Code"))
    rules.append(
      EmbedRule(
        name: "embed.emgithub", hosts: ["emgithub.com"],
        paths: PathPattern.all(["/embed.js", "/embed-v2.js", "/embed-v3.js"]), outcome: .link,
        isScript: true, id: "target", link: "{id}", label: "Code"))
    rules.append(
      EmbedRule(
        name: "embed.asciinema", about: "Recordings of a terminal",
        hosts: ["asciinema.org"], paths: PathPattern.all(["/a/*"]), outcome: .link, isScript: true,
        id: "segment", link: "https://asciinema.org/a/{id}", label: "Recording"))
    rules.append(
      EmbedRule(
        name: "embed.codepen", hosts: ["codepen.io"],
        paths: PathPattern.all(["*/embed/*"]), outcome: .link,
        link: "https://codepen.io/{data-user}/pen/{id}", label: "Code", classes: ["codepen"],
        attributes: ["data-slug-hash"]))
    rules.append(
      EmbedRule(
        name: "embed.speakerdeck", hosts: ["speakerdeck.com"],
        paths: PathPattern.all(["/assets/embed.js"]), outcome: .link, isScript: true,
        link: "https://speakerdeck.com/player/{id}", label: "Slides", attributes: ["data-id"]))
    rules.append(
      EmbedRule(
        name: "embed.hatena-card", about: "Hatena's cards of pages",
        hosts: ["hatenablog-parts.com", "hatenablog.com"], paths: PathPattern.all(["/embed"]),
        outcome: .link, inner: ["url"]))
    rules.append(
      EmbedRule(
        name: "embed.scratch", about: "Projects of Scratch, not their widget",
        hosts: ["scratch.mit.edu"], paths: PathPattern.all(["/projects/*", "/projects/embed/*"]),
        outcome: .link, id: "segment", link: "https://scratch.mit.edu/projects/{id}/",
        label: "Project"))
    rules.append(
      EmbedRule(
        name: "embed.volume", about: "Films of Vox Media",
        hosts: ["volume.vox-cdn.com"], paths: PathPattern.all(["/embed/*"]), outcome: .link,
        id: "segment", link: "https://volume.vox-cdn.com/embed/{id}", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.polldaddy",
        hosts: ["secure.polldaddy.com", "static.polldaddy.com"], paths: PathPattern.all(["/p/*"]),
        outcome: .link, isScript: true, id: "segment", link: "https://polldaddy.com/poll/{id}/",
        label: "Poll"))
    rules.append(
      EmbedRule(
        name: "embed.buzzsprout", hosts: ["buzzsprout.com"],
        paths: PathPattern.all(["/*"]), outcome: .link, isScript: true, id: "rest",
        link: "https://www.buzzsprout.com/{id}", label: "Audio"))
    rules.append(
      EmbedRule(
        name: "embed.podigee",
        about: "Podigee's player, which a script would show", hosts: ["podigee-cdn.net"],
        outcome: .link, isScript: true, label: "Audio", attributes: ["data-configuration"]))
    rules.append(
      EmbedRule(
        name: "embed.jwplayer",
        about: "JW Player's films that a script would show",
        hosts: ["cdn.jwplayer.com", "content.jwplatform.com"],
        paths: PathPattern.all(["/players/*"]), outcome: .link, isScript: true, id: "segment",
        link: "https://cdn.jwplayer.com/players/{id}.html", label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.jwplayer-media", hosts: ["cdn.jwplayer.com"],
        paths: PathPattern.all(["/previews/*"]), outcome: .link, id: "segment",
        link: "https://cdn.jwplayer.com/players/{id}-{data-player-id}.html", label: "Video",
        elements: ["amp-jwplayer"], attributes: ["data-media-id", "data-playlist-id"]))
    rules.append(
      EmbedRule(
        name: "embed.brightcove", about: "Brightcove's films",
        hosts: ["players.brightcove.net"], outcome: .link,
        link:
          "https://players.brightcove.net/{data-account}/default_default/index.html?videoId={id}",
        label: "Video", elements: ["video-js", "amp-brightcove"], attributes: ["data-video-id"]))
    rules.append(
      EmbedRule(
        name: "embed.flourish", about: "Flourish's charts",
        hosts: ["flo.uri.sh"], paths: PathPattern.all(["/visualisation/*", "/story/*"]),
        outcome: .link, label: "Chart"))
    rules.append(
      EmbedRule(
        name: "embed.flourish-public", hosts: ["public.flourish.studio"],
        outcome: .link, link: "https://public.flourish.studio/{id}/", label: "Chart",
        classes: ["flourish-embed"], attributes: ["data-src"]))
    rules.append(
      EmbedRule(
        name: "embed.datawrapper", about: "Datawrapper's charts",
        hosts: ["datawrapper.dwcdn.net"], outcome: .link, label: "Chart"))
    rules.append(
      EmbedRule(
        name: "embed.datawrapper-script", hosts: ["datawrapper.dwcdn.net"],
        paths: PathPattern.all(["/*"]), outcome: .link, isScript: true, id: "segment",
        link: "https://datawrapper.dwcdn.net/{id}/", label: "Chart"))
    rules.append(
      EmbedRule(
        name: "embed.everviz",
        about: "Everviz' charts that a script would show", hosts: ["app.everviz.com"],
        paths: PathPattern.all(["/inject/*"]), outcome: .link, isScript: true, id: "segment",
        link: "https://app.everviz.com/show/{id}", label: "Chart"))
    rules.append(
      EmbedRule(
        name: "embed.infogram", hosts: ["e.infogram.com", "infogram.com"],
        paths: PathPattern.all(["/*"]), outcome: .link, id: "segment",
        link: "https://infogram.com/{id}", label: "Chart", classes: ["infogram-embed"],
        attributes: ["data-id"]))
    rules.append(
      EmbedRule(
        name: "embed.google-maps", hosts: ["google.com", "maps.google.com"],
        paths: PathPattern.all(["/maps/*", "/maps"]), outcome: .link, label: "Map"))
    rules.append(
      EmbedRule(
        name: "embed.blogger", hosts: ["blogger.com"],
        paths: PathPattern.all(["/video.g"]), outcome: .link, label: "Video"))
    rules.append(
      EmbedRule(
        name: "embed.advertisement",
        about: "Frames of advertisers and counters",
        hosts: [
          "doubleclick.net", "googlesyndication.com", "googletagmanager.com",
          "google-analytics.com", "amazon-adsystem.com", "adnxs.com", "taboola.com", "outbrain.com",
          "criteo.com", "2mdn.net", "disqus.com", "addtoany.com", "sharethis.com", "pos.baidu.com",
          "tanx.com", "mgid.com", "revcontent.com", "smartadserver.com", "adsrvr.org",
          "rubiconproject.com", "pubmatic.com",
        ],
        outcome: .drop))
    return rules
  }
}
