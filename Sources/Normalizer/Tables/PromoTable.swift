/// Blocks that advertise a mirror or a platform, and other things that are no part of an article.
///
/// A rule with a `structure` knows a whole structure by its marker and may empty an entry. All rules
/// by class, id or attribute alone may together not take more than a fifth of an entry's text, nor
/// all of its images; of a `plugin`, blocks of links and labels go all the same.
enum PromoTable {
  static let json = #"""
    [
      { "name": "promo.feedx", "about": "feedx's footer: 获取更多RSS and links to feedx hosts",
        "structure": "mirror-footer", "markers": ["获取更多RSS", "获取更多 RSS", "獲取更多RSS", "獲取更多 RSS", "更多RSS", "更多 RSS", "Get more RSS", "More RSS"], "hosts": ["feedx."] },
      { "name": "promo.feedx-guide", "about": "feedx's older footer in red: 订阅指南",
        "structure": "mirror-guide", "markers": ["订阅指南"], "hosts": ["feedx."] },
      { "name": "promo.wordpress", "about": "The post T appeared first on S., in any language",
        "structure": "appeared-first" },
      { "name": "promo.feed43", "about": "Delivered by Feed43 service",
        "structure": "delivered-by", "markers": ["Delivered by", "Feed43"], "hosts": ["feed43.com"] },
      { "name": "promo.fetchrss", "about": "(Feed generated with FetchRSS)",
        "structure": "last-text", "markers": ["(Feed generated with FetchRSS)"], "hosts": ["fetchrss.com"] },
      { "name": "promo.podcast-host", "about": "What podcast hosts write below every episode: advertising choices, privacy, support",
        "structure": "last-text", "markers": ["Learn more about your ad choices. Visit megaphone.fm/adchoices", "Learn more about your ad choices. Visit podcastchoices.com/adchoices", "Hosted on Acast. See acast.com/privacy for more information.", "See acast.com/privacy for privacy and opt-out information.", "See acast.com/privacy for more information.", "Our GDPR privacy policy was updated on August 8, 2022. Visit acast.com/privacy for more information.", "See omnystudio.com/listener for privacy information.", "See Privacy Policy at https://art19.com/privacy and California Privacy Notice at https://art19.com/privacy#do-not-sell-my-info.", "Support this podcast: https://anchor.fm/*/support", "Send in a voice message: https://anchor.fm/*/message", "Support this podcast: https://podcasters.spotify.com/pod/show/*/support", "Send in a voice message: https://podcasters.spotify.com/pod/show/*/message", "Become a supporter of this podcast: https://www.spreaker.com/podcast/*/support.", "Support this podcast at — https://redcircle.com/*/donations", "Advertising Inquiries: https://redcircle.com/brands", "Privacy & Opt-Out: https://redcircle.com/privacy"],
        "hosts": ["megaphone.fm", "podcastchoices.com", "acast.com", "omnystudio.com", "art19.com", "anchor.fm", "podcasters.spotify.com", "spreaker.com", "redcircle.com"] },
      { "name": "promo.hubspot", "about": "HubSpot's calls to action: pictures and lines whose clicks it counts",
        "structure": "call-to-action", "markers": ["//cta-redirect.hubspot.com/cta/redirect/", ".hubspot.com/cs/ci/?pg=", "/cs/c/?cta_guid="] },
      { "name": "promo.blogger-footer", "about": "The footer that Blogger puts below every entry of its feeds", "classes": ["blogger-post-footer"] },
      { "name": "promo.feedburner", "about": "FeedBurner's row of links",
        "structure": "links-only", "classes": ["feedflare"], "markers": ["/~ff/", "/~f/"] },
      { "name": "promo.medium", "about": "Medium's note of where a post was published first",
        "structure": "medium", "markers": ["medium.com/_/stat"] },
      { "name": "promo.wechat-hidden", "about": "What WeChat mirrors hide with display: none",
        "structure": "hidden" },
      { "name": "promo.rsshub", "about": "RSSHub's suffix of feed titles",
        "structure": "feed-suffix", "markers": [" - Powered by RSSHub", " - Made with love by RSSHub(https://github.com/DIYgod/RSSHub)", " - Made with love by RSSHub (https://github.com/DIYgod/RSSHub)"] },
      { "name": "promo.jetpack", "about": "Jetpack's share buttons and related posts",
        "plugin": true, "classes": ["sharedaddy", "jp-relatedposts"], "ids": ["jp-post-flair"], "idPrefixes": ["atatags-"] },
      { "name": "promo.substack", "about": "Substack's subscription boxes",
        "plugin": true, "classes": ["subscription-widget-wrap", "subscription-widget-wrap-editor", "subscribe-widget"],
        "when": ["substack.com", "substackcdn.com"] },
      { "name": "promo.newsletter-form", "about": "Boxes to subscribe to a newsletter, of plug-ins and services", "plugin": true,
        "ids": ["mc_embed_signup", "mc_embed_shell"], "classes": ["mc4wp-form", "wp-block-jetpack-subscriptions", "wp-block-jetpack-subscriptions__container", "jetpack_subscription_widget", "subscription-widget"] },
      { "name": "promo.substack-widget", "about": "Substack's subscription box on any domain", "plugin": true,
        "attributes": { "data-component-name": "SubscribeWidgetToDOM" } },
      { "name": "promo.substack-buttons", "about": "Substack's buttons to subscribe and to share, on any domain",
        "structure": "links-only", "classes": ["button-wrapper", "captioned-button-wrap"], "markers": ["/subscribe", "action=share", "action=refer", "/comments", "/leaderboard"] },
      { "name": "promo.disqus-notice", "about": "Please enable JavaScript to view the comments powered by Disqus",
        "structure": "comment-notice", "classes": ["dsq-brlink"], "hosts": ["disqus.com"], "markers": ["ref_noscript"] },
      { "name": "promo.share", "about": "Links that share the entry, by host and path",
        "structure": "share-links", "markers": ["facebook.com/sharer", "facebook.com/sharer.php", "facebook.com/sharer/*", "facebook.com/share.php", "facebook.com/dialog/share", "facebook.com/dialog/feed", "twitter.com/intent/tweet", "twitter.com/intent/post", "twitter.com/share", "twitter.com/home?status", "x.com/intent/tweet", "x.com/intent/post", "x.com/share", "linkedin.com/shareArticle", "linkedin.com/sharing/share-offsite", "linkedin.com/sharing/share-offsite/*", "linkedin.com/cws/share", "reddit.com/submit?url", "reddit.com/submit?title", "pinterest.com/pin/create/*", "tumblr.com/share", "tumblr.com/share/*", "tumblr.com/widgets/share/tool", "t.me/share/url", "telegram.me/share/url", "api.whatsapp.com/send?text", "wa.me/?text", "getpocket.com/save", "getpocket.com/edit", "service.weibo.com/share/share.php", "v.t.sina.com.cn/share/share.php", "news.ycombinator.com/submitlink", "digg.com/submit", "stumbleupon.com/submit", "plus.google.com/share", "instapaper.com/hello2", "instapaper.com/edit", "addtoany.com/add_to/*", "addtoany.com/share", "addtoany.com/share_save", "addthis.com/bookmark.php", "vk.com/share.php", "vkontakte.ru/share.php", "connect.ok.ru/offer", "social-plugins.line.me/lineit/share", "line.me/R/msg/text", "line.me/R/msg/text/*", "b.hatena.ne.jp/add", "b.hatena.ne.jp/append", "bsky.app/intent/compose", "threads.net/intent/post", "threads.com/intent/post", "share.flipboard.com/bookmarklet/popout", "xing.com/spi/shares/new", "buffer.com/add", "bufferapp.com/add", "slashdot.org/bookmark.pl", "connect.qq.com/widget/shareqq/index.html", "sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey", "douban.com/share/service", "evernote.com/clip.action", "mix.com/add", "delicious.com/save", "del.icio.us/post"] },
      { "name": "promo.reddit", "about": "Reddit's submitted by, [link] and [comments] as one line",
        "structure": "submitted-by", "hosts": ["reddit.com"] },
      { "name": "promo.read-more", "about": "Read more, as the last link, to the entry itself",
        "structure": "read-more", "markers": ["read more", "continue reading", "read the rest", "read the rest of this entry", "read the rest of this post", "read the full story", "read the rest of the story", "read the story", "read full story", "read the full article", "read full article", "read the full post", "read full post", "read the article", "read article", "read the whole story", "read the whole thing", "keep reading", "read on", "full story", "full article", "more", "more details", "view article", "view full post", "view the full post", "view original", "view the original", "click here to read more", "click to read more", "click here to continue reading", "click here to read the full article", "click here for more", "see more", "learn more", "read more here", "read more of this story", "read more about", "the full post", "weiterlesen", "mehr lesen", "mehr", "mehr erfahren", "zum artikel", "artikel lesen", "ganzen artikel lesen", "den ganzen artikel lesen", "den vollständigen artikel lesen", "vollständigen artikel lesen", "hier weiterlesen", "hier klicken und weiterlesen", "lire la suite", "lire plus", "lire l'article", "lire l'article complet", "en savoir plus", "la suite", "continuer la lecture", "poursuivre la lecture", "leer más", "leer mas", "seguir leyendo", "haz clic aquí para seguir leyendo", "continuar leyendo", "sigue leyendo", "ver más", "leer artículo completo", "leggi tutto", "leggi di più", "continua a leggere", "clicca qui per continuare a leggere", "clicca qui per leggere tutto", "continua", "continua la lettura", "leggi l'articolo", "leia mais", "ler mais", "continue lendo", "continuar lendo", "continuar a ler", "saiba mais", "lees meer", "lees verder", "verder lezen", "läs mer", "läs vidare", "fortsätt läsa", "læs mere", "læs videre", "les mer", "les videre", "lue lisää", "jatka lukemista", "czytaj dalej", "czytaj więcej", "więcej", "číst dále", "číst více", "pokračovat ve čtení", "читать далее", "читать дальше", "читать полностью", "подробнее", "далее", "читати далі", "читати повністю", "devamını oku", "devamı", "okumaya devam et", "阅读全文", "阅读更多", "继续阅读", "查看全文", "查看更多", "阅读原文", "閱讀全文", "閱讀更多", "繼續閱讀", "更多", "続きを読む", "もっと読む", "もっと見る", "全文を読む", "続きはこちら", "더 읽기", "계속 읽기", "더 보기", "더보기", "전체 보기", "자세히 보기", "اقرأ المزيد", "tovább", "tovább olvasom", "citește mai mult", "citeste mai mult", "đọc tiếp", "xem thêm", "selengkapnya", "baca selengkapnya", "διαβάστε περισσότερα"] },
      { "name": "promo.disqus", "about": "Comment threads", "plugin": true, "ids": ["disqus_thread"] },
      { "name": "promo.addtoany", "about": "AddToAny's share buttons", "plugin": true, "classes": ["a2a_kit", "addtoany_share_save_container", "addtoany_content"] },
      { "name": "promo.taboola", "about": "Taboola's boxes", "plugin": true, "idPrefixes": ["taboola-"], "classes": ["trc_related_container"] },
      { "name": "promo.outbrain", "about": "Outbrain's boxes", "plugin": true, "classes": ["OUTBRAIN", "ob-widget"] },
      { "name": "promo.bbc", "about": "The BBC's advertisements and placeholders",
        "attributes": { "data-e2e": "advertisement" }, "classes": ["lazyload-placeholder"] },
      { "name": "promo.ad-slots", "about": "Empty advertisement slots", "only": "empty",
        "classes": ["o-ads", "bbccom_advert", "dfp-ad", "dfp-tag-wrapper", "adsbygoogle"], "classPrefixes": ["adslot_", "bbccom_advert", "dfp-ad"], "idPrefixes": ["adslot_", "dfp-ad", "div-gpt-ad", "google_ads_"] },
      { "name": "promo.hidden-labels", "about": "Labels for screen readers inside captions", "within": "caption",
        "classes": ["off-screen", "sr-only", "visually-hidden", "screen-reader-text"] }
    ]
    """#
}
