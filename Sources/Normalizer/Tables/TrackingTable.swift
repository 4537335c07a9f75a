/// Parameters of addresses that tell a site where a reader came from.
///
/// A name is compared without case and may end in `*`. With `hosts` it counts on these alone.
enum TrackingTable {
  static let json = #"""
    [
      { "name": "tracking.utm", "about": "Google Analytics campaigns", "parameters": ["utm_*", "utm-*", "_utm_*", "hsa_*", "gad_source", "gad_campaignid", "_ga", "_gl"] },
      { "name": "tracking.matomo", "about": "Matomo and Piwik campaigns", "parameters": ["mtm_*", "pk_campaign", "pk_kwd", "pk_keyword", "pk_source", "pk_medium", "pk_content", "pk_cid", "piwik_*", "matomo_*"] },
      { "name": "tracking.click-ids", "about": "Click identifiers of advertisers", "parameters": ["fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ymclid", "ysclid", "twclid", "ttclid", "igshid", "igsh", "li_fat_id", "epik", "irclickid", "srsltid", "vgo_ee", "_openstat", "wickedid", "zanpid"] },
      { "name": "tracking.mail", "about": "Mail campaigns", "parameters": ["mc_cid", "mc_eid", "mc_tc", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking", "mkt_tok", "_ke", "_kx", "oly_anon_id", "oly_enc_id", "vero_id", "vero_conv", "ck_subscriber_id", "bsft_*", "elqtrackid", "elqtrack", "mkcid", "mkrid", "trk_contact", "trk_msg", "trk_module", "trk_sid", "ml_subscriber", "ml_subscriber_hash", "nr_email_referer", "inf_contact_key"] },
      { "name": "tracking.feeds", "about": "Marks of feed mirrors and readers", "parameters": ["__readwiselocation", "ref_src", "ref_url", "at_campaign", "at_medium", "at_custom*", "at_link_*", "at_format", "at_ptr_name", "at_bbc_team", "ns_source", "ns_mchannel", "ns_campaign", "ns_linkname", "ns_fee", "wt_mc", "xtor", "xtref", "sc_campaign", "sc_channel", "sc_content", "sc_medium", "sc_outcome", "sc_geo", "sc_country", "guccounter", "guce_referrer", "guce_referrer_sig", "sr_share", "__twitter_impression", "__tn__", "action_object_map", "action_type_map", "action_ref_map"] },
      { "name": "tracking.own-site", "about": "ref= with the feed's own host as value", "parameters": ["ref"], "value": "own-site" },
      { "name": "tracking.alibaba", "about": "Alibaba and Taobao", "hosts": ["taobao.com", "tmall.com", "aliyun.com", "alibaba.com", "aliexpress.com", "1688.com", "fliggy.com", "alicdn.com", "youku.com", "36kr.com"], "parameters": ["spm", "scm", "pvid", "algo_pvid", "algo_exp_id", "ali_trackid", "ali_refid", "_t"] },
      { "name": "tracking.spm", "about": "spm on any host, when its value looks like one", "parameters": ["spm"], "value": "spm" },
      { "name": "tracking.bilibili", "about": "Bilibili", "hosts": ["bilibili.com", "b23.tv"], "parameters": ["spm_id_from", "from_spmid", "vd_source", "share_source", "share_medium", "share_plat", "share_session_id", "share_tag", "share_times", "unique_k", "bbid", "from", "seid", "plat_id", "buvid", "is_story_h5", "msource"] },
      { "name": "tracking.weibo", "about": "Weibo", "hosts": ["weibo.com", "weibo.cn"], "parameters": ["from", "wvr", "mod", "weiboauthoruid", "refer_flag", "sudaref", "display", "retcode", "loc", "ssl_rnd"] },
      { "name": "tracking.zhihu", "about": "Zhihu", "hosts": ["zhihu.com"], "parameters": ["utm_id", "hybrid_search_*", "share_code", "s_r", "s_s_i"] },
      { "name": "tracking.wechat", "about": "WeChat articles", "hosts": ["mp.weixin.qq.com"], "parameters": ["scene", "srcid", "sharer_sharetime", "sharer_shareid", "sharer_shareinfo*", "subscene", "clicktime", "enterid", "sessionid", "ascene", "devicetype", "nettype", "abtest_cookie", "exportkey", "wx_header", "from", "isappinstalled", "click_id", "poc_token", "session_us", "exptype", "fontscale"] },
      { "name": "tracking.qq", "about": "Tencent", "hosts": ["qq.com"], "parameters": ["pgv_ref", "ptag", "adtag", "isappinstalled", "shareto"] },
      { "name": "tracking.jianshu", "about": "Jianshu", "hosts": ["jianshu.com"], "parameters": ["utm_*", "reader_share"] },
      { "name": "tracking.baidu", "about": "Baidu", "hosts": ["baidu.com"], "parameters": ["wfr", "hmsr", "hmpl", "hmcu", "hmkw", "hmci", "rsv_*"] },
      { "name": "tracking.163", "about": "NetEase", "hosts": ["163.com", "netease.com"], "parameters": ["spss", "spssid", "spsw", "isfromh5share", "from"] },
      { "name": "tracking.sina", "about": "Sina", "hosts": ["sina.com.cn", "sina.cn"], "parameters": ["vt", "cref", "autocallup", "isfromsina", "from", "wm"] },
      { "name": "tracking.ithome", "about": "Chinese news sites", "hosts": ["thepaper.cn", "huxiu.com", "ifanr.com", "ithome.com", "cnbeta.com", "cnbeta.com.tw", "sspai.com"], "parameters": ["from", "hmsr", "rss"] },
      { "name": "tracking.youtube", "about": "YouTube", "hosts": ["youtube.com", "youtu.be", "youtube-nocookie.com"], "parameters": ["feature", "si", "pp", "ab_channel", "attr_tag", "embeds_referring_euri", "source_ve_path"] },
      { "name": "tracking.twitter", "about": "Twitter", "hosts": ["twitter.com", "x.com"], "parameters": ["s", "t", "cn", "ref_src", "ref_url", "twsrc*", "twcamp*", "twgr*", "twterm*"] },
      { "name": "tracking.facebook", "about": "Facebook", "hosts": ["facebook.com"], "parameters": ["__cft__*", "__xts__*", "hc_ref", "hc_location", "fref", "refid", "mibextid", "rdid", "share_url", "notif_t", "comment_tracking", "paipv", "eav", "_rdr", "_rdc", "hrc", "refsrc", "acontext"] },
      { "name": "tracking.instagram", "about": "Instagram", "hosts": ["instagram.com"], "parameters": ["igshid", "igsh"] },
      { "name": "tracking.linkedin", "about": "LinkedIn", "hosts": ["linkedin.com"], "parameters": ["trk", "trkinfo", "trackingid", "lipi", "refid", "midtoken", "midsig", "trkemail"] },
      { "name": "tracking.reddit", "about": "Reddit", "hosts": ["reddit.com"], "parameters": ["share_id", "ref_source", "rdt", "correlation_id", "ref_campaign"] },
      { "name": "tracking.tiktok", "about": "TikTok and Douyin", "hosts": ["tiktok.com", "douyin.com", "iesdouyin.com"], "parameters": ["_r", "_t", "is_from_webapp", "sender_device", "sender_web_id", "is_copy_url", "u_code", "tt_from", "share_app_id", "share_link_id", "share_iid", "titletype", "with_sec_did"] },
      { "name": "tracking.spotify", "about": "Spotify", "hosts": ["spotify.com"], "parameters": ["si", "nd", "dl_branch", "context"] },
      { "name": "tracking.medium", "about": "Medium", "hosts": ["medium.com", "towardsdatascience.com"], "parameters": ["source"] },
      { "name": "tracking.substack", "about": "Substack", "hosts": ["substack.com"], "parameters": ["r", "triedredirect", "isfreemail", "showwelcomeonshare"] },
      { "name": "tracking.amazon", "about": "Amazon", "hosts": ["amazon.com", "amazon.co.uk", "amazon.de", "amazon.fr", "amazon.it", "amazon.es", "amazon.ca", "amazon.co.jp", "amazon.in", "amazon.cn"], "parameters": ["ref", "ref_", "pd_rd_*", "pf_rd_*", "qid", "srs", "spia", "crid", "sprefix", "dchild", "smid", "cv_ct_cx", "linkcode", "linkid", "creative", "creativeasin", "camp", "ascsubtag", "dib", "dib_tag"] },
      { "name": "tracking.nytimes", "about": "The New York Times", "hosts": ["nytimes.com"], "parameters": ["smid", "smtyp", "partner", "emc", "rref", "mtrref", "module", "pgtype", "contentcollection", "searchresultposition", "referringsource", "campaign_id", "clicksource", "mabreward", "instance_id", "segment_id", "regi_id", "ref", "contentplacement", "imp_id", "req_id", "surface", "variant", "impression_id"] },
      { "name": "tracking.guardian", "about": "The Guardian", "hosts": ["theguardian.com"], "parameters": ["cmp", "intcmp", "cmp_*", "acquisitiondata"] },
      { "name": "tracking.bbc", "about": "The BBC", "hosts": ["bbc.com", "bbc.co.uk"], "parameters": ["ocid", "intlink_from_url", "link_location", "ns_*", "pinned_post_*", "post_locator", "xtor"] },
      { "name": "tracking.wsj", "about": "The Wall Street Journal", "hosts": ["wsj.com", "cn.wsj.com"], "parameters": ["mod", "reflink", "et_cid", "et_rid"] },
      { "name": "tracking.economist", "about": "The Economist", "hosts": ["economist.com"], "parameters": ["fsrc", "frsc", "cid"] },
      { "name": "tracking.ft", "about": "The Financial Times", "hosts": ["ft.com"], "parameters": ["sharetype", "segmentid", "ftcamp", "ccode"] },
      { "name": "tracking.reuters", "about": "Reuters", "hosts": ["reuters.com"], "parameters": ["feedtype", "feedname", "rpc", "taid", "virtualbrandchannel"] },
      { "name": "tracking.dw", "about": "Deutsche Welle", "hosts": ["dw.com"], "parameters": ["maca"] },
      { "name": "tracking.rfi", "about": "France Médias Monde", "hosts": ["rfi.fr", "france24.com"], "parameters": ["ref", "aef_campaign_date", "aef_campaign_ref", "dlvrit"] },
      { "name": "tracking.msn", "about": "Microsoft", "hosts": ["msn.com", "microsoft.com"], "parameters": ["ocid", "cvid", "icid"] },
      { "name": "tracking.conde-nast", "about": "Condé Nast", "hosts": ["wired.com", "newyorker.com", "vanityfair.com", "gq.com", "vogue.com"], "parameters": ["mbid", "bxid", "cndid", "esrc"] },
      { "name": "tracking.imdb", "about": "IMDb", "hosts": ["imdb.com"], "parameters": ["ref_", "pf_rd_*"] },
      { "name": "tracking.steam", "about": "Steam", "hosts": ["steampowered.com"], "parameters": ["snr", "curator_clanid"] },
      { "name": "tracking.google-search", "about": "Google", "hosts": ["google.com"], "parameters": ["ved", "ei", "sei", "gs_lcrp", "gs_lcp", "gs_l", "sxsrf", "usg", "sca_esv", "sclient", "aqs", "biw", "bih", "uact", "oq", "rlz", "sourceid", "iflsig"] },
      { "name": "tracking.wordpress", "about": "Jetpack and Gravatar", "hosts": ["wordpress.com", "wp.me"], "parameters": ["share", "nb", "relatedposts_*"] }
    ]
    """#
}
