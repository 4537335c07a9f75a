internal import Bytes
internal import FeedModel
internal import JSON

/// Hosts whose images need care (the table `imageHosts`).
struct ImageHostRule: Sendable, Hashable {
  enum Care: String, Sendable, Hashable, CaseIterable {
    /// They refuse foreign readers: an image keeps the proxy it came with.
    case keepProxy = "keep-proxy"
    /// They answer only without a `Referer`.
    case noReferrer = "no-referrer"
  }

  static let keys = ["as", "hosts"]

  var name: String
  var about = ""
  var care = Care.keepProxy
  var hosts: [String]
}

extension ImageHostRule {
  init(_ rule: RuleReader) {
    name = rule.name
    about = rule.about
    care = rule.choice("as", of: Care.allCases) ?? .keepProxy
    hosts = rule.strings("hosts")
    rule.require(!hosts.isEmpty, "hosts")
  }
}

/// Which address an image keeps, when there are several (the object `images`).
struct ImagePolicy: Sendable {
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

  private(set) var mode = Mode.original
  /// `nil` unwraps all but those whose rule says `keep`.
  private(set) var resizers: Resizers?
  /// The user's own hosts beside the table's.
  private(set) var exceptNames: [String] = []
  private(set) var noReferrerNames: [String] = []
  /// Hosts of originals that keep their proxy, because they refuse foreign readers, with the name
  /// of the rule that says so.
  private(set) var except = HostTable<String>()
  /// Hosts of originals that answer only without a `Referer`.
  private(set) var noReferrer = HostTable<String>()

  /// Whether an address that is the publisher's own stays as it is.
  var keepsAddresses: Bool {
    if case .proxy = mode { return false }
    return true
  }

  /// Lays the object under `images` over what is there.
  mutating func lay(_ value: JSONValue, _ problems: RuleProblems) {
    guard value.checkKeys(["mode", "resizers", "except", "noReferrer"], problems) else { return }
    let reader = RuleReader(object: RuleObject(name: "images", user: value), problems: problems)
    if let place = value["mode"], let text = reader.string("mode") {
      if let mode = ImagePolicy.mode(text) {
        self.mode = mode
      } else {
        problems.add(
          .template(
            "this must be \"original\", \"keep\" or an address with {encoded}, {url} or {base64}"),
          at: place)
      }
    }
    resizers = reader.choice("resizers", of: Resizers.allCases) ?? resizers
    exceptNames += reader.strings("except")
    noReferrerNames += reader.strings("noReferrer")
  }

  private static func mode(_ text: String) -> Mode? {
    switch text {
    case "original": return .original
    case "keep": return .keep
    default:
      let hasPlace = ["{encoded}", "{url}", "{base64}"].contains { text.utf8.contains($0.utf8) }
      guard hasPlace, let address = WebAddress(text.filled(with: "x")), address.isHTTP else {
        return nil
      }
      return .proxy(template: text)
    }
  }

  /// Files the hosts of the table and the user's own.
  mutating func index(_ rules: [ImageHostRule]) {
    except = HostTable()
    noReferrer = HostTable()
    for rule in rules {
      for host in rule.hosts {
        switch rule.care {
        case .keepProxy: except.insert(rule.name, for: host)
        case .noReferrer: noReferrer.insert(rule.name, for: host)
        }
      }
    }
    for host in exceptNames { except.insert("images.except", for: host) }
    for host in noReferrerNames { noReferrer.insert("images.noReferrer", for: host) }
  }
}

extension String {
  /// A template with the address in its place.
  func filled(with address: String) -> String {
    let bytes = Array(address.utf8)
    return self.replacing("{encoded}", with: PercentCoding.encoded(bytes))
      .replacing("{base64}", with: Base64.urlEncoded(bytes))
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
