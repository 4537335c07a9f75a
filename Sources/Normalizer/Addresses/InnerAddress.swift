internal import Bytes
internal import FeedModel

/// Takes the inner address out of one that matched a rule.
struct InnerAddress {
  let parts: AddressParts
  let rule: UnwrappingRule
  /// What the rule's pattern matched in the path.
  let matched: Range<Int>

  /// The inner address as written there, perhaps without a scheme; `nil` when there is none.
  func text() -> [UInt8]? {
    switch rule.extraction {
    case .parameter: parameter()
    case .disqus: disqus()
    case .impact: impact()
    case .brackets: brackets()
    case .query: parts.queryBytes.map { Array($0) + fragment }
    case .rest: rest()
    case .fragment: parts.fragment.map { Array(parts.bytes[$0]) }
    case .embedded: embedded(from: matched.upperBound) ?? embeddedInQuery()
    case .base64: base64()
    case .hex: lastSegment.flatMap { Hexadecimal.decoded($0) }
    case .camo: camo()
    case .host: replacedHost()
    case .weserv: weserv()
    case .photon: photon()
    case .cloudflare: cloudflare()
    case .amp: amp()
    case .statically: statically()
    case .imgproxy: imgproxy()
    case .options: options()
    case .ipx: ipx()
    case .discord: discord()
    case .googleNews: googleNews()
    case .substack: substack()
    case .nitter: nitter()
    case .bing: bing()
    case .yahoo: yahoo()
    case .proofpoint2: proofpoint2()
    case .proofpoint3: proofpoint3()
    }
  }

  var fragment: [UInt8] {
    parts.fragment.map { [UInt8(ascii: "#")] + parts.bytes[$0] } ?? []
  }

  var lastSegment: ArraySlice<UInt8>? {
    let path = parts.pathBytes
    guard let end = path.lastIndex(where: { $0 != UInt8(ascii: "/") }) else { return nil }
    let start = path[...end].lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.startIndex
    return path[start...end]
  }

  /// The path behind the match, with the query.
  var tail: ArraySlice<UInt8> {
    let end = parts.query?.upperBound ?? parts.path.upperBound
    return parts.bytes[matched.upperBound..<end]
  }

  /// The first of the parameters that holds an absolute address, else the first that is there.
  func parameter() -> [UInt8]? {
    var first: [UInt8]?
    for name in rule.parameters {
      guard let value = parts.value(of: name.utf8), !value.isEmpty else { continue }
      let decoded = PercentCoding.decoded(value)
      if decoded.startsIgnoringCase("http".utf8) { return decoded }
      first = first ?? decoded
    }
    return first ?? parameterBehindSemicolon()
  }

  /// `?bn=1;cpdir=https://…`
  private func parameterBehindSemicolon() -> [UInt8]? {
    guard let query = parts.queryBytes, query.contains(UInt8(ascii: ";")) else { return nil }
    for pair in query.split(separator: UInt8(ascii: ";")) {
      guard let equals = pair.firstIndex(of: UInt8(ascii: "=")),
        rule.parameters.contains(where: { pair[..<equals].elementsEqual($0.utf8) })
      else { continue }
      return PercentCoding.decoded(pair[(equals + 1)...])
    }
    return nil
  }

  private func disqus() -> [UInt8]? {
    guard let value = parameter(), let colon = value.lastIndex(of: UInt8(ascii: ":")) else {
      return nil
    }
    let key = value[(colon + 1)...]
    let isKey =
      (20...40).contains(key.count)
      && key.allSatisfy { byte in
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "-")
          || byte == UInt8(ascii: "_")
      }
    return isKey ? Array(value[..<colon]) : value
  }

  /// A query that is a path: `?/1/2/3/https://…`.
  private func embeddedInQuery() -> [UInt8]? {
    guard let query = parts.queryBytes, query.first == UInt8(ascii: "/") else { return nil }
    let starts = ["/https://", "/http://"].compactMap { query.firstRange(ofBytes: Array($0.utf8)) }
    guard let start = starts.map(\.lowerBound).min() else { return nil }
    return Array(query[(start + 1)...])
  }

  /// `https://…`, `host/path`, or a label before either (xuehuaimg's `csdn/https://…`).
  private func rest() -> [UInt8]? {
    if let address = embedded(from: matched.upperBound) { return address }
    guard let first = tail.split(separator: UInt8(ascii: "/")).first,
      first.contains(UInt8(ascii: "."))
    else { return nil }
    return Array(tail)
  }

  /// From the first `http:` or `https:` after a slash on; an encoded one is decoded.
  func embedded(from start: Int) -> [UInt8]? {
    let end = parts.path.upperBound
    var index = start
    while index < end {
      guard parts.bytes[index] | 0x20 == UInt8(ascii: "h") else {
        index += 1
        continue
      }
      let isBoundary = index == start || "/,:".utf8.contains(parts.bytes[index - 1])
      if isBoundary, let address = embeddedAddress(at: index) { return address }
      index += 1
    }
    return nil
  }

  private func embeddedAddress(at index: Int) -> [UInt8]? {
    let piece = parts.bytes[index..<parts.path.upperBound]
    guard piece.startsIgnoringCase("http".utf8) else { return nil }
    if piece.startsIgnoringCase("http://".utf8) || piece.startsIgnoringCase("https://".utf8) {
      return Array(parts.bytes[index..<(parts.query?.upperBound ?? parts.path.upperBound)])
    }
    // A server that folds "//" leaves "https:/host".
    for prefix in ["http:/", "https:/"] where piece.startsIgnoringCase(prefix.utf8) {
      let after = index + prefix.utf8.count
      let end = parts.query?.upperBound ?? parts.path.upperBound
      guard parts.bytes[after..<end].first?.isHostByte == true else { return nil }
      return Array(prefix.utf8) + [UInt8(ascii: "/")] + parts.bytes[after..<end]
    }
    for prefix in ["http%3A", "https%3A", "http:%2F", "https:%2F", "http%253A", "https%253A"]
    where piece.startsIgnoringCase(prefix.utf8) {
      // Behind what is encoded whole stand parameters: `src=https%3A%2F%2F…&refer=…`.
      if prefix.hasSuffix("A"),
        piece.dropFirst(prefix.utf8.count).startsIgnoringCase("%2F".utf8)
      {
        return PercentCoding.decoded(piece.prefix { $0 != UInt8(ascii: "&") })
      }
      let end = piece.firstIndex(of: UInt8(ascii: "/")) ?? piece.endIndex
      return PercentCoding.decoded(prefix.hasSuffix("A") ? piece : piece[..<end])
    }
    return nil
  }

  private func replacedHost() -> [UInt8]? {
    guard let to = rule.to else { return nil }
    return Array("https://".utf8) + to.utf8 + parts.bytes[parts.path.lowerBound...]
  }
}

extension UInt8 {
  /// Whether the byte can begin a host name.
  var isHostByte: Bool { isASCIILetter || isASCIIDigit }
}

extension InnerAddress {
  /// Options of images.weserv.nl, which end a raw `url=` value.
  private static let weservOptions: Set<[UInt8]> = Set(
    [
      "w", "h", "dpr", "fit", "contain", "inside", "outside", "we", "a", "cbg", "crop", "precrop",
      "trim", "mask", "mtrim", "mbg", "flip", "flop", "ro", "rbg", "bg", "blur", "con", "filt",
      "gam", "hue", "mod", "sat", "sharp", "tint", "start", "stop", "af", "default",
      "errorredirect",
      "encoding", "filename", "il", "l", "maxage", "n", "output", "page", "q", "ll", "cx", "cy",
      "cw", "ch", "t", "or", "shape", "circle", "bri", "fpx", "fpy", "level", "delay", "loop",
      "fsol", "lossless", "il", "fp_x", "fp_y", "mbg", "url",
    ].map { Array($0.utf8) })

  private func weserv() -> [UInt8]? {
    let parameters = parts.parameters
    guard
      let first = parameters.firstIndex(where: {
        parts.pair($0).name.elementsEqual("url".utf8)
      })
    else { return nil }
    let start = parts.pair(parameters[first]).value.startIndex
    let lone = parts.pair(parameters[first]).value
    guard !lone.isEmpty else { return nil }
    if lone.isPercentEncodedAddress { return PercentCoding.decoded(lone) + fragment }
    var end = parameters[first].upperBound
    for parameter in parameters[(first + 1)...] {
      let name = Array(parts.pair(parameter).name)
      if InnerAddress.weservOptions.contains(name) { break }
      end = parameter.upperBound
    }
    return parts.bytes[start..<end] + fragment
  }

  /// Parameters of Jetpack's Photon; all others are the original's.
  private static let photonOptions: Set<[UInt8]> = Set(
    [
      "ssl", "w", "h", "resize", "fit", "crop", "quality", "strip", "zoom", "filter", "brightness",
      "contrast", "colorize", "smooth", "lb", "ulb", "unletterbox", "letterbox", "q", "offset",
      "is-pending-load",
    ].map { Array($0.utf8) })

  /// The query that a path without a picture's name needs to be a picture.
  private var photonQuery: ArraySlice<UInt8> {
    if PictureName.isPicture(parts.pathBytes) { return [] }
    let own = parts.parameters.filter {
      !InnerAddress.photonOptions.contains(Array(parts.pair($0).name))
    }
    return ArraySlice(own.map { parts.bytes[$0] }.joined(separator: [UInt8(ascii: "&")]))
  }

  private func photon() -> [UInt8]? {
    let path = parts.pathBytes.dropFirst()
    let original = parts.value(of: "q".utf8) ?? photonQuery
    guard let slash = path.firstIndex(of: UInt8(ascii: "/")),
      path.endIndex - slash > 1 || !original.isEmpty, path[..<slash].contains(UInt8(ascii: "."))
    else { return nil }
    let isSecure = parts.value(of: "ssl".utf8)?.elementsEqual("1".utf8) == true
    var address = Array((isSecure ? "https://" : "http://").utf8) + path
    if !original.isEmpty { address += [UInt8(ascii: "?")] + PercentCoding.decoded(original) }
    return address
  }

  private func cloudflare() -> [UInt8]? {
    guard let slash = tail.firstIndex(of: UInt8(ascii: "/")),
      tail[..<slash].contains(UInt8(ascii: "="))
    else { return nil }
    let source = tail[(slash + 1)...]
    if let address = embedded(from: source.startIndex) { return address }
    return source.isEmpty ? nil : [UInt8(ascii: "/")] + source
  }

  /// `/i/host/path`, `/i/s/host/path`, `/ii/w1000/s/host/path`.
  private func amp() -> [UInt8]? {
    var pieces = tail.split(
      separator: UInt8(ascii: "/"), maxSplits: 2, omittingEmptySubsequences: false)
    if let first = pieces.first, first.first == UInt8(ascii: "w"), first.count > 1,
      first.dropFirst().allSatisfy(\.isASCIIDigit)
    {
      pieces.removeFirst()
    }
    guard let first = pieces.first, let end = pieces.last?.endIndex else { return nil }
    if first.elementsEqual("s".utf8) {
      return Array("https://".utf8) + parts.bytes[min(first.endIndex + 1, end)..<end]
    }
    return Array("http://".utf8) + parts.bytes[first.startIndex..<end]
  }

  private func statically() -> [UInt8]? {
    let path = parts.bytes[matched.upperBound..<parts.path.upperBound]
    var pieces = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard pieces.count > 1, pieces[0].contains(UInt8(ascii: ".")) else { return nil }
    if pieces[1].contains(UInt8(ascii: "=")) { pieces.remove(at: 1) }
    return Array(pieces.joined(separator: [UInt8(ascii: "/")]))
  }

  /// `/plain/` is raw or percent-encoded; `@jpg` at the end asks for a format.
  private func imgproxy() -> [UInt8]? {
    guard var address = embedded(from: matched.upperBound) else { return nil }
    if let at = address.lastIndex(of: UInt8(ascii: "@")),
      address[(at + 1)...].allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit }),
      address.count - at < 6
    {
      address.removeSubrange(at...)
    }
    return address
  }

  private func nitter() -> [UInt8]? {
    var value = Array(tail)
    let isOriginal = value.startsIgnoringCase("orig/".utf8)
    if isOriginal { value.removeFirst(5) }
    if value.startsIgnoringCase("enc/".utf8) {
      guard let decoded = Base64.decoded(value.dropFirst(4)) else { return nil }
      value = decoded
    } else {
      guard value.firstRange(ofBytes: Array("%2F".utf8)) != nil else { return nil }
      value = PercentCoding.decoded(value)
    }
    if value.startsIgnoringCase("http".utf8) || value.starts(with: "pbs.twimg.com/".utf8)
      || value.starts(with: "video.twimg.com/".utf8)
    {
      return value
    }
    let folders = [
      "media/", "card_img/", "profile_images/", "profile_banners/", "ext_tw_video_thumb/",
      "amplify_video_thumb/", "tweet_video_thumb/", "semantic_core_img/",
    ]
    guard folders.contains(where: { value.starts(with: $0.utf8) }) else { return nil }
    if isOriginal { value += "?name=orig".utf8 }
    return Array("https://pbs.twimg.com/".utf8) + value
  }

  private func bing() -> [UInt8]? {
    guard let value = parts.value(of: "u".utf8), value.starts(with: "a1".utf8) else { return nil }
    return Base64.decoded(value.dropFirst(2))
  }

  private func yahoo() -> [UInt8]? {
    let path = parts.pathBytes
    guard let start = path.firstRange(ofBytes: Array("/RU=".utf8)) else { return nil }
    let value = path[start.upperBound...]
    let end = value.firstIndex(of: UInt8(ascii: "/")) ?? value.endIndex
    return PercentCoding.decoded(value[..<end])
  }

  /// `-` for `%` and `_` for `/`.
  private func proofpoint2() -> [UInt8]? {
    guard let value = parts.value(of: "u".utf8) else { return nil }
    let encoded = value.map { byte in
      switch byte {
      case UInt8(ascii: "-"): UInt8(ascii: "%")
      case UInt8(ascii: "_"): UInt8(ascii: "/")
      default: byte
      }
    }
    return PercentCoding.decoded(encoded)
  }

  /// `/v3/__ADDRESS__;…`: an address with `*` in it had characters replaced and stays wrapped.
  private func proofpoint3() -> [UInt8]? {
    let all = parts.bytes[parts.path.lowerBound...]
    guard let start = all.firstRange(ofBytes: Array("/__".utf8)),
      let end = all.firstRange(ofBytes: Array("__;".utf8), from: start.upperBound)
    else { return nil }
    let value = Array(all[start.upperBound..<end.lowerBound])
    guard !value.contains(UInt8(ascii: "*")) else { return nil }
    return value.starts(with: "https://".utf8) || value.starts(with: "http://".utf8)
      ? value : InnerAddress.unfolded(value)
  }

  /// Puts back the second slash that a mail server folded away.
  private static func unfolded(_ value: [UInt8]) -> [UInt8] {
    for prefix in ["https:/", "http:/"] where value.starts(with: prefix.utf8) {
      return Array(prefix.utf8) + [UInt8(ascii: "/")] + value.dropFirst(prefix.utf8.count)
    }
    return value
  }
}

extension Collection where Element == UInt8, Self: RandomAccessCollection, Index == Int {
  /// Whether an address was percent-encoded as a whole: it has `%2F` and no slash.
  var isPercentEncodedAddress: Bool {
    !contains(UInt8(ascii: "/"))
      && (firstRange(ofBytes: Array("%2F".utf8)) != nil
        || firstRange(ofBytes: Array("%2f".utf8)) != nil)
  }
}
