internal import FeedModel

/// Normalized entries and feeds as the archive stores them.
///
/// The one place besides the sanitizer that makes ``CleanHTML``: what it reads was clean when
/// it was written.
enum NormalizedRecord {
  /// Goes up when the layout changes; rows of another version are cleaned again.
  private static let version: UInt8 = 1

  static func bytes(of entry: NormalizedEntry) -> [UInt8] {
    var writer = RecordWriter()
    writer.write(UInt64(version))
    writer.write(entry.id.iri)
    writer.write(list: entry.aliases) { $0.write($1) }
    writer.write(entry.link)
    writer.write(entry.title)
    writer.write(entry.summary)
    writer.write(entry.content?.html)
    writer.write(list: entry.links) { $0.write($1) }
    writer.write(list: entry.authors) { $0.write($1) }
    writer.write(list: entry.contributors) { $0.write($1) }
    writer.write(list: entry.categories) { $0.write($1) }
    writer.write(entry.published)
    writer.write(entry.updated)
    writer.write(entry.rights)
    writer.write(optional: entry.source) { $0.write($1) }
    writer.write(list: entry.attachments) { $0.write($1) }
    writer.write(entry.image)
    writer.write(entry.bannerImage)
    writer.write(entry.externalAddress)
    writer.write(entry.language)
    writer.write(list: entry.extensions) { $0.write($1) }
    return writer.bytes
  }

  static func entry(_ bytes: [UInt8]) throws(RecordReader.Damaged) -> NormalizedEntry {
    var reader = RecordReader(bytes)
    guard try reader.readByte() == version else { throw RecordReader.Damaged() }
    let id = EntryID(iri: try reader.readString())
    let aliases = try reader.readList { reader throws(RecordReader.Damaged) in
      try reader.readString()
    }
    let link = try reader.readOptionalAddress()
    var entry = NormalizedEntry(id: id, title: try reader.readString(), updated: .epoch)
    entry.aliases = aliases
    entry.link = link
    try readRest(of: &entry, from: &reader)
    guard reader.isAtEnd else { throw RecordReader.Damaged() }
    return entry
  }

  private static func readRest(
    of entry: inout NormalizedEntry, from reader: inout RecordReader
  ) throws(RecordReader.Damaged) {
    entry.summary = try reader.readOptionalString()
    entry.content = try reader.readOptionalString().map { CleanHTML(sanitized: $0) }
    entry.links = try reader.readLinks()
    entry.authors = try reader.readPersons()
    entry.contributors = try reader.readPersons()
    entry.categories = try reader.readCategories()
    entry.published = try reader.readOptionalTimestamp()
    entry.updated = try reader.readTimestamp()
    entry.rights = try reader.readOptionalString()
    entry.source = try reader.readOptional { reader throws(RecordReader.Damaged) in
      try reader.readEntrySource()
    }
    entry.attachments = try reader.readAttachments()
    entry.image = try reader.readOptionalAddress()
    entry.bannerImage = try reader.readOptionalAddress()
    entry.externalAddress = try reader.readOptionalAddress()
    entry.language = try reader.readOptionalString()
    entry.extensions = try reader.readExtensions()
  }

  /// A feed without its entries and its date, which is made of theirs.
  static func bytes(ofHead feed: NormalizedFeed) -> [UInt8] {
    var writer = RecordWriter()
    writer.write(UInt64(version))
    writer.write(feed.id)
    writer.write(feed.title)
    writer.write(list: feed.authors) { $0.write($1) }
    writer.write(feed.subtitle)
    writer.write(feed.homepage)
    writer.write(feed.language)
    writer.write(feed.rights)
    writer.write(feed.icon)
    writer.write(feed.logo)
    writer.write(list: feed.contributors) { $0.write($1) }
    writer.write(list: feed.categories) { $0.write($1) }
    writer.write(list: feed.links) { $0.write($1) }
    writer.write(list: feed.extensions) { $0.write($1) }
    return writer.bytes
  }

  static func head(_ bytes: [UInt8]) throws(RecordReader.Damaged) -> NormalizedFeed {
    var reader = RecordReader(bytes)
    guard try reader.readByte() == version else { throw RecordReader.Damaged() }
    var feed = NormalizedFeed(
      id: try reader.readString(), title: try reader.readString(),
      authors: try reader.readPersons(), updated: .epoch)
    feed.subtitle = try reader.readOptionalString()
    feed.homepage = try reader.readOptionalAddress()
    feed.language = try reader.readOptionalString()
    feed.rights = try reader.readOptionalString()
    feed.icon = try reader.readOptionalAddress()
    feed.logo = try reader.readOptionalAddress()
    feed.contributors = try reader.readPersons()
    feed.categories = try reader.readCategories()
    feed.links = try reader.readLinks()
    feed.extensions = try reader.readExtensions()
    return feed
  }
}
