internal import FeedModel

/// Reads an entry file: front matter, the date, `[TITLE](ADDRESS)`, a rule, the body.
///
///     [--- YAML front matter ---\n]<!--1729841822000-->\n[TITLE](URL)\n------\n\nBODY\n
///
/// Jekyll's posts have front matter alone: with a title and a date in it, the rest is the body.
struct EntryFileReader {
  private let bytes: [UInt8]
  private let base: WebAddress?
  private var lines: LineCursor
  private var diagnostics: [Diagnostic] = []
  var dates = DateReading()

  init(_ bytes: [UInt8], base: WebAddress?) {
    self.bytes = bytes
    self.base = base
    lines = LineCursor(bytes)
  }

  /// Whether a text begins like one: with front matter, a date in a comment, or a title.
  static func isEntryFile(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    let line = UTF8Text.trimmed(UnsafeBufferPointer(rebasing: bytes[start..<end]))
    if line.elementsEqual("---".utf8) { return true }
    if HeaderLines.epoch(line) != nil { return true }
    return line.first == 0x5B && HeaderLines.title(line) != nil
  }

  consuming func read() throws(NotAFeed) -> ParsedFeed {
    lines.skipBlank()
    let matter = FrontMatter(&lines)
    lines.skipBlank()
    var entry = ParsedEntry()
    if isPost(matter) {
      takeAddress(of: &entry, from: matter)
    } else {
      entry.published = readEpoch()
      try readTitle(&entry, matter: matter)
      skipRule()
    }
    entry.content = body()
    fill(&entry, from: matter)
    var feed = ParsedFeed(dialect: .entryFile)
    feed.entries = [entry]
    feed.diagnostics = diagnostics
    return feed
  }

  // MARK: - The header

  /// Whether the front matter says all that a header would.
  private func isPost(_ matter: FrontMatter) -> Bool {
    guard matter.value("title") != nil, let date = matter.value("date"), ParsedDate(date) != nil
    else { return false }
    let line = lines.peek()
    return line.withBytes(bytes, HeaderLines.epoch) == nil
      && line.withBytes(bytes, HeaderLines.title) == nil
  }

  /// The page that a post was made of, else its own.
  private func takeAddress(of entry: inout ParsedEntry, from matter: FrontMatter) {
    for key in [
      "from", "link", "external-url", "external_url", "canonical_url", "url", "permalink",
    ] {
      guard let raw = matter.value(key), let address = WebAddress(raw, base: base), address.isHTTP
      else { continue }
      entry.link = address
      entry.rawLink = raw
      return
    }
  }

  private mutating func readEpoch() -> Timestamp? {
    let line = lines.peek()
    guard let epoch = line.withBytes(bytes, HeaderLines.epoch) else {
      note("entry-without-epoch", "No date stands before the title.", .note)
      return nil
    }
    lines.advance()
    lines.skipBlank()
    guard case .milliseconds(let value) = epoch else { return nil }
    guard let timestamp = Timestamp(milliseconds: value) else {
      note("date-impossible", "The date before the title is outside the years 1 to 9999.")
      return nil
    }
    return timestamp
  }

  private mutating func readTitle(
    _ entry: inout ParsedEntry, matter: FrontMatter
  ) throws(NotAFeed) {
    let line = lines.peek()
    guard let (title, address) = line.withBytes(bytes, HeaderLines.title) else {
      throw NotAFeed(.entryFileWithoutHeader, line: lines.number)
    }
    lines.advance()
    if !title.isEmpty { entry.title = HeaderLines.text(title) }
    let raw = CharacterReferences.resolvedOnce(address)
    if let link = WebAddress(raw, base: base) {
      entry.link = link
      entry.rawLink = address
    } else if let from = matter.value("from"), let link = WebAddress(from, base: base) {
      entry.link = link
      entry.rawLink = from
      note("entry-without-link", "The title has no address; the front matter's is taken.")
    }
  }

  /// A line of dashes; its absence is forgiven.
  private mutating func skipRule() {
    let mark = lines
    lines.skipBlank()
    let isRule = lines.peek().withBytes(bytes) { line in
      line.count >= 3 && line.allSatisfy { $0 == 0x2D }
    }
    if isRule {
      lines.advance()
    } else {
      lines = mark
      note("entry-without-rule", "No line of dashes follows the title.", .note)
    }
  }

  // MARK: - The body

  private mutating func body() -> Text? {
    bytes.withUnsafeBufferPointer { buffer in
      let rest = UnsafeBufferPointer(rebasing: buffer[min(lines.position, buffer.count)...])
      let body = EntryFileReader.unwrapped(UTF8Text.trimmed(rest))
      return body.isEmpty ? nil : Text(.html, UTF8Text.string(body))
    }
  }

  /// Without the archive's own `<div>` and `</div>`, each alone on its line.
  private static func unwrapped(
    _ body: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    guard body.starts(with: "<div>".utf8), body.count >= 11 else { return body }
    let tail = UnsafeBufferPointer(rebasing: body.suffix(6))
    guard tail.elementsEqual("</div>".utf8) else { return body }
    let inner = UnsafeBufferPointer(rebasing: body[5..<(body.count - 6)])
    guard startsWithLineBreak(inner), inner.last == 0x0A else { return body }
    return UTF8Text.trimmed(inner)
  }

  private static func startsWithLineBreak(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.first == 0x0A || (bytes.first == 0x0D && bytes.count > 1 && bytes[1] == 0x0A)
  }

  // MARK: - Front matter

  /// Fills what header and body leave open.
  ///
  /// An author that equals a tag or category is the publication: the source's title, and no
  /// author, which the body's byline or the publication's name may become later.
  private mutating func fill(_ entry: inout ParsedEntry, from matter: FrontMatter) {
    if entry.title == nil, let title = matter.value("title") {
      entry.title = HeaderLines.text(title)
    }
    if entry.published == nil, let text = matter.value("date") {
      entry.published = dates.timestamp(text)
      if entry.published == nil {
        note("date-impossible", "The front matter's date can't be read; it is left out.")
      }
    }
    var terms: [String] = []
    for term in matter.list("tags") + matter.list("categories") where !terms.contains(term) {
      terms.append(term)
    }
    if let author = matter.value("author"), !author.isEmpty {
      if terms.contains(author) {
        entry.source = EntrySource(title: author)
        terms.removeAll { $0 == author }
      } else {
        entry.authors = [Person(name: author)]
      }
    }
    entry.categories = terms.map { Category(term: $0) }
  }

  private mutating func note(
    _ code: String, _ message: String, _ severity: Diagnostic.Severity = .warning
  ) {
    diagnostics.append(Diagnostic(severity, code: code, message, line: lines.number))
  }
}

/// The two lines before a body.
enum HeaderLines {
  enum Epoch: Equatable {
    case milliseconds(Int64)
    /// `NaN`, or a number that no date has.
    case unknown
  }

  /// `<!--1729841822000-->`; `nil` when the line is something else.
  static func epoch(_ line: UnsafeBufferPointer<UInt8>) -> Epoch? {
    guard line.count >= 8, line.starts(with: "<!--".utf8), line.suffix(3).elementsEqual("-->".utf8)
    else { return nil }
    let inner = UTF8Text.string(
      UTF8Text.trimmed(UnsafeBufferPointer(rebasing: line[4..<(line.count - 3)])))
    if UTF8Text.equal(inner, ignoringCase: "nan") { return .unknown }
    let digits = inner.utf8.first == 0x2D ? inner.utf8.dropFirst() : inner.utf8[...]
    guard !digits.isEmpty, digits.allSatisfy(UTF8Text.isDigit) else { return nil }
    return Int64(inner).map { .milliseconds($0) } ?? .unknown
  }

  /// `[TITLE](ADDRESS)`, split at the last `](`, because titles contain brackets.
  static func title(
    _ line: UnsafeBufferPointer<UInt8>
  ) -> (title: String, address: String)? {
    guard line.first == 0x5B, line.last == 0x29, line.count >= 4 else { return nil }
    var i = line.count - 3
    while i > 0 {
      if line[i] == 0x5D, line[i + 1] == 0x28 {
        let title = UnsafeBufferPointer(rebasing: line[1..<i])
        let address = UnsafeBufferPointer(rebasing: line[(i + 2)..<(line.count - 1)])
        return (
          UTF8Text.string(UTF8Text.trimmed(title)), UTF8Text.string(UTF8Text.trimmed(address))
        )
      }
      i -= 1
    }
    return nil
  }

  /// Titles are plain text, in which entities and a little markup occur.
  static func text(_ title: String) -> Text {
    let evidence = MarkupEvidence(title)
    return Text(evidence.hasElement || evidence.hasReference ? .html : .plain, title)
  }
}
