// Written by Scripts/generate-rules.py from RedirectorTable.swift: change that, not this.

extension UnwrappingRule {
  /// The rules of ``RedirectorTable``.
  static let builtInRedirectors = madeBuiltInRedirectors()

  private static func madeBuiltInRedirectors() -> [UnwrappingRule] {
    var rules: [UnwrappingRule] = []
    rules.reserveCapacity(121)
    rules.append(
      UnwrappingRule(
        name: "redirector.google", kind: .redirector,
        hosts: [
          "google.com", "google.cn", "google.de", "google.fr", "google.it", "google.es",
          "google.ca", "google.co.uk", "google.co.jp", "google.co.in", "google.com.hk",
          "google.com.tw", "google.com.au", "google.com.br", "google.com.sg",
        ],
        paths: PathPattern.all(["/url", "/imgres"]), parameters: ["q", "url", "imgurl"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.google-amp", kind: .redirector,
        hosts: [
          "google.com", "google.cn", "google.de", "google.fr", "google.it", "google.es",
          "google.ca", "google.co.uk", "google.co.jp", "google.co.in", "google.com.hk",
          "google.com.tw", "google.com.au", "google.com.br", "google.com.sg",
        ],
        paths: PathPattern.all(["/amp/*"]), extraction: .amp))
    rules.append(
      UnwrappingRule(
        name: "redirector.google-news",
        about: "Google News, where the link holds the address", kind: .redirector,
        hosts: ["news.google.com"],
        paths: PathPattern.all([
          "/rss/articles/*", "/__i/rss/rd/articles/*", "/articles/*", "/read/*",
        ]),
        extraction: .googleNews))
    rules.append(
      UnwrappingRule(
        name: "redirector.amp-cache", about: "Pages in AMP caches",
        kind: .redirector, hosts: ["cdn.ampproject.org"], paths: PathPattern.all(["/c/*", "/v/*"]),
        extraction: .amp))
    rules.append(
      UnwrappingRule(
        name: "redirector.google-ads", kind: .redirector,
        hosts: ["googleadservices.com", "doubleclick.net", "googlesyndication.com"],
        parameters: ["adurl", "ds_dest_url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.dartsearch", kind: .redirector,
        hosts: ["dartsearch.net"], paths: PathPattern.all(["/link/*"]), parameters: ["ds_dest_url"])
    )
    rules.append(
      UnwrappingRule(
        name: "redirector.bing", kind: .redirector, hosts: ["bing.com"],
        paths: PathPattern.all(["/ck/a"]), extraction: .bing))
    rules.append(
      UnwrappingRule(
        name: "redirector.bing-news", kind: .redirector,
        hosts: ["bing.com"], paths: PathPattern.all(["/news/apiclick.aspx"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.bing-old", kind: .redirector,
        hosts: ["bing.com"], paths: PathPattern.all(["/aclick", "/alink/link"]),
        parameters: ["u", "url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.yahoo", kind: .redirector,
        hosts: ["r.search.yahoo.com"], extraction: .yahoo))
    rules.append(
      UnwrappingRule(
        name: "redirector.duckduckgo", kind: .redirector,
        hosts: ["duckduckgo.com"], paths: PathPattern.all(["/l/", "/l"]), parameters: ["uddg"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.yandex", kind: .redirector,
        hosts: ["yandex.ru", "yandex.com", "yandex.by", "yandex.kz", "ya.ru"],
        paths: PathPattern.all(["/clck/*", "/redir/*", "/redir"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.yandex-safe",
        about: "Yandex' look at addresses for harm", kind: .redirector,
        hosts: ["sba.yandex.net", "sba.yandex.ru"], paths: PathPattern.all(["/redirect"]),
        parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.odnoklassniki", kind: .redirector,
        hosts: ["ok.ru"], paths: PathPattern.all(["/dk"]), parameters: ["st.link"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.whatsapp-business", kind: .redirector,
        hosts: ["l.wl.co"], paths: PathPattern.all(["/l"]), parameters: ["u"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.bahamut", kind: .redirector,
        hosts: ["ref.gamer.com.tw"], paths: PathPattern.all(["/redir.php"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.baidu", kind: .redirector,
        hosts: ["jump.bdimg.com", "jump2.bdimg.com"], paths: PathPattern.all(["/safecheck/index"]),
        parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.tieba", kind: .redirector,
        hosts: ["tieba.baidu.com"], paths: PathPattern.all(["/mo/q/checkurl"]), parameters: ["url"])
    )
    rules.append(
      UnwrappingRule(
        name: "redirector.facebook", kind: .redirector,
        hosts: ["facebook.com"], paths: PathPattern.all(["/l.php", "/flx/warn/"]), parameters: ["u"]
      ))
    rules.append(
      UnwrappingRule(
        name: "redirector.instagram", kind: .redirector,
        hosts: ["l.instagram.com"], paths: PathPattern.all(["/"]), parameters: ["u"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.threads", kind: .redirector,
        hosts: ["l.threads.net", "l.threads.com"], paths: PathPattern.all(["/"]), parameters: ["u"])
    )
    rules.append(
      UnwrappingRule(
        name: "redirector.messenger", kind: .redirector,
        hosts: ["l.messenger.com", "l.workplace.com"], paths: PathPattern.all(["/l.php", "/"]),
        parameters: ["u"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.linkedin", kind: .redirector,
        hosts: ["linkedin.com"],
        paths: PathPattern.all(["/redir/redirect", "/redir/*", "/safety/go", "/safety/go/"]),
        parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.youtube", kind: .redirector,
        hosts: ["youtube.com"], paths: PathPattern.all(["/redirect"]), parameters: ["q"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.youtube-attribution", kind: .redirector,
        hosts: ["youtube.com"], paths: PathPattern.all(["/attribution_link"]), parameters: ["u"],
        allowsRelative: true))
    rules.append(
      UnwrappingRule(
        name: "redirector.reddit", kind: .redirector,
        hosts: ["out.reddit.com"], parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.tumblr", kind: .redirector,
        hosts: ["t.umblr.com"], paths: PathPattern.all(["/redirect"]), parameters: ["z"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.pinterest", kind: .redirector,
        hosts: ["pinterest.com"], paths: PathPattern.all(["/offsite/", "/offsite"]),
        parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.vk", kind: .redirector,
        hosts: ["vk.com", "vk.ru"], paths: PathPattern.all(["/away.php"]), parameters: ["to"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.telegram", kind: .redirector, hosts: ["t.me"],
        paths: PathPattern.all(["/iv"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.slack", kind: .redirector,
        hosts: ["slack-redir.net"], paths: PathPattern.all(["/link"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.disqus", kind: .redirector, hosts: ["disq.us"],
        paths: PathPattern.all(["/url"]), extraction: .disqus, parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.soundcloud", kind: .redirector,
        hosts: ["exit.sc", "gate.sc"], paths: PathPattern.all(["/"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.steam", kind: .redirector,
        hosts: ["steamcommunity.com"], paths: PathPattern.all(["/linkfilter/", "/linkfilter"]),
        parameters: ["u", "url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.steam-query", kind: .redirector,
        hosts: ["steamcommunity.com"], paths: PathPattern.all(["/linkfilter/", "/linkfilter"]),
        extraction: .query))
    rules.append(
      UnwrappingRule(
        name: "redirector.deviantart", kind: .redirector,
        hosts: ["deviantart.com"], paths: PathPattern.all(["/users/outgoing"]), extraction: .query))
    rules.append(
      UnwrappingRule(
        name: "redirector.href-li", kind: .redirector, hosts: ["href.li"],
        paths: PathPattern.all(["/"]), extraction: .query))
    rules.append(
      UnwrappingRule(
        name: "redirector.anonymizers", kind: .redirector,
        hosts: [
          "anon.to", "nullrefer.com", "dereferer.me", "anonym.to", "hiderefer.com",
          "blankrefer.com",
        ],
        paths: PathPattern.all(["/"]), extraction: .query))
    rules.append(
      UnwrappingRule(
        name: "redirector.pixiv", kind: .redirector, hosts: ["pixiv.net"],
        paths: PathPattern.all(["/jump.php"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.pixiv-query", kind: .redirector,
        hosts: ["pixiv.net"], paths: PathPattern.all(["/jump.php"]), extraction: .query))
    rules.append(
      UnwrappingRule(
        name: "redirector.5ch", kind: .redirector,
        hosts: ["jump.5ch.net", "jump.2ch.net", "jump.megabbs.info"], paths: PathPattern.all(["/"]),
        extraction: .query))
    rules.append(
      UnwrappingRule(
        name: "redirector.tiktok", kind: .redirector,
        hosts: ["tiktok.com"], paths: PathPattern.all(["/link/v2"]), parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.curseforge", kind: .redirector,
        hosts: ["curseforge.com"], paths: PathPattern.all(["*/linkout"]), parameters: ["remoteUrl"])
    )
    rules.append(
      UnwrappingRule(
        name: "redirector.evernote", kind: .redirector,
        hosts: ["evernote.com", "app.yinxiang.com"],
        paths: PathPattern.all(["*/OutboundRedirect.action"]), parameters: ["dest"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.outlook-safelinks", kind: .redirector,
        hosts: ["safelinks.protection.outlook.com", "statics.teams.cdn.office.net"],
        parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.proofpoint-2", kind: .redirector,
        hosts: ["urldefense.proofpoint.com"], paths: PathPattern.all(["/v2/url"]),
        extraction: .proofpoint2))
    rules.append(
      UnwrappingRule(
        name: "redirector.proofpoint-1", kind: .redirector,
        hosts: ["urldefense.proofpoint.com"], paths: PathPattern.all(["/v1/url"]), parameters: ["u"]
      ))
    rules.append(
      UnwrappingRule(
        name: "redirector.proofpoint-3", kind: .redirector,
        hosts: ["urldefense.com", "urldefense.us", "urldefense.proofpoint.com"],
        paths: PathPattern.all(["/v3/*"]), extraction: .proofpoint3))
    rules.append(
      UnwrappingRule(
        name: "redirector.barracuda", kind: .redirector,
        hosts: ["linkprotect.cudasvc.com"], paths: PathPattern.all(["/url"]), parameters: ["a"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.mimecast", kind: .redirector,
        hosts: ["mimecastprotect.com"], parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.mailtrack", kind: .redirector,
        hosts: ["mailtrack.io"], paths: PathPattern.all(["/trace/*"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.cisco", about: "Cisco's mail filter",
        kind: .redirector, hosts: ["secure-web.cisco.com"], extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "redirector.convertkit", kind: .redirector,
        hosts: [
          "convertkit-mail.com", "convertkit-mail2.com", "convertkit-mail4.com", "kit-mail3.com",
          "ck.page",
        ],
        extraction: .base64))
    rules.append(
      UnwrappingRule(
        name: "redirector.amazon-ses", kind: .redirector,
        hosts: ["awstrack.me"], paths: PathPattern.all(["/L0/*"]), extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "redirector.tldr", kind: .redirector,
        hosts: ["tracking.tldrnewsletter.com"], paths: PathPattern.all(["/CL0/*"]),
        extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "redirector.feedblitz", kind: .redirector,
        hosts: ["feedblitz.com"], paths: PathPattern.all(["/t2.asp"]), extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "redirector.skimlinks", kind: .redirector,
        hosts: ["go.skimresources.com", "go.redirectingat.com"], parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.viglink", kind: .redirector,
        hosts: ["redirect.viglink.com", "api.viglink.com"], parameters: ["u", "out"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.shareasale", kind: .redirector,
        hosts: ["shareasale.com"], paths: PathPattern.all(["/r.cfm", "/u.cfm"]),
        parameters: ["urllink"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.awin", kind: .redirector, hosts: ["awin1.com"],
        paths: PathPattern.all(["/cread.php", "/awclick.php"]), parameters: ["ued", "p"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.linksynergy", kind: .redirector,
        hosts: ["click.linksynergy.com"], parameters: ["murl", "RD_PARM1"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.commission-junction", kind: .redirector,
        hosts: ["anrdoezrs.net", "dpbolvw.net", "jdoqocy.com", "kqzyfj.com", "tkqlhce.com"],
        paths: PathPattern.all(["/links/*"]), extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "redirector.commission-junction-click", kind: .redirector,
        hosts: [
          "anrdoezrs.net", "dpbolvw.net", "jdoqocy.com", "kqzyfj.com", "tkqlhce.com", "qksrv.net",
        ],
        paths: PathPattern.all(["/click-*"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.aliexpress", kind: .redirector,
        hosts: ["s.click.aliexpress.com"], paths: PathPattern.all(["/deep_link.htm"]),
        parameters: ["dl_target_url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.substack", kind: .redirector,
        hosts: ["substack.com"], paths: PathPattern.all(["/redirect/2/*"]), extraction: .substack))
    rules.append(
      UnwrappingRule(
        name: "redirector.pocket", kind: .redirector,
        hosts: ["getpocket.com"], paths: PathPattern.all(["/redirect"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.the-register", kind: .redirector,
        hosts: ["go.theregister.com"], paths: PathPattern.all(["/feed/*"]), extraction: .rest))
    rules.append(
      UnwrappingRule(
        name: "redirector.impact", kind: .redirector,
        hosts: ["pxf.io", "sjv.io", "evyy.net", "ojrq.net", "7eer.net"], parameters: ["u"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.impact-own",
        about: "Impact at its customers' own hosts: /c/ and three numbers", kind: .redirector,
        paths: PathPattern.all(["/c/*"]), extraction: .impact, parameters: ["u"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.zanox", kind: .redirector,
        hosts: ["ad.zanox.com", "zanox-affiliate.de"], paths: PathPattern.all(["/ppc/", "/ppc"]),
        extraction: .brackets, parameters: ["ulp"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.avantlink", kind: .redirector,
        hosts: ["avantlink.com"], paths: PathPattern.all(["/click.php"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.shop-links", kind: .redirector,
        hosts: ["shop-links.co"], paths: PathPattern.all(["/link/", "/link"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.tradedoubler", kind: .redirector,
        hosts: ["tradedoubler.com"], paths: PathPattern.all(["/click"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.webgains", kind: .redirector,
        hosts: ["track.webgains.com"], parameters: ["wgtarget"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.partnerize", kind: .redirector,
        hosts: ["prf.hn"], paths: PathPattern.all(["/click/*"]), extraction: .embedded))
    rules.append(
      UnwrappingRule(
        name: "redirector.ebay", kind: .redirector,
        hosts: ["rover.ebay.com"], parameters: ["mpre"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.adform", kind: .redirector,
        hosts: ["track.adform.net"], parameters: ["url", "cpdir", "ckurl"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.medium", kind: .redirector,
        hosts: ["medium.com"], paths: PathPattern.all(["/r/", "/r"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.bluesky", kind: .redirector,
        hosts: ["go.bsky.app"], paths: PathPattern.all(["/redirect"]), parameters: ["u"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.digidip", kind: .redirector,
        hosts: ["digidip.net"], paths: PathPattern.all(["/visit"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.admitad", kind: .redirector,
        hosts: ["ad.admitad.com"], paths: PathPattern.all(["/g/*"]), parameters: ["ulp"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.effiliation", kind: .redirector,
        hosts: ["track.effiliation.com"], paths: PathPattern.all(["/servlet/effi.redir"]),
        parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.rakuten", kind: .redirector,
        hosts: ["hb.afl.rakuten.co.jp"], paths: PathPattern.all(["/hgc/*", "/ichiba/*", "/hsc/*"]),
        parameters: ["pc"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.valuecommerce", kind: .redirector,
        hosts: ["ck.jp.ap.valuecommerce.com"], paths: PathPattern.all(["/servlet/referral"]),
        parameters: ["vc_url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.a8", kind: .redirector, hosts: ["px.a8.net"],
        paths: PathPattern.all(["/svt/ejp"]), parameters: ["a8ejpredirect"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.moshimo", kind: .redirector,
        hosts: ["af.moshimo.com"], paths: PathPattern.all(["/af/c/click"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.zhihu", kind: .redirector,
        hosts: ["link.zhihu.com"], paths: PathPattern.all(["/"]), parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.juejin", kind: .redirector,
        hosts: ["link.juejin.cn", "link.juejin.im"], paths: PathPattern.all(["/"]),
        parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.csdn", kind: .redirector,
        hosts: ["link.csdn.net"], paths: PathPattern.all(["/"]), parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.weibo", kind: .redirector,
        hosts: ["weibo.cn", "weibo.com"], paths: PathPattern.all(["/sinaurl"]),
        parameters: ["u", "url", "toasturl"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.jianshu", kind: .redirector,
        hosts: ["link.jianshu.com", "links.jianshu.com"], paths: PathPattern.all(["/", "/go"]),
        parameters: ["t", "to"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.jianshu-wild", kind: .redirector,
        hosts: ["jianshu.com"], paths: PathPattern.all(["/go-wild"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.gitee", kind: .redirector, hosts: ["gitee.com"],
        paths: PathPattern.all(["/link"]), parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.oschina", kind: .redirector,
        hosts: ["oschina.net"], paths: PathPattern.all(["/action/GoToLink"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.douban", kind: .redirector,
        hosts: ["douban.com"], paths: PathPattern.all(["/link2/", "/link2"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.qq-pc", kind: .redirector,
        hosts: ["c.pc.qq.com"], parameters: ["pfurl", "url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.qq-mail", kind: .redirector,
        hosts: ["mail.qq.com"], paths: PathPattern.all(["/cgi-bin/mail_spam"]), parameters: ["url"])
    )
    rules.append(
      UnwrappingRule(
        name: "redirector.qq-mail-read", kind: .redirector,
        hosts: ["mail.qq.com"], paths: PathPattern.all(["/cgi-bin/readtemplate"]),
        parameters: ["gourl"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.weixin110", about: "WeChat's warning page",
        kind: .redirector, hosts: ["weixin110.qq.com"], parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.weixinbridge", kind: .redirector,
        hosts: ["weixinbridge.com"], paths: PathPattern.all(["/mp/wapredirect"]),
        parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.qq-docs", kind: .redirector,
        hosts: ["docs.qq.com"], paths: PathPattern.all(["/scenario/link.html"]), parameters: ["url"]
      ))
    rules.append(
      UnwrappingRule(
        name: "redirector.tencent-cloud", kind: .redirector,
        hosts: ["cloud.tencent.com"], paths: PathPattern.all(["/developer/tools/blog-entry"]),
        parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.aliyun", kind: .redirector,
        hosts: ["developer.aliyun.com"], paths: PathPattern.all(["/redirect"]),
        parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.leetcode", kind: .redirector,
        hosts: ["leetcode.cn", "leetcode-cn.com"], paths: PathPattern.all(["/link/", "/link"]),
        parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.sspai", kind: .redirector, hosts: ["sspai.com"],
        paths: PathPattern.all(["/link"]), parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.afdian", kind: .redirector,
        hosts: ["afdian.net", "afdian.com", "ifdian.net"], paths: PathPattern.all(["/link"]),
        parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.infoq", kind: .redirector, hosts: ["infoq.cn"],
        paths: PathPattern.all(["/link"]), parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.gcores", kind: .redirector,
        hosts: ["gcores.com"], paths: PathPattern.all(["/link"]), parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.51cto", kind: .redirector,
        hosts: ["blog.51cto.com"], paths: PathPattern.all(["/transfer"]), extraction: .query))
    rules.append(
      UnwrappingRule(
        name: "redirector.feishu", kind: .redirector,
        hosts: ["security.feishu.cn"], paths: PathPattern.all(["/link/safety"]),
        parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.bytedance", kind: .redirector,
        hosts: ["link.wtturl.cn"], paths: PathPattern.all(["/"]), parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.kdocs", kind: .redirector, hosts: ["kdocs.cn"],
        paths: PathPattern.all(["/office/link"]), parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.yuque", kind: .redirector, hosts: ["yuque.com"],
        paths: PathPattern.all(["/r/goto"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.coolapk", kind: .redirector,
        hosts: ["coolapk.com"], paths: PathPattern.all(["/link"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.nodeseek", kind: .redirector,
        hosts: ["nodeseek.com"], paths: PathPattern.all(["/jump"]), parameters: ["to"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.ld246", kind: .redirector,
        hosts: ["ld246.com", "hacpai.com"], paths: PathPattern.all(["/forward"]),
        parameters: ["goto"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.hellogithub", kind: .redirector,
        hosts: ["hellogithub.com"],
        paths: PathPattern.all(["/periodical/statistics/click/", "/periodical/statistics/click"]),
        parameters: ["target"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.zaker", kind: .redirector,
        hosts: ["myzaker.com"], paths: PathPattern.all(["*/link.php"]), parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.kook", kind: .redirector,
        hosts: ["kookapp.cn", "kaiheila.cn"], paths: PathPattern.all(["/go-wild.html"]),
        parameters: ["url"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.uisdc", kind: .redirector,
        hosts: ["link.uisdc.com"], paths: PathPattern.all(["/"]), parameters: ["redirect"]))
    rules.append(
      UnwrappingRule(
        name: "redirector.bilibili", kind: .redirector,
        hosts: ["game.bilibili.com"], paths: PathPattern.all(["/linkfilter/"]), parameters: ["url"])
    )
    return rules
  }
}
