internal import FeedModel

/// Media RSS: groups and nested contents, thumbnails, titles, descriptions, credits.
extension EntryFields {
  mutating func takeMedia(_ node: XMLNode, base: WebAddress?) -> Bool {
    switch node.name.name {
    case .group:
      takeParts(of: node, base: base)
    case .content:
      let address = node.attribute(.url) ?? ""
      if let attachment = LinkReading.attachment(node, address: address, base: base) {
        add(attachment)
      }
      takeParts(of: node, base: base)
    case .thumbnail:
      guard let address = node.attribute(.url) ?? LinkReading.nonEmpty(node.text) else {
        return false
      }
      entry.image = entry.image ?? WebAddress(address, base: base)
      // Further thumbnails and their sizes have no field.
      keep(node)
    case .title:
      lowlyTitle = lowlyTitle ?? mediaText(node)
    case .category:
      guard var category = CategoryReading.category(node) else { return false }
      category.scheme = category.scheme ?? "http://search.yahoo.com/mrss/category_schema"
      add(category)
    case .description:
      lowlySummary = lowlySummary ?? mediaText(node)
    default: return false
    }
    return true
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

  private func mediaText(_ node: XMLNode) -> Text? {
    TextConstructs.text(node, isAtom: false, isBody: node.name.name == .description)
  }
}
