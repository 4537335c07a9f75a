internal import HTML

/// What the HTML standard's parser does with elements, as far as it decides whether a tree
/// survives being written and parsed again.
enum ContentModel {
  /// Elements whose start tag closes an open `p` (§13.2.6.4.7), tables included.
  static func isBlock(_ name: ElementName) -> Bool {
    isMember(name, blocks)
  }

  /// Elements that stop the search for an open `li`, `dd` or `dt` ("special" without `address`,
  /// `div` and `p`), of those that the sanitizer lets through.
  static func isListBarrier(_ name: ElementName) -> Bool {
    switch name {
    case .address, .div, .p: false
    default: isBlock(name) || isTablePart(name) || isVoidSpecial(name)
    }
  }

  static func isHeading(_ name: ElementName) -> Bool {
    switch name {
    case .h1, .h2, .h3, .h4, .h5, .h6: true
    default: false
    }
  }

  static func isTablePart(_ name: ElementName) -> Bool {
    switch name {
    case .caption, .colgroup, .col, .thead, .tbody, .tfoot, .tr, .td, .th: true
    default: false
    }
  }

  /// Elements that never contain anything.
  static func isVoid(_ name: ElementName) -> Bool {
    switch name {
    case .area, .base, .br, .col, .embed, .hr, .img, .input, .link, .meta, .source, .track, .wbr:
      true
    default: false
    }
  }

  private static func isVoidSpecial(_ name: ElementName) -> Bool {
    switch name {
    case .img, .br, .hr, .col, .source, .track, .wbr, .iframe: true
    default: false
    }
  }

  private static func isMember(_ name: ElementName, _ set: [Bool]) -> Bool {
    let index = Int(name.rawValue)
    return index < set.count && set[index]
  }

  private static let blocks: [Bool] = {
    let names: [ElementName] = [
      .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl,
      .fieldset, .figcaption, .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .p,
      .search, .section, .summary, .ul, .h1, .h2, .h3, .h4, .h5, .h6, .pre, .listing, .form,
      .li, .dd, .dt, .plaintext, .xmp, .hr, .table,
    ]
    var set = [Bool](repeating: false, count: 1 + Int(names.map(\.rawValue).max() ?? 0))
    for name in names { set[Int(name.rawValue)] = true }
    return set
  }()
}
