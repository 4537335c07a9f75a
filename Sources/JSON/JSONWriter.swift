/// Writes JSON (RFC 8259) straight into bytes; the same calls always give the same bytes.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.beginObject()
/// writer.key("title"); writer.string("法广")
/// writer.key("tags"); writer.beginArray(); writer.string("a"); writer.endArray()
/// writer.endObject()
/// let bytes = writer.finish()
/// ```
///
/// Text stays UTF-8; `"`, `\`, control characters, U+2028 and U+2029 are escaped. What is written
/// so far can be taken with ``takeBytes()`` after any call, so that no more than one entry is in
/// memory at a time. Calls that would not make JSON (a value in an object without its key, an end
/// without its begin) are programming errors and stop the program in debug builds.
public struct JSONWriter: Sendable {
  /// How the text is laid out.
  public enum Format: Sendable, Hashable {
    /// Two blanks per level, one item a line, `[]` and `{}` for empty ones, a line break at the
    /// end of the text.
    case pretty
    /// No white space at all.
    case compact
  }

  enum Level: Sendable {
    case array, object
  }

  let format: Format
  var buffer: [UInt8] = []
  private var levels: [Level] = []
  /// Whether something stands before the next item of the innermost array or object.
  private var needsComma = false
  private var isAfterKey = false

  public init(format: Format = .pretty) {
    self.format = format
  }

  /// Makes room for so many bytes, where a caller knows about how many there will be.
  public mutating func reserveCapacity(_ bytes: Int) { buffer.reserveCapacity(bytes) }

  // MARK: Values

  /// Writes `null`.
  public mutating func null() {
    beginValue()
    buffer += [0x6E, 0x75, 0x6C, 0x6C]
  }

  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool) {
    beginValue()
    buffer += value ? "true".utf8 : "false".utf8
  }

  /// Writes a whole number.
  public mutating func number(_ value: Int) {
    beginValue()
    buffer += String(value).utf8
  }

  /// Writes a whole number.
  public mutating func number(_ value: Int64) {
    number(Int(value))
  }

  /// The shortest text that reads back as the same number, whole ones without a fraction; `null`
  /// for what JSON has no number for (infinity, not a number).
  public mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    if let whole = value.wholeNumber { return number(whole) }
    beginValue()
    buffer += value.description.utf8
  }

  /// As it was written.
  public mutating func number(_ value: JSONNumber) {
    beginValue()
    buffer += value.text.utf8
  }

  /// Writes a string, escaped as far as RFC 8259 §7 asks.
  public mutating func string(_ value: String) {
    beginValue()
    quote(value)
  }

  // MARK: Arrays and objects

  /// Begins an array, which ``endArray()`` ends.
  public mutating func beginArray() { begin(.array, UInt8(ascii: "[")) }
  /// Ends what ``beginArray()`` began.
  public mutating func endArray() { end(.array, UInt8(ascii: "]")) }
  /// Begins an object, which ``endObject()`` ends.
  public mutating func beginObject() { begin(.object, UInt8(ascii: "{")) }
  /// Ends what ``beginObject()`` began.
  public mutating func endObject() { end(.object, UInt8(ascii: "}")) }

  /// The name of the member whose value is written next.
  public mutating func key(_ name: String) {
    assert(levels.last == .object && !isAfterKey, "a key outside an object")
    beginItem()
    quote(name)
    buffer.append(UInt8(ascii: ":"))
    if format == .pretty { buffer.append(0x20) }
    isAfterKey = true
  }

  private mutating func begin(_ level: Level, _ bracket: UInt8) {
    beginValue()
    buffer.append(bracket)
    levels.append(level)
    needsComma = false
  }

  private mutating func end(_ level: Level, _ bracket: UInt8) {
    assert(levels.last == level && !isAfterKey, "an end without its begin")
    levels.removeLast(levels.isEmpty ? 0 : 1)
    if needsComma { breakLine() }
    buffer.append(bracket)
    needsComma = true
  }

  private mutating func beginValue() {
    assert(isAfterKey || levels.last != .object, "a value in an object without its key")
    if isAfterKey { isAfterKey = false } else { beginItem() }
  }

  private mutating func beginItem() {
    if needsComma { buffer.append(UInt8(ascii: ",")) }
    if !levels.isEmpty { breakLine() }
    needsComma = true
  }

  private mutating func breakLine() {
    guard format == .pretty else { return }
    buffer.append(0x0A)
    for _ in levels { buffer += [0x20, 0x20] }
  }

  // MARK: Taking the bytes

  /// What was written since the last call; the writer goes on where it is.
  public mutating func takeBytes() -> [UInt8] {
    let bytes = buffer
    buffer.removeAll(keepingCapacity: true)
    return bytes
  }

  /// What was written since the last ``takeBytes()``, and the end of the text.
  public consuming func finish() -> [UInt8] {
    assert(levels.isEmpty && !isAfterKey, "something is still open")
    if format == .pretty { buffer.append(0x0A) }
    return buffer
  }
}
