internal import CPCRE2

/// A literal text or a regular expression (PCRE2) that a user wrote.
///
/// A literal ignores case; `/…/` is an expression, with the flags `i`, `m`, `s` and `x` behind it.
/// Matching is bounded in steps, depth and memory: what costs more does not match.
final class Pattern: Sendable {
  /// Why a text is no pattern.
  struct Invalid: Error, Hashable {
    var message: String
    /// Zero-based, in bytes of the text.
    var offset: Int
  }

  private static let steps: UInt32 = 1_000_000
  private static let depth: UInt32 = 20_000
  private static let heapKiB: UInt32 = 16 * 1024

  let text: String
  /// Whether `$1` in a replacement means a group.
  let isExpression: Bool
  /// Immutable once compiled, and safe to use by many threads at once (pcre2api, "Multithreading").
  private nonisolated(unsafe) let code: OpaquePointer
  private nonisolated(unsafe) let limits: OpaquePointer

  init(_ text: String) throws(Invalid) {
    self.text = text
    let source = Pattern.source(of: Array(text.utf8))
    isExpression = source.isExpression
    var status: Int32 = 0
    var offset = 0
    let options = source.options | UInt32(PCRE2_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
    let compiled = source.bytes.withUnsafeBufferPointer { bytes in
      pcre2_compile_8(bytes.baseAddress, bytes.count, options, &status, &offset, nil)
    }
    guard let compiled else {
      throw Invalid(
        message: Pattern.message(status), offset: offset + (source.isExpression ? 1 : 0))
    }
    guard let limits = pcre2_match_context_create_8(nil) else {
      pcre2_code_free_8(compiled)
      throw Invalid(message: "out of memory", offset: 0)
    }
    pcre2_set_match_limit_8(limits, Pattern.steps)
    pcre2_set_depth_limit_8(limits, Pattern.depth)
    pcre2_set_heap_limit_8(limits, Pattern.heapKiB)
    code = compiled
    self.limits = limits
  }

  deinit {
    pcre2_match_context_free_8(limits)
    pcre2_code_free_8(code)
  }

  private static func source(
    of text: [UInt8]
  )
    -> (bytes: [UInt8], options: UInt32, isExpression: Bool)
  {
    if text.first == UInt8(ascii: "/"), text.count > 2,
      let end = text.lastIndex(of: UInt8(ascii: "/")), end > 1,
      let options = options(text[(end + 1)...])
    {
      return (Array(text[1..<end]), options, true)
    }
    var quoted: [UInt8] = []
    for byte in text {
      if !(byte.isASCIILetter || byte.isASCIIDigit || byte >= 0x80) {
        quoted.append(UInt8(ascii: "\\"))
      }
      quoted.append(byte)
    }
    return (quoted, UInt32(PCRE2_CASELESS), false)
  }

  private static func options(_ flags: ArraySlice<UInt8>) -> UInt32? {
    var options: UInt32 = 0
    for flag in flags {
      switch flag {
      case UInt8(ascii: "i"): options |= UInt32(PCRE2_CASELESS)
      case UInt8(ascii: "m"): options |= UInt32(PCRE2_MULTILINE)
      case UInt8(ascii: "s"): options |= UInt32(PCRE2_DOTALL)
      case UInt8(ascii: "x"): options |= UInt32(PCRE2_EXTENDED)
      case UInt8(ascii: "g"), UInt8(ascii: "u"): break
      default: return nil
      }
    }
    return options
  }

  private static func message(_ status: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(status, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
  }

  /// Whether it occurs in valid UTF-8; `false` also when looking took too long.
  func matches(_ subject: [UInt8]) -> Bool {
    guard let data = pcre2_match_data_create_from_pattern_8(code, nil) else { return false }
    defer { pcre2_match_data_free_8(data) }
    return subject.withUnsafeBufferPointer { bytes in
      withExtendedLifetime(self) {
        pcre2_match_8(
          code, bytes.baseAddress, bytes.count, 0, UInt32(PCRE2_NO_UTF_CHECK), data, limits) > 0
      }
    }
  }

  func matches(_ subject: String) -> Bool { matches(Array(subject.utf8)) }

  /// The subject with every occurrence replaced; `nil` when there is none, or replacing took too
  /// long or gave more than 16 times the text.
  func replaced(in subject: [UInt8], with replacement: String) -> [UInt8]? {
    guard matches(subject) else { return nil }
    let template = isExpression ? Array(replacement.utf8) : Pattern.literal(replacement)
    var output = [UInt8](repeating: 0, count: subject.count * 2 + template.count * 4 + 64)
    let limit = subject.count * 16 + template.count * 16 + 4096
    while true {
      var length = output.count
      let status = substitute(subject, template, &output, &length)
      if status >= 0 { return Array(output.prefix(length)) }
      guard status == PCRE2_ERROR_NOMEMORY, output.count < limit, length <= limit else {
        return nil
      }
      output = [UInt8](repeating: 0, count: max(length + 1, output.count * 2))
    }
  }

  private func substitute(
    _ subject: [UInt8], _ template: [UInt8], _ output: inout [UInt8], _ length: inout Int
  ) -> Int32 {
    let options =
      UInt32(PCRE2_SUBSTITUTE_GLOBAL) | UInt32(PCRE2_SUBSTITUTE_OVERFLOW_LENGTH)
      | UInt32(PCRE2_SUBSTITUTE_UNSET_EMPTY) | UInt32(PCRE2_SUBSTITUTE_UNKNOWN_UNSET)
    return subject.withUnsafeBufferPointer { subject in
      template.withUnsafeBufferPointer { template in
        output.withUnsafeMutableBufferPointer { output in
          pcre2_substitute_8(
            code, subject.baseAddress, subject.count, 0, options, nil, limits,
            template.baseAddress, template.count, output.baseAddress, &length)
        }
      }
    }
  }

  /// A replacement in which `$` means itself.
  private static func literal(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    for byte in text.utf8 {
      if byte == UInt8(ascii: "$") { output.append(byte) }
      output.append(byte)
    }
    return output
  }
}
