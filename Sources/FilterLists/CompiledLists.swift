internal import Bytes

/// Filter lists, ready to be asked: rules of the Adblock Plus and uBlock Origin syntax by what they
/// are found by, in one flat run of bytes.
///
/// Made of the lists' texts (``init(compiling:key:)``), or of the bytes that an earlier one had
/// (``init(bytes:key:)``), which takes no more than a look at each of them. Immutable; may be asked by
/// many threads at once.
public struct CompiledLists: Sendable {
  /// Changes whenever the same lists are read in another way or the bytes are laid out anew.
  public static let version: UInt32 = 1

  /// How many bytes a key has.
  public static let keyBytes = 32

  /// The parts of the bytes.
  enum Section: Int, CaseIterable {
    case texts, networkRules, sets, cosmeticRules
    case important, block, exception, parameters, parameterExceptions, pageExceptions
    case generic, pages, selectorExceptions
    case unsupported, counts

    static let networkIndexes: [Section] = [
      .important, .block, .exception, .parameters, .parameterExceptions, .pageExceptions,
    ]
    static let cosmeticIndexes: [Section] = [.generic, .pages, .selectorExceptions]

    /// Which of the network indexes a rule is in.
    static func tables(of rule: NetworkRule) -> [Int] {
      let isException = rule.flags.contains(.exception)
      if rule.flags.contains(.parameters) { return [isException ? 4 : 3] }
      // What is important blocks as well, and is asked for by itself only where an exception is.
      guard isException else { return rule.flags.contains(.important) ? [0, 1] : [1] }
      var tables: [Int] = []
      if !rule.kinds.isDisjoint(with: .parts) { tables.append(2) }
      if !rule.kinds.isDisjoint(with: .page) { tables.append(5) }
      return tables
    }
  }

  private static let magic = Array("rflists\n".utf8)
  private static let sectionsAt = 56
  private static var headerBytes: Int { sectionsAt + Section.allCases.count * 8 }

  let flat: FlatBytes
  private let offsets: [Int]
  let networkIndexes: [FlatIndex]
  let cosmeticIndexes: [FlatIndex]
  /// Where these sections begin.
  let rulesAt: Int
  let textsAt: Int
  let setsAt: Int
  let cache = ListCache()

  /// What a cache file holds.
  public var bytes: [UInt8] { flat.bytes }

  /// Network rules in force.
  public let networkRules: Int
  /// Cosmetic rules in force.
  public let cosmeticRules: Int
  /// Rules that are understood, for what no feed asks for: pop-up windows, pages that are gone to.
  public let inapplicableRules: Int

  /// What is not understood of the lists.
  public var unsupported: UnsupportedRules {
    UnsupportedRules(flat, at: offset(of: .unsupported))
  }

  /// Reads lists, given as the bytes of their files, in their order.
  ///
  /// - Parameter key: what the lists are known by, as a digest; cut or filled up to ``keyBytes``.
  public init(compiling lists: [[UInt8]], key: [UInt8] = []) {
    var compiler = ListCompiler()
    for list in lists { compiler.add(list.span) }
    self.init(laid: compiler.bytes(key: CompiledLists.filled(key)))
  }

  /// Takes what ``bytes`` gave; `nil` if it was of another version or of other lists, or was damaged.
  public init?(bytes: [UInt8], key: [UInt8] = []) {
    let flat = FlatBytes(bytes: bytes)
    guard bytes.count >= CompiledLists.headerBytes, bytes.starts(with: CompiledLists.magic),
      flat.u32(8) == Int(CompiledLists.version), flat.u32(12) == Section.allCases.count,
      bytes[24..<CompiledLists.sectionsAt].elementsEqual(CompiledLists.filled(key)),
      flat.u64(16) == CompiledLists.checksum(bytes)
    else { return nil }
    self.init(laid: bytes)
  }

  private init(laid bytes: [UInt8]) {
    let flat = FlatBytes(bytes: bytes)
    let offsets = Section.allCases.map {
      flat.u32(CompiledLists.sectionsAt + $0.rawValue * 8)
    }
    self.flat = flat
    self.offsets = offsets
    rulesAt = offsets[Section.networkRules.rawValue]
    textsAt = offsets[Section.texts.rawValue]
    setsAt = offsets[Section.sets.rawValue]
    networkIndexes = Section.networkIndexes.map { FlatIndex(flat, at: offsets[$0.rawValue]) }
    cosmeticIndexes = Section.cosmeticIndexes.map { FlatIndex(flat, at: offsets[$0.rawValue]) }
    let counts = offsets[Section.counts.rawValue]
    networkRules = flat.u32(counts)
    cosmeticRules = flat.u32(counts + 4)
    inapplicableRules = flat.u32(counts + 8)
  }

  func offset(of section: Section) -> Int { offsets[section.rawValue] }

  // MARK: The layout

  private static func filled(_ key: [UInt8]) -> [UInt8] {
    let key = key.prefix(keyBytes)
    return key + [UInt8](repeating: 0, count: keyBytes - key.count)
  }

  /// Header, table of sections, sections, each at a multiple of 8.
  static func joined(_ sections: [[UInt8]], key: [UInt8]) -> [UInt8] {
    var writer = FlatWriter()
    writer.append(magic)
    writer.append(version)
    writer.append(UInt32(sections.count))
    writer.append(UInt64(0))
    writer.append(key)
    var next = headerBytes
    for section in sections {
      writer.append(UInt32(next))
      writer.append(UInt32(section.count))
      next += (section.count + 7) / 8 * 8
    }
    writer.reserve(next)
    for section in sections {
      writer.append(section)
      writer.align()
    }
    writer.put(checksum(writer.bytes), at: 16)
    return writer.bytes
  }

  /// Of all behind itself: four sums side by side, so that a processor does them at once. No proof
  /// against an attacker, who could as well write the lists.
  private static func checksum(_ bytes: [UInt8]) -> UInt64 {
    var sums: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
    let prime: UInt64 = 0x9E37_79B9_7F4A_7C15
    bytes.withUnsafeBytes { memory in
      var offset = 24
      func word() -> UInt64 {
        defer { offset += 8 }
        guard offset + 8 <= memory.count else { return 0 }
        return UInt64(
          littleEndian: memory.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
      while offset < memory.count {
        sums.0 = (sums.0 ^ word()) &* prime
        sums.1 = (sums.1 ^ word()) &* prime
        sums.2 = (sums.2 ^ word()) &* prime
        sums.3 = (sums.3 ^ word()) &* prime
        sums.0 ^= sums.0 >> 29
        sums.1 ^= sums.1 >> 29
        sums.2 ^= sums.2 >> 29
        sums.3 ^= sums.3 >> 29
      }
    }
    return [sums.0, sums.1, sums.2, sums.3, UInt64(bytes.count)].reduce(0) {
      ($0 ^ $1) &* prime
    }
  }

  // MARK: Keys

  /// Of rules that no token is known of.
  static let anyKey: UInt64 = 0

  /// Of rules that are found by the page's host; that of what is asked for is another.
  @inline(__always)
  static func pageKey(_ host: UInt64) -> UInt64 { host ^ 0xA5A5_5A5A_C3C3_3C3C }
}
