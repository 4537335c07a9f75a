internal import HTML

/// Addresses in bodies of plain text become links; e-mail addresses don't.
enum AddressLinks {
  /// For a body that was plain text: markup that leaves an address bare means it so.
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    guard work.rules.steps.contains(.addressLinks) else { return }
    for node in document.descendants(of: document.root) where document.isText(node) {
      let text = document.withText(of: node) { $0.copied }
      let found = ranges(in: text)
      guard !found.isEmpty else { continue }
      split(node, text, found, in: &document, &work)
    }
  }

  /// For the texts right below one node.
  static func apply(
    toTextsOf parent: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard work.rules.steps.contains(.addressLinks) else { return }
    for node in document.children(of: parent) where document.isText(node) {
      let text = document.withText(of: node) { $0.copied }
      let found = ranges(in: text)
      if !found.isEmpty { split(node, text, found, in: &document, &work) }
    }
  }

  private static func split(
    _ node: NodeID, _ text: [UInt8], _ found: [Range<Int>], in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    var start = 0
    for range in found {
      if range.lowerBound > start {
        let before = document.makeText(
          String(decoding: text[start..<range.lowerBound], as: UTF8.self))
        document.insert(before, before: node)
      }
      let address = String(decoding: text[range], as: UTF8.self)
      let link = document.makeElement(.a)
      let scheme = text[range].startsIgnoringCase("www.".utf8) ? "http://" : ""
      document.setAttribute(.href, to: scheme + address, of: link)
      document.append(document.makeText(address), to: link)
      document.insert(link, before: node)
      work.log.recordChange(
        "text.links", of: link, before: address, after: document.markup(of: link), in: document)
      start = range.upperBound
    }
    if start < text.count {
      document.setText(String(decoding: text[start...], as: UTF8.self), of: node)
    } else {
      document.detach(node)
    }
  }

  // MARK: Finding addresses

  static func ranges(in text: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < text.count {
      let first = text[index].lowercased
      guard first == UInt8(ascii: "h") || first == UInt8(ascii: "w"),
        isStart(index, in: text), let host = host(at: index, in: text)
      else {
        index += 1
        continue
      }
      let end = end(from: host, in: text)
      if end > host, isAddress(text[host..<end]) {
        found.append(index..<end)
        index = end
      } else {
        index = max(host, index + 1)
      }
    }
    return found
  }

  /// Where the host begins, if an address begins here.
  private static func host(at index: Int, in text: [UInt8]) -> Int? {
    let rest = text[index...].prefix(8)
    if rest.startsIgnoringCase("https://".utf8) { return index + 8 }
    if rest.startsIgnoringCase("http://".utf8) { return index + 7 }
    return rest.startsIgnoringCase("www.".utf8) ? index : nil
  }

  /// Not inside a word, an e-mail address or another address.
  private static func isStart(_ index: Int, in text: [UInt8]) -> Bool {
    guard index > 0 else { return true }
    let before = text[index - 1]
    return !before.isASCIILetter && !before.isASCIIDigit && !"@/.-_=&?#%".utf8.contains(before)
  }

  /// Behind the last byte that belongs to the address: blanks, quotes, brackets that it doesn't open
  /// and East Asian characters end it, and the sentence's own marks stay out.
  private static func end(from start: Int, in text: [UInt8]) -> Int {
    var end = start
    var open = 0
    while end < text.count {
      let byte = text[end]
      if byte <= 0x20 || "<>\"`{}|\\^".utf8.contains(byte) { break }
      if byte >= 0xC2, isForeign(text, at: end) { break }
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") {
        if open == 0 { break }
        open -= 1
      }
      end += 1
    }
    while end > start, ".,;:!?'*~]".utf8.contains(text[end - 1]) { end -= 1 }
    return end
  }

  /// Blanks and punctuation beyond ASCII, and East Asian characters.
  private static func isForeign(_ text: [UInt8], at index: Int) -> Bool {
    if text[index] == 0xC2 { return true }
    if text[index] == 0xE2, index + 1 < text.count { return text[index + 1] <= 0x81 }
    return text[index] >= 0xE3
  }

  /// Whether a host with a dot stands at the beginning.
  private static func isAddress(_ text: ArraySlice<UInt8>) -> Bool {
    let authority = text.prefix { !"/?#".utf8.contains($0) }
    guard !authority.contains(UInt8(ascii: "@")) else { return false }
    let host = authority.prefix { $0 != UInt8(ascii: ":") }
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }), let top = labels.last else {
      return false
    }
    return top.count > 1
      && host.allSatisfy { byte in
        byte.isASCIILetter || byte.isASCIIDigit || byte >= 0x80 || "-._".utf8.contains(byte)
      }
  }
}
