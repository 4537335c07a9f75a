internal import FeedModel
internal import HTML

/// Removes pixels and beacons.
enum TrackerStep {
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    for image in document.elements(.img, in: document.root) {
      guard let rule = rule(for: image, in: document, work) else { continue }
      work.log.recordRemoval(rule, of: image, in: document)
      document.detach(image)
    }
  }

  private static func rule(
    for image: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> String? {
    if let source = document.bytes(of: .src, image), let parts = AddressParts(source),
      let rule = work.rules.trackers.rule(for: parts)
    {
      return rule
    }
    return isTiny(image, in: document) && work.rules.steps.contains(.pixel)
      ? "tracker.pixel" : nil
  }

  /// Width and height of 0 or 1, as attributes or in the style.
  private static func isTiny(_ image: NodeID, in document: borrowing HTMLDocument) -> Bool {
    let width = document.withAttribute(.width, of: image) { PixelSize.isTiny($0.copied) }
    let height = document.withAttribute(.height, of: image) { PixelSize.isTiny($0.copied) }
    if width == true, height == true { return true }
    guard width != false, height != false,
      let style = document.withAttribute(.style, of: image, { $0.copied })
    else { return false }
    return hasTiny("width", style) && hasTiny("height", style)
  }

  private static func hasTiny(_ property: String, _ style: [UInt8]) -> Bool {
    style.split(separator: UInt8(ascii: ";")).contains { declaration in
      let compact = declaration.filter { !$0.isHTMLBlank }.map(\.lowercased)
      guard compact.starts(with: property.utf8) else { return false }
      let rest = compact.dropFirst(property.utf8.count)
      return rest.first == UInt8(ascii: ":") && PixelSize.isTiny(Array(rest.dropFirst()))
    }
  }
}
