internal import CPCRE2

/// A literal text or a regular expression (PCRE2) that a user wrote.
///
/// A literal ignores case; `/…/` is an expression, with the flags `i`, `m`, `s` and `x` behind it.
/// Matching is bounded in depth, memory and steps (the items of the pattern that are tried), in all
/// and not only from one place of the text on: feeds hold what makes `(a+)+$` try for ever.
final class Pattern: Sendable {
  /// Why a text is no pattern.
  struct Invalid: Error, Hashable {
    var message: String
    /// Zero-based, in bytes of the text.
    var offset: Int
  }

  /// What replacing gave.
  enum Outcome: Hashable {
    case none
    case text([UInt8])
    /// Nothing was replaced: looking took too long, or the text would grow more than 16 times.
    case tooSlow
  }

  private static let depth: UInt32 = 20_000
  private static let heapKiB: UInt32 = 16 * 1024

  let text: String
  /// Whether `$1` in a replacement means a group.
  let isExpression: Bool
  /// What every text has that a literal occurs in; none where nothing is certain.
  let grams: [UInt16]
  /// Immutable once compiled, and safe to use by many threads at once (pcre2api, "Multithreading").
  private nonisolated(unsafe) let code: OpaquePointer

  init(_ text: String) throws(Invalid) {
    self.text = text
    let source = Pattern.source(of: Array(text.utf8))
    isExpression = source.isExpression
    grams = source.isExpression ? [] : TextGrams.of(Array(text.utf8))
    var status: Int32 = 0
    var offset = 0
    // A callout before every item counts the steps.
    let options =
      source.options | UInt32(PCRE2_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
      | UInt32(PCRE2_AUTO_CALLOUT)
    let compiled = source.bytes.withUnsafeBufferPointer { bytes in
      pcre2_compile_8(bytes.baseAddress, bytes.count, options, &status, &offset, nil)
    }
    guard let compiled else {
      throw Invalid(
        message: Pattern.message(status), offset: offset + (source.isExpression ? 1 : 0))
    }
    code = compiled
  }

  deinit {
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

  // MARK: Matching

  /// Whether it occurs in valid UTF-8; `nil` when that takes more than what is left of `steps`.
  func found(in subject: [UInt8], steps: inout Int) -> Bool? {
    guard steps > 0 else { return nil }
    guard let data = pcre2_match_data_create_from_pattern_8(code, nil) else { return nil }
    defer { pcre2_match_data_free_8(data) }
    let status = bounded(by: &steps) { limits in
      subject.withUnsafeBufferPointer { bytes in
        pcre2_match_8(
          code, bytes.baseAddress, bytes.count, 0, UInt32(PCRE2_NO_UTF_CHECK), data, limits)
      }
    }
    if status > 0 { return true }
    return status == PCRE2_ERROR_NOMATCH ? false : nil
  }

  /// Runs a match with all its limits; a status below 0 when there is no memory for them.
  private func bounded(by steps: inout Int, _ body: (OpaquePointer) -> Int32) -> Int32 {
    guard let limits = pcre2_match_context_create_8(nil) else { return PCRE2_ERROR_NOMEMORY }
    defer { pcre2_match_context_free_8(limits) }
    pcre2_set_match_limit_8(limits, UInt32(clamping: steps))
    pcre2_set_depth_limit_8(limits, Pattern.depth)
    pcre2_set_heap_limit_8(limits, Pattern.heapKiB)
    return withUnsafeMutablePointer(to: &steps) { left in
      pcre2_set_callout_8(
        limits,
        { _, left in
          guard let left = left?.assumingMemoryBound(to: Int.self) else { return 0 }
          left.pointee -= 1
          return left.pointee < 0 ? PCRE2_ERROR_MATCHLIMIT : 0
        }, left)
      return withExtendedLifetime(self) { body(limits) }
    }
  }

  // MARK: Replacing

  /// The subject with every occurrence replaced.
  func replacement(
    in subject: [UInt8], with replacement: String, steps: inout Int
  ) -> Outcome {
    switch found(in: subject, steps: &steps) {
    case true?: break
    case false?: return .none
    case nil: return .tooSlow
    }
    let template = isExpression ? Array(replacement.utf8) : Pattern.literal(replacement)
    var output = [UInt8](repeating: 0, count: subject.count * 2 + template.count * 4 + 64)
    let limit = subject.count * 16 + template.count * 16 + 4096
    while true {
      var length = output.count
      let status = substitute(subject, template, &output, &length, steps: &steps)
      if status >= 0 {
        output.removeLast(output.count - length)
        return .text(output)
      }
      guard status == PCRE2_ERROR_NOMEMORY, output.count < limit, length <= limit else {
        return .tooSlow
      }
      output = [UInt8](repeating: 0, count: max(length + 1, output.count * 2))
    }
  }

  private func substitute(
    _ subject: [UInt8], _ template: [UInt8], _ output: inout [UInt8], _ length: inout Int,
    steps: inout Int
  ) -> Int32 {
    let options =
      UInt32(PCRE2_SUBSTITUTE_GLOBAL) | UInt32(PCRE2_SUBSTITUTE_OVERFLOW_LENGTH)
      | UInt32(PCRE2_SUBSTITUTE_UNSET_EMPTY) | UInt32(PCRE2_SUBSTITUTE_UNKNOWN_UNSET)
      | UInt32(PCRE2_NO_UTF_CHECK)
    return bounded(by: &steps) { limits in
      subject.withUnsafeBufferPointer { subject in
        template.withUnsafeBufferPointer { template in
          output.withUnsafeMutableBufferPointer { output in
            pcre2_substitute_8(
              code, subject.baseAddress, subject.count, 0, options, nil, limits,
              template.baseAddress, template.count, output.baseAddress, &length)
          }
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

  /// What is wrong with a replacement for this pattern's matches; `nil` when nothing is.
  func problem(ofReplacement replacement: String) -> String? {
    guard isExpression else { return nil }
    var groups: UInt32 = 0
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &groups)
    if let number = Pattern.groups(in: replacement).first(where: { $0 > Int(groups) }) {
      return "there is no group \(number) in the pattern"
    }
    // An empty pattern matches anywhere: only the replacement can be wrong.
    guard let anything = try? Pattern("/(?:)/") else { return nil }
    var output = [UInt8](repeating: 0, count: replacement.utf8.count * 2 + 64)
    var length = output.count
    var steps = 100
    let status = anything.substitute(
      [], Array(replacement.utf8), &output, &length, steps: &steps)
    return status < 0 && status != PCRE2_ERROR_NOMEMORY ? Pattern.message(status) : nil
  }

  /// The numbers behind `$` and `${`.
  private static func groups(in replacement: String) -> [Int] {
    let pieces = replacement.utf8.split(
      separator: UInt8(ascii: "$"), omittingEmptySubsequences: false)
    var numbers: [Int] = []
    var index = 1
    while index < pieces.count {
      if pieces[index].isEmpty {
        // `$$` is a dollar sign, and what follows it is text.
        index += 2
        continue
      }
      let digits = pieces[index].drop { $0 == UInt8(ascii: "{") }.prefix(while: \.isASCIIDigit)
      if let number = Int(String(decoding: digits, as: UTF8.self)) { numbers.append(number) }
      index += 1
    }
    return numbers
  }
}
