internal import FeedModel

/// Where the parts of an absolute http or https address lie in its bytes.
///
/// The address is the serialization of the WHATWG URL Standard, so the split is plain: scheme,
/// `//`, authority up to `/`, `?` or `#`.
struct AddressParts {
  let bytes: [UInt8]
  /// Without user information and port.
  let host: Range<Int>
  /// Scheme, `://`, authority.
  let origin: Range<Int>
  let path: Range<Int>
  /// Without the `?`.
  let query: Range<Int>?
  /// Without the `#`.
  let fragment: Range<Int>?
  let hasUserInformation: Bool

  /// `nil` when the address is neither http nor https.
  init?(_ address: WebAddress) {
    guard address.isHTTP else { return nil }
    let ranges = address.ranges
    bytes = Array(address.href.utf8)
    host = ranges.host
    origin = 0..<ranges.path.lowerBound
    path = ranges.path
    query = ranges.query
    fragment = ranges.fragment
    hasUserInformation = address.hasCredentials
  }

  /// For an address that is in normal form.
  init?(_ bytes: [UInt8]) {
    guard let authorityStart = AddressParts.endOfWebScheme(bytes) else { return nil }
    var index = authorityStart
    var hostStart = authorityStart
    var colon: Int?
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") {
        break
      }
      if byte == UInt8(ascii: "@") {
        hostStart = index + 1
        colon = nil
      } else if byte == UInt8(ascii: ":") {
        colon = index
      } else if byte == UInt8(ascii: "]") {
        colon = nil
      }
      index += 1
    }
    let hostEnd = colon ?? index
    guard hostEnd > hostStart else { return nil }
    self.bytes = bytes
    host = hostStart..<hostEnd
    origin = 0..<index
    hasUserInformation = hostStart != authorityStart
    let hash = bytes[index...].firstIndex(of: UInt8(ascii: "#"))
    let end = hash ?? bytes.count
    let mark = bytes[index..<end].firstIndex(of: UInt8(ascii: "?"))
    path = index..<(mark ?? end)
    query = mark.map { ($0 + 1)..<end }
    fragment = hash.map { ($0 + 1)..<bytes.count }
  }

  /// The index behind `http://` or `https://`.
  private static func endOfWebScheme(_ bytes: [UInt8]) -> Int? {
    guard bytes.count > 7, bytes[0] == UInt8(ascii: "h"), bytes[1] == UInt8(ascii: "t"),
      bytes[2] == UInt8(ascii: "t"), bytes[3] == UInt8(ascii: "p")
    else { return nil }
    let colon = bytes[4] == UInt8(ascii: "s") ? 5 : 4
    guard bytes.count > colon + 3, bytes[colon] == UInt8(ascii: ":"),
      bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/")
    else { return nil }
    return colon + 3
  }

  var hostBytes: ArraySlice<UInt8> { bytes[host] }
  var pathBytes: ArraySlice<UInt8> { bytes[path] }
  var queryBytes: ArraySlice<UInt8>? { query.map { bytes[$0] } }
  var originText: String { String(decoding: bytes[origin], as: UTF8.self) }
  var isSecure: Bool { bytes.starts(with: "https:".utf8) }
}

extension AddressParts {
  /// The ranges of the query's parameters, `&` excluded, empty ones included.
  var parameters: [Range<Int>] {
    guard let query else { return [] }
    var ranges: [Range<Int>] = []
    var start = query.lowerBound
    for index in query where bytes[index] == UInt8(ascii: "&") {
      ranges.append(start..<index)
      start = index + 1
    }
    ranges.append(start..<query.upperBound)
    return ranges
  }

  /// The name and the value of a parameter.
  func pair(_ parameter: Range<Int>) -> (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
    let piece = bytes[parameter]
    guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { return (piece, []) }
    return (piece[..<equals], piece[(equals + 1)...])
  }

  /// The value of the first parameter of this name, as written.
  func value(of name: some Sequence<UInt8>) -> ArraySlice<UInt8>? {
    for parameter in parameters {
      let pair = pair(parameter)
      if pair.name.elementsEqual(name) { return pair.value }
    }
    return nil
  }
}
