internal import FeedModel

/// What tells entries apart that share a name.
struct EntryFacts {
  /// The file's address without its query; `nil` also where it tells nothing.
  let enclosure: String?
  /// The address that counts who asks for the file, likewise, where there is one.
  let counted: String?
  let date: Timestamp?
  let published: Timestamp?
  let title: String
  let text: Fingerprint?
  let link: String
  /// Whether there is a file that is several entries' own.
  let hasCrowdedFile: Bool
  /// Whether title and text are those of many dates, as a calendar's are.
  let isSeries: Bool

  /// - Parameters:
  ///   - isCrowded: whether the entry's file, by its address without a query, is one of several
  ///     entries that share the name.
  ///   - isSeries: whether title and text are those of several dates under the name.
  ///   - file: gives the address of a file without the counters in front of it.
  init(
    _ entry: ParsedEntry, isCrowded: Bool = false, isSeries: Bool = false,
    file: (WebAddress) -> WebAddress = { $0 }
  ) {
    self.isSeries = isSeries
    let files = isCrowded ? [] : EntryFacts.files(of: entry, file: file)
    enclosure = files.first
    counted = files.count > 1 ? files[1] : nil
    published = entry.published
    date = published ?? entry.updated
    title = entry.title?.value ?? ""
    text = EntryFacts.text(of: entry)
    link = (entry.rawLink ?? entry.link?.href) ?? ""
    hasCrowdedFile = isCrowded
  }

  /// The entry's file, and the address that it is asked for at where that is another.
  static func files(of entry: ParsedEntry, file: (WebAddress) -> WebAddress) -> [String] {
    guard let address = entry.attachments.first?.address else { return [] }
    let (own, whole) = (file(address).fileKey, address.fileKey)
    return own.utf8.elementsEqual(whole.utf8) ? [own] : [own, whole]
  }

  static func text(of entry: ParsedEntry) -> Fingerprint? {
    let body = entry.content?.value ?? entry.summary?.value ?? ""
    return body.isEmpty ? nil : Fingerprint(body.utf8)
  }

  /// The first of what there is.
  var mark: String {
    if let enclosure { return "e\n\(enclosure)" }
    if let date {
      // Many entries may have a day or an hour in common, now or later.
      let isPrecise = date.milliseconds % 3_600_000 != 0
      return isPrecise ? "d\n\(date.milliseconds)" : "d\n\(date.milliseconds)\n\(title)"
    }
    return title.isEmpty ? "x\n\(text?.description ?? "")" : "t\n\(title)"
  }

  /// All of it, for entries whose marks are the same.
  var fullMark: String {
    "\(mark)\n\(title)\n\(title.isEmpty || enclosure != nil ? text?.description ?? "" : "")"
  }

  /// Of what is the same in all versions of a sibling.
  func names(under key: String) -> [String] {
    if let enclosure { return ["e:\(key)\n\(enclosure)"] }
    var names = ["m:\(key)\n\(date?.milliseconds ?? 0)\n\(title)"]
    if title.isEmpty {
      names = ["m:\(key)\n\(date?.milliseconds ?? 0)\n\(text?.description ?? "")"]
    }
    if let text, !title.isEmpty, !isSeries { names.append("t:\(key)\n\(title)\n\(text)") }
    return names
  }

  /// Whether two entries with one name and one file are two by what else they say: an address like
  /// `get.php?id=7` or `latest.mp3` is the file of any number of them.
  ///
  /// - Parameters:
  ///   - isOneAddress: whether the queries are the same as well.
  ///   - isOneGuid: whether the name is a guid, which two entries rarely have in common.
  func differs(from other: EntryFacts, isOneAddress: Bool, isOneGuid: Bool) -> Bool {
    let isTitleSame = title.utf8.elementsEqual(other.title.utf8)
    let isTextSame = text != nil && text == other.text
    if isOneGuid {
      return !isOneAddress && !isTitleSame && !isTextSame && (date != other.date || date == nil)
    }
    if date != other.date { return !(isTitleSame && isTextSame) }
    // One address at one moment is one file, whose title was edited.
    return !isTitleSame && (!isOneAddress || date == nil)
  }
}

/// Finds names of several entries within one document.
struct DistinctEntries {
  enum Kind { case guid, link }

  private let crowded: Set<String>
  private var seen: Set<NameBytes> = []
  private var names: Set<NameBytes> = []

  /// - Parameter crowded: links of several guids, which say nothing of whether two entries are one.
  init(crowded: Set<String>) { self.crowded = crowded }

  /// Whether this entry is another one than those before it under a name, and no version of one.
  mutating func isAnother(_ facts: EntryFacts, under name: String, by kind: Kind) -> Bool {
    let signs = signs(of: facts, under: name, by: kind)
    let isFirst = names.insert(NameBytes(name)).inserted
    let isVersion = signs.contains { seen.contains($0) }
    for sign in signs { seen.insert(sign) }
    return !isFirst && !isVersion
  }

  /// One of these in common makes two entries versions of one.
  private func signs(
    of facts: EntryFacts, under name: String, by kind: Kind
  ) -> [NameBytes] {
    guard kind == .guid else { return facts.names(under: name).map { NameBytes($0) } }
    let isCrowded = crowded.contains(facts.link)
    let link = isCrowded ? "" : facts.link
    var signs: [String] = []
    if facts.hasCrowdedFile {
      signs.append("f:\(name)\n\(link)\n\(facts.date?.milliseconds ?? 0)\n\(facts.title)")
    } else if !link.isEmpty || facts.enclosure != nil {
      signs.append("p:\(name)\n\(link)\n\(facts.enclosure ?? "")")
    } else if isCrowded {
      // A version keeps the date of its first publication.
      signs.append("d:\(name)\n\(facts.link)\n\(facts.published?.milliseconds ?? 0)")
    }
    if !facts.title.isEmpty { signs.append("t:\(name)\n\(facts.title)") }
    if let text = facts.text { signs.append("x:\(name)\n\(text)") }
    if facts.title.isEmpty, facts.text == nil { signs.append("n:\(name)") }
    return signs.map { NameBytes($0) }
  }
}

/// A text that is compared by its bytes.
struct NameBytes: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (a: NameBytes, b: NameBytes) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
