/// What one network rule says, as ranges of the compiler's text.
struct NetworkRule {
  struct Flags: OptionSet, Hashable {
    let rawValue: UInt16

    /// `||`
    static let host = Flags(rawValue: 1)
    /// `|` in front.
    static let start = Flags(rawValue: 2)
    /// `|` behind.
    static let end = Flags(rawValue: 4)
    static let expression = Flags(rawValue: 8)
    static let matchCase = Flags(rawValue: 0x10)
    /// `||example.com^` and nothing else: the pattern is the host.
    static let wholeHost = Flags(rawValue: 0x20)
    static let thirdParty = Flags(rawValue: 0x40)
    static let firstParty = Flags(rawValue: 0x80)
    /// The hosts themselves must differ or be the same.
    static let otherHost = Flags(rawValue: 0x100)
    static let sameHost = Flags(rawValue: 0x200)
    /// Whether the pattern names a host with all its labels, so that it is about somebody.
    static let namesHost = Flags(rawValue: 0x400)
    /// `removeparam`
    static let parameters = Flags(rawValue: 0x800)
    /// Whether a pattern has `*` or `^`.
    static let wildcards = Flags(rawValue: 0x1000)
    static let exception = Flags(rawValue: 0x2000)
    static let important = Flags(rawValue: 0x4000)
  }

  var flags: Flags = []
  var kinds: KindMask = []
  /// Without anchors; in lower case unless case counts.
  var pattern: Range<Int> {
    get { packedPattern.range }
    set { packedPattern = PackedRange(newValue) }
  }
  /// The number of a set of hosts that pages must be of, counted from 1; 0 for none.
  var pages: Int {
    get { Int(packedPages) }
    set { packedPages = UInt32(truncatingIfNeeded: newValue) }
  }
  /// The same for what is asked for.
  var targets: Int {
    get { Int(packedTargets) }
    set { packedTargets = UInt32(truncatingIfNeeded: newValue) }
  }
  /// The rule as the list has it.
  var text: Range<Int> {
    get { packedText.range }
    set { packedText = PackedRange(newValue) }
  }
  /// What `removeparam` names; empty for all.
  var value: Range<Int> {
    get { packedValue.range }
    set { packedValue = PackedRange(newValue) }
  }

  // There are a hundred thousand of them.
  private var packedPattern = PackedRange(0..<0)
  private var packedText = PackedRange(0..<0)
  private var packedValue = PackedRange(0..<0)
  private var packedPages: UInt32 = 0
  private var packedTargets: UInt32 = 0

  /// How many bytes a rule takes in flat bytes.
  static let bytes = 36

  func write(to writer: inout FlatWriter) {
    writer.append(UInt32(pattern.lowerBound))
    writer.append(UInt16(truncatingIfNeeded: pattern.count))
    writer.append(flags.rawValue)
    writer.append(kinds.rawValue)
    writer.append(UInt32(pages))
    writer.append(UInt32(targets))
    writer.append(UInt32(text.lowerBound))
    writer.append(UInt32(text.count))
    writer.append(UInt32(value.lowerBound))
    writer.append(UInt32(value.count))
  }
}

/// A range of a text of less than 4 GB.
struct PackedRange {
  private var start: UInt32
  private var end: UInt32

  init(_ range: Range<Int>) {
    start = UInt32(truncatingIfNeeded: range.lowerBound)
    end = UInt32(truncatingIfNeeded: range.upperBound)
  }

  var range: Range<Int> { Int(start)..<Int(max(start, end)) }
}

/// A rule as flat bytes have it.
struct FlatNetworkRule {
  let flags: NetworkRule.Flags
  let kinds: KindMask
  let pattern: Range<Int>
  let pages: Int
  let targets: Int
  /// Where it begins in the bytes, and where texts do.
  private let offset: Int
  private let texts: Int

  @inline(__always)
  init(_ flat: FlatBytes, at offset: Int, texts: Int) {
    self.offset = offset
    self.texts = texts
    flags = NetworkRule.Flags(rawValue: UInt16(truncatingIfNeeded: flat.u16(offset &+ 6)))
    kinds = KindMask(rawValue: UInt32(truncatingIfNeeded: flat.u32(offset &+ 8)))
    pattern = flat.clamped(texts &+ flat.u32(offset), flat.u16(offset &+ 4))
    pages = flat.u32(offset &+ 12)
    targets = flat.u32(offset &+ 16)
  }

  /// Where its line is.
  func text(_ flat: FlatBytes) -> Range<Int> {
    flat.clamped(texts + flat.u32(offset + 20), flat.u32(offset + 24))
  }

  /// Where the value of `removeparam` is.
  func value(_ flat: FlatBytes) -> Range<Int> {
    flat.clamped(texts + flat.u32(offset + 28), flat.u32(offset + 32))
  }
}
