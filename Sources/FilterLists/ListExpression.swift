internal import CPCRE2

/// A regular expression of a rule, through PCRE2.
///
/// Bounded in depth, memory and steps: a list is somebody else's text. One that takes longer matches
/// nothing.
final class ListExpression: Sendable {
  /// From one place of the subject on; more end the match as a whole.
  private static let stepsInText: UInt32 = 20_000
  private static let stepsInAddress: UInt32 = 4_000
  private static let depth: UInt32 = 2_000
  private static let heapKiB: UInt32 = 1024
  /// The longest subject that is looked at, in bytes.
  static let longest = 16 << 10

  /// Immutable once compiled, and safe to use by many threads at once (pcre2api, "Multithreading").
  private nonisolated(unsafe) let code: OpaquePointer
  private let steps: UInt32

  /// - Parameter isText: whether subjects are text in UTF-8, and not addresses.
  init?(_ source: [UInt8], ignoringCase: Bool, isText: Bool) {
    var status: Int32 = 0
    var offset = 0
    var options = UInt32(PCRE2_NEVER_BACKSLASH_C)
    if ignoringCase { options |= UInt32(PCRE2_CASELESS) }
    if isText { options |= UInt32(PCRE2_UTF) }
    let compiled = source.withUnsafeBufferPointer { bytes in
      pcre2_compile_8(bytes.baseAddress, bytes.count, options, &status, &offset, nil)
    }
    guard let compiled else { return nil }
    code = compiled
    steps = isText ? ListExpression.stepsInText : ListExpression.stepsInAddress
  }

  deinit {
    pcre2_code_free_8(code)
  }

  /// Whether it occurs.
  func isFound(in subject: Span<UInt8>) -> Bool {
    guard subject.count <= ListExpression.longest,
      let data = pcre2_match_data_create_8(1, nil),
      let limits = pcre2_match_context_create_8(nil)
    else { return false }
    defer {
      pcre2_match_data_free_8(data)
      pcre2_match_context_free_8(limits)
    }
    pcre2_set_match_limit_8(limits, steps)
    pcre2_set_depth_limit_8(limits, ListExpression.depth)
    pcre2_set_heap_limit_8(limits, ListExpression.heapKiB)
    return subject.withUnsafeBufferPointer { bytes in
      withExtendedLifetime(self) {
        pcre2_match_8(code, bytes.baseAddress, bytes.count, 0, 0, data, limits) >= 0
      }
    }
  }
}
