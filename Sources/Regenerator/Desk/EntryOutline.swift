import HTML

/// A block of an entry, as a rule editor lists it.
public struct OutlineBlock: Sendable, Hashable {
  /// Its place among all blocks, from 0.
  public var number: Int
  /// How deep it stands among the listed ones.
  public var depth: Int
  /// `div.share`
  public var name: String
  /// How its text begins; of a picture its address.
  public var text: String
  /// A short selector that takes it and its like.
  public var selector: String
}

/// The blocks of a body as the feed's own rules see it.
struct EntryOutline {
  /// In document order, at most 400.
  private(set) var blocks: [OutlineBlock] = []

  private static let most = 400
  /// Longer bodies are shown by their beginning: each block is looked at whole.
  private static let mostBytes = 1 << 18

  private static let listed: Set<String> = [
    "address", "article", "aside", "audio", "blockquote", "center", "details", "dialog", "div",
    "dl", "embed", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "iframe", "img", "main", "nav", "object", "ol", "p", "picture", "pre", "section", "svg",
    "table", "ul", "video",
  ]

  init(_ markup: String) {
    let document = Document(parsingFragment: Array(markup.utf8.prefix(Self.mostBytes)))
    var depths: [NodeID: Int] = [:]
    for node in document.descendants(of: document.root) where document.isElement(node) {
      guard blocks.count < Self.most else { return }
      let name = document.string(document.name(of: node))
      let parent = document.parent(of: node).flatMap { depths[$0] } ?? -1
      let isListed = Self.listed.contains(name)
      depths[node] = isListed ? parent + 1 : parent
      guard isListed else { continue }
      let text = Self.text(document, node, name)
      // A wrapper around nothing is no block.
      guard !text.isEmpty || Self.alone.contains(name) else { continue }
      blocks.append(
        OutlineBlock(
          number: blocks.count, depth: min(parent + 1, 4), name: Self.label(document, node, name),
          text: text, selector: StableSelector.text(of: node, in: document)))
    }
  }

  private static let alone: Set<String> = [
    "audio", "embed", "hr", "iframe", "img", "object", "svg", "video",
  ]

  private static func label(
    _ document: borrowing Document, _ node: NodeID, _ name: String
  ) -> String {
    let id = document.attribute(.id, of: node).map { "#" + $0 } ?? ""
    let classes = StableSelector.classes(of: node, in: document).map { "." + $0 }.joined()
    return String((name + id + classes).prefix(60))
  }

  private static func text(
    _ document: borrowing Document, _ node: NodeID, _ name: String
  ) -> String {
    if let source = document.attribute(.src, of: node) { return String(source.prefix(120)) }
    return StableSelector.line(document.textContent(of: node), limit: 120)
  }
}

/// Short selectors that still hold tomorrow.
enum StableSelector {
  /// One that takes an element: by its id or classes where a person chose those, else by its words,
  /// else by where it stands.
  static func text(of node: NodeID, in document: borrowing Document) -> String {
    if let own = ownName(of: node, in: document) { return own }
    let name = document.string(document.name(of: node))
    if let host = hostOfLinks(in: node, document), name != "div" {
      return "\(name):has(a[href*=\"\(host)\"])"
    }
    let words = words(document.textContent(of: node))
    if words.utf8.count >= 6 { return "\(name):contains(\"\(words)\")" }
    if let source = document.attribute(.src, of: node), let host = host(of: source) {
      return "\(name)[src*=\"\(host)\"]"
    }
    if let parent = document.parent(of: node), document.isElement(parent),
      let outer = ownName(of: parent, in: document)
    {
      return "\(outer) > \(name)"
    }
    return name
  }

  private static func ownName(of node: NodeID, in document: borrowing Document) -> String? {
    let name = document.string(document.name(of: node))
    if let id = document.attribute(.id, of: node), StableName.isStable(id) {
      return "\(name)#\(id)"
    }
    let stable = classes(of: node, in: document).filter(StableName.isStable)
    return stable.first.map { "\(name).\($0)" }
  }

  static func classes(of node: NodeID, in document: borrowing Document) -> [String] {
    (document.attribute(.class, of: node) ?? "").split(whereSeparator: \.isWhitespace)
      .prefix(8).map(String.init)
  }

  /// The host that all its links lead to, where it has few and little else.
  private static func hostOfLinks(in node: NodeID, _ document: borrowing Document) -> String? {
    let links = document.elements(.a, in: node).prefix(10)
    var hosts: Set<String> = []
    var linked = 0
    for link in links {
      hosts.insert(document.attribute(.href, of: link).flatMap(host) ?? "")
      linked += document.textContent(of: link).utf8.count
    }
    guard hosts.count == 1, let host = hosts.first, !host.isEmpty,
      linked * 2 >= document.textContent(of: node).utf8.count
    else { return nil }
    return host
  }

  private static func host(of address: String) -> String? {
    guard let start = address.firstRange(of: "//")?.upperBound else { return nil }
    let host = address[start...].prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }
    return host.isEmpty || host.contains("\"") ? nil : String(host)
  }

  /// The first words, up to what may differ from entry to entry.
  private static func words(_ text: String) -> String {
    let line = line(text, limit: 40, mark: "")
    let bytes = Array(line.utf8)
    let end = bytes.firstIndex { (0x30...0x39).contains($0) || $0 == 0x22 || $0 == 0x5C }
    var part = bytes[..<(end ?? bytes.count)]
    while part.last == 0x20 { part.removeLast() }
    return String(decoding: part, as: UTF8.self)
  }

  /// One line of at most so many characters.
  static func line(_ text: String, limit: Int, mark: String = "…") -> String {
    var line = ""
    var count = 0
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty { line += " " }
      line += word.prefix(limit)
      count = line.count
      if count > limit { return line.prefix(limit) + mark }
    }
    return line
  }
}
