public import FeedModel
public import History

/// An entry as its source published it, in bytes that can be kept and cleaned again.
public struct RawEntry: Sendable, Hashable {
  /// Not compressed.
  public let bytes: [UInt8]
  /// Tells whether the source changed anything; the same whatever layout the bytes have.
  public let fingerprint: Fingerprint

  /// Packs an entry.
  public init(_ entry: ParsedEntry) {
    var fields = FieldWriter<ParsedEntry.Tag>()
    entry.write(to: &fields)
    bytes = RecordLayout.bytes(of: fields)
    // Layout 1 gives what is stored of entries that were packed by it.
    fingerprint = Fingerprint(
      fields.goesBeyondFirstLayout ? bytes : FirstLayout.bytes(of: entry))
  }

  init(stored bytes: [UInt8]) {
    self.bytes = bytes
    fingerprint =
      RawEntry.parsed(bytes).map { RawEntry($0).fingerprint } ?? Fingerprint(bytes)
  }

  /// The entry again; `nil` when a newer version wrote it or the bytes are damaged.
  public var parsed: ParsedEntry? { RawEntry.parsed(bytes) }

  static func parsed(_ bytes: [UInt8]) -> ParsedEntry? {
    try? RecordLayout.value(of: bytes, first: FirstLayout.parsedEntry)
  }
}

extension ParsedEntry: Recordable {
  enum Tag: UInt64, RecordTag {
    case id = 1
    case link, rawLink, title, summary, content, rights, contentSource, links, authors
    case contributors, categories, published, updated, source, attachments, image, bannerImage
    case externalAddress, base, language, extensions, name
    static let lastOfFirstLayout = Tag.name.rawValue
    case linkTitle, linkLanguage, linkType
  }

  func write(to fields: inout FieldWriter<Tag>) {
    fields.write(.id, id)
    fields.write(.link, link)
    fields.write(.rawLink, rawLink)
    fields.write(.title, title)
    fields.write(.summary, summary)
    fields.write(.content, content)
    fields.write(.rights, rights)
    fields.write(.contentSource, contentSource)
    fields.write(.links, links)
    fields.write(.authors, authors)
    fields.write(.contributors, contributors)
    fields.write(.categories, categories)
    fields.write(.published, published)
    fields.write(.updated, updated)
    fields.write(.source, source)
    fields.write(.attachments, attachments)
    fields.write(.image, image)
    fields.write(.bannerImage, bannerImage)
    fields.write(.externalAddress, externalAddress)
    fields.write(.base, base)
    fields.write(.language, language)
    fields.write(.extensions, extensions.map { $0.cut() })
    fields.write(.name, name)
    fields.write(.linkTitle, linkTitle)
    fields.write(.linkLanguage, linkLanguage)
    fields.write(.linkType, linkType)
  }

  static func read(from record: inout RecordReader) throws(RecordReader.Damaged) -> ParsedEntry {
    var entry = ParsedEntry()
    try record.readFields(Tag.self) { tag, field throws(RecordReader.Damaged) in
      switch tag {
      case .id: entry.id = field.text()
      case .link: entry.link = try field.address()
      case .rawLink: entry.rawLink = field.text()
      case .title: entry.title = try .read(from: &field)
      case .summary: entry.summary = try .read(from: &field)
      case .content: entry.content = try .read(from: &field)
      case .rights: entry.rights = try .read(from: &field)
      case .contentSource: entry.contentSource = try .read(from: &field)
      case .links: entry.links.append(try .read(from: &field))
      case .authors: entry.authors.append(try .read(from: &field))
      case .contributors: entry.contributors.append(try .read(from: &field))
      case .categories: entry.categories.append(try .read(from: &field))
      case .published: entry.published = try field.readTimestamp()
      case .updated: entry.updated = try field.readTimestamp()
      case .source: entry.source = try .read(from: &field)
      case .attachments: entry.attachments.append(try .read(from: &field))
      case .image: entry.image = try field.address()
      case .bannerImage: entry.bannerImage = try field.address()
      case .externalAddress: entry.externalAddress = try field.address()
      case .base: entry.base = try field.address()
      case .language: entry.language = field.text()
      case .extensions: entry.extensions.append(try .read(from: &field))
      case .name: entry.name = field.text()
      case .linkTitle: entry.linkTitle = field.text()
      case .linkLanguage: entry.linkLanguage = field.text()
      case .linkType: entry.linkType = field.text()
      }
    }
    return entry
  }
}
