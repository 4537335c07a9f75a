/// Blocks that advertise a mirror or a platform, and other things that are no part of an article.
///
/// A rule with a `structure` knows a whole structure by its marker and may empty an entry. A rule
/// by class, id or attribute alone may not take more than a fifth of an entry's text, nor its only
/// image.
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
      { "name": "promo.feedburner", "about": "FeedBurner's row of links",
        "structure": "links-only", "classes": ["feedflare"], "markers": ["/~ff/"] },
      { "name": "promo.medium", "about": "Medium's note of where a post was published first",
        "structure": "medium", "markers": ["medium.com/_/stat"] },
      { "name": "promo.wechat-hidden", "about": "What WeChat mirrors hide with display: none",
        "structure": "hidden" },
      { "name": "promo.rsshub", "about": "RSSHub's suffix of feed titles",
        "structure": "feed-suffix", "markers": [" - Powered by RSSHub"] },
      { "name": "promo.jetpack", "about": "Jetpack's share buttons and related posts",
        "classes": ["sharedaddy", "jp-relatedposts"], "ids": ["jp-post-flair"], "idPrefixes": ["atatags-"] },
      { "name": "promo.substack", "about": "Substack's subscription boxes and buttons",
        "classes": ["subscription-widget-wrap", "subscription-widget-wrap-editor", "subscribe-widget", "button-wrapper", "captioned-button-wrap"],
        "when": ["substack.com", "substackcdn.com"] },
      { "name": "promo.disqus", "about": "Comment threads", "ids": ["disqus_thread"] },
      { "name": "promo.addtoany", "about": "AddToAny's share buttons", "classes": ["a2a_kit", "addtoany_share_save_container", "addtoany_content"] },
      { "name": "promo.taboola", "about": "Taboola's boxes", "idPrefixes": ["taboola-"], "classes": ["trc_related_container"] },
      { "name": "promo.outbrain", "about": "Outbrain's boxes", "classes": ["OUTBRAIN", "ob-widget"] },
      { "name": "promo.bbc", "about": "The BBC's advertisements and placeholders",
        "attributes": { "data-e2e": "advertisement" }, "classes": ["lazyload-placeholder"] },
      { "name": "promo.ad-slots", "about": "Empty advertisement slots", "only": "empty",
        "classes": ["o-ads", "bbccom_advert", "dfp-ad", "dfp-tag-wrapper", "adsbygoogle"], "classPrefixes": ["adslot_", "bbccom_advert", "dfp-ad"], "idPrefixes": ["adslot_", "dfp-ad", "div-gpt-ad", "google_ads_"] },
      { "name": "promo.hidden-labels", "about": "Labels for screen readers inside captions", "within": "caption",
        "classes": ["off-screen", "sr-only", "visually-hidden", "screen-reader-text"] }
    ]
    """#
}
