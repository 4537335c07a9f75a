// targets: Bytes HTML
// files: Tests/HTMLTests/RoundTrip.swift Tests/HTMLTests/TreeInvariants.swift

@testable import HTML

/// A document or a fragment: no crash, no hang; all links agree; nothing too deep; no more nodes than
/// the bounds allow; serializing and parsing again gives the same bytes, but where the standard says
/// that it can't. The first byte chooses the context.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTML(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let chosen = Int(bytes.first ?? 0) % (contexts.count + 1)
  let context = chosen == contexts.count ? nil : contexts[chosen]
  do throws(ParserInvariant) {
    _ = try ParserInvariant.check(Array(bytes.dropFirst()), context: context)
  } catch {
    if case .notStable(let first, let second) = error {
      print("first: ", String(decoding: first, as: UTF8.self))
      print("second:", String(decoding: second, as: UTF8.self))
    }
    fatalError("\(error)")
  }
  return 0
}

private let contexts: [ElementName] = [
  .body, .div, .p, .td, .tr, .tbody, .table, .select, .template, .title, .textarea, .svg,
]
