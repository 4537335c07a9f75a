// Written by Scripts/generate-rules.py from PromoTable.swift: change that, not this.

extension PromoRule {
  /// The rules of ``PromoTable``.
  static let builtIn = madeBuiltIn()

  private static func madeBuiltIn() -> [PromoRule] {
    var rules: [PromoRule] = []
    rules.reserveCapacity(43)
    rules.append(
      PromoRule(
        name: "promo.feedx",
        about: "feedx's footer: 获取更多RSS and links to feedx hosts", structure: .mirrorFooter,
        markers: [
          "获取更多RSS", "获取更多 RSS", "獲取更多RSS", "獲取更多 RSS", "更多RSS", "更多 RSS", "Get more RSS",
          "More RSS",
        ].map { Array($0.utf8) },
        hosts: ["feedx."]))
    rules.append(
      PromoRule(
        name: "promo.feedx-guide", about: "feedx's older footer in red: 订阅指南",
        structure: .mirrorGuide, markers: ["订阅指南"].map { Array($0.utf8) }, hosts: ["feedx."]))
    rules.append(
      PromoRule(
        name: "promo.wordpress",
        about: "The post T appeared first on S., in any language", structure: .appearedFirst))
    rules.append(
      PromoRule(
        name: "promo.feed43", about: "Delivered by Feed43 service",
        structure: .deliveredBy, markers: ["Delivered by", "Feed43"].map { Array($0.utf8) },
        hosts: ["feed43.com"]))
    rules.append(
      PromoRule(
        name: "promo.fetchrss", about: "(Feed generated with FetchRSS)",
        structure: .lastText, markers: ["(Feed generated with FetchRSS)"].map { Array($0.utf8) },
        hosts: ["fetchrss.com"]))
    rules.append(
      PromoRule(
        name: "promo.feed-provider", about: "Feed provided by, and the site",
        structure: .lastText,
        markers: [
          "Feed provided by *", "RSS feed provided by *", "RSS Feed provided by *",
          "This feed is provided by *", "Feed powered by *", "RSS feed powered by *",
        ].map { Array($0.utf8) }))
    rules.append(
      PromoRule(
        name: "promo.feed-note",
        about:
          "Last lines that thank for reading by feed, and calls whose link names the feed's footer",
        structure: .feedNote))
    rules.append(
      PromoRule(
        name: "promo.modal",
        about: "Calls to click that only open a form of the page", structure: .modalCall,
        markers: [
          "click here", "click to", "get your", "get the", "get a ", "get my", "get free",
          "download your", "download the", "download my", "download a ", "sign up", "subscribe",
          "join our", "hier klicken", "klicken sie", "jetzt herunterladen", "jetzt anmelden",
          "cliquez", "abonnez", "haz clic", "haga clic", "clique aqui", "clicca", "klik hier", "点击",
          "點擊", "立即",
        ].map { Array($0.utf8) }))
    rules.append(
      PromoRule(
        name: "promo.podcast-host",
        about:
          "What podcast hosts write below every episode: advertising choices, privacy, support",
        structure: .lastText,
        markers: [
          "Learn more about your ad choices. Visit megaphone.fm/adchoices",
          "Learn more about your ad choices. Visit podcastchoices.com/adchoices",
          "Hébergé par Acast. Visitez acast.com/privacy pour plus d'informations.",
          "Hébergé par Ausha. Visitez ausha.co/politique-de-confidentialite pour plus d'informations.",
          "Hébergé par Audiomeans. Visitez audiomeans.fr/politique-de-confidentialite pour plus d'informations.",
          "Hosted by Ausha. See ausha.co/privacy-policy for more information.",
          "Hosted on Acast. See acast.com/privacy for more information.",
          "See acast.com/privacy for privacy and opt-out information.",
          "See acast.com/privacy for more information.",
          "Our GDPR privacy policy was updated on August 8, 2022. Visit acast.com/privacy for more information.",
          "See omnystudio.com/listener for privacy information.",
          "See Privacy Policy at https://art19.com/privacy and California Privacy Notice at https://art19.com/privacy#do-not-sell-my-info.",
          "Support this podcast: https://anchor.fm/*/support",
          "Send in a voice message: https://anchor.fm/*/message",
          "Support this podcast: https://podcasters.spotify.com/pod/show/*/support",
          "Send in a voice message: https://podcasters.spotify.com/pod/show/*/message",
          "Become a supporter of this podcast: https://www.spreaker.com/podcast/*",
          "Hosted by Simplecast, an AdsWizz company. See pcm.adswizz.com for information about our collection and use of personal data for advertising.",
          "Support this podcast at — https://redcircle.com/*/donations",
          "Learn more about your ad-choices at https://news.iheart.com/podcast-advertisers",
          "Learn more about your ad-choices at https://www.iheartpodcastnetwork.com",
          "Advertising Inquiries: https://redcircle.com/brands",
          "Privacy & Opt-Out: https://redcircle.com/privacy",
        ].map { Array($0.utf8) },
        hosts: [
          "megaphone.fm", "podcastchoices.com", "acast.com", "omnystudio.com", "art19.com",
          "anchor.fm", "podcasters.spotify.com", "spreaker.com", "redcircle.com", "pcm.adswizz.com",
          "news.iheart.com", "iheartpodcastnetwork.com", "ausha.co", "audiomeans.fr",
        ]))
    rules.append(
      PromoRule(
        name: "promo.five-filters",
        about: "What Full-Text RSS writes below every entry", structure: .lastText,
        markers: [
          "Adblock test (Why?)",
          "This entry passed through the Full-Text RSS service — if this is your content and you're reading it on someone else's site, please read the FAQ at *",
          "This entry passed through the Full-Text RSS service - if this is your content and you're reading it on someone else's site, please read the FAQ at *",
        ].map { Array($0.utf8) },
        hosts: ["fivefilters.org"]))
    rules.append(
      PromoRule(
        name: "promo.zemanta", about: "Zemanta's sign",
        structure: .callToAction,
        markers: ["//www.zemanta.com/?px", "//reblog.zemanta.com/zemified/"].map { Array($0.utf8) })
    )
    rules.append(
      PromoRule(
        name: "promo.ghost-player",
        about: "The controls of Ghost's players, which a script would move",
        classes: ["kg-audio-player", "kg-video-player", "kg-audio-hide"], isPlugin: true))
    rules.append(
      PromoRule(
        name: "promo.substack-podcast",
        about: "What Substack writes below a podcast's episode", structure: .lastText,
        markers: [
          "This is a public episode. If you'd like to discuss this with other subscribers or get access to bonus episodes, visit *",
          "This is a public episode. If you would like to discuss this with other subscribers or get access to bonus episodes, visit *",
          "This is a free preview of a paid episode. To hear more, visit *",
        ].map { Array($0.utf8) },
        hosts: ["substack.com"]))
    rules.append(
      PromoRule(
        name: "promo.related-plugins",
        about: "Lists of other posts that plug-ins add",
        classes: [
          "yarpp-related", "yarpp-related-rss", "crp_related", "wp_rp_wrap", "wp_rp_content",
        ],
        isPlugin: true))
    rules.append(
      PromoRule(
        name: "promo.hubspot",
        about: "HubSpot's calls to action: pictures and lines whose clicks it counts",
        structure: .callToAction,
        markers: [
          "//cta-redirect.hubspot.com/cta/redirect/", ".hubspot.com/cs/ci/?pg=", "/cs/c/?cta_guid=",
        ].map { Array($0.utf8) }))
    rules.append(
      PromoRule(
        name: "promo.wordpress-flair",
        about: "WordPress.com's pictures that count comments", structure: .callToAction,
        markers: ["//feeds.wordpress.com/1.0/"].map { Array($0.utf8) }))
    rules.append(
      PromoRule(
        name: "promo.ratings", about: "Stars to rate a post with",
        classes: ["kk-star-ratings", "kksr-auto"], isPlugin: true))
    rules.append(
      PromoRule(
        name: "promo.blogger-footer",
        about: "The footer that Blogger puts below every entry of its feeds",
        classes: ["blogger-post-footer"]))
    rules.append(
      PromoRule(
        name: "promo.blogger-footer-links",
        about: "The same footer, where it holds nothing but labels and addresses",
        selectors: PromoRule.builtInSelectors([".blogger-post-footer:contains('://')"]),
        isPlugin: true))
    rules.append(
      PromoRule(
        name: "promo.slideshow-notice",
        about: "What Jetpack's slideshows say where no script runs",
        classes: ["jetpack-slideshow-noscript"], isPlugin: true))
    rules.append(
      PromoRule(
        name: "promo.view-counters",
        about: "How often a post was looked at, as plug-ins count it",
        classes: ["post-views", "pvc_stats"], isPlugin: true))
    rules.append(
      PromoRule(
        name: "promo.feedburner", about: "FeedBurner's row of links",
        structure: .linksOnly, markers: ["/~ff/", "/~f/"].map { Array($0.utf8) },
        classes: ["feedflare"]))
    rules.append(
      PromoRule(
        name: "promo.medium",
        about: "Medium's note of where a post was published first", structure: .medium,
        markers: ["medium.com/_/stat"].map { Array($0.utf8) }))
    rules.append(
      PromoRule(
        name: "promo.wechat-hidden",
        about: "What WeChat mirrors hide with display: none", structure: .hidden))
    rules.append(
      PromoRule(
        name: "promo.rsshub", about: "RSSHub's suffix of feed titles",
        structure: .feedSuffix,
        markers: [
          " - Powered by RSSHub", " - Made with love by RSSHub(https://github.com/DIYgod/RSSHub)",
          " - Made with love by RSSHub (https://github.com/DIYgod/RSSHub)",
        ].map { Array($0.utf8) }))
    rules.append(
      PromoRule(
        name: "promo.jetpack",
        about: "Jetpack's share buttons and related posts",
        classes: ["sharedaddy", "jp-relatedposts"], ids: ["jp-post-flair"],
        idPrefixes: ["atatags-"],
        isPlugin: true))
    rules.append(
      PromoRule(
        name: "promo.substack", about: "Substack's subscription boxes",
        classes: [
          "subscription-widget-wrap", "subscription-widget-wrap-editor", "subscribe-widget",
        ],
        isPlugin: true, when: ["substack.com", "substackcdn.com"]))
    rules.append(
      PromoRule(
        name: "promo.newsletter-form",
        about: "Boxes to subscribe to a newsletter, of plug-ins and services",
        classes: [
          "mc4wp-form", "wp-block-jetpack-subscriptions",
          "wp-block-jetpack-subscriptions__container", "jetpack_subscription_widget",
          "subscription-widget", "kg-signup-card",
        ],
        ids: ["mc_embed_signup", "mc_embed_shell"], isPlugin: true))
    rules.append(
      PromoRule(
        name: "promo.newsletter-frame",
        about: "Frames that hold nothing but a form to subscribe",
        selectors: PromoRule.builtInSelectors([
          "iframe[src*='//embeds.beehiiv.com/']", "iframe[src$='.substack.com/embed']",
        ])))
    rules.append(
      PromoRule(
        name: "promo.email-form",
        about: "Forms that ask for an e-mail address, with the words around them",
        structure: .emailForm))
    rules.append(
      PromoRule(
        name: "promo.substack-widget",
        about: "Substack's subscription box on any domain",
        attributes: [
          PromoRule.Attribute(name: "data-component-name", value: "SubscribeWidgetToDOM")
        ],
        isPlugin: true))
    rules.append(
      PromoRule(
        name: "promo.substack-buttons",
        about: "Substack's buttons to subscribe and to share, on any domain", structure: .linksOnly,
        markers: ["/subscribe", "action=share", "action=refer", "/comments", "/leaderboard"].map {
          Array($0.utf8)
        },
        classes: ["button-wrapper", "captioned-button-wrap"]))
    rules.append(
      PromoRule(
        name: "promo.disqus-notice",
        about: "Please enable JavaScript to view the comments powered by Disqus",
        structure: .commentNotice, markers: ["ref_noscript"].map { Array($0.utf8) },
        hosts: ["disqus.com"], classes: ["dsq-brlink"]))
    rules.append(
      PromoRule(
        name: "promo.share",
        about: "Links that share the entry, by host and path", structure: .shareLinks,
        markers: [
          "facebook.com/sharer", "facebook.com/sharer.php", "facebook.com/sharer/*",
          "facebook.com/share.php", "facebook.com/dialog/share", "facebook.com/dialog/feed",
          "twitter.com/intent/tweet", "twitter.com/intent/post", "twitter.com/share",
          "twitter.com/home?status", "x.com/intent/tweet", "x.com/intent/post", "x.com/share",
          "linkedin.com/shareArticle", "linkedin.com/sharing/share-offsite",
          "linkedin.com/sharing/share-offsite/*", "linkedin.com/cws/share", "reddit.com/submit?url",
          "reddit.com/submit?title", "pinterest.com/pin/create/*", "tumblr.com/share",
          "tumblr.com/share/*", "tumblr.com/widgets/share/tool", "t.me/share/url",
          "telegram.me/share/url", "api.whatsapp.com/send?text", "wa.me/?text",
          "getpocket.com/save", "getpocket.com/edit", "service.weibo.com/share/share.php",
          "v.t.sina.com.cn/share/share.php", "news.ycombinator.com/submitlink", "digg.com/submit",
          "stumbleupon.com/submit", "plus.google.com/share", "instapaper.com/hello2",
          "instapaper.com/edit", "addtoany.com/add_to/*", "addtoany.com/share",
          "addtoany.com/share_save", "addthis.com/bookmark.php", "vk.com/share.php",
          "vkontakte.ru/share.php", "connect.ok.ru/offer", "social-plugins.line.me/lineit/share",
          "line.me/R/msg/text", "line.me/R/msg/text/*", "b.hatena.ne.jp/add",
          "b.hatena.ne.jp/append", "bsky.app/intent/compose", "toot.kytta.dev/?text",
          "mastodonshare.com/?text", "mastodonshare.com/share?text", "mastodon.social/share?text",
          "shareopenly.org/share/?url", "shareopenly.org/share?url", "threads.net/intent/post",
          "threads.com/intent/post", "share.flipboard.com/bookmarklet/popout",
          "xing.com/spi/shares/new", "buffer.com/add", "bufferapp.com/add",
          "slashdot.org/bookmark.pl", "connect.qq.com/widget/shareqq/index.html",
          "sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey", "douban.com/share/service",
          "evernote.com/clip.action", "mix.com/add", "delicious.com/save", "del.icio.us/post",
        ].map { Array($0.utf8) }))
    rules.append(
      PromoRule(
        name: "promo.reddit",
        about: "Reddit's submitted by, [link] and [comments] as one line", structure: .submittedBy,
        hosts: ["reddit.com"]))
    rules.append(
      PromoRule(
        name: "promo.read-more",
        about: "Read more, as the last link, to the entry itself", structure: .readMore,
        markers: [
          "查看原文", "查看全文", "原文链接", "原文地址", "閱讀原文", "查看原文章", "permalink", "permanent link",
          "permalien", "enlace permanente", "read more", "read", "leer", "leer artículo",
          "leer noticia", "leer el artículo", "lesen", "lire", "lire l'article complet", "leggi",
          "ler", "ler artigo", "lees", "läs", "læs", "les", "czytaj", "číst", "читать", "читати",
          "oku", "continue reading", "read the rest", "read the rest of this entry",
          "read the rest of this post", "read the full story", "read the rest of the story",
          "read the story", "read full story", "read the full article", "read full article",
          "read the full post", "read full post", "read full topic", "read the full topic",
          "view full topic", "read the article", "read article", "read the whole story",
          "read the whole thing", "keep reading", "read on", "full story", "full story here",
          "the full story", "view on the web", "view on web", "read on the web", "view in browser",
          "full article", "more", "more details", "view article", "view full post",
          "view the full post", "view original", "view the original", "click here to read more",
          "click to read more", "click here to continue reading",
          "click here to read the full article", "click here for more", "see more", "learn more",
          "read more here", "read more of this story", "read more about", "the full post",
          "weiterlesen", "mehr lesen", "mehr", "mehr erfahren", "zum artikel", "artikel lesen",
          "ganzen artikel lesen", "den ganzen artikel lesen", "den vollständigen artikel lesen",
          "vollständigen artikel lesen", "hier weiterlesen", "hier klicken und weiterlesen",
          "lire la suite", "lire la suite de l'article", "lire la suite sur le site",
          "lire l'article en entier", "lire plus", "lire l'article", "lire l'article complet",
          "en savoir plus", "la suite", "continuer la lecture", "poursuivre la lecture", "leer más",
          "leer mas", "seguir leyendo", "haz clic aquí para seguir leyendo", "continuar leyendo",
          "sigue leyendo", "ver más", "leer artículo completo", "leggi tutto", "leggi di più",
          "continua a leggere", "clicca qui per continuare a leggere",
          "clicca qui per leggere tutto", "continua", "continua la lettura", "leggi l'articolo",
          "leia mais", "ler mais", "continue lendo", "continuar lendo", "continuar a ler",
          "saiba mais", "lees meer", "lees verder", "verder lezen", "läs mer", "läs vidare",
          "fortsätt läsa", "læs mere", "læs videre", "les mer", "les videre", "lue lisää",
          "lue koko juttu", "lue koko artikkeli", "lue juttu", "jatka lukemista", "czytaj dalej",
          "czytaj więcej", "więcej", "číst dále", "číst dál", "celý článek", "čítať ďalej",
          "číst více", "pokračovat ve čtení", "читать далее", "читать дальше", "читать полностью",
          "подробнее", "далее", "читати далі", "читати повністю", "devamını oku", "devamı",
          "okumaya devam et", "阅读全文", "阅读更多", "继续阅读", "查看全文", "查看更多", "阅读原文", "閱讀全文", "閱讀更多",
          "繼續閱讀", "更多", "続きを読む", "続きをみる", "続きを見る", "もっと読む", "もっと見る", "全文を読む", "記事全文を読む", "記事の続きを読む",
          "この記事の続きを読む", "続きはこちら", "더 읽기", "계속 읽기", "더 보기", "더보기", "전체 보기", "자세히 보기", "اقرأ المزيد",
          "ادامه مطلب", "ادامه", "بیشتر بخوانید", "المزيد", "อ่านต่อ", "อ่านเพิ่มเติม", "और पढ़ें", "आगे पढ़ें",
          "আরও পড়ুন", "llegeix més", "continua llegint", "קרא עוד", "המשך קריאה", "להמשך קריאה",
          "להמשך הקריאה", "לקריאת המשך הכתבה", "לכתבה המלאה", "המשך לקרוא", "прочети още",
          "pročitaj više", "čitaj dalje", "preberi več", "skaityti daugiau", "lasīt vairāk",
          "loe edasi", "ler máis", "irakurri gehiago", "tovább", "tovább olvasom",
          "citește mai mult", "citește mai departe", "citeste mai departe", "citește tot articolul",
          "citește continuarea", "citeste mai mult", "đọc tiếp", "xem thêm", "selengkapnya",
          "baca selengkapnya", "διαβάστε περισσότερα",
        ].map { Array($0.utf8) }))
    rules.append(
      PromoRule(
        name: "promo.disqus", about: "Comment threads", ids: ["disqus_thread"],
        isPlugin: true))
    rules.append(
      PromoRule(
        name: "promo.addtoany", about: "AddToAny's share buttons",
        classes: ["a2a_kit", "addtoany_share_save_container", "addtoany_content"], isPlugin: true))
    rules.append(
      PromoRule(
        name: "promo.taboola", about: "Taboola's boxes",
        classes: ["trc_related_container"], idPrefixes: ["taboola-"], isPlugin: true))
    rules.append(
      PromoRule(
        name: "promo.outbrain", about: "Outbrain's boxes",
        classes: ["OUTBRAIN", "ob-widget"], isPlugin: true))
    rules.append(
      PromoRule(
        name: "promo.bbc", about: "The BBC's advertisements and placeholders",
        classes: ["lazyload-placeholder"],
        attributes: [PromoRule.Attribute(name: "data-e2e", value: "advertisement")]))
    rules.append(
      PromoRule(
        name: "promo.ad-slots", about: "Empty advertisement slots",
        classes: ["o-ads", "bbccom_advert", "dfp-ad", "dfp-tag-wrapper", "adsbygoogle"],
        classPrefixes: ["adslot_", "bbccom_advert", "dfp-ad"],
        idPrefixes: ["adslot_", "dfp-ad", "div-gpt-ad", "google_ads_"], only: .empty))
    rules.append(
      PromoRule(
        name: "promo.hidden-labels",
        about: "Labels for screen readers inside captions",
        classes: ["off-screen", "sr-only", "visually-hidden", "screen-reader-text"],
        within: .caption))
    return rules
  }
}
