internal import Bytes
internal import FeedModel

/// Pages of networks that exist to share another page: known by host *and* path.
///
/// `facebook.com/share/p/…` is a post and `pan.baidu.com/share/…` a file: no such thing.
struct ShareEndpoints: Sendable {
  private struct Endpoint: Sendable {
    var path: PathPattern
    /// A parameter that must be there, with a value.
    var parameter: [UInt8]?
  }

  /// What a link shares.
  enum Sharing {
    case nothing
    /// Words, and no page: a button's text, or one that the author wants to be spread.
    case words
    case entry
  }

  private var endpoints: [Endpoint] = []
  private var byHost = HostTable<Int>()

  /// - Parameter texts: `host/path`, with a `*` at the end of paths that go on, and `?name` for a
  ///   parameter that must have a value.
  init(_ texts: [[UInt8]]) {
    for text in texts {
      let slash = text.firstIndex(of: UInt8(ascii: "/")) ?? text.endIndex
      let mark = text.firstIndex(of: UInt8(ascii: "?")) ?? text.endIndex
      let path = String(decoding: text[slash..<mark], as: UTF8.self)
      let parameter = mark < text.endIndex ? Array(text[(mark + 1)...]) : nil
      byHost.insert(endpoints.count, for: String(decoding: text[..<slash], as: UTF8.self))
      endpoints.append(Endpoint(path: PathPattern(path), parameter: parameter))
    }
  }

  var isEmpty: Bool { endpoints.isEmpty }

  /// Whether an address is one of the endpoints, whatever it shares.
  func know(_ address: WebAddress) -> Bool {
    guard let parts = AddressParts(address) else { return false }
    return know(parts)
  }

  private func know(_ parts: AddressParts) -> Bool {
    byHost.values(for: parts.hostBytes).contains { number in
      let endpoint = endpoints[number]
      guard endpoint.path.match(in: parts.pathBytes) != nil else { return false }
      guard let parameter = endpoint.parameter else { return true }
      return parts.value(of: parameter).map { !$0.isEmpty } ?? false
    }
  }

  /// Whether an address shares the entry: one of the endpoints, and no address of another site in
  /// its parameters; or the entry's own page, asked to be shared.
  ///
  /// A link that shares another page was written by the author; one that holds other words than the
  /// entry's title may have been.
  func share(_ address: WebAddress, of work: EntryWork) -> Sharing {
    guard let parts = AddressParts(address) else { return .nothing }
    if let page = work.page, isOwnShare(parts, of: page) { return .entry }
    guard know(parts) else { return .nothing }
    var namesOwn = false
    var namesOther = false
    var saysSomethingElse = false
    for parameter in parts.parameters {
      let pair = parts.pair(parameter)
      if ShareEndpoints.answers.contains(where: { pair.name.elementsEqual($0.utf8) }) {
        return .nothing
      }
      let text = PercentCoding.decoded(pair.value)
      guard let start = text.firstRange(ofBytes: Array("://".utf8))?.upperBound else {
        if ShareEndpoints.addresses.contains(where: { pair.name.elementsEqual($0.utf8) }) {
          namesOwn = namesOwn || !text.isEmpty
        } else if ShareEndpoints.texts.contains(where: { pair.name.elementsEqual($0.utf8) }) {
          saysSomethingElse = saysSomethingElse || !ShareEndpoints.speaks(text, of: work)
        }
        continue
      }
      if ShareEndpoints.isOwn(text[start...], of: work) {
        namesOwn = true
      } else {
        namesOther = true
      }
    }
    if namesOwn { return .entry }
    return namesOther ? .nothing : saysSomethingElse ? .words : .entry
  }

  /// Whether a text names the entry, by its title or a host; or says nothing.
  ///
  /// A text that doesn't is one that the author wants to be spread.
  private static func speaks(_ text: [UInt8], of work: EntryWork) -> Bool {
    let plain = text.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }
    let words = ReadMore.letters(plain)
    if words.isEmpty { return true }
    if work.ownHosts.contains(where: { text.firstRange(ofBytes: Array($0.utf8)) != nil }) {
      return true
    }
    let title = ReadMore.letters(Array(work.title.utf8))
    guard title.count > 2 else { return false }
    let shorter = min(title.count, words.count, 40)
    return words.firstRange(ofBytes: Array(title.prefix(max(shorter, 3)))) != nil
  }

  /// A mail to nobody that holds the entry's address.
  func isMail(_ href: [UInt8], of work: EntryWork) -> Bool {
    guard !isEmpty, href.startsIgnoringCase("mailto:?".utf8) else { return false }
    let text = PercentCoding.decoded(href[...].dropFirst(8))
    guard let start = text.firstRange(ofBytes: Array("://".utf8))?.upperBound else { return false }
    return ShareEndpoints.isOwn(text[start...], of: work)
  }

  /// Parameters of links to write to someone, not to share.
  private static let answers = ["in_reply_to", "screen_name", "user_id", "tweet_id", "phone"]

  /// Parameters that hold what is shared, and those that hold words of who shares it.
  private static let addresses = ["url", "u", "href", "link", "canonicalUrl", "uri"]
  private static let texts = [
    "text", "title", "quote", "status", "body", "summary", "description", "message",
  ]

  /// Jetpack: `https://site.example/post/?share=twitter`.
  private func isOwnShare(_ parts: AddressParts, of page: WebAddress) -> Bool {
    guard let share = parts.value(of: "share".utf8), !share.isEmpty,
      let own = AddressParts(page)
    else { return false }
    return parts.hostBytes.elementsEqual(own.hostBytes)
      && parts.pathBytes.elementsEqual(own.pathBytes)
  }

  /// Whether an address, without its scheme, is at the entry's host or the home page's.
  static func isOwn(_ address: ArraySlice<UInt8>, of work: EntryWork) -> Bool {
    let host = address.prefix { $0.isASCIILetter || $0.isASCIIDigit || ".-".utf8.contains($0) }
    let name = host.startsIgnoringCase("www.".utf8) ? host.dropFirst(4) : host
    return work.ownHosts.contains { own in
      let bytes = Array(own.utf8)[...]
      return name.equalsIgnoringCase(bytes.starts(with: "www.".utf8) ? bytes.dropFirst(4) : bytes)
    }
  }
}
