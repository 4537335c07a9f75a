internal import FeedModel

/// Reads a document's dates: a clock without an offset is the one of the zone that it names, else of
/// the source's own, else UTC.
struct DateReading: Sendable {
  typealias Offset = @Sendable (CivilTime) -> Int

  /// The source's own zone.
  var sourceZone: Offset?
  /// Knows zones by their names in the IANA's database.
  var zones: FeedReader.Zones?
  /// The language of the dates' words.
  var language: String?
  /// The order of `04/05/2024`, where other dates of the document tell it.
  var isMonthFirst: Bool?

  /// What was wrong with dates, for one diagnostic of each kind.
  struct Notes: Sendable {
    /// Those that can't be read, shortened.
    var impossible: [String] = []
    /// How many named a zone that nobody knows, and one of them.
    var unclear: (count: Int, first: String) = (0, "")
    /// How many were what software writes that has no date.
    var zeros = 0
    /// How many dates of numbers must begin with the day, with the month, and may with either.
    var orders = (dayFirst: 0, monthFirst: 0, open: 0)
  }

  /// `nil` for what is no date, can't be one, or is one that stands for none.
  func timestamp(_ text: String, _ notes: inout Notes) -> Timestamp? {
    guard let date = ParsedDate(text, language: language, isMonthFirst: isMonthFirst) else {
      if !text.isEmpty, notes.impossible.count < 10 {
        notes.impossible.append(String(text.prefix(60)))
      }
      return nil
    }
    notes.note(date.numberOrder)
    if date.isZero {
      notes.zeros += 1
      return nil
    }
    return moment(date, &notes)
  }

  /// What an element says of its date, perhaps within markup, escaped or not: the `datetime` of a
  /// `time` element, else the text.
  static func text(of node: XMLNode) -> String {
    if let inner = node.children.first(where: { $0.name.name == .time }) ?? node.children.first,
      node.text.isEmpty
    {
      return LinkReading.nonEmpty(inner.attribute(.datetime)) ?? inner.text
    }
    guard node.text.utf8.first == 0x3C, node.text.utf8.count < 1_000 else { return node.text }
    return escaped(Array(node.text.utf8))
  }

  private static func escaped(_ markup: [UInt8]) -> String {
    let name = Array("datetime=".utf8)
    for start in markup.indices where markup[start...].starts(with: name) {
      let value = markup[(start + name.count)...]
      guard let quote = value.first, quote == 0x22 || quote == 0x27 else { continue }
      return String(decoding: value.dropFirst().prefix { $0 != quote }, as: UTF8.self)
    }
    var text: [UInt8] = []
    for part in markup.split(separator: 0x3C) { text += part.drop { $0 != 0x3E }.dropFirst() }
    return UTF8Text.trimmed(String(decoding: text, as: UTF8.self))
  }

  /// Without a note of what is wrong.
  func timestamp(_ text: String) -> Timestamp? {
    var notes = Notes()
    return timestamp(text, &notes)
  }

  private func moment(_ date: ParsedDate, _ notes: inout Notes) -> Timestamp? {
    var offset = date.hasTimeOfDay ? sourceZone : nil
    switch date.zone {
    case .offset: return date.timestamp
    case .unknown: break
    case .named(let name):
      if let named = zones?(name) { offset = named } else { note(name, &notes) }
    case .unclear(let name): note(name, &notes)
    }
    guard let offset else { return date.timestamp }
    let minutes = offset(CivilTime(date.timestamp))
    return Timestamp(milliseconds: date.timestamp.milliseconds - Int64(minutes) * 60_000)
  }

  private func note(_ zone: String, _ notes: inout Notes) {
    if notes.unclear.count == 0 { notes.unclear.first = String(zone.prefix(40)) }
    notes.unclear.count += 1
  }
}

extension DateReading.Notes {
  mutating func note(_ order: ParsedDate.NumberOrder) {
    switch order {
    case .settled: break
    case .dayFirst: orders.dayFirst += 1
    case .monthFirst: orders.monthFirst += 1
    case .open: orders.open += 1
    }
  }

  /// Whether dates that may begin with either are to begin with the month, as all others do.
  var showMonthFirst: Bool { orders.open > 0 && orders.monthFirst > 0 && orders.dayFirst == 0 }

  mutating func add(_ other: DateReading.Notes) {
    orders.dayFirst += other.orders.dayFirst
    orders.monthFirst += other.orders.monthFirst
    orders.open += other.orders.open
    if unclear.count == 0 { unclear.first = other.unclear.first }
    unclear.count += other.unclear.count
    zeros += other.zeros
  }

  /// What is told of zones and of dates that stand for none.
  var diagnostics: [Diagnostic] {
    var all: [Diagnostic] = []
    if unclear.count > 0 {
      all.append(
        Diagnostic(
          .warning, code: "date-zone-unknown",
          "\(unclear.count) dates name a time zone that is not known, “\(unclear.first)” first; they "
            + "are read in the source's own zone, else as UTC."))
    }
    if zeros > 0 {
      all.append(
        Diagnostic(
          .note, code: "date-zero",
          "\(zeros) dates are the first moment of a calendar or clock, which stands for no date."))
    }
    return all
  }
}
