/// The bytes that a source gave, and what was said of them on the way.
public struct SourceDocument: Sendable {
  /// The bytes as received, content codings (gzip, deflate) already undone.
  public var bytes: [UInt8]

  /// What the user calls it: the address or path as configured, `-` for standard input.
  ///
  /// Used in messages only.
  public var name: String

  /// The address it was finally read from, after redirects; the base of its relative addresses.
  ///
  /// `nil` for a file or standard input without a configured base.
  public var address: WebAddress?

  /// The media type of the HTTP `Content-Type`, lower case, without parameters.
  public var mediaType: String?

  /// The `charset` parameter of the HTTP `Content-Type`, or the source's configured `encoding`.
  public var charset: String?

  /// Whether `charset` was configured by the user and so outweighs all that the document says.
  public var charsetIsForced: Bool

  /// What the encoding of this source's documents was taken for before, where they declare none
  /// that fits (``ParsedFeed/guessedEncoding``): kept as long as the bytes can be read so, so that
  /// no title changes with the guess.
  public var assumedEncoding: String?

  /// The source's configured time zone by its name in the IANA's database: of dates that name none.
  public var timezone: String?

  /// HTTP `Last-Modified`; `nil` for files, whose times mean nothing.
  public var lastModified: Timestamp?

  public init(
    bytes: [UInt8], name: String, address: WebAddress? = nil, mediaType: String? = nil,
    charset: String? = nil, charsetIsForced: Bool = false, assumedEncoding: String? = nil,
    timezone: String? = nil, lastModified: Timestamp? = nil
  ) {
    self.bytes = bytes
    self.name = name
    self.address = address
    self.mediaType = mediaType
    self.charset = charset
    self.charsetIsForced = charsetIsForced
    self.assumedEncoding = assumedEncoding
    self.timezone = timezone
    self.lastModified = lastModified
  }
}
