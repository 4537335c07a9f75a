/// A file that belongs to an entry: RSS `enclosure`, Atom `link rel="enclosure"`, JSON Feed
/// `attachments`, Media RSS `content`.
public struct Attachment: Sendable, Hashable {
  /// Where the file is.
  public var address: WebAddress
  /// Media type, lower case; guessed from the address's extension where the source gives none.
  public var mediaType: String?
  /// What the source calls the file; `nil` when it says nothing.
  public var title: String?
  /// The size in bytes, as the source says it.
  public var bytes: Int?
  /// How long it plays, in seconds, as the source says it.
  public var seconds: Double?

  public init(
    address: WebAddress, mediaType: String? = nil, title: String? = nil, bytes: Int? = nil,
    seconds: Double? = nil
  ) {
    self.address = address
    self.mediaType = mediaType
    self.title = title
    self.bytes = bytes
    self.seconds = seconds
  }
}
