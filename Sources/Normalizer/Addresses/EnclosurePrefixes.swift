internal import Bytes
internal import FeedModel

/// A counter before the addresses of files.
struct EnclosureRule: Sendable, Hashable {
  var name: String
  var about = ""
  /// Host names, each with all names below it.
  var hosts: [String]

  static let keys = ["hosts"]
}

extension EnclosureRule {
  init(_ rule: RuleReader) {
    name = rule.name
    about = rule.about
    hosts = rule.strings("hosts")
    rule.require(!hosts.isEmpty, "hosts")
  }
}

/// Takes counters off the addresses of sounds and films.
struct EnclosurePrefixes: Sendable {
  private let rules: [EnclosureRule]
  private var index = HostTable<Int>()
  /// How many counters are taken off one address.
  private static let depth = 12
  /// How many parts of the counter's own path may stand before the file's address.
  private static let segments = 6

  init(_ rules: [EnclosureRule]) {
    self.rules = rules
    for (number, rule) in rules.enumerated() {
      for host in rule.hosts { index.insert(number, for: host) }
    }
  }

  /// Whether a counter may stand before the address; `false` is certain.
  func mayCount(_ address: Span<UInt8>, host: Range<Int>) -> Bool {
    index.mayContain(address, host: host)
  }

  /// The file's own address and the names of the rules, outermost first; `nil` when there is no
  /// counter, or none behind which a whole address stands.
  ///
  /// What is signed stays: the signature may speak of the whole.
  func stripped(_ address: WebAddress) -> Rules.Cleaned? {
    guard !index.isEmpty, let outer = AddressParts(address), !EnclosurePrefixes.isSigned(outer)
    else { return nil }
    var parts = outer
    var cleaned = Rules.Cleaned(address: address, rules: [])
    for _ in 0..<EnclosurePrefixes.depth {
      guard let rule = index.values(for: parts.hostBytes).first,
        let inner = EnclosurePrefixes.inner(parts), let next = AddressParts(inner)
      else { break }
      cleaned.address = inner
      cleaned.rules.append(rules[rule].name)
      parts = next
    }
    return cleaned.rules.isEmpty ? nil : cleaned
  }

  /// The first whole address in the path: a scheme or a host, then a path that ends like a file's;
  /// else the one that is the whole query (`redirect.mp3?http://…`).
  private static func inner(_ parts: AddressParts) -> WebAddress? {
    innerPath(parts) ?? innerQuery(parts)
  }

  private static func innerQuery(_ parts: AddressParts) -> WebAddress? {
    guard let query = parts.queryBytes else { return nil }
    let isAddress = ["http://", "https://", "http%3a", "https%3a"].contains {
      query.startsIgnoringCase($0.utf8)
    }
    return isAddress ? address(at: query, in: parts) : nil
  }

  private static func innerPath(_ parts: AddressParts) -> WebAddress? {
    var start = parts.path.lowerBound
    for _ in 0..<segments {
      guard start < parts.path.upperBound else { return nil }
      start += 1
      let rest = parts.bytes[start..<parts.bytes.count]
      if let address = address(at: rest, in: parts) { return address }
      guard
        let slash = parts.bytes[start..<parts.path.upperBound].firstIndex(of: UInt8(ascii: "/"))
      else { return nil }
      start = slash
    }
    return nil
  }

  private static func address(at rest: ArraySlice<UInt8>, in outer: AddressParts) -> WebAddress? {
    var text = Array(rest)
    if let decoded = decodedScheme(text) { text = decoded }
    if !text.startsIgnoringCase("http://".utf8), !text.startsIgnoringCase("https://".utf8) {
      let scheme = outer.isSecure ? "https" : "http"
      if let folded = foldedScheme(text) {
        text = folded
      } else if isHost(rest.prefix { $0 != UInt8(ascii: "/") }) {
        text = Array("\(scheme)://".utf8) + text
      } else {
        return nil
      }
    }
    guard let address = WebAddress(String(decoding: text, as: UTF8.self)), address.isHTTP,
      let host = address.host, isHost(ArraySlice(host.utf8)), isFile(address)
    else { return nil }
    return address
  }

  /// `https%3A%2F%2Fhost%2Ffile.mp3`, the whole or its scheme alone percent-encoded.
  private static func decodedScheme(_ text: [UInt8]) -> [UInt8]? {
    let isEncoded = ["http%3a", "https%3a"].contains { text.startsIgnoringCase($0.utf8) }
    return isEncoded ? PercentCoding.decoded(text) : nil
  }

  /// A server that folds `//` leaves `https:/host`; some counters write `https/host`.
  private static func foldedScheme(_ text: [UInt8]) -> [UInt8]? {
    for scheme in ["https", "http"] {
      for mark in [":/", "/"] where text.startsIgnoringCase((scheme + mark).utf8) {
        let rest = text.dropFirst(scheme.utf8.count + mark.utf8.count)
        guard isHost(rest.prefix { $0 != UInt8(ascii: "/") }) else { continue }
        return Array("\(scheme)://".utf8) + rest
      }
    }
    return nil
  }

  /// A domain, perhaps with a port: labels, of which the last is made of letters and no file's ending.
  private static func isHost(_ text: ArraySlice<UInt8>) -> Bool {
    let name = text.prefix { $0 != UInt8(ascii: ":") }
    let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count > 1, let last = labels.last, last.count > 1,
      last.allSatisfy(\.isASCIILetter) || last.startsIgnoringCase("xn--".utf8),
      !isMediaEnding(last)
    else { return false }
    return labels.allSatisfy { label in
      !label.isEmpty
        && label.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-_".utf8.contains($0) }
    }
  }

  /// Whether a path ends with a name that sounds and films have.
  private static func isFile(_ address: WebAddress) -> Bool {
    let name = Array(address.path.utf8.suffix(8))
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return isMediaEnding(name[(dot + 1)...])
  }

  private static func isMediaEnding(_ text: ArraySlice<UInt8>) -> Bool {
    let ending = String(decoding: text.map(\.lowercased), as: UTF8.self)
    return endings.contains(ending)
  }

  private static let endings: Set<String> = [
    "mp3", "m4a", "m4b", "aac", "ogg", "oga", "opus", "wav", "flac", "mp4", "m4v", "mov", "webm",
    "mpg", "mpeg", "m3u8", "wma",
  ]

  /// Whether a parameter signs the address, by the names that content networks use.
  private static func isSigned(_ parts: AddressParts) -> Bool {
    parts.parameters.contains { parameter in
      let name = String(decoding: parts.pair(parameter).name.map(\.lowercased), as: UTF8.self)
      return signatures.contains(name)
    }
  }

  private static let signatures: Set<String> = [
    "signature", "x-amz-signature", "x-goog-signature", "key-pair-id", "policy", "sig", "hmac",
    "hdnts", "hdnea", "hdntl", "__token__", "token", "st", "se", "sign", "signed", "x-expires",
    "expires", "exp", "verify", "md5",
  ]
}
