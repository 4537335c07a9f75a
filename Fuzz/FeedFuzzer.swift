// targets: Bytes FeedModel JSON HTML FeedReader

import FeedModel
import FeedReader

/// Any bytes, as if they came from a file and from a server: no crash, and what is read again is read
/// the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFeed(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  var limits = FeedReader.Limits()
  limits.entries = 20
  limits.fields = 50
  let reader = FeedReader(limits: limits, now: Timestamp(milliseconds: 1_700_000_000_000))
  // The first byte also chooses what the server says.
  let labels: [String?] = [nil, "utf-8", "gb2312", "koi8-r", "utf-16", "shift_jis", "ibm037", ""]
  var document = SourceDocument(
    bytes: bytes, name: "fuzz", address: WebAddress("http://example.org/a/"))
  document.charset = labels[Int(bytes.first ?? 0) % labels.count]
  document.charsetIsForced = (bytes.last ?? 0) % 5 == 0
  check(document, reader)
  document.charset = nil
  document.charsetIsForced = false
  document.address = nil
  check(document, reader)
  _ = try? reader.readOPML(document)
  _ = String(decoding: bytes.prefix(100), as: UTF8.self).utf8.withContiguousStorageIfAvailable {
    ParsedDate($0)
  }
  return 0
}

private func check(_ document: SourceDocument, _ reader: FeedReader) {
  do throws(NotAFeed) {
    let feed = try reader.read(document)
    precondition(feed.entries.count <= reader.limits.entries, "more entries than allowed")
    for diagnostic in feed.diagnostics {
      precondition(!diagnostic.code.isEmpty && !diagnostic.message.isEmpty)
    }
    let again = try reader.read(document)
    precondition(feed == again, "two readings differ")
  } catch {
    precondition(!error.description.isEmpty)
  }
}
