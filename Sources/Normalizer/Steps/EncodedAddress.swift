internal import Bytes
internal import FeedModel
internal import HTML

/// Addresses that stand percent-encoded in an attribute: `https%3A%2F%2F…`.
enum EncodedAddress {
  private static let starts = ["http%3A%2F%2F", "https%3A%2F%2F"]

  /// The address that a whole value is once decoded; the value where it is none.
  static func decoded(_ value: [UInt8]) -> [UInt8] {
    let text = value.trimmedBlanks
    guard starts.contains(where: { text.startsIgnoringCase($0.utf8) }) else { return value }
    return PercentCoding.decoded(text)
  }
}

/// The still picture of a frame without an address, whose film a script would show: WeChat's
/// `data-cover`.
enum FrameCover {
  private static let names = ["data-cover", "data-poster", "poster"]

  /// Puts the picture into the place of the frame; whether there is one.
  static func show(
    _ frame: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    for text in names {
      guard let name = document.attributeName(text),
        let value = document.bytes(of: name, frame).map({ EncodedAddress.decoded($0) }),
        value.startsIgnoringCase("http".utf8) || value.starts(with: "//".utf8),
        let address = WebAddress(String(decoding: value, as: UTF8.self), base: work.base),
        address.isHTTP
      else { continue }
      let before = work.log.isOn ? document.openTag(of: frame) : ""
      let image = document.makeElement(.img)
      document.setAttribute(.src, to: address.href, of: image)
      document.replace(frame, with: image)
      work.log.recordChange(
        "embed.poster", of: image, before: before, after: document.markup(of: image), in: document)
      return true
    }
    return false
  }
}
