/// Punycode (RFC 3492).
enum Punycode {
  private static let base = 36
  private static let tMin = 1
  private static let tMax = 26
  private static let initialBias = 72
  private static let initialN = 128
  private static let hyphen = UInt8(ascii: "-")

  /// The encoding without `xn--`; `nil` on overflow. Takes time up to quadratic in the label.
  static func encoded(_ label: [UnicodeScalar]) -> [UInt8]? {
    let values = label.map { Int($0.value) }
    var result = values.filter { $0 < initialN }.map { UInt8($0) }
    let basic = result.count
    var done = basic
    if basic > 0 { result.append(hyphen) }
    var n = initialN
    var delta = 0
    var bias = initialBias
    while done < values.count {
      guard let next = values.filter({ $0 >= n }).min() else { return nil }
      let (step, overflow) = (next - n).multipliedReportingOverflow(by: done + 1)
      guard !overflow, delta + step < Int(Int32.max) else { return nil }
      delta += step
      n = next
      for value in values {
        if value < n { delta += 1 }
        guard value == n else { continue }
        append(delta, bias: bias, to: &result)
        bias = adapted(delta, count: done + 1, isFirst: done == basic)
        delta = 0
        done += 1
      }
      delta += 1
      n += 1
    }
    return result
  }

  /// A generalized variable-length integer (RFC 3492 §3.3).
  private static func append(_ delta: Int, bias: Int, to result: inout [UInt8]) {
    var rest = delta
    var k = base
    while true {
      let t = threshold(k, bias)
      if rest < t { break }
      result.append(digit(t + (rest - t) % (base - t)))
      rest = (rest - t) / (base - t)
      k += base
    }
    result.append(digit(rest))
  }

  /// `nil` for what is no Punycode.
  static func decoded(_ text: ArraySlice<UInt8>) -> [UnicodeScalar]? {
    let split = text.lastIndex(of: hyphen)
    var result = text[..<(split ?? text.startIndex)].map { UnicodeScalar($0) }
    var rest = text[(split.map { $0 + 1 } ?? text.startIndex)...]
    var n = initialN
    var position = 0
    var bias = initialBias
    while !rest.isEmpty {
      guard let delta = takeInteger(&rest, bias: bias) else { return nil }
      let sum = position + delta
      let count = result.count + 1
      bias = adapted(delta, count: count, isFirst: position == 0 && n == initialN)
      n += sum / count
      position = sum % count
      guard n <= 0x10FFFF, let scalar = UnicodeScalar(UInt32(n)) else { return nil }
      result.insert(scalar, at: position)
      position += 1
    }
    return result
  }

  private static func takeInteger(_ rest: inout ArraySlice<UInt8>, bias: Int) -> Int? {
    var value = 0
    var weight = 1
    var k = base
    while let digit = rest.popFirst().flatMap(digitValue) {
      value += digit * weight
      guard value <= Int(Int32.max) else { return nil }
      let t = threshold(k, bias)
      if digit < t { return value }
      weight *= base - t
      guard weight <= Int(Int32.max) else { return nil }
      k += base
    }
    return nil
  }

  private static func threshold(_ k: Int, _ bias: Int) -> Int { min(max(k - bias, tMin), tMax) }

  /// RFC 3492 §6.1.
  private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var k = 0
    while delta > (base - tMin) * tMax / 2 {
      delta /= base - tMin
      k += base
    }
    return k + (base - tMin + 1) * delta / (delta + 38)
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(value < 26 ? 0x61 + value : 0x16 + value)
  }

  private static func digitValue(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte) - 0x30 + 26
    case 0x41...0x5A: Int(byte) - 0x41
    case 0x61...0x7A: Int(byte) - 0x61
    default: nil
    }
  }
}
