public import FeedModel

/// An entry as its source published it, in bytes that can be kept and cleaned again.
public struct RawEntry: Sendable, Hashable {
  /// Not compressed.
  public let bytes: [UInt8]
  /// What tells whether the source changed anything.
  public let fingerprint: Fingerprint

  private static let version: UInt8 = 1

  public init(_ entry: ParsedEntry) {
    var writer = RecordWriter()
    writer.write(UInt64(RawEntry.version))
    writer.write(entry.id)
    writer.write(entry.link)
    writer.write(entry.rawLink)
    for text in [entry.title, entry.summary, entry.content, entry.rights] {
      writer.write(optional: text) { $0.write($1) }
    }
    writer.write(optional: entry.contentSource) { $0.write($1) }
    writer.write(list: entry.links) { $0.write($1) }
    writer.write(list: entry.authors) { $0.write($1) }
    writer.write(list: entry.contributors) { $0.write($1) }
    writer.write(list: entry.categories) { $0.write($1) }
    writer.write(entry.published)
    writer.write(entry.updated)
    writer.write(optional: entry.source) { $0.write($1) }
    writer.write(list: entry.attachments) { $0.write($1) }
    for address in [entry.image, entry.bannerImage, entry.externalAddress, entry.base] {
      writer.write(address)
    }
    writer.write(entry.language)
    writer.write(list: entry.extensions) { $0.write($1) }
    writer.write(entry.name)
    bytes = writer.bytes
    fingerprint = Fingerprint(bytes)
  }

  init(stored bytes: [UInt8]) {
    self.bytes = bytes
    fingerprint = Fingerprint(bytes)
  }

  /// The entry again; `nil` when another version wrote it or the bytes are damaged.
  public var parsed: ParsedEntry? {
    do throws(RecordReader.Damaged) {
      var reader = RecordReader(bytes)
      guard try reader.readByte() == RawEntry.version else { return nil }
      let entry = try RawEntry.entry(from: &reader)
      return reader.isAtEnd ? entry : nil
    } catch {
      return nil
    }
  }

  private static func entry(
    from reader: inout RecordReader
  ) throws(RecordReader.Damaged) -> ParsedEntry {
    var entry = ParsedEntry()
    entry.id = try reader.readOptionalString()
    entry.link = try reader.readOptionalAddress()
    entry.rawLink = try reader.readOptionalString()
    entry.title = try text(from: &reader)
    entry.summary = try text(from: &reader)
    entry.content = try text(from: &reader)
    entry.rights = try text(from: &reader)
    entry.contentSource = try reader.readOptional { reader throws(RecordReader.Damaged) in
      try reader.readLink()
    }
    entry.links = try reader.readLinks()
    entry.authors = try reader.readPersons()
    entry.contributors = try reader.readPersons()
    entry.categories = try reader.readCategories()
    entry.published = try reader.readOptionalTimestamp()
    entry.updated = try reader.readOptionalTimestamp()
    entry.source = try reader.readOptional { reader throws(RecordReader.Damaged) in
      try reader.readEntrySource()
    }
    entry.attachments = try reader.readAttachments()
    entry.image = try reader.readOptionalAddress()
    entry.bannerImage = try reader.readOptionalAddress()
    entry.externalAddress = try reader.readOptionalAddress()
    entry.base = try reader.readOptionalAddress()
    entry.language = try reader.readOptionalString()
    entry.extensions = try reader.readExtensions()
    entry.name = try reader.readOptionalString()
    return entry
  }

  private static func text(
    from reader: inout RecordReader
  ) throws(RecordReader.Damaged) -> Text? {
    try reader.readOptional { reader throws(RecordReader.Damaged) in try reader.readText() }
  }
}
