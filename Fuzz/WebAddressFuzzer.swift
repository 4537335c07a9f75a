// targets: Bytes FeedModel

import FeedModel

/// An address, a line break, and what to resolve against it: no crash; serializations are ASCII and
/// read back the same; the components make up the whole; the quick way and the slow way agree.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWebAddress(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  let end = bytes.firstIndex(of: 0x0A) ?? count
  let text = String(decoding: bytes[..<end], as: UTF8.self)
  let relative = String(decoding: bytes[end...], as: UTF8.self)
  let base = WebAddress(text)
  precondition(WebAddress(" " + text) == base, "the quick way gives something else")
  if let base { check(base) }
  if let address = WebAddress(relative, base: base) { check(address) }
  _ = EntryID(sourceID: text, rawLink: relative, homepage: base, content: "")
  precondition(!AbsoluteIRI.isValid(text) || !text.contains(" "))
  return 0
}

private func check(_ address: WebAddress) {
  precondition(address.href.utf8.allSatisfy { $0 < 0x80 && $0 >= 0x20 })
  guard let again = WebAddress(address.href) else { preconditionFailure("not valid any more") }
  precondition(again == address, "not stable")
  precondition(whole(address) == address.href, "the components don't make up the whole")
  precondition(whole(again) == address.href, "other components after reading back")
  precondition(address.removingFragment.fragment == nil)
  precondition(!address.removingCredentials.hasCredentials || address.scheme == "blob")
  precondition(address.with(fragment: "x").fragment == "x")
  precondition(address.with(query: nil).query == nil)
  _ = (address.with(scheme: "https"), address.with(host: "a.example:1"), address.with(path: "/a"))
  _ = (address.aliasKey, address.origin, address.effectivePort, address.parameter("a"))
  _ = address.removingParameters { $0.utf8.count % 2 == 0 }
}

private func whole(_ address: WebAddress) -> String {
  var text = address.scheme + ":"
  if let host = address.host {
    let password = address.password.isEmpty ? "" : ":" + address.password
    let at = address.hasCredentials ? "@" : ""
    text += "//" + address.username + password + at + host
    text += address.port.map { ":\($0)" } ?? ""
  } else if address.path.hasPrefix("//") {
    text += "/."
  }
  text += address.path + (address.query.map { "?" + $0 } ?? "")
  return text + (address.fragment.map { "#" + $0 } ?? "")
}
