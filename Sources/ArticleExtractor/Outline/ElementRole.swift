import HTML

/// What an element is to an outline.
enum ElementRole: UInt8, Sendable {
  /// Begins and ends blocks.
  case region
  /// Stands in a line of text.
  case inline
  /// Breaks a line.
  case lineBreak
  /// A picture.
  case picture
  /// A player or a frame.
  case frame
  /// Not looked into, and never text: scripts, styles, controls.
  case skipped
  /// Not looked into, kept with what is around it: drawings.
  case ornament

  /// By the number of the element's name; own names of a document are regions.
  static let table: [ElementRole] = {
    var table = [ElementRole](repeating: .region, count: 512)
    func set(_ role: ElementRole, _ names: [ElementName]) {
      for name in names { table[Int(name.rawValue)] = role }
    }
    set(
      .inline,
      [
        .a, .abbr, .acronym, .b, .bdi, .bdo, .big, .cite, .code, .data, .del, .dfn, .em, .font, .i,
        .ins, .kbd, .mark, .nobr, .q, .rb, .rp, .rt, .rtc, .ruby, .s, .samp, .small, .span, .strike,
        .strong, .sub, .sup, .time, .tt, .u, .var, .wbr, .picture, .slot, .meter, .output,
        .progress, .map,
      ])
    set(.lineBreak, [.br])
    set(.picture, [.img, .image])
    set(.frame, [.iframe, .video, .audio, .object, .embed, .applet, .canvas])
    set(
      .skipped,
      [
        .script, .style, .head, .title, .meta, .link, .base, .select, .option, .textarea, .input,
        .datalist, .source, .track, .param, .template, .area, .col, .colgroup, .noframes, .noembed,
      ])
    return table
  }()

  static func of(_ node: NodeID, _ document: borrowing Document) -> ElementRole {
    switch document.namespace(of: node) {
    case .svg: .ornament
    case .mathML: .inline
    case .html:
      of(document.name(of: node))
    }
  }

  /// What it is in a part: in paragraphs and headings, elements of no standard are of the line.
  static func of(
    _ node: NodeID, _ document: borrowing Document, in host: ElementName
  ) -> ElementRole {
    let role = of(node, document)
    guard role == .region, document.isOwn(document.name(of: node)),
      document.firstChild(of: node) != nil
    else { return role }
    switch host {
    case .p, .h1, .h2, .h3, .h4, .h5, .h6: return .inline
    default: return role
    }
  }

  @inline(__always)
  static func of(_ name: ElementName) -> ElementRole {
    name.rawValue < 512 ? table[Int(name.rawValue)] : .region
  }
}

extension Surrounding {
  /// What an HTML element is by its name.
  static func bits(of name: ElementName) -> UInt32 {
    switch name {
    case .article: article.bit
    case .main: main.bit
    case .section: section.bit
    case .nav, .menu: nav.bit
    case .header: header.bit
    case .footer: footer.bit
    case .aside: aside.bit
    case .form: form.bit
    case .table: table.bit
    case .td, .th: cell.bit
    case .ul, .ol: list.bit
    case .li: item.bit
    case .figure: figure.bit
    case .figcaption: caption.bit
    case .blockquote: quotation.bit
    case .a: link.bit
    case .button, .label, .legend: label.bit
    case .details, .summary: details.bit
    case .h1, .h2, .h3, .h4, .h5, .h6: heading.bit
    case .dl, .dt, .dd: definition.bit
    case .pre, .code: code.bit
    case .noscript: noscript.bit
    case .dialog: dialog.bit
    default: 0
    }
  }

  /// What an element is by its `role`.
  static func bits(ofRole role: Span<UInt8>) -> UInt32 {
    switch String(role) {
    case "article": article.bit
    case "main": main.bit
    case "navigation", "menu", "menubar", "tablist": nav.bit
    case "banner": header.bit
    case "contentinfo": footer.bit
    case "complementary": aside.bit
    case "search": form.bit
    case "dialog", "alertdialog": dialog.bit
    case "button", "tab", "menuitem": label.bit
    case "heading": heading.bit
    case "tabpanel": tab.bit
    default: 0
    }
  }

  /// What an element is by its `itemprop`.
  static func bits(ofProperty property: Span<UInt8>) -> UInt32 {
    switch String(property) {
    case "articleBody", "ArticleBody": articleBody.bit
    case "text": post.bit
    case "comment": comment.bit
    default: 0
    }
  }

  /// What an element is by its `itemtype`, whatever the address of schema.org's is.
  static func bits(ofItemType type: Span<UInt8>) -> UInt32 {
    let name = String(type).split(separator: "/").last ?? ""
    switch name {
    case "Comment", "UserComments": return comment.bit
    case "DiscussionForumPosting", "Question", "Answer", "SocialMediaPosting": return post.bit
    default: return 0
    }
  }
}

extension String {
  /// Of UTF-8 bytes.
  init(_ bytes: Span<UInt8>) {
    self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
