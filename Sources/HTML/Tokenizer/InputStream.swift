// Preprocessing the input stream (§13.2.3.5), with the decoding of the Encoding Standard in front.

/// The input as the tokenizer wants it: valid UTF-8 with line feeds alone. An input that is so
/// already, as nearly all are, is taken as it is, without a copy.
func preprocessed(_ bytes: [UInt8]) -> [UInt8] {
  ByteView.with(bytes) { view in
    let start = firstIndexToRewrite(view)
    return start == view.count ? nil : rewritten(view, from: start)
  } ?? bytes
}

/// The same for the bytes of a string, which are valid UTF-8.
func preprocessed(_ text: String) -> [UInt8] {
  let bytes = Array(text.utf8)
  let hasReturns = ByteView.with(bytes) { view in
    var index = 0
    while let word = view.word(at: index) {
      if zeroBytes(word ^ 0x0D0D_0D0D_0D0D_0D0D) != 0 { return true }
      index &+= 8
    }
    while index < view.count {
      if view[index] == 0x0D { return true }
      index &+= 1
    }
    return false
  }
  return hasReturns ? preprocessed(bytes) : bytes
}

/// The index of the first carriage return or invalid sequence.
private func firstIndexToRewrite(_ view: ByteView) -> Int {
  var index = 0
  while index < view.count {
    if let word = view.word(at: index) {
      if isASCIIWithoutCarriageReturn(word) {
        index &+= 8
        continue
      }
      if isTwoOfThreeBytes(word) {
        index &+= 6
        continue
      }
    }
    let byte = view[index]
    if byte == 0x0D { return index }
    if byte < 0x80 {
      index &+= 1
      continue
    }
    let sequence = utf8Sequence(view, at: index)
    guard sequence.isValid else { return index }
    index &+= sequence.length
  }
  return view.count
}

@inline(__always)
private func isASCIIWithoutCarriageReturn(_ word: UInt64) -> Bool {
  let returns = word ^ 0x0D0D_0D0D_0D0D_0D0D
  let found = (returns &- 0x0101_0101_0101_0101) & ~returns
  return (found | word) & 0x8080_8080_8080_8080 == 0
}

/// Whether the first six bytes are two valid sequences of three bytes, as in Chinese text; those that
/// begin with E0 or ED, which need a closer look, don't count.
@inline(__always)
private func isTwoOfThreeBytes(_ word: UInt64) -> Bool {
  guard word & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0 else { return false }
  let first = word & 0xFF
  let second = word &>> 24 & 0xFF
  return first != 0xE0 && first != 0xED && second != 0xE0 && second != 0xED
}

/// A copy of `view` in which each invalid sequence is U+FFFD and each line ends in a line feed.
private func rewritten(_ view: ByteView, from start: Int) -> [UInt8] {
  var output: [UInt8] = []
  output.reserveCapacity(view.count)
  view.withSpan(start: 0, count: start) { output.append(contentsOf: $0) }
  var index = start
  while index < view.count {
    let byte = view[index]
    if byte == 0x0D {
      output.append(0x0A)
      index += index + 1 < view.count && view[index + 1] == 0x0A ? 2 : 1
    } else if byte < 0x80 {
      output.append(byte)
      index += 1
    } else {
      let sequence = utf8Sequence(view, at: index)
      if sequence.isValid {
        view.withSpan(start: index, count: sequence.length) { output.append(contentsOf: $0) }
      } else {
        output.append(contentsOf: [0xEF, 0xBF, 0xBD])
      }
      index += sequence.length
    }
  }
  return output
}

/// The sequence that begins with the non-ASCII byte at `index`. Of an invalid one the length is that
/// of its "maximal subpart", which one U+FFFD replaces (Encoding Standard §8.1.1).
@inline(__always)
private func utf8Sequence(_ view: ByteView, at index: Int) -> (length: Int, isValid: Bool) {
  let lead = view[index]
  var lower: UInt8 = 0x80
  var upper: UInt8 = 0xBF
  let length: Int
  switch lead {
  case 0xC2...0xDF: length = 2
  case 0xE0...0xEF:
    length = 3
    if lead == 0xE0 { lower = 0xA0 }
    if lead == 0xED { upper = 0x9F }
  case 0xF0...0xF4:
    length = 4
    if lead == 0xF0 { lower = 0x90 }
    if lead == 0xF4 { upper = 0x8F }
  default: return (1, false)
  }
  var offset = 1
  while offset < length {
    guard index &+ offset < view.count else { return (offset, false) }
    let byte = view[index &+ offset]
    guard byte >= lower, byte <= upper else { return (offset, false) }
    lower = 0x80
    upper = 0xBF
    offset &+= 1
  }
  return (length, true)
}
