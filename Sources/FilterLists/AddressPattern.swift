/// Matches patterns with `*` and `^` against addresses.
enum AddressPattern {
  /// Whether the pattern at `range` matches as its anchors say.
  static func matches(
    _ pattern: Span<UInt8>, _ range: Range<Int>, _ flags: NetworkRule.Flags,
    _ address: Span<UInt8>, host: Range<Int>
  ) -> Bool {
    if range.isEmpty { return true }
    if flags.contains(.start) {
      return rest(pattern, range, flags, address, from: 0, isFixed: true)
    }
    guard flags.contains(.host) else {
      return rest(pattern, range, flags, address, from: 0, isFixed: false)
    }
    // At the start of each label of the host.
    var start = host.lowerBound
    while start < host.upperBound {
      if rest(pattern, range, flags, address, from: start, isFixed: true) { return true }
      while start < host.upperBound, address[start] != UInt8(ascii: ".") { start += 1 }
      start += 1
    }
    return false
  }

  /// Matches the pieces between stars one behind the other, each as early as it can be.
  private static func rest(
    _ pattern: Span<UInt8>, _ range: Range<Int>, _ flags: NetworkRule.Flags,
    _ address: Span<UInt8>, from start: Int, isFixed: Bool
  ) -> Bool {
    let hasWildcards = flags.contains(.wildcards)
    var position = start
    var isFixed = isFixed
    var piece = range.lowerBound
    while piece <= range.upperBound {
      var end = piece
      if hasWildcards {
        while end < range.upperBound, pattern[end] != UInt8(ascii: "*") { end += 1 }
      } else {
        end = range.upperBound
      }
      let isLast = end == range.upperBound
      let mustEnd = isLast && flags.contains(.end)
      guard
        let next = place(
          pattern, piece..<end, address, from: position, isFixed: isFixed, mustEnd: mustEnd)
      else { return false }
      if isLast { return true }
      position = next
      isFixed = false
      piece = end + 1
    }
    return true
  }

  /// Where a piece ends that is found at `start`, or behind it unless it is fixed there.
  private static func place(
    _ pattern: Span<UInt8>, _ piece: Range<Int>, _ address: Span<UInt8>, from start: Int,
    isFixed: Bool, mustEnd: Bool
  ) -> Int? {
    if piece.isEmpty { return start }
    if isFixed {
      guard let end = end(pattern, piece, address, at: start),
        !mustEnd || end == address.count
      else { return nil }
      return end
    }
    let first = pattern[piece.lowerBound]
    let isSeparator = first == UInt8(ascii: "^")
    var position = start
    while position <= address.count {
      if !isSeparator {
        while position < address.count, address[position] != first { position += 1 }
        if position == address.count { return nil }
      }
      if let end = end(pattern, piece, address, at: position), !mustEnd || end == address.count {
        return end
      }
      position += 1
    }
    return nil
  }

  /// Where a piece ends that begins at `start`; the last `^` may stand for the address's end.
  @inline(__always)
  private static func end(
    _ pattern: Span<UInt8>, _ piece: Range<Int>, _ address: Span<UInt8>, at start: Int
  ) -> Int? {
    var position = start
    for index in piece {
      let byte = pattern[index]
      if position == address.count {
        guard byte == UInt8(ascii: "^"), index == piece.upperBound - 1 else { return nil }
        return position
      }
      if byte == UInt8(ascii: "^") {
        guard address[position].isSeparator else { return nil }
      } else if byte != address[position] {
        return nil
      }
      position += 1
    }
    return position
  }
}
