/// What names an entry that shares its link with others of its source, so that the link names none
/// of them.
///
/// Told apart by the address of the enclosure without its query, the date as written, the title, in
/// this order; never by position.
public struct EntrySibling: Sendable, Hashable {
  /// Of the link and of what tells the entry apart.
  public var id: EntryID
  /// The id that the link alone gives.
  public var bareID: EntryID
  /// ``WebAddress/pageKey`` of the shared link.
  public var link: String
  /// ``WebAddress/fileKey`` of the first enclosure, without counters in front of it.
  public var enclosure: String?
  /// The same with them, where there are any.
  public var counted: String?
  /// Names the body as it was published; `nil` without one.
  public var text: String?

  /// What names its file, the surer first.
  public var files: [String] { [enclosure, counted].compactMap(\.self) }

  /// A sibling under a link.
  public init(
    id: EntryID, bareID: EntryID, link: String, enclosure: String? = nil,
    counted: String? = nil, text: String? = nil
  ) {
    self.counted = counted
    self.text = text
    self.id = id
    self.bareID = bareID
    self.link = link
    self.enclosure = enclosure
  }
}
