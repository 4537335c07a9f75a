internal import Bytes
internal import HTML

/// Rules of lazy attributes, found by the attributes' names.
final class LazyIndex: Sendable {
  fileprivate struct Place: Sendable {
    var rule: Int
    /// In the rule's list, the first of which is preferred.
    var position: Int
  }

  let rules: [LazyRule]
  /// In the file names of pictures that only stand in, by first byte.
  let placeholders: [[[UInt8]]]
  /// The bytes that any of them begins with.
  let placeholderStarts: ByteSet
  /// Of names that HTML knows.
  fileprivate let known: [(name: AttributeName, place: Place)]
  private let others: NamedNumbers
  private let otherPlaces: [Place]

  init(_ rules: [LazyRule]) {
    self.rules = rules
    var placeholders: [[[UInt8]]] = Array(repeating: [], count: 256)
    for word in rules.filter({ $0.target == .placeholder }).flatMap(\.words) {
      if let first = word.first { placeholders[Int(first)].append(word) }
    }
    self.placeholders = placeholders
    placeholderStarts = ByteSet(
      placeholders.indices.filter { !placeholders[$0].isEmpty }.map { UInt8($0) })
    let names = HTMLDocument()
    var known: [(name: AttributeName, place: Place)] = []
    var others = NamedNumbers()
    var otherPlaces: [Place] = []
    for (index, rule) in rules.enumerated() where rule.target != .placeholder {
      for (position, attribute) in rule.attributes.enumerated() {
        let place = Place(rule: index, position: position)
        if let name = names.attributeName(attribute) {
          known.append((name, place))
        } else {
          others.append(attribute.utf8)
          otherPlaces.append(place)
        }
      }
    }
    self.known = known
    self.others = others
    self.otherPlaces = otherPlaces
  }

  /// Shows the places of a name that HTML doesn't know.
  fileprivate func forEachOther(_ name: Span<UInt8>, _ body: (Place) -> Void) {
    others.forEach(name, hash: ByteHash.hash(of: name)) { body(otherPlaces[$0]) }
  }
}

/// Attributes in which scripts find addresses, as this document numbers their names.
struct LazyAttributes {
  private let index: LazyIndex
  /// For each rule that can apply its names, the preferred first.
  private var names: [(rule: Int, names: [AttributeName])] = []
  /// Names of attributes that hold a background picture.
  private(set) var backgrounds: [AttributeName] = []
  private let unnamed: UnnamedAttributes

  init(_ index: LazyIndex, _ document: borrowing HTMLDocument) {
    self.index = index
    unnamed = UnnamedAttributes(document)
    var found = index.known.filter { document.mayHold($0.name) }
    document.forEachOwnAttributeName { name, text in
      index.forEachOther(text) { found.append((name, $0)) }
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
    guard document.hasAttributes(node) else { return }
    for entry in names {
      let rule = index.rules[entry.rule]
      guard let target = target(of: rule, on: node, in: document) else { continue }
      let old = document.bytes(of: target, node)
      let stands = old.map { !isPlaceholder($0) } ?? false
      guard let value = value(entry.names, of: node, in: document, rule, besides: stands) else {
        continue
      }
      if target == .src, document.isElement(node, .img) { work.latePictures.insert(node) }
      if value == old || (stands && !rule.isStrong) { continue }
      set(target, to: value, of: node, in: &document, rule.name, hides: !stands, &work)
    }
    repairUnnamed(node, in: &document, &work)
    completeSource(of: node, in: &document, &work)
  }

  /// Looks into the attributes that no rule names, where there is no address yet.
  private func repairUnnamed(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    let name = document.name(of: node)
    guard !unnamed.isEmpty, work.rules.steps.contains(.unnamedAttributes),
      name == .img || name == .source || name == .video || name == .audio
    else { return }
    if let list = document.bytes(of: .srcset, node), !isPlaceholder(list) { return }
    var trust = UnnamedAttributes.Trust.all
    if let old = document.bytes(of: .src, node), !isPlaceholder(old) {
      guard name == .img, let less = LateSign.trust(old, of: node, in: document) else { return }
      trust = less
    }
    let isInPicture = document.parent(of: node).map { document.isElement($0, .picture) } ?? false
    let kind: UnnamedAttributes.Kind = name == .img || isInPicture ? .picture : .media
    guard let found = unnamed.address(of: node, kind, trust, in: document, isPlaceholder) else {
      return
    }
    if document.isElement(node, .img) { work.latePictures.insert(node) }
    let needsList = found.isList || isInPicture && name == .source
    set(
      needsList ? .srcset : .src, to: found.value, of: node, in: &document, "lazy.attribute",
      hides: true, &work)
    // What only stood in gives its place to the best of the list.
    if found.isList, trust != .all { document.removeAttribute(.src, of: node) }
  }

  /// Whether a picture would find an address on an element: in `src`, or where a script looks.
  func holdsPicture(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    if let source = document.bytes(of: .src, node)?.trimmedBlanks,
      UnnamedAttributes.isRooted(Array(source)), !isPlaceholder(Array(source))
    {
      return true
    }
    return picture(of: node, in: document) != nil
  }

  /// What the attributes of an element say of the picture inside, by rule or by being the address of a
  /// picture or a list of candidates.
  func picture(
    of node: NodeID, in document: borrowing HTMLDocument
  ) -> UnnamedAttributes.Found? {
    for entry in names {
      let rule = index.rules[entry.rule]
      guard rule.target == .src || rule.target == .srcset,
        let value = value(entry.names, of: node, in: document, rule, besides: false),
        rule.target == .srcset || PictureName.isPicture(value)
      else { continue }
      return UnnamedAttributes.Found(value: value, isList: rule.target == .srcset)
    }
    return unnamed.isEmpty
      ? nil : unnamed.address(of: node, .picture, .all, in: document, isPlaceholder)
  }

  /// Gives a picture that only stands in the address that the element around it holds, where it is all
  /// that the element shows.
  func takeFromAround(
    _ image: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard work.rules.steps.contains(.unnamedAttributes), !document.hasAttribute(.srcset, of: image),
      isPlaceholder(document.bytes(of: .src, image) ?? [])
    else { return }
    var around = image
    for _ in 0..<2 {
      guard document.isAlone(around), let parent = document.parent(of: around) else { return }
      switch document.name(of: parent) {
      case .figure, .div, .span, .picture, .p, .a: around = parent
      default: return
      }
      guard document.hasAttributes(around), let found = picture(of: around, in: document) else {
        continue
      }
      work.latePictures.insert(image)
      set(
        found.isList ? .srcset : .src, to: found.value, of: image, in: &document, "lazy.attribute",
        hides: true, &work)
      return completeSource(of: image, in: &document, &work)
    }
  }

  private func set(
    _ target: AttributeName, to value: [UInt8], of node: NodeID, in document: inout HTMLDocument,
    _ rule: String, hides: Bool, _ work: inout EntryWork
  ) {
    let before = work.log.isOn ? document.openTag(of: node) : ""
    document.setAttribute(target, to: String(decoding: value, as: UTF8.self), of: node)
    // A 1×1 placeholder leaves its size behind, which would look like a pixel's.
    if hides { dropTinySize(of: node, in: &document) }
    work.log.recordChange(
      rule, of: node, before: before, after: document.openTag(of: node), in: document)
  }

  private func target(
    of rule: LazyRule, on node: NodeID, in document: borrowing HTMLDocument
  ) -> AttributeName? {
    let name = document.name(of: node)
    switch rule.target {
    case .src:
      // Of a picture's sources the candidates count.
      let isInPicture =
        name == .source
        && document.parent(of: node).map { document.isElement($0, .picture) } == true
      return isInPicture ? nil : .src
    case .srcset: return name == .img || name == .source ? .srcset : nil
    case .poster: return name == .video ? .poster : nil
    case .placeholder, .background: return nil
    }
  }

  /// The first attribute that holds an address; `besides` one that is there it must not be another
  /// thing's.
  private func value(
    _ names: [AttributeName], of node: NodeID, in document: borrowing HTMLDocument,
    _ rule: LazyRule, besides stands: Bool
  ) -> [UInt8]? {
    for name in names {
      guard let bytes = document.bytes(of: name, node) else { continue }
      let value = Array(bytes.trimmedBlanks)
      if AddressTemplate.isTemplate(value) { continue }
      if rule.target == .srcset {
        if !SourceSet(parsing: value).candidates.isEmpty { return value }
      } else if looksLikeAddress(value), !isPlaceholder(value) {
        if document.isElement(node, .img),
          PictureName.isOther(value) || value.last == UInt8(ascii: "/")
        {
          continue
        }
        // A film or sound that plays is not given up for a page.
        if stands,
          document.isElement(node, .video) || document.isElement(node, .audio)
            || document.isElement(node, .source), !PictureName.isMedia(value)
        {
          continue
        }
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

  /// Whether an address may stand in for another: empty, `data:`, or by the name of its file.
  func isPlaceholder(_ value: [UInt8]) -> Bool {
    if value.allSatisfy(\.isHTMLBlank) || value.startsIgnoringCase("data:".utf8)
      || value.elementsEqual("#".utf8)
    {
      return true
    }
    let file = PictureName.file(of: value)
    if LateSign.isStandIn(file) { return true }
    var isStart = true
    for (place, byte) in file.enumerated() {
      if isStart, index.placeholderStarts.contains(byte) {
        // A word that stood inside of another before is none.
        let isWord = { (word: [UInt8]) in
          file[place...].starts(with: word) && file.firstRange(ofBytes: word)?.lowerBound == place
        }
        if index.placeholders[Int(byte)].contains(where: isWord) { return true }
      }
      isStart = !byte.isASCIILetter && !byte.isASCIIDigit
    }
    return false
  }

  /// Whether there is nothing to see at an address: empty, a blank `data:` picture, or a file that
  /// has the very name of one.
  func isBlank(_ value: [UInt8]) -> Bool {
    if value.allSatisfy(\.isHTMLBlank) || value.elementsEqual("#".utf8) { return true }
    if value.startsIgnoringCase("data:".utf8) { return DataPicture.isBlank(value) }
    let file = PictureName.file(of: value)
    return file.count <= 15 && LazyAttributes.blankNames.contains { $0 == file }
  }

  /// Whether what is there has no picture of its own to lose: blank, a drawing that goes anyhow, or
  /// a file that a placeholder's word names.
  func isBlankOrNamed(_ value: [UInt8]) -> Bool {
    isBlank(value) || !value.startsIgnoringCase("data:".utf8) && isPlaceholder(value)
  }

  private static let blankNames = [
    "blank.gif", "blank.png", "spacer.gif", "spacer.png", "transparent.gif", "transparent.png",
    "1x1.gif", "1x1.png", "1x1.trans.gif", "clear.gif", "space.gif", "about:blank",
  ].map { Array($0.utf8) }

  private func dropTinySize(of node: NodeID, in document: inout HTMLDocument) {
    for name in [AttributeName.width, .height] {
      if let value = document.bytes(of: name, node), let size = Length.pixels(value), size <= 2 {
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
    if let old, !isPlaceholder(old) {
      // One that shows something is enough.
      let first = SourceSet(parsing: list, upTo: 1).candidates.first
      if let first, !isBlankOrNamed(Array(first.address.utf8)) { return }
      let candidates = SourceSet(parsing: list).candidates
      guard candidates.allSatisfy({ isBlankOrNamed(Array($0.address.utf8)) }) else { return }
      let before = work.log.isOn ? document.openTag(of: node) : ""
      document.removeAttribute(.srcset, of: node)
      work.log.recordChange(
        "lazy.candidates", of: node, before: before, after: document.openTag(of: node),
        in: document)
      return
    }
    guard let best = SourceSet(parsing: list).largest,
      !isPlaceholder(Array(best.address.utf8))
    else { return }
    document.setAttribute(.src, to: best.address, of: node)
    work.log.recordChange(
      "lazy.candidates", of: node, before: String(decoding: old ?? [], as: UTF8.self),
      after: best.address, in: document)
  }
}
