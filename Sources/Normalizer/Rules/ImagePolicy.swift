internal import FeedModel
internal import JSON

/// Which address an image keeps, when there are several.
struct ImagePolicy: Sendable, Hashable {
  enum Mode: Sendable, Hashable {
    /// The publisher's own address.
    case original
    /// Whatever the source wrote.
    case keep
    /// The user's own proxy: `{encoded}`, `{url}` or `{base64}` stands for the original.
    case proxy(template: String)
  }

  enum Resizers: String, Sendable, Hashable, CaseIterable {
    case original
    case keep
  }

  var mode = Mode.original
  /// `nil` unwraps all but those whose rule says `keep`.
  var resizers: Resizers?
  /// Hosts of originals that keep their proxy, because they refuse foreign readers.
  var except = HostTable<Bool>()
  var exceptNames = ["pximg.net", "cdninstagram.com"]
  /// Hosts of originals that answer only without a `Referer`.
  var noReferrer = HostTable<Bool>()
  var noReferrerNames = [
    "sinaimg.cn", "sinaimg.com", "mmbiz.qpic.cn", "mmbiz.qlogo.cn", "cdn.sspai.com", "sspai.com",
    "hdslb.com", "zhimg.com", "doubanio.com", "jianshu.io", "csdnimg.cn",
  ]

  init() {
    index()
  }

  /// The object under `images`.
  init(_ value: JSONValue) throws(InvalidRule) {
    try value.checkKeys(["mode", "resizers", "except", "noReferrer"])
    let object = RuleObject(name: "images", user: value, builtIn: nil)
    if let text = try object.string("mode"), let place = value["mode"] {
      mode = try ImagePolicy.mode(text, at: place)
    }
    resizers = try object.choice("resizers", of: Resizers.allCases)
    exceptNames += try object.strings("except")
    noReferrerNames += try object.strings("noReferrer")
    index()
  }

  private static func mode(_ text: String, at place: JSONValue) throws(InvalidRule) -> Mode {
    switch text {
    case "original": return .original
    case "keep": return .keep
    default:
      let hasPlace = ["{encoded}", "{url}", "{base64}"].contains { text.utf8.contains($0.utf8) }
      guard hasPlace, let address = WebAddress(text.filled(with: "x")), address.isHTTP else {
        throw InvalidRule(
          .template(
            "this must be \"original\", \"keep\" or an address with {encoded}, {url} or {base64}"),
          at: place)
      }
      return .proxy(template: text)
    }
  }

  private mutating func index() {
    for name in exceptNames { except.insert(true, for: name) }
    for name in noReferrerNames { noReferrer.insert(true, for: name) }
  }

  static func == (a: ImagePolicy, b: ImagePolicy) -> Bool {
    a.mode == b.mode && a.resizers == b.resizers && a.exceptNames == b.exceptNames
      && a.noReferrerNames == b.noReferrerNames
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(mode)
    hasher.combine(exceptNames)
  }
}

extension String {
  /// A template with the address in its place.
  func filled(with address: String) -> String {
    let bytes = Array(address.utf8)
    return self.replacing("{encoded}", with: ByteCoding.percentEncoded(bytes))
      .replacing("{base64}", with: ByteCoding.base64Encoded(bytes))
      .replacing("{url}", with: bytes)
  }

  /// Replaces every occurrence of a short constant.
  func replacing(_ needle: String, with bytes: [UInt8]) -> String {
    let text = Array(utf8)
    let pattern = Array(needle.utf8)
    var output: [UInt8] = []
    var index = 0
    while let range = text.firstRange(ofBytes: pattern, from: index) {
      output += text[index..<range.lowerBound] + bytes
      index = range.upperBound
    }
    return String(decoding: output + text[index...], as: UTF8.self)
  }
}

extension Collection where Element == UInt8 {
  func contains(_ other: some Collection<UInt8>) -> Bool {
    Array(self).firstRange(ofBytes: Array(other)) != nil
  }
}
