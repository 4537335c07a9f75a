internal import HTML

/// Rules of lazy attributes, found by the attributes' names.
struct LazyIndex: Sendable {
  fileprivate struct Place: Sendable {
    var rule: Int
    /// In the rule's list, the first of which is preferred.
    var position: Int
  }

  let rules: [LazyRule]
  /// In the file names of pictures that only stand in.
  let placeholders: [[UInt8]]
  /// Of names that HTML knows.
  fileprivate private(set) var known: [(name: AttributeName, place: Place)] = []
  fileprivate private(set) var others: [[UInt8]: [Place]] = [:]

  init(_ rules: [LazyRule]) {
    self.rules = rules
    placeholders = rules.filter { $0.target == .placeholder }.flatMap(\.words)
    let names = HTMLDocument()
    for (index, rule) in rules.enumerated() where rule.target != .placeholder {
      for (position, attribute) in rule.attributes.enumerated() {
        let place = Place(rule: index, position: position)
        if let name = names.attributeName(attribute) {
          known.append((name, place))
        } else {
          others[Array(attribute.utf8), default: []].append(place)
        }
      }
    }
  }
}

/// Attributes in which scripts find addresses, as this document numbers their names.
struct LazyAttributes {
  private let index: LazyIndex
  /// For each rule that can apply its names, the preferred first.
  private var names: [(rule: Int, names: [AttributeName])] = []
  /// Names of attributes that hold a background picture.
  private(set) var backgrounds: [AttributeName] = []

  init(_ index: LazyIndex, _ document: borrowing HTMLDocument) {
    self.index = index
    var found = index.known
    document.forEachOwnAttributeName { name, text in
      for place in index.others[text.copied] ?? [] { found.append((name, place)) }
    }
    guard !found.isEmpty else { return }
    found.sort { ($0.place.rule, $0.place.position) < ($1.place.rule, $1.place.position) }
    for (name, place) in found {
      if index.rules[place.rule].target == .background {
        backgrounds.append(name)
      } else if names.last?.rule == place.rule {
        names[names.count - 1].names.append(name)
      } else {
        names.append((place.rule, [name]))
      }
    }
  }

  /// Moves late addresses to where they belong.
  func repair(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    for entry in names {
      let rule = index.rules[entry.rule]
      guard let target = target(of: rule, on: document.name(of: node)),
        let value = value(entry.names, of: node, in: document, rule)
      else { continue }
      let old = document.bytes(of: target, node)
      let stands = old.map { !$0.isEmpty && !isPlaceholder($0) } ?? false
      if value == old || (stands && !rule.isStrong) { continue }
      let before = work.log.isOn ? document.openTag(of: node) : ""
      document.setAttribute(target, to: String(decoding: value, as: UTF8.self), of: node)
      // A 1×1 placeholder leaves its size behind, which would look like a pixel's.
      if !stands { dropTinySize(of: node, in: &document) }
      work.log.recordChange(
        rule.name, of: node, before: before, after: document.openTag(of: node), in: document)
    }
    completeSource(of: node, in: &document, &work)
  }

  private func target(of rule: LazyRule, on name: ElementName) -> AttributeName? {
    switch rule.target {
    case .src: return name == .source ? nil : .src
    case .srcset: return name == .img || name == .source ? .srcset : nil
    case .poster: return name == .video ? .poster : nil
    case .placeholder, .background: return nil
    }
  }

  /// The first attribute that holds an address.
  private func value(
    _ names: [AttributeName], of node: NodeID, in document: borrowing HTMLDocument,
    _ rule: LazyRule
  ) -> [UInt8]? {
    for name in names {
      guard let bytes = document.bytes(of: name, node) else { continue }
      let value = Array(bytes.trimmedBlanks)
      if rule.target == .srcset {
        if !SourceSet(parsing: value).candidates.isEmpty { return value }
      } else if looksLikeAddress(value), !isPlaceholder(value) {
        return value
      }
    }
    return nil
  }

  /// Absolute, or relative with a dot or a slash: `data-lazy="true"` is none.
  private func looksLikeAddress(_ value: [UInt8]) -> Bool {
    if value.startsIgnoringCase("http".utf8) || value.starts(with: "//".utf8) { return true }
    guard value.count > 3, !value.contains(where: \.isHTMLBlank),
      !value.contains(UInt8(ascii: "{"))
    else { return false }
    return value.contains(UInt8(ascii: "/")) && !value.startsIgnoringCase("javascript".utf8)
      && !value.startsIgnoringCase("data:".utf8) && !value.startsIgnoringCase("blob:".utf8)
  }

  func isPlaceholder(_ value: [UInt8]) -> Bool {
    if value.startsIgnoringCase("data:".utf8) || value.elementsEqual("#".utf8) { return true }
    let end = value.firstIndex(of: UInt8(ascii: "?")) ?? value.count
    let start = value[..<end].lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    let file = Array(value[start..<end].map(\.lowercased))
    return index.placeholders.contains { file.firstRange(ofBytes: $0) != nil }
  }

  private func dropTinySize(of node: NodeID, in document: inout HTMLDocument) {
    for name in [AttributeName.width, .height] {
      if let value = document.bytes(of: name, node), PixelSize.isTiny(value) {
        document.removeAttribute(name, of: node)
      }
    }
  }

  /// An image with candidates alone gets the largest as its address.
  private func completeSource(
    of node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard document.isElement(node, .img),
      let list = document.bytes(of: .srcset, node)
    else { return }
    let old = document.bytes(of: .src, node)
    if let old, !old.isEmpty, !isPlaceholder(old) { return }
    guard let best = SourceSet(parsing: list).largest else { return }
    document.setAttribute(.src, to: best.address, of: node)
    work.log.recordChange(
      "lazy.candidates", of: node, before: String(decoding: old ?? [], as: UTF8.self),
      after: best.address, in: document)
  }
}

/// Sizes that nobody can see.
enum PixelSize {
  /// `0`, `1`, `0px`, `1px`.
  static func isTiny(_ value: [UInt8]) -> Bool {
    var digits = Array(value.trimmedBlanks)
    if digits.count > 2, digits.suffix(2).elementsEqual("px".utf8) { digits.removeLast(2) }
    return digits.count == 1 && (digits[0] == UInt8(ascii: "0") || digits[0] == UInt8(ascii: "1"))
  }
}
