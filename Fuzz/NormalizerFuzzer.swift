// targets: Bytes FeedModel JSON HTML FilterLists Normalizer
// files: Tests/NormalizerTests/Support/NormalizerInvariant.swift

import FeedModel
import HTML

@testable import Normalizer

/// A body, cleaned with the built-in rules: no crash, no step beyond the budget, nothing outside the
/// policy, the same when it is explained, and cleaning what came out changes nothing.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNormalizer(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let html = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  do throws(NormalizerInvariant) {
    try NormalizerInvariant.check(html)
  } catch {
    fatalError("\(error)")
  }
  return 0
}
