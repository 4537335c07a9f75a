// Written by Scripts/generate-rules.py from ImageHostTable.swift: change that, not this.

extension ImageHostRule {
  /// The rules of ``ImageHostTable``.
  static let builtIn = madeBuiltIn()

  private static func madeBuiltIn() -> [ImageHostRule] {
    var rules: [ImageHostRule] = []
    rules.reserveCapacity(2)
    rules.append(
      ImageHostRule(
        name: "image-host.keep-proxy",
        about: "Hosts that refuse foreign readers", care: .keepProxy,
        hosts: ["pximg.net", "cdninstagram.com"]))
    rules.append(
      ImageHostRule(
        name: "image-host.no-referrer",
        about: "Hosts that answer only without a Referer", care: .noReferrer,
        hosts: [
          "sinaimg.cn", "sinaimg.com", "mmbiz.qpic.cn", "mmbiz.qlogo.cn", "cdn.sspai.com",
          "sspai.com", "hdslb.com", "zhimg.com", "doubanio.com", "jianshu.io", "csdnimg.cn",
        ]))
    return rules
  }
}
