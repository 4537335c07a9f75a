extension WebAddressParser {
  /// The authority, host and port states.
  mutating func authority() -> Bool {
    let end = rest.firstIndex { isSlash($0) || isAfterPath($0) } ?? input.count
    var text = input[index..<end]
    if let at = text.lastIndex(of: UInt8(ascii: "@")) {
      credentials(text[..<at])
      text = text[(at + 1)...]
      guard !text.isEmpty else { return false }
    }
    index = end
    guard hostAndPort(text) else { return false }
    return path()
  }

  private mutating func credentials(_ text: ArraySlice<UInt8>) {
    let colon = text.firstIndex(of: UInt8(ascii: ":")) ?? text.endIndex
    PercentEncoding.append(text[..<colon], PercentEncoding.userinfo, to: &record.username)
    PercentEncoding.append(
      text[colon...].dropFirst(), PercentEncoding.userinfo, to: &record.password)
  }

  private mutating func hostAndPort(_ text: ArraySlice<UInt8>) -> Bool {
    let colon = portColon(in: text)
    let hostText = text[..<(colon ?? text.endIndex)]
    if hostText.isEmpty, isSpecial || colon != nil { return false }
    guard let host = WebHost.parse(hostText, isSpecial: isSpecial) else { return false }
    record.host = host
    guard let colon else { return true }
    return port(text[(colon + 1)...])
  }

  /// The first colon outside brackets.
  private func portColon(in text: ArraySlice<UInt8>) -> Int? {
    var isInBrackets = false
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "["): isInBrackets = true
      case UInt8(ascii: "]"): isInBrackets = false
      case UInt8(ascii: ":") where !isInBrackets: return index
      default: break
      }
    }
    return nil
  }

  private mutating func port(_ digits: ArraySlice<UInt8>) -> Bool {
    var port = 0
    for digit in digits {
      guard ASCII.isDigit(digit) else { return false }
      port = port * 10 + Int(digit - 0x30)
      guard port <= 65535 else { return false }
    }
    if !digits.isEmpty, port != record.special?.defaultPort { record.port = port }
    return true
  }
}
