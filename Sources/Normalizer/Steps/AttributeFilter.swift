internal import HTML

/// Lets through the attributes that the policy names and whose values it can trust.
enum AttributeFilter {
  /// `tag` is the start tag before the element was renamed, if it was and anyone wants to know.
  static func apply(
    to node: NodeID, in document: inout HTMLDocument, _ policy: SanitizerPolicy,
    _ anchors: inout Anchors, _ tag: String, _ log: inout ChangeLog
  ) {
    let name = document.name(of: node)
    let namespace = document.namespace(of: node)
    guard document.hasAttributes(node) || isCompleted(name) || !tag.isEmpty else { return }
    var anchor: [UInt8]?
    if namespace == .html { anchor = anchorID(of: node, name, in: document, anchors) }
    // Few names are allowed, so that this list stays short however many attributes there are.
    var bad: [AttributeName] = []
    var kept: [AttributeName] = []
    var hasOthers = false
    document.forEachAttribute(of: node) { attribute, value in
      if !policy.allows(attribute, on: name, in: namespace) {
        // MathML has names that the parser doesn't know.
        if namespace == .mathML, document.isOwn(attribute),
          policy.allowsFormula(attribute: document.string(attribute))
        {
          kept.append(attribute)
        } else {
          hasOthers = true
        }
      } else if namespace == .html, !isValid(value, of: attribute, on: name, policy) {
        bad.append(attribute)
      }
    }
    if name == .img, hasOthers { bad += outweighed(node, in: document) }
    let hasBad = hasOthers || !bad.isEmpty
    let mayChange =
      hasBad || anchor != nil || document.hasAttribute(.id, of: node) || isCompleted(name)
    let before = tag.isEmpty && log.isOn && mayChange ? document.openTag(of: node) : tag
    if hasBad {
      document.removeAttributes(of: node) { attribute in
        bad.contains(attribute)
          || !policy.allows(attribute, on: name, in: namespace) && !kept.contains(attribute)
      }
    }
    if namespace == .html {
      setAnchor(anchor, of: node, in: &document, &anchors)
      complete(node, name, in: &document)
    }
    if !before.isEmpty {
      let rule = tag.isEmpty ? "sanitizer.attribute" : "sanitizer.element"
      record(rule, before, of: node, in: document, &log)
    } else if hasBad {
      log.count("sanitizer.attribute")
    }
  }

  private static func record(
    _ rule: String, _ before: String, of node: NodeID, in document: borrowing HTMLDocument,
    _ log: inout ChangeLog
  ) {
    let after = document.openTag(of: node)
    if after.hasBytes(of: before) { return }
    log.recordChange(rule, of: node, before: before, after: after, in: document)
  }

  /// Sizes of a pixel that the style outweighs, which goes.
  private static func outweighed(
    _ image: NodeID, in document: borrowing HTMLDocument
  ) -> [AttributeName] {
    guard document.hasAttribute(.style, of: image) else { return [] }
    let appearance = Appearance(of: image, in: document)
    let sizes = [(AttributeName.width, appearance.width), (.height, appearance.height)]
    return sizes.compactMap { name, effective in
      guard let given = document.bytes(of: name, image).flatMap(Length.pixels), given <= 2,
        effective != given
      else { return nil }
      return name
    }
  }

  /// Elements that ``complete(_:_:in:)`` adds attributes to.
  private static func isCompleted(_ name: ElementName) -> Bool {
    switch name {
    case .audio, .video, .iframe: true
    default: false
    }
  }

  /// What a player needs to be usable and tame.
  private static func complete(
    _ node: NodeID, _ name: ElementName, in document: inout HTMLDocument
  ) {
    switch name {
    case .img, .source:
      if document.hasAttribute(.sizes, of: node), !document.hasAttribute(.srcset, of: node) {
        document.removeAttribute(.sizes, of: node)
      }
    case .audio, .video:
      if !document.hasAttribute(.controls, of: node) {
        document.setAttribute(.controls, to: "", of: node)
      }
    case .iframe:
      document.detachChildren(of: node)
      document.setAttribute(
        .sandbox, to: "allow-scripts allow-same-origin allow-popups allow-presentation", of: node)
      document.setAttribute(.loading, to: "lazy", of: node)
      document.setAttribute(.referrerpolicy, to: "strict-origin-when-cross-origin", of: node)
    default: break
    }
  }

  // MARK: Ids

  private static func anchorID(
    of node: NodeID, _ name: ElementName, in document: borrowing HTMLDocument,
    _ anchors: Anchors
  ) -> [UInt8]? {
    var id = document.bytes(of: .id, node) ?? []
    if id.isEmpty, name == .a { id = document.bytes(of: .name, node) ?? [] }
    return id.isEmpty ? nil : anchors.published(id, isHeading: ContentModel.isHeading(name))
  }

  private static func setAnchor(
    _ anchor: [UInt8]?, of node: NodeID, in document: inout HTMLDocument,
    _ anchors: inout Anchors
  ) {
    guard let anchor, anchors.take(anchor) else {
      if document.mayHold(AttributeName.id) { document.removeAttribute(.id, of: node) }
      return
    }
    if document.bytes(of: .id, node) != anchor {
      document.setAttribute(.id, to: String(decoding: anchor, as: UTF8.self), of: node)
    }
  }

  // MARK: Values

  private static func isValid(
    _ value: Span<UInt8>, of attribute: AttributeName, on name: ElementName,
    _ policy: SanitizerPolicy
  ) -> Bool {
    switch attribute {
    case .href:
      return value.count > 1 && value[0] == UInt8(ascii: "#")
        || policy.allows(address: value, for: .link)
    case .cite: return policy.allows(address: value, for: .link)
    case .src: return policy.allows(address: value, for: use(of: name))
    case .poster: return policy.allows(address: value, for: .image)
    case .srcset:
      let set = SourceSet(parsing: value.copied)
      return !set.candidates.isEmpty
        && set.candidates.allSatisfy { candidate in
          policy.allows(address: Array(candidate.address.utf8).span, for: .image)
        }
    case .width, .height, .colspan, .rowspan, .span:
      return isNumber(value) && value.count <= 5 && !(value.count == 1 && value[0] == 0x30)
    case .start, .value:
      return name == .data || isInteger(value)
    case .dir: return isOne(value, of: ["ltr", "rtl", "auto"])
    case .lang: return isLanguage(value)
    case .scope: return isOne(value, of: ["row", "col", "rowgroup", "colgroup"])
    case .preload: return isOne(value, of: ["none", "metadata"])
    case .kind:
      return isOne(value, of: ["subtitles", "captions", "descriptions", "chapters"])
    case .type where name == .ol:
      return value.count == 1 && isOne(value, of: ["1", "a", "A", "i", "I"])
    case .referrerpolicy:
      return isOne(value, of: ["no-referrer", "strict-origin-when-cross-origin"])
    case .title, .alt, .abbr, .label:
      return value.count <= 4096 && value.count > (attribute == .alt ? -1 : 0)
    default: return value.count <= 1024
    }
  }

  private static func use(of name: ElementName) -> SanitizerPolicy.Use {
    switch name {
    case .img: .image
    case .iframe: .frame
    default: .media
    }
  }

  private static func isNumber(_ value: Span<UInt8>) -> Bool {
    if value.isEmpty { return false }
    for index in value.indices where !value[index].isASCIIDigit { return false }
    return true
  }

  private static func isInteger(_ value: Span<UInt8>) -> Bool {
    guard value.count > 0, value.count <= 10 else { return false }
    if value[0] == UInt8(ascii: "-") { return isNumber(value.extracting(1..<value.count)) }
    return isNumber(value)
  }

  /// A BCP 47 tag, by its characters.
  private static func isLanguage(_ value: Span<UInt8>) -> Bool {
    guard value.count > 0, value.count <= 35 else { return false }
    for index in value.indices {
      let byte = value[index]
      guard byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "-") else {
        return false
      }
    }
    return true
  }

  private static func isOne(_ value: Span<UInt8>, of words: [StaticString]) -> Bool {
    words.contains { $0.utf8CodeUnitCount == value.count && value.starts(with: $0) }
  }
}
