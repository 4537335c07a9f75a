/// The tables that a copy of an archive takes along, in an order in which none refers to a later one.
///
/// Whose turn it is, where several processes share an archive, and what one has fetched for all, is no
/// part of what is remembered.
struct CopiedTable: Sendable {
  var name: String
  var columns: [String]
  /// Whether its rows are numbered by the storage.
  var isNumbered = false

  init(_ name: String, _ columns: String, isNumbered: Bool = false) {
    self.name = name
    self.columns = columns.split(separator: " ").map(String.init)
    self.isNumbered = isNumbered
  }

  var selection: String { "SELECT \(columns.joined(separator: ", ")) FROM \(name)" }

  var insertion: String {
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    return "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES (\(places))"
  }

  /// What stands in a column as an argument. Nothing has a kind too, or PostgreSQL would prepare a
  /// statement for each pattern of columns that hold nothing.
  func value(_ cell: StoredCell, at place: Int) -> any StoredValue {
    switch cell {
    case .integer(let number): return number
    case .text(let text): return text
    case .bytes(let bytes): return bytes
    case .null:
      let column = columns[place]
      if Self.bytesColumns.contains(column) { return [UInt8]?.none }
      // A copy's source is a name, an entry's is a number.
      let isText = Self.textColumns.contains(column) || name == "copy" && column == "source"
      return isText ? String?.none : Int64?.none
    }
  }

  /// Columns that may hold nothing, and are no numbers.
  private static let bytesColumns: Set = [
    "body", "digest", "raw_print", "raw", "cleaned", "grams", "secret",
  ]
  private static let textColumns: Set = [
    "etag", "last_modified", "validators_from", "last_error", "moved_to", "hints", "encoding",
    "address", "language", "owner",
  ]

  /// All of them, at the present layout.
  static let all = [
    CopiedTable(
      "feed",
      """
      number key iri head updated began rules settings next_closing entry_count newest digest \
      generation published copies
      """, isNumbered: true),
    CopiedTable(
      "feed_source", "number feed address doubts repeats_ids day day_count", isNumbered: true),
    CopiedTable(
      "entry",
      """
      number feed source iri published updated first_seen last_offered modified own_published \
      title visible rules raw_print raw cleaned reader published_by_clock updated_by_clock
      """, isNumbered: true),
    CopiedTable("name", "feed key entry"),
    CopiedTable("offer", "entry source"),
    CopiedTable("forgotten", "feed key"),
    CopiedTable("shared", "source key"),
    CopiedTable(
      "source",
      """
      feed address etag last_modified validators_from body body_at validators_lie last_attempt \
      last_success last_news due interval held_until failures last_error moved_to moves retired \
      reported_state reported_at settings hints encoding
      """),
    CopiedTable("run", "started is_wrong"),
    CopiedTable("published_file", "feed name bytes inode modified digest"),
    CopiedTable(
      "seen_lines", "feed address key day author line_count raw_print seen lines"),
    CopiedTable("seen_text", "feed address print line"),
    CopiedTable("learned_promo", "feed address id state since lines evidence"),
    CopiedTable("copy_text", "entry feed run richness"),
    CopiedTable("copy_key", "scope key entry"),
    CopiedTable("copy", "entry feed original likeness address language source"),
    CopiedTable("search", "entry grams"),
    CopiedTable("hub_topic", "document version is_owed"),
    CopiedTable(
      "hub_subscription",
      """
      number name document topic callback host secret expires told due failures failing_since \
      owner claimed_until
      """, isNumbered: true),
    CopiedTable(
      "hub_ping",
      "number name hub topic version due failures failing_since owner claimed_until",
      isNumbered: true),
  ]
}
