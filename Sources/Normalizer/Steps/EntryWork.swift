internal import FeedModel
internal import HTML

/// What the steps know of the entry whose body they clean, and what they find out.
struct EntryWork {
  let rules: Rules
  /// Base of relative addresses.
  var base: WebAddress?
  let link: WebAddress?
  let homepage: WebAddress?
  /// In bytes; an address that is longer is no base.
  private static let longestBase = 2048
  /// Plain text.
  let title: String
  /// The entry's own date.
  let date: Timestamp?
  /// Hosts whose name as value of `ref=` is tracking.
  let ownHosts: [String]

  var log: ChangeLog
  /// The rule at work, for what is said when it takes too long. Set by whoever begins with one.
  var rule = ""
  var steps = StepRecord()
  /// Whether the sanitized body has ids or links to them.
  var hasAnchors = false
  /// What the user's patterns may cost.
  var runs = PatternRuns(bytes: 0)
  var diagnostics: [Diagnostic] = []
  var lead = Lead()
  var related = UniqueList<Link, Link>()
  var attachments = UniqueList<Attachment, WebAddress>()
  /// Whether some text begins as a mirror's footer does.
  var hasFooterMarker = false
  /// How many nodes the document had made when none did.
  var nodesWithoutMarker: Int?
  /// Pictures that had a late address: hidden until a script has run, not from readers.
  var latePictures: Set<NodeID> = []
  /// What their markup said of the pictures that stay.
  var shownPictures = ShownPictures()
  /// Sources of `picture` whose candidates were behind a proxy.
  var unwrappedSources: Set<NodeID> = []
  /// The film that the entry is about.
  var video: Video?
  /// What addresses lead to the entry itself.
  var entryPage = EntryPage()
  /// The host of a counter that the feed puts before its links.
  var counterHost: String?
  /// Further addresses that the source gives the entry, without fragments.
  var otherPages: [WebAddress] = []
  /// Whether the body wants its images to be asked for without a `Referer`.
  var hidesReferrer = false
  /// What filter lists know of it, once they have looked.
  var listed: ListsOfEntry?
  /// Ids in the body that a link can point to, once a link asked for them.
  var ids: Set<[UInt8]>?
  /// Promos that were learned from the entries of the source.
  let learned: LearnedPromos
  /// Whether to note which lines there are.
  let observes: Bool
  /// The lines of the body, where somebody learns from them.
  var seen: SeenLines?

  init(
    rules: Rules, base: WebAddress?, link: WebAddress?, homepage: WebAddress?, title: String,
    date: Timestamp?, explains: Bool, counts: Bool = false,
    learned: LearnedPromos = .none, observes: Bool = false
  ) {
    self.rules = rules
    self.learned = learned
    self.observes = observes
    // Every relative address of a body repeats its base.
    self.base = [base, link, homepage].lazy.compactMap { $0 }.first {
      $0.href.utf8.count <= EntryWork.longestBase
    }
    self.link = link
    self.homepage = homepage
    self.title = title
    self.date = date
    var hosts: [String] = []
    for address in [homepage, link] {
      if let host = address?.host, !hosts.contains(host) { hosts.append(host) }
    }
    ownHosts = hosts
    log = ChangeLog(isOn: explains, counts: counts)
  }

  /// The same for texts beside the body, whose changes are told in another way.
  var silent: EntryWork {
    var work = self
    work.log = ChangeLog(isOn: false)
    work.nodesWithoutMarker = nil
    return work
  }
}

extension EntryWork {
  /// The entry's own address without a fragment.
  var page: WebAddress? { link?.removingFragment }

  /// Whether the entry or its home page is at one of these hosts.
  func isAt(_ hosts: [String]) -> Bool {
    hosts.contains { link?.isWithin($0) == true || homepage?.isWithin($0) == true }
  }
}

/// A list that holds each thing once, in the order of arrival: asking whether it is there costs the
/// same however long the list is.
struct UniqueList<Element: Sendable, Key: Hashable & Sendable>: Sendable {
  private(set) var elements: [Element] = []
  private var keys: Set<Key> = []

  /// Whether it was not there yet.
  @discardableResult
  mutating func append(_ element: Element, key: Key) -> Bool {
    guard keys.insert(key).inserted else { return false }
    elements.append(element)
    return true
  }
}

extension UniqueList where Element == Key {
  /// Whether it was not there yet.
  @discardableResult
  mutating func append(_ element: Element) -> Bool { append(element, key: element) }
}

/// Metadata that stood at the head of a body.
struct Lead: Sendable, Hashable {
  var authors: [String] = []
  var date: LeadDate?
}

/// Collects what rules do, if anyone wants to know.
struct ChangeLog: Sendable {
  let isOn: Bool
  /// Whether the rules alone are noted.
  let counts: Bool
  private(set) var changes: [Change] = []

  init(isOn: Bool, counts: Bool = false) {
    self.isOn = isOn
    self.counts = counts && !isOn
  }

  /// Notes that a rule did something, where nobody wants to know what.
  mutating func count(_ rule: @autoclosure () -> String) {
    guard counts else { return }
    changes.append(Change(rule: rule(), place: "", before: "", after: ""))
  }

  /// Records a change of a field.
  mutating func record(
    _ rule: @autoclosure () -> String, field: String, before: @autoclosure () -> String,
    after: @autoclosure () -> String
  ) {
    guard isOn else { return count(rule()) }
    changes.append(Change(rule: rule(), place: field, before: before(), after: after()))
  }

  /// Records that a node goes.
  mutating func recordRemoval(
    _ rule: @autoclosure () -> String, of id: NodeID, in document: borrowing HTMLDocument
  ) {
    guard isOn else { return count(rule()) }
    document.withoutCounting { document in
      changes.append(
        Change(
          rule: rule(), place: document.selectorPath(of: id), before: document.markup(of: id),
          after: ""))
    }
  }

  /// Records that a node, which `document` holds where it is now, was moved as it is.
  mutating func recordMove(
    _ rule: @autoclosure () -> String, of id: NodeID, in document: borrowing HTMLDocument
  ) {
    guard isOn else { return count(rule()) }
    document.withoutCounting { document in
      let markup = document.markup(of: id)
      changes.append(
        Change(
          rule: rule(), place: document.selectorPath(of: id), before: markup, after: markup))
    }
  }

  /// Records a change of a node, which `document` holds as it is now.
  mutating func recordChange(
    _ rule: @autoclosure () -> String, of id: NodeID, before: @autoclosure () -> String,
    after: @autoclosure () -> String, in document: borrowing HTMLDocument
  ) {
    guard isOn else { return count(rule()) }
    document.withoutCounting { document in
      changes.append(
        Change(
          rule: rule(), place: document.selectorPath(of: id), before: before(), after: after()))
    }
  }
}

extension HTML.Document {
  /// A CSS selector for where a node is: `section > p:nth-child(3) > img`.
  func selectorPath(of id: NodeID) -> String {
    var path: [NodeID] = []
    var current: NodeID? = kind(of: id) == .element ? id : parent(of: id)
    while let node = current, kind(of: node) == .element {
      path.append(node)
      current = parent(of: node)
    }
    if path.isEmpty { return "body" }
    var text: [UInt8] = []
    for node in path.reversed() {
      if !text.isEmpty { text += " > ".utf8 }
      append(name(of: node), to: &text)
      guard let position = childPosition(of: node) else { continue }
      text += ":nth-child(".utf8
      text.append(decimal: position)
      text.append(UInt8(ascii: ")"))
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The start tag of an element, for explanations.
  func openTag(of id: NodeID) -> String {
    withoutCounting { $0.startTag(of: id) }
  }

  private func startTag(of id: NodeID) -> String {
    var text = [UInt8(ascii: "<")]
    append(name(of: id), to: &text)
    forEachAttribute(of: id) { name, value in
      text.append(UInt8(ascii: " "))
      append(name, to: &text)
      text += "=\"".utf8
      value.withUnsafeBufferPointer { text.append(contentsOf: $0) }
      text.append(UInt8(ascii: "\""))
    }
    text.append(UInt8(ascii: ">"))
    return String(decoding: text, as: UTF8.self)
  }

  /// One-based among the elements; `nil` for an only one, and where counting would take long.
  private func childPosition(of id: NodeID) -> Int? {
    guard let position = elementPosition(of: id, upTo: 2000) else { return nil }
    return position == 1 && nextElementSibling(of: id) == nil ? nil : position
  }
}

extension [UInt8] {
  /// Appends a number that is not negative.
  fileprivate mutating func append(decimal number: Int) {
    if number > 9 { append(decimal: number / 10) }
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }
}
