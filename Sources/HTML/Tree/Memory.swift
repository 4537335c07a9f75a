// The only file of this target that touches memory through pointers. Its types check every index;
// none hands out a pointer that outlives the closure or the value it came from. An index out of
// bounds stops the process, as it does with an array: going on would read foreign memory.

/// The bytes of an array, for as long as the closure runs that lent them.
///
/// A `Span` would do the same, but can't be stored in a struct without experimental features.
struct ByteView: BitwiseCopyable {
  private let base: UnsafePointer<UInt8>?
  let count: Int

  /// Runs `body` on the bytes of `array`. The view must not leave `body`.
  @inline(__always)
  static func with<Result>(_ array: [UInt8], _ body: (ByteView) -> Result) -> Result {
    array.withUnsafeBufferPointer { body(ByteView($0)) }
  }

  @inline(__always)
  private init(_ buffer: UnsafeBufferPointer<UInt8>) {
    base = buffer.baseAddress
    count = buffer.count
  }

  @inline(__always)
  subscript(index: Int) -> UInt8 {
    guard let base, UInt(bitPattern: index) < UInt(bitPattern: count) else {
      // A wrong index is a bug of ours; stopping is better than another's memory.
      preconditionFailure("index out of bounds")
    }
    return base[index]
  }

  /// The eight bytes from `index` on, the first in the lowest bits; nil where fewer are left.
  @inline(__always)
  func word(at index: Int) -> UInt64? {
    guard let base, index >= 0, index <= count &- 8 else { return nil }
    let raw = UnsafeRawPointer(base) + index
    return UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
  }

  /// The index of the first `first`, `&` or U+0000 from `start` on; the count if there is none.
  @inline(__always)
  func index(ofAmpersandNullOr first: UInt8, from start: Int) -> Int {
    var index = start
    let pattern = UInt64(first) &* 0x0101_0101_0101_0101
    while let word = word(at: index) {
      let found = zeroBytes(word ^ pattern) | zeroBytes(word ^ 0x2626_2626_2626_2626)
      let marks = found | zeroBytes(word)
      if marks != 0 { return index &+ marks.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < count {
      let byte = self[index]
      if byte == first || byte == UInt8(ascii: "&") || byte == 0 { return index }
      index &+= 1
    }
    return count
  }

  /// Runs `body` on a part of the bytes.
  @inline(__always)
  func withSpan<Result: ~Copyable, Failure: Error>(
    start: Int, count length: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(start >= 0 && length >= 0 && length <= count &- start, "range out of bounds")
    let part = UnsafeBufferPointer(start: base.map { $0 + start }, count: length)
    return try body(Span(_unsafeElements: part))
  }
}

/// Marks the lowest byte of `word` that is zero, and perhaps others above it.
@inline(__always)
func zeroBytes(_ word: UInt64) -> UInt64 {
  (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
}

extension String {
  /// Copies bytes that are known to be valid UTF-8, without a look at them.
  init(validUTF8 bytes: [UInt8]) {
    self.init(copying: UTF8Span(unchecked: bytes.span))
  }
}

/// One value at a place of its own, freed with its owner.
struct Box<Value: ~Copyable>: ~Copyable {
  private let base: UnsafeMutablePointer<Value>

  init(_ value: consuming Value) {
    base = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    base.initialize(to: value)
  }

  deinit {
    base.deinitialize(count: 1)
    base.deallocate()
  }

  @inline(__always)
  var value: Value {
    _read { yield base.pointee }
    _modify { yield &base.pointee }
  }
}

extension Box: @unchecked Sendable where Value: Sendable & ~Copyable {}

/// A growing array of plain values: one allocation, no reference counting, freed with its owner.
struct Buffer<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>?
  private(set) var count = 0
  private(set) var capacity = 0

  init() {
    base = nil
  }

  init(repeating element: Element, count: Int) {
    let base = UnsafeMutablePointer<Element>.allocate(capacity: count)
    base.initialize(repeating: element, count: count)
    self.base = base
    self.count = count
    capacity = count
  }

  deinit {
    base?.deallocate()
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      guard let base, UInt(bitPattern: index) < UInt(bitPattern: count) else {
        // As above: never another's memory.
        preconditionFailure("index out of bounds")
      }
      return base[index]
    }
    _modify {
      guard let base, UInt(bitPattern: index) < UInt(bitPattern: count) else {
        // As above: never another's memory.
        preconditionFailure("index out of bounds")
      }
      yield &base[index]
    }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { reserve(count &+ 1) }
    guard let base else { return }
    (base + count).initialize(to: element)
    count &+= 1
  }

  /// Appends `element` several times.
  mutating func append(_ element: Element, count added: Int) {
    precondition(added >= 0, "negative count")
    reserve(count + added)
    guard let base else { return }
    (base + count).initialize(repeating: element, count: added)
    count += added
  }

  /// Makes room for `minimum` elements in all, at least doubling when it grows.
  mutating func reserve(_ minimum: Int) {
    if minimum > capacity { move(toCapacity: Swift.max(minimum, capacity * 2, 16)) }
  }

  /// Makes room for exactly `minimum` elements in all, if there is less.
  mutating func reserveExactly(_ minimum: Int) {
    if minimum > capacity { move(toCapacity: minimum) }
  }

  @inline(never)
  private mutating func move(toCapacity newCapacity: Int) {
    let newBase = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
    if let base {
      newBase.moveInitialize(from: base, count: count)
      base.deallocate()
    }
    base = newBase
    capacity = newCapacity
  }

  @inline(__always)
  mutating func removeLast() {
    precondition(count > 0, "nothing to remove")
    count &-= 1
  }

  mutating func removeAll() {
    count = 0
  }

  /// Drops the elements from `newCount` on.
  mutating func truncate(to newCount: Int) {
    precondition(newCount >= 0 && newCount <= count, "range out of bounds")
    count = newCount
  }

  mutating func remove(at index: Int) {
    // As above: never another's memory.
    guard let base, index >= 0, index < count else { preconditionFailure("index out of bounds") }
    (base + index).update(from: base + index + 1, count: count - index - 1)
    count -= 1
  }

  mutating func insert(_ element: Element, at index: Int) {
    precondition(index >= 0 && index <= count, "index out of bounds")
    append(element)
    guard let base else { return }
    (base + index + 1).update(from: base + index, count: count - 1 - index)
    base[index] = element
  }
}

extension Buffer<UInt8> {
  mutating func append(_ bytes: Span<UInt8>) {
    reserve(count + bytes.count)
    guard let base else { return }
    let target = base + count
    bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      target.initialize(from: start, count: source.count)
    }
    count += bytes.count
  }

  /// Copies `length` of its own bytes from `start` to its end.
  mutating func appendCopy(ofOwn start: Int, count length: Int) {
    precondition(start >= 0 && length >= 0 && length <= count - start, "range out of bounds")
    reserve(count + length)
    guard let base else { return }
    (base + count).initialize(from: base + start, count: length)
    count += length
  }

  /// Overwrites from `target` on with `length` of its own bytes from `start`.
  mutating func copyOwn(from start: Int, to target: Int, count length: Int) {
    precondition(start >= 0 && length >= 0 && length <= count - start, "range out of bounds")
    precondition(target >= 0 && length <= count - target, "range out of bounds")
    guard let base else { return }
    (base + target).update(from: base + start, count: length)
  }

  /// Overwrites from `target` on with `length` bytes of another buffer from `start`.
  mutating func replace(
    from target: Int, with other: borrowing Buffer<UInt8>, start: Int, count length: Int
  ) {
    precondition(start >= 0 && length >= 0 && length <= other.count - start, "range out of bounds")
    precondition(target >= 0 && length <= count - target, "range out of bounds")
    guard let base, let source = other.base else { return }
    (base + target).update(from: source + start, count: length)
  }

  /// Runs `body` on a part of the bytes.
  @inline(__always)
  func withSpan<Result: ~Copyable, Failure: Error>(
    start: Int, count length: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(start >= 0 && length >= 0 && length <= count &- start, "range out of bounds")
    let part = UnsafeBufferPointer(start: base.map { UnsafePointer($0) + start }, count: length)
    return try body(Span(_unsafeElements: part))
  }
}

extension Span<UInt8> {
  /// The eight bytes from `index` on, the first in the lowest bits; nil where fewer are left.
  @inline(__always)
  func word(at index: Int) -> UInt64? {
    guard index >= 0, index <= count &- 8 else { return nil }
    return withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
  }
}

extension Buffer: @unchecked Sendable where Element: Sendable {}
