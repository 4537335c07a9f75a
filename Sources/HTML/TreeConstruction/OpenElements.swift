/// One element of the stack of open elements, with what is asked of it most.
struct OpenElement: BitwiseCopyable {
  /// How the tree construction dispatcher (§13.2.6) treats what comes inside.
  enum Role: UInt8, BitwiseCopyable {
    case html
    case foreign
    case mathMLTextIntegrationPoint
    case htmlIntegrationPoint
    /// A MathML `annotation-xml` that is no HTML integration point.
    case annotationXML
  }

  var node: NodeID
  let name: ElementName
  let namespace: Namespace
  let role: Role
  /// The category "special" and the scopes that the element ends (§13.2.4.2).
  let traits: Traits

  struct Traits: OptionSet, BitwiseCopyable {
    let rawValue: UInt8

    static var special: Traits { Traits(rawValue: 1) }
    static var endsGeneralScope: Traits { Traits(rawValue: 2) }
    static var endsListItemScope: Traits { Traits(rawValue: 4) }
    static var endsButtonScope: Traits { Traits(rawValue: 8) }
    static var endsTableScope: Traits { Traits(rawValue: 16) }
    static var endsAllButTableScope: Traits { Traits(rawValue: 2 | 4 | 8) }
  }

  @inline(__always)
  init(node: NodeID, name: ElementName, namespace: Namespace, role: Role) {
    self.node = node
    self.name = name
    self.namespace = namespace
    self.role = role
    traits = namespace == .html ? name.traits : role.traits
  }

  @inline(__always)
  func isHTML(_ name: ElementName) -> Bool { self.name == name && namespace == .html }
}

/// The stack of open elements (§13.2.4.2): the last one is the current node.
///
/// No question looks further down than ``searchLimit``: an element deeper than that is out of scope.
/// That is part of the depth limit, and keeps a million open elements from costing a million steps
/// for every tag.
struct OpenElements: ~Copyable {
  private var elements = Buffer<OpenElement>()
  /// How many HTML elements of each known name are open.
  private var openCounts = Buffer<UInt32>(repeating: 0, count: KnownNames.elements.count + 1)
  /// The most elements that were ever open.
  private(set) var greatestCount = 0
  /// How many steps searches took in all; tests bound it.
  var searchSteps = 0

  static var searchLimit: Int { Document.maximumDepth }

  @inline(__always)
  var count: Int { elements.count }

  @inline(__always)
  subscript(index: Int) -> OpenElement { elements[index] }

  /// The current node. The stack is never empty while content is parsed.
  @inline(__always)
  var last: OpenElement { elements[elements.count &- 1] }

  @inline(__always)
  mutating func push(_ element: OpenElement) {
    elements.append(element)
    count(element, by: 1)
    if elements.count > greatestCount { greatestCount = elements.count }
  }

  @inline(__always)
  mutating func pop() -> OpenElement {
    let element = last
    elements.removeLast()
    count(element, by: .max)
    return element
  }

  mutating func remove(at index: Int) {
    count(elements[index], by: .max)
    elements.remove(at: index)
  }

  mutating func insert(_ element: OpenElement, at index: Int) {
    count(element, by: 1)
    elements.insert(element, at: index)
  }

  mutating func replace(at index: Int, with node: NodeID) {
    elements[index].node = node
  }

  @inline(__always)
  private mutating func count(_ element: OpenElement, by change: UInt32) {
    guard element.namespace == .html, Int(element.name.rawValue) < openCounts.count else { return }
    openCounts[Int(element.name.rawValue)] &+= change
  }

  /// Whether an HTML element called `name` may be open; exact for known names.
  @inline(__always)
  func mayContain(_ name: ElementName) -> Bool {
    Int(name.rawValue) >= openCounts.count || openCounts[Int(name.rawValue)] != 0
  }

  /// The lowest index that a search may look at.
  @inline(__always)
  var searchEnd: Int { max(0, elements.count &- OpenElements.searchLimit) }

  /// Moves the element at `index` up to `target`, under the name of `node`; those between move down.
  mutating func rotate(from index: Int, to target: Int, renaming node: NodeID) {
    var moved = elements[index]
    moved.node = node
    for lower in index..<target { elements[lower] = elements[lower + 1] }
    elements[target] = moved
  }

  /// The index of `node`; nil if it is not open, or too far down.
  mutating func index(of node: NodeID) -> Int? {
    var index = elements.count - 1
    let end = searchEnd
    while index >= end {
      searchSteps += 1
      if elements[index].node == node { return index }
      index -= 1
    }
    return nil
  }
}

// Scopes (§13.2.4.2)

extension OpenElements {
  enum Scope {
    case general
    case listItem
    case button
    case table
  }

  /// Whether the stack has an HTML element called `name` in `scope`.
  @inline(__always)
  mutating func has(_ name: ElementName, in scope: Scope) -> Bool {
    mayContain(name) && find(in: scope) { $0 == name } != nil
  }

  /// The innermost open HTML element that `isTarget` accepts, unless `scope` ends before it.
  @inline(__always)
  mutating func find(in scope: Scope, _ isTarget: (ElementName) -> Bool) -> NodeID? {
    var index = elements.count &- 1
    let end = searchEnd
    while index >= end {
      let element = elements[index]
      searchSteps &+= 1
      if element.namespace == .html, isTarget(element.name) { return element.node }
      if element.ends(scope) { return nil }
      index &-= 1
    }
    return nil
  }

  /// The index of `node`, and whether it is in scope; nil if it is not open, or too far down.
  mutating func position(of node: NodeID) -> (index: Int, isInScope: Bool)? {
    var index = elements.count - 1
    var isInScope = true
    let end = searchEnd
    while index >= end {
      searchSteps += 1
      if elements[index].node == node { return (index, isInScope) }
      if elements[index].ends(.general) { isInScope = false }
      index -= 1
    }
    return nil
  }

  /// The index of the innermost open HTML element called `name`; nil if there is none.
  mutating func lastIndex(of name: ElementName) -> Int? {
    guard mayContain(name) else { return nil }
    var index = elements.count - 1
    let end = searchEnd
    while index >= end {
      searchSteps += 1
      if elements[index].isHTML(name) { return index }
      index -= 1
    }
    return nil
  }
}

extension OpenElement {
  @inline(__always)
  fileprivate func ends(_ scope: OpenElements.Scope) -> Bool {
    switch scope {
    case .general: traits.contains(.endsGeneralScope)
    case .listItem: traits.contains(.endsListItemScope)
    case .button: traits.contains(.endsButtonScope)
    case .table: traits.contains(.endsTableScope)
    }
  }

  @inline(__always)
  var isSpecial: Bool { traits.contains(.special) }
}

extension ElementName {
  /// The traits of the HTML element of this name.
  fileprivate var traits: OpenElement.Traits {
    switch self {
    case .html, .table, .template: [.special, .endsAllButTableScope, .endsTableScope]
    case .applet, .caption, .td, .th, .marquee, .object, .select:
      [.special, .endsAllButTableScope]
    case .button: [.special, .endsButtonScope]
    case .ol, .ul: [.special, .endsListItemScope]
    case .address, .area, .article, .aside, .base, .basefont, .bgsound, .blockquote, .body, .br,
      .center, .col, .colgroup, .dd, .details, .dir, .div, .dl, .dt, .embed, .fieldset, .figcaption,
      .figure, .footer, .form, .frame, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .head, .header,
      .hgroup, .hr, .iframe, .img, .input, .keygen, .li, .link, .listing, .main, .menu, .meta, .nav,
      .noembed, .noframes, .noscript, .p, .param, .plaintext, .pre, .script, .search, .section,
      .source, .style, .summary, .tbody, .textarea, .tfoot, .thead, .title, .tr, .track, .wbr, .xmp:
      .special
    default: []
    }
  }
}

extension OpenElement.Role {
  /// The traits of a foreign element: `mi`, `mo`, `mn`, `ms`, `mtext`, `annotation-xml`,
  /// `foreignObject`, `desc` and `title` are special and end every scope but the table's.
  fileprivate var traits: OpenElement.Traits {
    self == .foreign || self == .html ? [] : [.special, .endsAllButTableScope]
  }
}
