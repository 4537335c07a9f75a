/// The basic URL parser (URL Standard §4.4), its states as functions of the same names.
///
/// Works on UTF-8 bytes; functions return `false` where the standard returns failure.
struct WebAddressParser {
  let input: [UInt8]
  let base: WebAddress?
  var index = 0
  var record = AddressRecord()

  /// Drops controls and blanks at both ends, tabs and line breaks everywhere.
  init(_ text: String, base: WebAddress?) {
    let bytes = Array(text.utf8)
    var low = 0
    var high = bytes.count
    while low < high, bytes[low] <= 0x20 { low += 1 }
    while high > low, bytes[high - 1] <= 0x20 { high -= 1 }
    let isBreak = { (byte: UInt8) in byte == 0x09 || byte == 0x0A || byte == 0x0D }
    if high - low < bytes.count || bytes.contains(where: isBreak) {
      input = bytes[low..<high].filter { !isBreak($0) }
    } else {
      input = bytes
    }
    self.base = base
  }

  var byte: UInt8? { index < input.count ? input[index] : nil }
  var rest: ArraySlice<UInt8> { input[index...] }
  var isSpecial: Bool { record.special != nil }

  /// A `/`, or in special schemes a `\`.
  func isSlash(_ byte: UInt8?) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") && isSpecial
  }

  func isAfterPath(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") }

  // MARK: Scheme

  /// The scheme start and scheme states.
  mutating func parse() -> Bool {
    guard let first = input.first, ASCII.isLetter(first),
      let colon = input.firstIndex(where: { !isSchemeByte($0) }),
      input[colon] == UInt8(ascii: ":")
    else { return noScheme() }
    record.scheme = String(decoding: input[..<colon].map(ASCII.lowercased), as: UTF8.self)
    index = colon + 1
    if record.scheme == "file" { return file() }
    if isSpecial {
      if base?.scheme == record.scheme, !rest.starts(with: "//".utf8) { return relative() }
      return specialAuthority()
    }
    if rest.starts(with: "//".utf8) {
      index += 2
      return authority()
    }
    return byte == UInt8(ascii: "/") ? path() : opaquePath()
  }

  private func isSchemeByte(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private mutating func noScheme() -> Bool {
    guard let base else { return false }
    record.scheme = base.scheme
    if base.hasOpaquePath {
      guard byte == UInt8(ascii: "#") else { return false }
      record.copy(base, upTo: .query)
      return fragment()
    }
    return record.scheme == "file" ? file() : relative()
  }

  // MARK: Relative

  private mutating func relative() -> Bool {
    guard let base else { return false }
    guard isSlash(byte) else { return afterBase(base) }
    index += 1
    if isSpecial, isSlash(byte) { return specialAuthority() }
    if byte == UInt8(ascii: "/") {
      index += 1
      return authority()
    }
    record.copy(base, upTo: .authority)
    index -= 1
    return path()
  }

  /// The end of the relative state: what comes after the base's path, or instead of its last
  /// segment.
  private mutating func afterBase(_ base: WebAddress) -> Bool {
    record.copy(base, upTo: .query)
    guard let byte else { return true }
    if byte == UInt8(ascii: "?") { return query() }
    if byte == UInt8(ascii: "#") { return fragment() }
    record.query = nil
    record.shortenPath()
    return pathSegments()
  }

  /// The special authority slashes and special authority ignore slashes states.
  private mutating func specialAuthority() -> Bool {
    while isSlash(byte) { index += 1 }
    return authority()
  }

  // MARK: File

  private mutating func file() -> Bool {
    record.host = []
    if isSlash(byte) {
      index += 1
      return fileSlash()
    }
    guard let base, base.scheme == "file" else { return path() }
    record.copy(base, upTo: .query)
    guard let byte else { return true }
    if byte == UInt8(ascii: "?") { return query() }
    if byte == UInt8(ascii: "#") { return fragment() }
    record.query = nil
    if DriveLetter.starts(rest) { record.path = [] } else { record.shortenPath() }
    return pathSegments()
  }

  private mutating func fileSlash() -> Bool {
    if isSlash(byte) {
      index += 1
      return fileHost()
    }
    if let base, base.scheme == "file" {
      record.host = base.host.map { Array($0.utf8) }
      let first = base.path.utf8.dropFirst().prefix { $0 != UInt8(ascii: "/") }
      if !DriveLetter.starts(rest), DriveLetter.isNormalized(first) {
        record.path = [UInt8(ascii: "/")] + first
      }
    }
    return pathSegments()
  }

  private mutating func fileHost() -> Bool {
    let end = rest.firstIndex { isSlash($0) || isAfterPath($0) } ?? input.count
    let text = input[index..<end]
    if DriveLetter.isDriveLetter(text) { return pathSegments() }
    index = end
    guard !text.isEmpty else { return path() }
    guard let host = WebHost.parse(text, isSpecial: true) else { return false }
    record.host = host.elementsEqual("localhost".utf8) ? [] : host
    return path()
  }
}
