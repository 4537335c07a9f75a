import Bytes

extension WebAddressParser {
  /// The path start state.
  mutating func path() -> Bool {
    if isSlash(byte) {
      index += 1
    } else if !isSpecial {
      // Only special schemes always have a path.
      guard let byte, !isAfterPath(byte) else { return afterPath() }
    }
    return pathSegments()
  }

  /// The path state, from the start of a segment.
  mutating func pathSegments() -> Bool {
    while true {
      let end = rest.firstIndex { isSlash($0) || isAfterPath($0) } ?? input.count
      let isLast = end == input.count || isAfterPath(input[end])
      segment(input[index..<end], isLast: isLast)
      index = end
      if isLast { return afterPath() }
      index += 1
    }
  }

  private mutating func segment(_ text: ArraySlice<UInt8>, isLast: Bool) {
    let slash = UInt8(ascii: "/")
    switch DotSegment(text) {
    case .double:
      record.shortenPath()
      if isLast { record.path.append(slash) }
    case .single:
      if isLast { record.path.append(slash) }
    case nil:
      let isDrive =
        record.scheme == "file" && record.path.isEmpty && DriveLetter.isDriveLetter(text)
      record.path.append(slash)
      PercentEncoding.append(text, PercentEncoding.path, to: &record.path)
      if isDrive { record.path[2] = UInt8(ascii: ":") }
    }
  }

  /// Where a path has ended: nothing, a query, or a fragment.
  private mutating func afterPath() -> Bool {
    switch byte {
    case UInt8(ascii: "?"): query()
    case UInt8(ascii: "#"): fragment()
    default: true
    }
  }

  mutating func opaquePath() -> Bool {
    record.hasOpaquePath = true
    let end = rest.firstIndex(where: isAfterPath) ?? input.count
    PercentEncoding.append(input[index..<end], PercentEncoding.controls, to: &record.path)
    // A blank before a query or fragment would be lost when these are taken off.
    if end < input.count, record.path.last == 0x20 {
      record.path.removeLast()
      PercentCoding.append(0x20, to: &record.path)
    }
    index = end
    return afterPath()
  }

  mutating func query() -> Bool {
    let end = rest.firstIndex(of: UInt8(ascii: "#")) ?? input.count
    let set = isSpecial ? PercentEncoding.specialQuery : PercentEncoding.query
    var query: [UInt8] = []
    PercentEncoding.append(input[(index + 1)..<end], set, to: &query)
    record.query = query
    index = end
    return afterPath()
  }

  mutating func fragment() -> Bool {
    var fragment: [UInt8] = []
    PercentEncoding.append(input[(index + 1)...], PercentEncoding.fragment, to: &fragment)
    record.fragment = fragment
    index = input.count
    return true
  }
}

/// `.` and `..`, also written with `%2e` (URL Standard §4.1).
enum DotSegment {
  case single, double

  init?(_ text: ArraySlice<UInt8>) {
    guard text.count <= 6 else { return nil }
    var rest = text
    var dots = 0
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.first == UInt8(ascii: "2"),
        rest.dropFirst().first.map({ $0 | 0x20 }) == UInt8(ascii: "e")
      {
        rest = rest.dropFirst(2)
      } else if byte != UInt8(ascii: ".") {
        return nil
      }
      dots += 1
    }
    switch dots {
    case 1: self = .single
    case 2: self = .double
    default: return nil
    }
  }
}
