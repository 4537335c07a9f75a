internal import FeedModel

/// Normalized entries and feeds as the archive stores them.
///
/// The one place besides the sanitizer that makes ``CleanHTML``: what it reads was clean when
/// it was written. Each is a record of its own layout (``RecordLayout``).
enum NormalizedRecord {
  static func bytes(of entry: NormalizedEntry) -> [UInt8] { RecordLayout.bytes(of: entry) }

  static func entry(_ bytes: [UInt8]) throws(RecordReader.Damaged) -> NormalizedEntry {
    try RecordLayout.value(of: bytes, first: FirstLayout.entry)
  }

  /// A feed without its entries and its date, which is made of theirs.
  static func bytes(ofHead feed: NormalizedFeed) -> [UInt8] { RecordLayout.bytes(of: feed) }

  static func head(_ bytes: [UInt8]) throws(RecordReader.Damaged) -> NormalizedFeed {
    try RecordLayout.value(of: bytes, first: FirstLayout.head)
  }

  /// What a feed's digest is made of: the same whatever layout the head is stored in.
  static func print(ofHead feed: NormalizedFeed) -> [UInt8] {
    var fields = FieldWriter<NormalizedFeed.Tag>()
    feed.write(to: &fields)
    return fields.goesBeyondFirstLayout
      ? RecordLayout.bytes(of: fields) : FirstLayout.bytes(ofHead: feed)
  }

  /// HTML that was clean when it was written.
  static func content(_ html: String) -> CleanHTML { CleanHTML(sanitized: html) }
}

extension NormalizedEntry: Recordable {
  enum Tag: UInt64, RecordTag {
    case id = 1
    case aliases, link, title, summary, content, links, authors, contributors, categories
    case published, updated, rights, source, attachments, image, bannerImage, externalAddress
    case language, extensions
    static let lastOfFirstLayout = Tag.extensions.rawValue
    case guid, linkType, linkLanguage
    case page = 40
    case sourceText
  }

  func write(to fields: inout FieldWriter<Tag>) {
    fields.write(.id, id.iri)
    fields.write(.aliases, aliases)
    fields.write(.link, link)
    fields.write(.title, title)
    fields.write(.summary, summary)
    fields.write(.content, content?.html)
    fields.write(.links, links)
    fields.write(.authors, authors)
    fields.write(.contributors, contributors)
    fields.write(.categories, categories)
    fields.write(.published, published)
    fields.write(.updated, updated)
    fields.write(.rights, rights)
    fields.write(.source, source)
    fields.write(.attachments, attachments)
    fields.write(.image, image)
    fields.write(.bannerImage, bannerImage)
    fields.write(.externalAddress, externalAddress)
    fields.write(.language, language)
    fields.write(.extensions, extensions.map { $0.cut() })
    fields.write(.guid, guid)
    fields.write(.linkType, linkType)
    fields.write(.linkLanguage, linkLanguage)
    fields.write(.page, page)
    fields.write(.sourceText, sourceText)
  }

  static func read(
    from record: inout RecordReader
  ) throws(RecordReader.Damaged) -> NormalizedEntry {
    var id: EntryID?
    var entry = NormalizedEntry(id: EntryID(iri: ""), title: "", updated: .epoch)
    try record.readFields(Tag.self) { tag, field throws(RecordReader.Damaged) in
      switch tag {
      case .id: id = EntryID(iri: field.text())
      case .aliases: entry.aliases.append(field.text())
      case .link: entry.link = try field.address()
      case .title: entry.title = field.text()
      case .summary: entry.summary = field.text()
      case .content: entry.content = NormalizedRecord.content(field.text())
      case .links: entry.links.append(try .read(from: &field))
      case .authors: entry.authors.append(try .read(from: &field))
      case .contributors: entry.contributors.append(try .read(from: &field))
      case .categories: entry.categories.append(try .read(from: &field))
      case .published: entry.published = try field.readTimestamp()
      case .updated: entry.updated = try field.readTimestamp()
      case .rights: entry.rights = field.text()
      case .source: entry.source = try .read(from: &field)
      case .attachments: entry.attachments.append(try .read(from: &field))
      case .image: entry.image = try field.address()
      case .bannerImage: entry.bannerImage = try field.address()
      case .externalAddress: entry.externalAddress = try field.address()
      case .language: entry.language = field.text()
      case .extensions: entry.extensions.append(try .read(from: &field))
      case .guid: entry.guid = field.text()
      case .linkType: entry.linkType = field.text()
      case .linkLanguage: entry.linkLanguage = field.text()
      case .page: entry.page = try field.address()
      case .sourceText: entry.sourceText = field.text()
      }
    }
    guard let id else { throw RecordReader.Damaged() }
    entry.id = id
    return entry
  }
}

extension NormalizedFeed: Recordable {
  enum Tag: UInt64, RecordTag {
    case id = 1
    case title, authors, subtitle, homepage, language, rights, icon, logo, contributors, categories
    case links, extensions
    static let lastOfFirstLayout = Tag.extensions.rawValue
    case homepageType, homepageLanguage
  }

  func write(to fields: inout FieldWriter<Tag>) {
    fields.write(.id, id)
    fields.write(.title, title)
    fields.write(.authors, authors)
    fields.write(.subtitle, subtitle)
    fields.write(.homepage, homepage)
    fields.write(.language, language)
    fields.write(.rights, rights)
    fields.write(.icon, icon)
    fields.write(.logo, logo)
    fields.write(.contributors, contributors)
    fields.write(.categories, categories)
    fields.write(.links, links)
    fields.write(.extensions, extensions.map { $0.cut() })
    fields.write(.homepageType, homepageType)
    fields.write(.homepageLanguage, homepageLanguage)
  }

  static func read(
    from record: inout RecordReader
  ) throws(RecordReader.Damaged) -> NormalizedFeed {
    var feed = NormalizedFeed(id: "", title: "", authors: [], updated: .epoch)
    try record.readFields(Tag.self) { tag, field throws(RecordReader.Damaged) in
      switch tag {
      case .id: feed.id = field.text()
      case .title: feed.title = field.text()
      case .authors: feed.authors.append(try .read(from: &field))
      case .subtitle: feed.subtitle = field.text()
      case .homepage: feed.homepage = try field.address()
      case .language: feed.language = field.text()
      case .rights: feed.rights = field.text()
      case .icon: feed.icon = try field.address()
      case .logo: feed.logo = try field.address()
      case .contributors: feed.contributors.append(try .read(from: &field))
      case .categories: feed.categories.append(try .read(from: &field))
      case .links: feed.links.append(try .read(from: &field))
      case .extensions: feed.extensions.append(try .read(from: &field))
      case .homepageType: feed.homepageType = field.text()
      case .homepageLanguage: feed.homepageLanguage = field.text()
      }
    }
    return feed
  }
}
