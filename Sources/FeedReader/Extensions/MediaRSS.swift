internal import FeedModel

/// Media RSS: groups and nested contents, thumbnails, titles, descriptions, credits.
extension EntryFields {
  mutating func takeMedia(_ node: XMLNode, base: WebAddress?) -> Bool {
    switch node.name.name {
    case .group:
      takeParts(of: node, base: base)
    case .content:
      takeContent(node, base: base)
    case .thumbnail:
      guard let address = node.attribute(.url) ?? LinkReading.nonEmpty(node.text) else {
        return false
      }
      entry.image = entry.image ?? WebAddress(address, base: base)
      // Further thumbnails and their sizes have no field.
      keep(node)
    case .title:
      lowlyTitle = lowlyTitle ?? TextConstructs.text(node, isAtom: false, isBody: false)
      hold(node, for: .title)
    case .category:
      guard var category = CategoryReading.category(node) else { return false }
      category.scheme = category.scheme ?? "http://search.yahoo.com/mrss/category_schema"
      add(category)
    case .description:
      takeLowlySummary(node, isBody: true)
      hold(node, for: .summary)
    default: return false
    }
    return true
  }

  /// One file: an attachment, its title among its parts. How large and what of the group it is has no
  /// field, and is kept.
  private mutating func takeContent(_ node: XMLNode, base: WebAddress?) {
    var node = node
    if let address = node.attribute(.url),
      var attachment = LinkReading.attachment(node, address: address, base: base)
    {
      if attachment.title == nil, let title = node.children.firstIndex(where: isMediaTitle) {
        attachment.title = LinkReading.nonEmpty(node.children.remove(at: title).text)
      }
      add(attachment)
    }
    takeParts(of: node, base: base)
    if node.attributes.contains(where: { !isFieldOfAttachment($0.name) }) {
      node.children = []
      keep(node)
    }
  }

  private func isMediaTitle(_ node: XMLNode) -> Bool {
    node.name.namespace == .media && node.name.name == .title && !node.hasMarkup
  }

  private func isFieldOfAttachment(_ name: XMLName) -> Bool {
    switch name.name {
    case .url, .type, .filesize, .length, .duration, .title: name.namespace == .core
    default: false
    }
  }

  private mutating func takeParts(of node: XMLNode, base: WebAddress?) {
    for child in node.children {
      if child.name.namespace == .media {
        if !takeMedia(child, base: base) { keep(child) }
      } else {
        take(child, base: base)
      }
    }
  }
}
