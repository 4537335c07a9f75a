/// Hosts whose images need care.
enum ImageHostTable {
  /// - `keep-proxy`: they refuse foreign readers, so that an image keeps the proxy it came with.
  /// - `no-referrer`: they answer only when no `Referer` is sent.
  static let json = #"""
    [
      { "name": "image-host.keep-proxy", "about": "Hosts that refuse foreign readers", "as": "keep-proxy",
        "hosts": ["pximg.net", "cdninstagram.com"] },
      { "name": "image-host.no-referrer", "about": "Hosts that answer only without a Referer", "as": "no-referrer",
        "hosts": ["sinaimg.cn", "sinaimg.com", "mmbiz.qpic.cn", "mmbiz.qlogo.cn", "cdn.sspai.com", "sspai.com", "hdslb.com", "zhimg.com", "doubanio.com", "jianshu.io", "csdnimg.cn"] }
    ]
    """#
}
