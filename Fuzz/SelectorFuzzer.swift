// targets: Bytes HTML

import HTML

/// A selector, a line break, and a fragment: no crash; one selector, a set of them and single
/// questions agree on what is taken.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSelector(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  let end = bytes.firstIndex(of: 0x0A) ?? count
  let text = String(decoding: bytes[..<end], as: UTF8.self)
  let selector: Selector
  do throws(InvalidSelector) {
    selector = try Selector(parsing: text)
  } catch {
    precondition(!error.description.isEmpty && error.column > 0)
    precondition(error.column <= text.unicodeScalars.count + 1)
    return 0
  }
  let document = Document(parsingFragment: Array(bytes[end...]))
  let taken = document.select(selector, under: document.root)
  precondition(document.selectFirst(selector, under: document.root) == taken.first)
  let set = SelectorSet(others + [selector])
  let pairs = set.matches(in: document, under: document.root)
  precondition(pairs.filter { $0.selector == others.count }.map(\.node) == taken)
  for node in document.descendants(of: document.root).prefix(50) {
    precondition(selector.matches(node, in: document) == taken.contains(node))
  }
  return 0
}

private let others = ["a b", "*", ".a > .b", "#a ~ *", "[a]", "p:nth-child(2)"].compactMap {
  try? Selector(parsing: $0)
}
