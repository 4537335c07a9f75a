// Written by Scripts/generate-rules.py from TrackerTable.swift: change that, not this.

extension TrackerRule {
  /// The rules of ``TrackerTable``.
  static let builtIn = madeBuiltIn()

  private static func madeBuiltIn() -> [TrackerRule] {
    var rules: [TrackerRule] = []
    rules.reserveCapacity(42)
    rules.append(
      TrackerRule(
        name: "tracker.wordpress", about: "WordPress and Jetpack statistics",
        hosts: ["pixel.wp.com", "stats.wordpress.com", "b.wordpress.com", "pixel.wordpress.com"]))
    rules.append(
      TrackerRule(
        name: "tracker.google", about: "Google Analytics and advertisements",
        hosts: [
          "google-analytics.com", "ssl.google-analytics.com", "googletagmanager.com",
          "doubleclick.net", "googleadservices.com", "googlesyndication.com",
        ]))
    rules.append(
      TrackerRule(
        name: "tracker.ga-beacon",
        about: "Google Analytics by way of a picture", hosts: ["ga-beacon.appspot.com"]))
    rules.append(
      TrackerRule(
        name: "tracker.npr", about: "NPR's counter in its feeds",
        hosts: ["media.npr.org"], paths: PathPattern.all(["/include/images/tracking/*"])))
    rules.append(
      TrackerRule(
        name: "tracker.typekit", about: "Adobe's counter of fonts",
        hosts: ["p.typekit.net"], paths: PathPattern.all(["/p.gif"])))
    rules.append(
      TrackerRule(
        name: "tracker.google-ads", about: "Google's conversion pixels",
        hosts: ["google.com"],
        paths: PathPattern.all([
          "/ads/ga-audiences", "/ads/conversion*", "/ads/user-lists/*", "/pagead/1p-*",
          "/pagead/conversion*", "/pagead/landing*", "/pagead/viewthroughconversion/*",
        ])))
    rules.append(
      TrackerRule(
        name: "tracker.statcounter", about: "StatCounter",
        hosts: [
          "c.statcounter.com", "c1.statcounter.com", "c2.statcounter.com", "c3.statcounter.com",
          "c4.statcounter.com", "c5.statcounter.com", "c6.statcounter.com", "c7.statcounter.com",
          "c8.statcounter.com", "c9.statcounter.com", "c10.statcounter.com", "c11.statcounter.com",
          "c12.statcounter.com", "c13.statcounter.com", "c14.statcounter.com",
        ]))
    rules.append(
      TrackerRule(
        name: "tracker.statcounter-path",
        about: "StatCounter at its main host", hosts: ["statcounter.com"],
        paths: PathPattern.all(["/counter.php", "/counter/counter.js", "/t.php"])))
    rules.append(
      TrackerRule(
        name: "tracker.baidu", about: "Baidu Tongji",
        hosts: ["hm.baidu.com", "hmma.baidu.com", "push.zhanzhang.baidu.com"]))
    rules.append(
      TrackerRule(
        name: "tracker.cnzz", about: "CNZZ's counters",
        hosts: [
          "cnzz.mmstat.com", "icon.cnzz.com", "hzs.cnzz.com", "q.cnzz.com", "ia.51.la", "ico.51.la",
          "icon.51.la", "count.51yes.com",
        ]))
    rules.append(
      TrackerRule(
        name: "tracker.cnzz-path", about: "CNZZ's counters at numbered hosts",
        hosts: ["cnzz.com"],
        paths: PathPattern.all(["/stat.htm", "/stat.php", "/z_stat.php", "/core.php", "/9.gif"])))
    rules.append(
      TrackerRule(
        name: "tracker.umeng", about: "Umeng's beacons",
        hosts: [
          "ulogs.umeng.com", "ulogs.umengcloud.com", "alogs.umeng.com", "plbslog.umeng.com",
          "errlog.umeng.com",
        ]))
    rules.append(
      TrackerRule(
        name: "tracker.feedburner", about: "FeedBurner's pixels",
        paths: PathPattern.all(["*/~4/*"]), sparesShown: true))
    rules.append(
      TrackerRule(
        name: "tracker.feedburner-host",
        about: "FeedBurner's pixels at its own hosts",
        hosts: ["feeds.feedburner.com", "feedproxy.google.com", "feedads.g.doubleclick.net"],
        paths: PathPattern.all(["/~r/*", "/~ff/*", "/~f/*", "/~a/*", "/~at/*"])))
    rules.append(
      TrackerRule(
        name: "tracker.medium", about: "Medium's view counter",
        hosts: ["medium.com"], paths: PathPattern.all(["/_/stat"])))
    rules.append(
      TrackerRule(
        name: "tracker.facebook", about: "Facebook's pixel and share buttons",
        hosts: ["facebook.com", "facebook.net"],
        paths: PathPattern.all([
          "/tr", "/tr/", "/sharer.php", "/sharer/sharer.php", "/plugins/like.php",
        ])))
    rules.append(
      TrackerRule(
        name: "tracker.twitter", about: "Twitter's share buttons",
        hosts: ["twitter.com", "x.com", "platform.twitter.com"],
        paths: PathPattern.all(["/intent/*", "/share", "/widgets/*"])))
    rules.append(
      TrackerRule(
        name: "tracker.quantserve", about: "Quantcast",
        hosts: ["quantserve.com", "quantcount.com"]))
    rules.append(
      TrackerRule(
        name: "tracker.nielsen", about: "Nielsen's counters",
        hosts: ["imrworldwide.com"],
        paths: PathPattern.all(["/cgi-bin/m", "/cgi-bin/count", "/v60.js", "/v53.js", "/j/*"])))
    rules.append(
      TrackerRule(
        name: "tracker.scorecard", about: "comScore",
        hosts: ["b.scorecardresearch.com", "sb.scorecardresearch.com"]))
    rules.append(
      TrackerRule(
        name: "tracker.matomo", about: "Matomo and Piwik",
        paths: PathPattern.all(["*/piwik.php", "*/matomo.php"])))
    rules.append(
      TrackerRule(
        name: "tracker.matomo-query",
        about: "Matomo and Piwik under other names", parameters: ["idsite", "action_name"]))
    rules.append(
      TrackerRule(
        name: "tracker.matomo-record",
        about: "Matomo and Piwik under other names", parameters: ["idsite", "rec"]))
    rules.append(
      TrackerRule(
        name: "tracker.goatcounter", about: "GoatCounter",
        hosts: ["goatcounter.com"], paths: PathPattern.all(["/count"])))
    rules.append(
      TrackerRule(
        name: "tracker.simple-analytics", about: "Simple Analytics",
        hosts: ["queue.simpleanalyticscdn.com", "queue.simpleanalytics.io"],
        paths: PathPattern.all(["/noscript.gif", "/image.gif"])))
    rules.append(
      TrackerRule(
        name: "tracker.chartbeat", about: "Chartbeat and Parse.ly",
        hosts: [
          "ping.chartbeat.net", "static.chartbeat.com", "srv.pixel.parsely.com", "p1.parsely.com",
          "pixel.parsely.com",
        ]))
    rules.append(
      TrackerRule(
        name: "tracker.vg-wort", about: "VG Wort's counting marks",
        hosts: ["met.vgwort.de", "ssl-vg03.met.vgwort.de"], paths: PathPattern.all(["/na/*"])))
    rules.append(
      TrackerRule(
        name: "tracker.prolitteris", about: "ProLitteris' counting marks",
        hosts: ["pl02.owen.prolitteris.ch", "owen.prolitteris.ch"]))
    rules.append(
      TrackerRule(
        name: "tracker.ivw", about: "INFOnline's counters",
        hosts: ["ivwbox.de", "ioam.de"]))
    rules.append(
      TrackerRule(
        name: "tracker.clicky", about: "Clicky",
        hosts: ["in.getclicky.com", "static.getclicky.com"]))
    rules.append(
      TrackerRule(
        name: "tracker.histats", about: "Histats and other counters",
        hosts: [
          "sstatic1.histats.com", "s10.histats.com", "s4.histats.com", "counter.yadro.ru",
          "mc.yandex.ru", "top-fwz1.mail.ru", "counter.rambler.ru", "whos.amung.us",
          "c.gigcount.com", "counters.gigya.com",
        ]))
    rules.append(
      TrackerRule(
        name: "tracker.mixpanel", about: "Mixpanel and Segment",
        hosts: ["api.mixpanel.com", "api-js.mixpanel.com", "api.segment.io", "api.segment.com"]))
    rules.append(
      TrackerRule(
        name: "tracker.hotjar", about: "Hotjar and New Relic",
        hosts: [
          "vc.hotjar.io", "in.hotjar.com", "insights.hotjar.com", "script.hotjar.com",
          "bam.nr-data.net", "nr-data.net", "beacon-1.newrelic.com", "beacon-2.newrelic.com",
          "beacon.newrelic.com",
        ]))
    rules.append(
      TrackerRule(
        name: "tracker.native", about: "Taboola, Outbrain and Criteo",
        hosts: [
          "trc.taboola.com", "trc-events.taboola.com", "nr-events.taboola.com", "pixel.taboola.com",
          "tr.outbrain.com", "amplify.outbrain.com", "log.outbrain.com", "odb.outbrain.com",
          "mcdp-nydc1.outbrain.com", "dis.criteo.com", "sslwidget.criteo.com", "widget.criteo.com",
          "gum.criteo.com", "bidder.criteo.com", "cas.criteo.com",
        ]))
    rules.append(
      TrackerRule(
        name: "tracker.advertisers", about: "Advertisers' pixels",
        hosts: [
          "aax.amazon-adsystem.com", "fls-na.amazon-adsystem.com", "fls-eu.amazon-adsystem.com",
          "s.amazon-adsystem.com", "adnxs.com", "bat.bing.com", "px.ads.linkedin.com",
          "ct.pinterest.com", "analytics.twitter.com", "t.co", "mathtag.com", "rlcdn.com",
          "demdex.net", "omtrdc.net", "2o7.net", "moatads.com", "adsrvr.org",
        ]))
    rules.append(
      TrackerRule(
        name: "tracker.amazon", about: "Amazon's affiliate pixels",
        hosts: [
          "assoc-amazon.com", "assoc-amazon.de", "assoc-amazon.co.uk", "assoc-amazon.jp",
          "amazon-adsystem.com",
        ],
        paths: PathPattern.all(["/e/ir", "/s/noscript"])))
    rules.append(
      TrackerRule(
        name: "tracker.rss", about: "Counters in feeds",
        hosts: [
          "pheedo.com", "feedsportal.com", "mailtrack.io", "email.mailgun.net",
          "beacon.feedpress.me", "feedpress.me", "c.feedpress.me", "adf.ly",
          "counter.theconversation.com", "counter.theconversation.edu.au",
        ]))
    rules.append(
      TrackerRule(
        name: "tracker.feedblitz", about: "FeedBlitz's counters",
        hosts: ["feeds.feedblitz.com"], paths: PathPattern.all(["/~/i/*", "/_/i/*", "/-/i/*"])))
    rules.append(
      TrackerRule(
        name: "tracker.feedblitz-share", about: "FeedBlitz's share buttons",
        hosts: ["assets.feedblitz.com"], paths: PathPattern.all(["/i/*"])))
    rules.append(
      TrackerRule(
        name: "tracker.mailchimp",
        about: "Mailchimp's counter of opened mails", hosts: ["list-manage.com"],
        paths: PathPattern.all(["/track/open.php"])))
    rules.append(
      TrackerRule(
        name: "tracker.substack", about: "Substack's counter of opened mails",
        hosts: ["eotrx.substackcdn.com", "email.mg1.substack.com", "email.mg2.substack.com"]))
    rules.append(
      TrackerRule(
        name: "tracker.buzzsprout", about: "Buzzsprout's counter",
        hosts: ["rss.buzzsprout.com"], paths: PathPattern.all(["/count/*", "/pixel/*"])))
    return rules
  }
}
