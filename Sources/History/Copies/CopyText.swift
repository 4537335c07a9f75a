package import FeedModel

/// What of an entry is compared with others to tell whether they are one article.
package struct CopyText: Sendable {
  /// The units of the body, as many as ``limit``; where there is no body, those of the summary.
  let units: [UInt32]
  /// The hash of each run of units: of six characters, or of four words.
  let shingles: [UInt32]
  /// The units of the title.
  let title: [UInt32]
  /// The host of its page; empty where it has none.
  let site: String
  /// The files that it carries, without protocol, query and fragment.
  let files: [String]
  /// When its source says that it was published.
  let published: Timestamp?
  private let pictures: Int

  /// So many units are compared: some three pages.
  static let limit = 2048

  /// Of ``keys``: goes up where the same text gives others.
  package static let version = 1

  /// Of a cleaned entry.
  package init(_ entry: NormalizedEntry) {
    var body = UnitScanner(limit: CopyText.limit)
    body.scan(html: entry.content?.html ?? "")
    if body.units.isEmpty, let summary = entry.summary { body.scan(text: summary) }
    var title = UnitScanner(limit: 64)
    title.scan(text: entry.title)
    units = body.units
    published = entry.published
    self.title = title.units
    shingles = CopyText.shingles(of: body.units)
    site = CopyText.site(entry.link?.host)
    files = entry.attachments.map(\.address.fileKey)
    pictures = body.pictures
  }

  /// What the reader gets of it, as ``weight(of:)`` counts: a picture as much as a paragraph.
  package var richness: Int {
    weight(of: units) + 60 * min(pictures, 8) + 200 * min(files.count, 1)
  }

  /// Whether of two copies the second is the one to show, although the other one came first: a promo
  /// or a credit more does not make it so.
  ///
  /// - Parameters: ``richness`` of both.
  package static func isRicher(_ richness: Int, than other: Int) -> Bool {
    richness > other + other / 8 + 30
  }

  /// A word says as much as two characters.
  func weight(of units: some Collection<UInt32>) -> Int {
    units.reduce(0) { $0 + ($1 & UnitScanner.characterFlag == 0 ? 2 : 1) }
  }

  private static func site(_ host: String?) -> String {
    guard let host else { return "" }
    return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
  }

  /// So many units are one shingle, by its first.
  static func width(at unit: UInt32) -> Int {
    unit & UnitScanner.characterFlag == 0 ? 4 : 6
  }

  private static func shingles(of units: [UInt32]) -> [UInt32] {
    units.withUnsafeBufferPointer { units in
      var shingles: [UInt32] = []
      shingles.reserveCapacity(units.count)
      for start in units.indices {
        let end = start + width(at: units[start])
        guard end <= units.count else { break }
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        for index in start..<end {
          hash = (hash ^ UInt64(units[index])) &* 0xD6E8_FEB8_6659_FD93
          hash ^= hash >> 32
        }
        shingles.append(UInt32(truncatingIfNeeded: hash))
      }
      return shingles
    }
  }
}
