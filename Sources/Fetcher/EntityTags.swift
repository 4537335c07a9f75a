/// Comparing entity tags (RFC 9110 §8.8.3), as far as servers keep to it.
enum EntityTags {
  static func isWeak(_ tag: String) -> Bool { tag.hasPrefix("W/") }

  /// Whether two tags mean the same: byte for byte, or but for what a server adds to the tag of a
  /// compressed answer and forgets in its 304 (Apache's mod_deflate, Jetty, nginx's weakening).
  static func areSame(_ a: String, _ b: String) -> Bool {
    if a.utf8.elementsEqual(b.utf8) { return true }
    return opaque(a).utf8.elementsEqual(opaque(b).utf8) && (isCompressed(a) != isCompressed(b))
  }

  private static let endings = ["-gzip", "--gzip", ";gzip", "-df", "-deflate"]

  private static func bare(_ tag: String) -> Substring {
    (isWeak(tag) ? tag.dropFirst(2) : tag[...]).drop { $0 == "\"" }.prefix { $0 != "\"" }
  }

  private static func isCompressed(_ tag: String) -> Bool {
    endings.contains { bare(tag).hasSuffix($0) }
  }

  /// Without quotes, weakness and what compression adds.
  private static func opaque(_ tag: String) -> Substring {
    let tag = bare(tag)
    guard
      let ending = endings.sorted(by: { $0.utf8.count > $1.utf8.count })
        .first(where: tag.hasSuffix)
    else { return tag }
    return tag.dropLast(ending.count)
  }
}
