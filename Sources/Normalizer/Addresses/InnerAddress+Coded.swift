internal import Bytes

/// Addresses that stand inside others in a coding: base64, hexadecimal digits, records.
extension InnerAddress {
  /// A segment that begins with the base64 of `http://` or `https://`.
  ///
  /// What stands behind it is a name for people (`/aHR0…/photo.jpg`) or, where the segment alone
  /// is no whole address, the rest of it (imgproxy cuts long ones).
  func base64() -> [UInt8]? {
    let path = parts.pathBytes
    guard let start = path.firstRange(ofBytes: Array("/aHR0c".utf8))?.lowerBound else {
      return nil
    }
    let pieces = path[(start + 1)...].split(separator: UInt8(ascii: "/"))
    guard let first = pieces.first else { return nil }
    let isCut =
      pieces.count > 1
      && pieces.dropLast().allSatisfy { $0.count == first.count && $0.count.isMultiple(of: 4) }
    var candidates = [decoded(Array(first))]
    if isCut, candidates[0].map({ !PictureName.isPicture($0) }) ?? true {
      candidates.insert(decoded(Array(pieces.joined())), at: 0)
    }
    return candidates.lazy.compactMap { $0 }.first { isMeant($0, segment: start) }
  }

  /// Base64 of an address, less an extension behind it.
  private func decoded(_ value: [UInt8]) -> [UInt8]? {
    var value = value
    if let dot = value.lastIndex(of: UInt8(ascii: ".")) { value.removeSubrange(dot...) }
    guard let address = Base64.decoded(PercentCoding.decoded(value)),
      address.starts(with: "http".utf8), address.isUTF8,
      !address.contains(where: { $0 < 0x21 || $0 == 0x7F })
    else { return nil }
    return address
  }

  /// Whether the coded address is the picture's and no page's whose picture was taken: a QR code,
  /// a screenshot.
  ///
  /// A proxy is known by its host, or by the signature or the options before the address; without
  /// either, what is inside must have a picture's name and lie on another host.
  private func isMeant(_ address: [UInt8], segment: Int) -> Bool {
    if !rule.hosts.isEmpty { return true }
    let before = parts.bytes[parts.path.lowerBound..<segment].split(separator: UInt8(ascii: "/"))
    if before.contains(where: InnerAddress.isSignature) { return true }
    guard PictureName.isPicture(address[...]), let inner = AddressParts(address) else {
      return false
    }
    return !inner.hostBytes.elementsEqual(parts.hostBytes)
      && !before.contains(where: InnerAddress.isPictureOfPage)
  }

  /// `insecure`, `unsafe`, options such as `rs:fit:80`, and digests of 43 or 44 characters.
  private static func isSignature(_ segment: ArraySlice<UInt8>) -> Bool {
    if segment.elementsEqual("insecure".utf8) || segment.elementsEqual("unsafe".utf8) {
      return true
    }
    if segment.contains(UInt8(ascii: ":")) { return true }
    return (43...44).contains(segment.count)
      && segment.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-_=".utf8.contains($0) }
  }

  private static func isPictureOfPage(_ segment: ArraySlice<UInt8>) -> Bool {
    ["qr", "code", "qrcode", "screenshot", "screenshots", "shot", "og", "upload", "uploads"]
      .contains { segment.equalsIgnoringCase($0.utf8) }
  }

  /// `/digest/address`, both in hexadecimal digits.
  func camo() -> [UInt8]? {
    let segments = parts.pathBytes.split(separator: UInt8(ascii: "/"))
    if segments.count == 1, isDigest(segments[0]), let value = parts.value(of: "url".utf8) {
      let address = PercentCoding.decoded(value)
      return address.starts(with: "http".utf8) && address.isUTF8 ? address : nil
    }
    guard segments.count > 1, let last = segments.last else { return nil }
    let digest = segments[segments.count - 2]
    guard isDigest(digest),
      let address = Hexadecimal.decoded(last), address.starts(with: "http".utf8), address.isUTF8
    else { return nil }
    return address
  }

  private func isDigest(_ text: ArraySlice<UInt8>) -> Bool {
    (text.count == 40 || text.count == 64)
      && text.allSatisfy { Hexadecimal.value(of: $0) != nil }
  }

  /// The second field of the record, behind `08 13`: tag, length, address.
  ///
  /// Since 2024 most of these hold no address but a key; they stay.
  func googleNews() -> [UInt8]? {
    let segment = tail.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    guard let record = Base64.decoded(PercentCoding.decoded(segment)),
      record.count > 4, record.starts(with: [0x08, 0x13, 0x22])
    else { return nil }
    var length = Int(record[3] & 0x7F)
    var start = 4
    if record[3] & 0x80 != 0 {
      length |= Int(record[4] & 0x7F) << 7
      start = 5
    }
    guard start + length <= record.count else { return nil }
    let address = Array(record[start..<(start + length)])
    return address.starts(with: "http".utf8) && address.isUTF8 ? address : nil
  }

  /// `/redirect/2/` and base64url of `{"e":"https://…",…}`, then a dot and a signature.
  func substack() -> [UInt8]? {
    let segment = tail.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "?") }
    guard let record = Base64.decoded(segment),
      let start = record.firstRange(ofBytes: Array("\"e\":\"".utf8))?.upperBound,
      let end = record[start...].firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    let escaped = Array("\\u0026".utf8)
    var address: [UInt8] = []
    var index = start
    while index < end {
      if record[index..<end].starts(with: escaped) {
        address.append(UInt8(ascii: "&"))
        index += escaped.count
      } else {
        if record[index] != UInt8(ascii: "\\") { address.append(record[index]) }
        index += 1
      }
    }
    return address
  }
}

/// Addresses behind segments of options.
extension InnerAddress {
  /// `/w_800,q_80/https://host/path` or `/w_800,q_80/host/path`.
  func options() -> [UInt8]? {
    if let address = embedded(from: matched.upperBound) { return address }
    var start = matched.upperBound
    for segment in parts.bytes[start..<parts.path.upperBound].split(separator: UInt8(ascii: "/")) {
      let isOption =
        segment.contains { ",_:+=".utf8.contains($0) }
        || segment.elementsEqual("spio".utf8) || segment.elementsEqual("spai".utf8)
      start = segment.startIndex
      if !isOption { break }
    }
    let rest = parts.bytes[start..<parts.path.upperBound]
    let host = rest.prefix { $0 != UInt8(ascii: "/") }
    guard host.count < rest.count, PublicHost.isPublic(host) else { return nil }
    return Array(rest)
  }

  /// `/_ipx/w_800,f_webp/https://…` or `/_ipx/_/path`.
  func ipx() -> [UInt8]? {
    let path = parts.bytes[matched.upperBound..<parts.path.upperBound]
    guard let slash = path.firstIndex(of: UInt8(ascii: "/")),
      path[..<slash].contains(UInt8(ascii: "_"))
    else { return nil }
    if let address = embedded(from: slash + 1) { return address }
    let rest = PercentCoding.decoded(path[(slash + 1)...])
    return rest.isEmpty ? nil : rest.first == UInt8(ascii: "/") ? rest : [UInt8(ascii: "/")] + rest
  }

  /// `/external/signature/https/host/path`, perhaps with `%3Fquery` before the scheme.
  func discord() -> [UInt8]? {
    var segments = parts.bytes[matched.upperBound..<parts.path.upperBound].split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false
    ).dropFirst()
    var query: [UInt8] = []
    if let first = segments.first, first.startsIgnoringCase("%3F".utf8) {
      query = PercentCoding.decoded(first)
      segments = segments.dropFirst()
    }
    guard let scheme = segments.first, segments.count > 2,
      scheme.elementsEqual("https".utf8) || scheme.elementsEqual("http".utf8)
    else { return nil }
    let rest = segments.dropFirst().joined(separator: [UInt8(ascii: "/")])
    return Array(scheme) + "://".utf8 + rest + query
  }
}

/// Addresses that affiliate networks carry in a parameter.
extension InnerAddress {
  /// `/c/1234567/654321/4321?u=…`: on any host, where three numbers say that the path is Impact's.
  func impact() -> [UInt8]? {
    let numbers = parts.bytes[matched.upperBound..<parts.path.upperBound].split(
      separator: UInt8(ascii: "/"))
    guard numbers.count == 3, numbers[0].count > 4,
      numbers.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) })
    else { return nil }
    return parameter()
  }

  /// `ulp=[[https://…]]`
  func brackets() -> [UInt8]? {
    guard let value = parameter() else { return nil }
    guard value.starts(with: "[[".utf8), value.suffix(2).elementsEqual("]]".utf8) else {
      return value
    }
    return Array(value.dropFirst(2).dropLast(2))
  }
}
