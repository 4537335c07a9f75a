// Written by Scripts/generate-rules.py from TrackingTable.swift: change that, not this.

extension TrackingRule {
  /// The rules of ``TrackingTable``.
  static let builtIn = madeBuiltIn()

  private static func madeBuiltIn() -> [TrackingRule] {
    var rules: [TrackingRule] = []
    rules.reserveCapacity(47)
    rules.append(
      TrackingRule(
        name: "tracking.utm", about: "Google Analytics campaigns",
        parameters: [
          "utm_*", "utm-*", "_utm_*", "hsa_*", "gad_source", "gad_campaignid", "_ga", "_gl",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.matomo", about: "Matomo and Piwik campaigns",
        parameters: [
          "mtm_*", "pk_campaign", "pk_kwd", "pk_keyword", "pk_source", "pk_medium", "pk_content",
          "pk_cid", "piwik_*", "matomo_*",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.click-ids",
        about: "Click identifiers of advertisers",
        parameters: [
          "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ymclid",
          "ysclid", "twclid", "ttclid", "igshid", "igsh", "li_fat_id", "epik", "irclickid",
          "srsltid", "vgo_ee", "_openstat", "wickedid", "zanpid",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.mail", about: "Mail campaigns",
        parameters: [
          "mc_cid", "mc_eid", "mc_tc", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp",
          "hsctatracking", "mkt_tok", "_ke", "_kx", "oly_anon_id", "oly_enc_id", "vero_id",
          "vero_conv", "ck_subscriber_id", "bsft_*", "elqtrackid", "elqtrack", "mkcid", "mkrid",
          "trk_contact", "trk_msg", "trk_module", "trk_sid", "ml_subscriber", "ml_subscriber_hash",
          "nr_email_referer", "inf_contact_key",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.feeds", about: "Marks of feed mirrors and readers",
        parameters: [
          "amp_js_v", "amp_gsa", "usqp", "__readwiselocation", "ref_src", "ref_url", "at_campaign",
          "at_medium", "at_custom*", "at_link_*", "at_format", "at_ptr_name", "at_bbc_team",
          "ns_source", "ns_mchannel", "ns_campaign", "ns_linkname", "ns_fee", "wt_mc", "xtor",
          "xtref", "sc_campaign", "sc_channel", "sc_content", "sc_medium", "sc_outcome", "sc_geo",
          "sc_country", "guccounter", "guce_referrer", "guce_referrer_sig", "sr_share",
          "__twitter_impression", "__tn__", "action_object_map", "action_type_map",
          "action_ref_map",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.own-site",
        about: "ref= with the feed's own host as value", parameters: ["ref"], value: .ownSite))
    rules.append(
      TrackingRule(
        name: "tracking.feed-marks",
        about: "A referral's name with rss, atom or feed as value, in the entry's own link",
        parameters: [
          "src", "source", "ref", "from", "referrer", "referer", "rss", "cmp", "cmpid", "ncid",
          "cid", "partner", "campaign", "ftag", "tk", "_location", "location", "traffic_source",
          "origin", "via", "wprss", "fsrc", "emc",
        ],
        value: .feed))
    rules.append(
      TrackingRule(
        name: "tracking.cbs", about: "CBS, CNET and ZDNET",
        hosts: ["cnet.com", "zdnet.com", "cbsnews.com", "gamespot.com", "techrepublic.com"],
        parameters: ["ftag"]))
    rules.append(
      TrackingRule(
        name: "tracking.alibaba", about: "Alibaba and Taobao",
        hosts: [
          "taobao.com", "tmall.com", "aliyun.com", "alibaba.com", "aliexpress.com", "1688.com",
          "fliggy.com", "alicdn.com", "youku.com", "36kr.com",
        ],
        parameters: [
          "spm", "scm", "pvid", "algo_pvid", "algo_exp_id", "ali_trackid", "ali_refid", "_t",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.spm",
        about: "spm on any host, when its value looks like one", parameters: ["spm"], value: .spm))
    rules.append(
      TrackingRule(
        name: "tracking.bilibili", about: "Bilibili",
        hosts: ["bilibili.com", "b23.tv"],
        parameters: [
          "spm_id_from", "from_spmid", "vd_source", "share_source", "share_medium", "share_plat",
          "share_session_id", "share_tag", "share_times", "unique_k", "bbid", "from", "seid",
          "plat_id", "buvid", "is_story_h5", "msource",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.weibo", about: "Weibo",
        hosts: ["weibo.com", "weibo.cn"],
        parameters: [
          "from", "wvr", "mod", "weiboauthoruid", "refer_flag", "sudaref", "display", "retcode",
          "loc", "ssl_rnd",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.zhihu", about: "Zhihu", hosts: ["zhihu.com"],
        parameters: ["utm_id", "hybrid_search_*", "share_code", "s_r", "s_s_i"]))
    rules.append(
      TrackingRule(
        name: "tracking.wechat", about: "WeChat articles",
        hosts: ["mp.weixin.qq.com"],
        parameters: [
          "scene", "srcid", "sharer_sharetime", "sharer_shareid", "sharer_shareinfo*", "subscene",
          "clicktime", "enterid", "sessionid", "ascene", "devicetype", "nettype", "abtest_cookie",
          "exportkey", "wx_header", "from", "isappinstalled", "click_id", "poc_token", "session_us",
          "exptype", "fontscale",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.qq", about: "Tencent", hosts: ["qq.com"],
        parameters: ["pgv_ref", "ptag", "adtag", "isappinstalled", "shareto"]))
    rules.append(
      TrackingRule(
        name: "tracking.jianshu", about: "Jianshu", hosts: ["jianshu.com"],
        parameters: ["utm_*", "reader_share"]))
    rules.append(
      TrackingRule(
        name: "tracking.baidu", about: "Baidu", hosts: ["baidu.com"],
        parameters: ["wfr", "hmsr", "hmpl", "hmcu", "hmkw", "hmci", "rsv_*"]))
    rules.append(
      TrackingRule(
        name: "tracking.163", about: "NetEase",
        hosts: ["163.com", "netease.com"],
        parameters: ["spss", "spssid", "spsw", "isfromh5share", "from"]))
    rules.append(
      TrackingRule(
        name: "tracking.sina", about: "Sina",
        hosts: ["sina.com.cn", "sina.cn"],
        parameters: ["vt", "cref", "autocallup", "isfromsina", "from", "wm"]))
    rules.append(
      TrackingRule(
        name: "tracking.ithome", about: "Chinese news sites",
        hosts: [
          "thepaper.cn", "huxiu.com", "ifanr.com", "ithome.com", "cnbeta.com", "cnbeta.com.tw",
          "sspai.com",
        ],
        parameters: ["from", "hmsr", "rss"]))
    rules.append(
      TrackingRule(
        name: "tracking.naver", about: "Naver's blogs", hosts: ["naver.com"],
        parameters: ["fromrss", "trackingcode"]))
    rules.append(
      TrackingRule(
        name: "tracking.youtube", about: "YouTube",
        hosts: ["youtube.com", "youtu.be", "youtube-nocookie.com"],
        parameters: [
          "feature", "si", "pp", "ab_channel", "attr_tag", "embeds_referring_euri",
          "source_ve_path",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.twitter", about: "Twitter",
        hosts: ["twitter.com", "x.com"],
        parameters: ["s", "t", "cn", "ref_src", "ref_url", "twsrc*", "twcamp*", "twgr*", "twterm*"])
    )
    rules.append(
      TrackingRule(
        name: "tracking.facebook", about: "Facebook",
        hosts: ["facebook.com"],
        parameters: [
          "__cft__*", "__xts__*", "hc_ref", "hc_location", "fref", "refid", "mibextid", "rdid",
          "share_url", "notif_t", "comment_tracking", "paipv", "eav", "_rdr", "_rdc", "hrc",
          "refsrc", "acontext",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.instagram", about: "Instagram",
        hosts: ["instagram.com"], parameters: ["igshid", "igsh"]))
    rules.append(
      TrackingRule(
        name: "tracking.linkedin", about: "LinkedIn",
        hosts: ["linkedin.com"],
        parameters: [
          "trk", "trkinfo", "trackingid", "lipi", "refid", "midtoken", "midsig", "trkemail",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.reddit", about: "Reddit", hosts: ["reddit.com"],
        parameters: ["share_id", "ref_source", "rdt", "correlation_id", "ref_campaign"]))
    rules.append(
      TrackingRule(
        name: "tracking.tiktok", about: "TikTok and Douyin",
        hosts: ["tiktok.com", "douyin.com", "iesdouyin.com"],
        parameters: [
          "_r", "_t", "is_from_webapp", "sender_device", "sender_web_id", "is_copy_url", "u_code",
          "tt_from", "share_app_id", "share_link_id", "share_iid", "titletype", "with_sec_did",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.spotify", about: "Spotify", hosts: ["spotify.com"],
        parameters: ["si", "nd", "dl_branch", "context"]))
    rules.append(
      TrackingRule(
        name: "tracking.medium", about: "Medium",
        hosts: ["medium.com", "towardsdatascience.com"], parameters: ["source"]))
    rules.append(
      TrackingRule(
        name: "tracking.substack", about: "Substack",
        hosts: ["substack.com"],
        parameters: ["r", "triedredirect", "isfreemail", "showwelcomeonshare"]))
    rules.append(
      TrackingRule(
        name: "tracking.amazon", about: "Amazon",
        hosts: [
          "amazon.com", "amazon.co.uk", "amazon.de", "amazon.fr", "amazon.it", "amazon.es",
          "amazon.ca", "amazon.co.jp", "amazon.in", "amazon.cn",
        ],
        parameters: [
          "ref", "ref_", "pd_rd_*", "pf_rd_*", "qid", "srs", "spia", "crid", "sprefix", "dchild",
          "smid", "cv_ct_cx", "linkcode", "linkid", "creative", "creativeasin", "camp", "ascsubtag",
          "dib", "dib_tag",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.nytimes", about: "The New York Times",
        hosts: ["nytimes.com"],
        parameters: [
          "smid", "smtyp", "partner", "emc", "rref", "mtrref", "module", "pgtype",
          "contentcollection", "searchresultposition", "referringsource", "campaign_id",
          "clicksource", "mabreward", "instance_id", "segment_id", "regi_id", "ref",
          "contentplacement", "imp_id", "req_id", "surface", "variant", "impression_id",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.guardian", about: "The Guardian",
        hosts: ["theguardian.com"], parameters: ["cmp", "intcmp", "cmp_*", "acquisitiondata"]))
    rules.append(
      TrackingRule(
        name: "tracking.bbc", about: "The BBC",
        hosts: ["bbc.com", "bbc.co.uk"],
        parameters: [
          "ocid", "intlink_from_url", "link_location", "ns_*", "pinned_post_*", "post_locator",
          "xtor",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.wsj", about: "The Wall Street Journal",
        hosts: ["wsj.com", "cn.wsj.com"], parameters: ["mod", "reflink", "et_cid", "et_rid"]))
    rules.append(
      TrackingRule(
        name: "tracking.economist", about: "The Economist",
        hosts: ["economist.com"], parameters: ["fsrc", "frsc", "cid"]))
    rules.append(
      TrackingRule(
        name: "tracking.ft", about: "The Financial Times", hosts: ["ft.com"],
        parameters: ["sharetype", "segmentid", "ftcamp", "ccode"]))
    rules.append(
      TrackingRule(
        name: "tracking.reuters", about: "Reuters", hosts: ["reuters.com"],
        parameters: ["feedtype", "feedname", "rpc", "taid", "virtualbrandchannel"]))
    rules.append(
      TrackingRule(
        name: "tracking.dw", about: "Deutsche Welle", hosts: ["dw.com"],
        parameters: ["maca"]))
    rules.append(
      TrackingRule(
        name: "tracking.rfi", about: "France Médias Monde",
        hosts: ["rfi.fr", "france24.com"],
        parameters: ["ref", "aef_campaign_date", "aef_campaign_ref", "dlvrit"]))
    rules.append(
      TrackingRule(
        name: "tracking.msn", about: "Microsoft",
        hosts: ["msn.com", "microsoft.com"], parameters: ["ocid", "cvid", "icid"]))
    rules.append(
      TrackingRule(
        name: "tracking.conde-nast", about: "Condé Nast",
        hosts: ["wired.com", "newyorker.com", "vanityfair.com", "gq.com", "vogue.com"],
        parameters: ["mbid", "bxid", "cndid", "esrc"]))
    rules.append(
      TrackingRule(
        name: "tracking.imdb", about: "IMDb", hosts: ["imdb.com"],
        parameters: ["ref_", "pf_rd_*"]))
    rules.append(
      TrackingRule(
        name: "tracking.steam", about: "Steam", hosts: ["steampowered.com"],
        parameters: ["snr", "curator_clanid"]))
    rules.append(
      TrackingRule(
        name: "tracking.google-search", about: "Google",
        hosts: ["google.com"],
        parameters: [
          "ved", "ei", "sei", "gs_lcrp", "gs_lcp", "gs_l", "sxsrf", "usg", "sca_esv", "sclient",
          "aqs", "biw", "bih", "uact", "oq", "rlz", "sourceid", "iflsig",
        ]))
    rules.append(
      TrackingRule(
        name: "tracking.wordpress", about: "Jetpack and Gravatar",
        hosts: ["wordpress.com", "wp.me"], parameters: ["share", "nb", "relatedposts_*"]))
    return rules
  }
}
