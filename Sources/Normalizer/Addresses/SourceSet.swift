/// The image candidates of a `srcset` attribute (WHATWG HTML §4.8.4.2.1, "parse a srcset
/// attribute").
struct SourceSet: Sendable, Hashable {
  struct Candidate: Sendable, Hashable {
    var address: String
    /// As written: `2x`, `640w`, `640w 480h`; empty for none.
    var descriptor: String
  }

  var candidates: [Candidate] = []

  /// Reads a list by the standard's grammar: an address may hold commas inside, and one at its
  /// end separates.
  ///
  /// - Parameter most: how many candidates are read.
  init(parsing bytes: [UInt8], upTo most: Int = .max) {
    var index = 0
    while candidates.count < most {
      while index < bytes.count, bytes[index].isHTMLBlank || bytes[index] == 0x2C { index += 1 }
      guard index < bytes.count else { return }
      let start = index
      while index < bytes.count, !bytes[index].isHTMLBlank { index += 1 }
      var end = index
      var descriptor = ""
      if bytes[end - 1] == 0x2C {
        while end > start, bytes[end - 1] == 0x2C { end -= 1 }
      } else {
        descriptor = SourceSet.descriptor(bytes, &index)
      }
      if SourceSet.isValid(descriptor) {
        let address = String(decoding: bytes[start..<end], as: UTF8.self)
        candidates.append(Candidate(address: address, descriptor: descriptor))
      }
    }
  }

  /// Everything up to the next comma outside parentheses.
  private static func descriptor(_ bytes: [UInt8], _ index: inout Int) -> String {
    var depth = 0
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")"), depth > 0 { depth -= 1 }
      if byte == 0x2C, depth == 0 { break }
      index += 1
    }
    let all = bytes[start..<index].trimmedBlanks
    if index < bytes.count { index += 1 }
    if !all.contains(where: \.isHTMLBlank) { return String(decoding: all, as: UTF8.self) }
    let words = all.split(whereSeparator: \.isHTMLBlank)
    return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
  }

  /// Whether every word of a descriptor is a width, a height or a density.
  private static func isValid(_ descriptor: String) -> Bool {
    if descriptor.isEmpty || isWidth(descriptor) { return true }
    return descriptor.utf8.split(separator: 0x20).allSatisfy { word in
      guard let unit = word.last, "wxh".utf8.contains(unit), word.count > 1 else { return false }
      let number = word.dropLast()
      if unit == UInt8(ascii: "x") {
        return number.allSatisfy { $0.isASCIIDigit || ".eE+-".utf8.contains($0) }
      }
      return number.allSatisfy(\.isASCIIDigit)
    }
  }

  /// Whether it is digits and a `w`, as nearly all are.
  private static func isWidth(_ descriptor: String) -> Bool {
    var hasDigit = false
    var isEnded = false
    for byte in descriptor.utf8 {
      if isEnded { return false }
      if byte.isASCIIDigit {
        hasDigit = true
      } else if byte == UInt8(ascii: "w"), hasDigit {
        isEnded = true
      } else {
        return false
      }
    }
    return isEnded
  }

  /// Leaves each address once, the first time it stands; whether only one of several is left, which
  /// needs no size.
  mutating func dropDoubles() -> Bool {
    var seen: Set<[UInt8]> = []
    let count = candidates.count
    candidates = candidates.filter { seen.insert(Array($0.address.utf8)).inserted }
    guard candidates.count == 1, count > 1 else { return false }
    candidates[0].descriptor = ""
    return true
  }

  /// The list as an attribute value.
  var text: String {
    candidates.map { $0.descriptor.isEmpty ? $0.address : "\($0.address) \($0.descriptor)" }
      .joined(separator: ", ")
  }

  /// Whether this is what ``text`` would write.
  func isWritten(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    func take(_ text: some Collection<UInt8>) -> Bool {
      guard rest.starts(with: text) else { return false }
      rest = rest.dropFirst(text.count)
      return true
    }
    for (index, candidate) in candidates.enumerated() {
      if index > 0, !take([0x2C, 0x20]) { return false }
      if !take(candidate.address.utf8) { return false }
      if !candidate.descriptor.isEmpty, !take([0x20]) || !take(candidate.descriptor.utf8) {
        return false
      }
    }
    return rest.isEmpty
  }

  /// The candidate of the greatest width or density.
  var largest: Candidate? {
    var best: (candidate: Candidate, size: Double)?
    for candidate in candidates {
      let size = SourceSet.size(of: candidate)
      if let found = best, found.size >= size { continue }
      best = (candidate, size)
    }
    return best?.candidate
  }

  private static func size(of candidate: Candidate) -> Double {
    guard let word = candidate.descriptor.utf8.split(separator: 0x20).first else { return 1 }
    let number = Double(String(decoding: word.dropLast(), as: UTF8.self)) ?? 0
    return number.isFinite ? number : 0
  }
}
