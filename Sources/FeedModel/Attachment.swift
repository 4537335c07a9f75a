/// A file that belongs to an entry: RSS `enclosure`, Atom `link rel="enclosure"`, JSON Feed
/// `attachments`, Media RSS `content`.
public struct Attachment: Sendable, Hashable {
  public var address: WebAddress
  /// Media type, lower case; guessed from the address's extension where the source gives none.
  public var mediaType: String?
  public var title: String?
  public var bytes: Int?
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
