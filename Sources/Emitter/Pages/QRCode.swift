/// A QR code (ISO/IEC 18004) of bytes, with error correction of level M, versions 1 to 20.
public struct QRCode: Sendable, Hashable {
  /// Modules of one side, without the quiet zone around them.
  public let side: Int
  private(set) var dark: [Bool]
  private var isFunction: [Bool]
  private let version: Int

  /// `nil` for more than 666 bytes.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let version = (1...20).first(where: { Self.holds(bytes.count, in: $0) }) else {
      return nil
    }
    self.version = version
    side = 17 + 4 * version
    dark = [Bool](repeating: false, count: side * side)
    isFunction = dark
    drawFunctions()
    let codewords = Self.interleaved(Self.data(bytes, version), version)
    draw(codewords)
    mask()
  }

  /// The path of an SVG with four modules of quiet zone on each side: a square for each dark module of
  /// a side of ``side`` + 8.
  public var path: String {
    var path = ""
    for y in 0..<side {
      var x = 0
      while x < side {
        let start = x
        while x < side, self[x, y] { x += 1 }
        if x > start { path += "M\(start + 4) \(y + 4)h\(x - start)v1h-\(x - start)z" }
        x += 1
      }
    }
    return path
  }

  private subscript(x: Int, y: Int) -> Bool {
    get { dark[y * side + x] }
    set { dark[y * side + x] = newValue }
  }

  // MARK: Bits

  /// Error-correction codewords of each block, and blocks, by version, of level M.
  private static let correction = [
    0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
  ]
  private static let blocks = [
    0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
  ]

  private static func allCodewords(_ version: Int) -> Int {
    var modules = (16 * version + 128) * version + 64
    if version > 1 {
      let count = version / 7 + 2
      modules -= (25 * count - 10) * count - 55
      if version > 6 { modules -= 36 }
    }
    return modules / 8
  }

  private static func dataCodewords(_ version: Int) -> Int {
    allCodewords(version) - correction[version] * blocks[version]
  }

  private static func countBits(_ version: Int) -> Int { version < 10 ? 8 : 16 }

  private static func holds(_ count: Int, in version: Int) -> Bool {
    4 + countBits(version) + 8 * count <= 8 * dataCodewords(version)
  }

  /// Byte mode, padded.
  private static func data(_ bytes: [UInt8], _ version: Int) -> [UInt8] {
    var bits: [Bool] = []
    func append(_ value: Int, _ count: Int) {
      for bit in stride(from: count - 1, through: 0, by: -1) { bits.append(value >> bit & 1 != 0) }
    }
    append(4, 4)
    append(bytes.count, countBits(version))
    for byte in bytes { append(Int(byte), 8) }
    let capacity = 8 * dataCodewords(version)
    append(0, min(4, capacity - bits.count))
    append(0, (8 - bits.count % 8) % 8)
    var isFirst = true
    while bits.count < capacity {
      append(isFirst ? 0xEC : 0x11, 8)
      isFirst.toggle()
    }
    return stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<start + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
    }
  }

  /// The data in blocks with their error correction, codeword by codeword of all blocks.
  private static func interleaved(_ data: [UInt8], _ version: Int) -> [UInt8] {
    let (count, length) = (blocks[version], correction[version])
    let all = allCodewords(version)
    let (short, shortBlocks) = (all / count - length, count - all % count)
    let divisor = Self.divisor(length)
    var parts: [(data: [UInt8], correction: [UInt8])] = []
    var start = 0
    for block in 0..<count {
      let size = short + (block < shortBlocks ? 0 : 1)
      let part = Array(data[start..<start + size])
      start += size
      parts.append((part, remainder(part, divisor)))
    }
    var result: [UInt8] = []
    for index in 0...short {
      for part in parts where index < part.data.count { result.append(part.data[index]) }
    }
    for index in 0..<length { result += parts.map { $0.correction[index] } }
    return result
  }

  // MARK: Reed and Solomon

  private static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
    var result = 0
    for bit in stride(from: 7, through: 0, by: -1) {
      result = result << 1 ^ (result >> 7) * 0x11D
      if b >> UInt8(bit) & 1 != 0 { result ^= Int(a) }
    }
    return UInt8(truncatingIfNeeded: result)
  }

  private static func divisor(_ degree: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: degree)
    result[degree - 1] = 1
    var root: UInt8 = 1
    for _ in 0..<degree {
      for index in 0..<degree {
        result[index] = product(result[index], root)
        if index + 1 < degree { result[index] ^= result[index + 1] }
      }
      root = product(root, 2)
    }
    return result
  }

  private static func remainder(_ data: [UInt8], _ divisor: [UInt8]) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: divisor.count)
    for byte in data {
      let factor = byte ^ result[0]
      result.removeFirst()
      result.append(0)
      for index in divisor.indices { result[index] ^= product(divisor[index], factor) }
    }
    return result
  }

  // MARK: Patterns

  private mutating func set(_ x: Int, _ y: Int, _ isDark: Bool) {
    self[x, y] = isDark
    isFunction[y * side + x] = true
  }

  private mutating func drawFunctions() {
    for place in 0..<side {
      set(6, place, place % 2 == 0)
      set(place, 6, place % 2 == 0)
    }
    for (x, y) in [(3, 3), (side - 4, 3), (3, side - 4)] { drawFinder(x, y) }
    let places = alignments()
    let last = places.count - 1
    for (i, x) in places.enumerated() {
      for (j, y) in places.enumerated()
      where !((i, j) == (0, 0) || (i, j) == (0, last) || (i, j) == (last, 0)) {
        for dy in -2...2 {
          for dx in -2...2 { set(x + dx, y + dy, max(abs(dx), abs(dy)) != 1) }
        }
      }
    }
    drawFormat(0)
    drawVersion()
  }

  private mutating func drawFinder(_ x: Int, _ y: Int) {
    for dy in -4...4 {
      for dx in -4...4 {
        let (column, row) = (x + dx, y + dy)
        guard (0..<side).contains(column), (0..<side).contains(row) else { continue }
        let distance = max(abs(dx), abs(dy))
        set(column, row, distance != 2 && distance != 4)
      }
    }
  }

  private func alignments() -> [Int] {
    guard version > 1 else { return [] }
    let count = version / 7 + 2
    let step = (version * 8 + count * 3 + 5) / (count * 4 - 4) * 2
    let rest = (0..<count - 1).map { side - 7 - $0 * step }
    return [6] + rest.reversed()
  }

  private mutating func drawFormat(_ mask: Int) {
    // Level M is 0.
    var rest = mask
    for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
    let bits = (mask << 10 | rest) ^ 0x5412
    func bit(_ index: Int) -> Bool { bits >> index & 1 != 0 }
    for index in 0...5 { set(8, index, bit(index)) }
    set(8, 7, bit(6))
    set(8, 8, bit(7))
    set(7, 8, bit(8))
    for index in 9..<15 { set(14 - index, 8, bit(index)) }
    for index in 0..<8 { set(side - 1 - index, 8, bit(index)) }
    for index in 8..<15 { set(8, side - 15 + index, bit(index)) }
    set(8, side - 8, true)
  }

  private mutating func drawVersion() {
    guard version > 6 else { return }
    var rest = version
    for _ in 0..<12 { rest = rest << 1 ^ (rest >> 11) * 0x1F25 }
    let bits = version << 12 | rest
    for index in 0..<18 {
      let (a, b) = (side - 11 + index % 3, index / 3)
      set(a, b, bits >> index & 1 != 0)
      set(b, a, bits >> index & 1 != 0)
    }
  }

  private mutating func draw(_ codewords: [UInt8]) {
    var index = 0
    for right in stride(from: side - 1, through: 1, by: -2).map({ $0 <= 6 ? $0 - 1 : $0 }) {
      for step in 0..<side {
        for x in [right, right - 1] {
          let isUp = (right + 1) & 2 == 0
          let y = isUp ? side - 1 - step : step
          guard !isFunction[y * side + x], index < codewords.count * 8 else { continue }
          self[x, y] = codewords[index / 8] >> UInt8(7 - index % 8) & 1 != 0
          index += 1
        }
      }
    }
  }

  // MARK: Masks

  /// Takes the mask that readers have least trouble with.
  private mutating func mask() {
    var best: (code: QRCode, penalty: Int)?
    for number in 0..<8 {
      var code = self
      code.apply(number)
      code.drawFormat(number)
      let penalty = code.penalty()
      if penalty < best?.penalty ?? .max { best = (code, penalty) }
    }
    if let best { self = best.code }
  }

  private mutating func apply(_ mask: Int) {
    for y in 0..<side {
      for x in 0..<side where !isFunction[y * side + x] {
        let isInverted =
          switch mask {
          case 0: (x + y) % 2 == 0
          case 1: y % 2 == 0
          case 2: x % 3 == 0
          case 3: (x + y) % 3 == 0
          case 4: (x / 3 + y / 2) % 2 == 0
          case 5: x * y % 2 + x * y % 3 == 0
          case 6: (x * y % 2 + x * y % 3) % 2 == 0
          default: ((x + y) % 2 + x * y % 3) % 2 == 0
          }
        if isInverted { self[x, y].toggle() }
      }
    }
  }

  private func penalty() -> Int {
    var penalty = 0
    for line in 0..<side {
      penalty += Self.penalty((0..<side).map { self[$0, line] })
      penalty += Self.penalty((0..<side).map { self[line, $0] })
    }
    for y in 0..<side - 1 {
      for x in 0..<side - 1 {
        let corner = self[x, y]
        if corner == self[x + 1, y], corner == self[x, y + 1], corner == self[x + 1, y + 1] {
          penalty += 3
        }
      }
    }
    let share = dark.count { $0 } * 20 - dark.count * 10
    return penalty + (abs(share) + dark.count - 1) / dark.count * 10 - 10
  }

  /// Runs of five or more, and what looks like a finder.
  private static func penalty(_ line: [Bool]) -> Int {
    var penalty = 0
    var run = 1
    for index in 1..<line.count {
      run = line[index] == line[index - 1] ? run + 1 : 1
      if run == 5 { penalty += 3 } else if run > 5 { penalty += 1 }
    }
    let finder = [true, false, true, true, true, false, true, false, false, false, false]
    for start in 0...(line.count - finder.count) {
      let part = line[start..<start + finder.count]
      if part.elementsEqual(finder) || part.elementsEqual(finder.reversed()) { penalty += 40 }
    }
    return penalty
  }
}
