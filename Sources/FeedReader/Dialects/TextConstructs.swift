internal import Bytes
internal import FeedModel

/// Elements that hold text, with markup escaped, in CDATA or as elements.
enum TextConstructs {
  static func contains(_ name: XMLName, isAtom: Bool) -> Bool {
    switch name.namespace {
    case .core, .atom:
      switch name.name {
      case .title, .description, .summary, .content, .subtitle, .tagline, .rights, .copyright,
        .info, .abstract, .fullitem, .prodlink, .fulltext, .hyphenedFullText:
        return true
      case .body: return name.namespace == .core && !isAtom
      default: return false
      }
    case .content: return name.name == .encoded
    case .turbo: return name.name == .content || isFullText(name)
    case .xhtml: return name.name == .body || name.name == .div
    case .iTunes, .googlePlay: return name.name == .summary || name.name == .description
    case .media: return name.name == .description || name.name == .title || name.name == .text
    case .dublinCore, .dcTerms:
      return name.name == .description || name.name == .title || name.name == .rights
        || name.name == .abstract
    default: return isFullText(name)
    }
  }

  /// The whole article, under the name that Yandex, Rambler and Mail.ru gave it, in any namespace.
  static func isFullText(_ name: XMLName) -> Bool {
    name.name == .fulltext || name.name == .hyphenedFullText
  }

  /// Whether it holds the same content in several forms (Atom 0.3).
  static func isMultipart(_ node: XMLNode) -> Bool {
    node.name.name == .content
      && node.attribute(.type).map(UTF8Text.lowered) == "multipart/alternative"
  }

  /// Whether it is an entry's body or summary.
  static func isBody(_ name: XMLName) -> Bool {
    switch name.namespace {
    case .core, .atom:
      return name.name == .description || name.name == .content || name.name == .summary
        || name.name == .body
    case .content: return name.name == .encoded
    case .turbo: return name.name == .content
    default: return isFullText(name)
    }
  }

  /// What a construct says, `nil` when it is blank.
  ///
  /// - Parameter isBody: Whether HTML is the rule there (RSS `description`), not the exception.
  static func text(_ node: XMLNode, isAtom: Bool, isBody: Bool) -> Text? {
    let type = node.attribute(.type).map(MediaTypeReading.essence)
    var value = node.text
    if isBase64(node, type: type), let bytes = Base64.decoded(value.utf8, space: .anywhere) {
      // An image or the like (RFC 4287 §4.1.3.3) is no text.
      guard let decoded = String(validating: bytes, as: UTF8.self) else { return nil }
      value = decoded
    }
    if value.utf8.allSatisfy(UTF8Text.isSpace) { return nil }
    let kind: Text.Kind
    if node.hasMarkup || node.name.namespace == .xhtml {
      kind = .html
      if isBody, let unescaped = EscapedBody.markup(in: value) { value = unescaped }
    } else if isAtom {
      kind = atomKind(type: type, value: value, isBody: isBody)
    } else {
      kind = wildKind(&value, type: type, isBody: isBody)
    }
    if kind == .html {
      if isBody { value = SectionMarks.removed(value) }
      value = CharacterReferences.joiningSurrogates(value)
    }
    return Text(kind, value, base: node.base, language: node.language)
  }

  /// Atom says what it means (RFC 4287 §3.1.1); only of bodies without a type that it knows, and of
  /// XHTML without elements, the text itself must tell.
  private static func atomKind(type: String?, value: String, isBody: Bool) -> Text.Kind {
    switch type {
    case "html", "text/html", "application/xhtml+xml": return .html
    case "text", "text/plain": return .plain
    // In what is no body, what looks like a tag is text (Atom 0.3's `mode="xml"`).
    case "xhtml": return isBody && EscapedBody.isMarkup(value) ? .html : .plain
    default: return isBody && TagWords.isMarkup(value) ? .html : .plain
    }
  }

  /// RSS has no type: markup is what looks like markup, and what was escaped twice is told by
  /// having nothing but escaped tags that mark the text up.
  private static func wildKind(
    _ value: inout String, type: String?, isBody: Bool
  ) -> Text.Kind {
    // Media RSS says `plain`.
    if type == "text" || type == "text/plain" || type == "plain" { return .plain }
    if !isBody {
      let title = TitleText.read(value)
      value = title.value
      return title.kind
    }
    let evidence = MarkupEvidence(value)
    if evidence.hasElement { return .html }
    if evidence.hasEscapedElement {
      let resolved = CharacterReferences.resolvedOnce(value)
      if TagWords.isMarkup(resolved) { value = resolved }
      return .html
    }
    if evidence.hasReference || evidence.hasTag || evidence.hasOpenReference { return .html }
    return type == "html" || type == "text/html" ? .html : .plain
  }

  private static func isBase64(_ node: XMLNode, type: String?) -> Bool {
    if let mode = node.attribute(.mode) { return UTF8Text.equal(mode, ignoringCase: "base64") }
    guard let type, type.utf8.contains(0x2F), !node.hasMarkup else { return false }
    return !type.hasPrefix("text/") && !type.hasSuffix("+xml") && !type.hasSuffix("/xml")
  }
}
