internal import FeedModel

// The parts that entries and feeds have in common, each as it is written and read.

extension Person: Recordable {
  enum Tag: UInt64, RecordTag {
    case name = 1
    case email, address, avatar
    static let lastOfFirstLayout: UInt64 = 4
  }

  func write(to fields: inout FieldWriter<Tag>) {
    fields.write(.name, name)
    fields.write(.email, email)
    fields.write(.address, address)
    fields.write(.avatar, avatar)
  }

  static func read(from record: inout RecordReader) throws(RecordReader.Damaged) -> Person {
    var person = Person()
    try record.readFields(Tag.self) { tag, field throws(RecordReader.Damaged) in
      switch tag {
      case .name: person.name = field.text()
      case .email: person.email = field.text()
      case .address: person.address = try field.address()
      case .avatar: person.avatar = try field.address()
      }
    }
    return person
  }
}

extension Link: Recordable {
  enum Tag: UInt64, RecordTag {
    case rel = 1
    case address, type, hreflang, title, length
    static let lastOfFirstLayout: UInt64 = 6
  }

  func write(to fields: inout FieldWriter<Tag>) {
    fields.write(.rel, rel)
    fields.write(.address, address)
    fields.write(.type, type)
    fields.write(.hreflang, hreflang)
    fields.write(.title, title)
    fields.write(.length, length)
  }

  static func read(from record: inout RecordReader) throws(RecordReader.Damaged) -> Link {
    var address: WebAddress?
    var (rel, type, hreflang, title): (String, String?, String?, String?) = ("", nil, nil, nil)
    var length: Int?
    try record.readFields(Tag.self) { tag, field throws(RecordReader.Damaged) in
      switch tag {
      case .rel: rel = field.text()
      case .address: address = try field.address()
      case .type: type = field.text()
      case .hreflang: hreflang = field.text()
      case .title: title = field.text()
      case .length: length = try field.readInt()
      }
    }
    guard let address else { throw RecordReader.Damaged() }
    return Link(
      rel: rel, address: address, type: type, hreflang: hreflang, title: title, length: length)
  }
}

extension Category: Recordable {
  enum Tag: UInt64, RecordTag {
    case term = 1
    case scheme, label
    static let lastOfFirstLayout: UInt64 = 3
  }

  func write(to fields: inout FieldWriter<Tag>) {
    fields.write(.term, term)
    fields.write(.scheme, scheme)
    fields.write(.label, label)
  }

  static func read(from record: inout RecordReader) throws(RecordReader.Damaged) -> Category {
    var category = Category(term: "")
    try record.readFields(Tag.self) { tag, field throws(RecordReader.Damaged) in
      switch tag {
      case .term: category.term = field.text()
      case .scheme: category.scheme = field.text()
      case .label: category.label = field.text()
      }
    }
    return category
  }
}

extension Attachment: Recordable {
  enum Tag: UInt64, RecordTag {
    case address = 1
    case mediaType, title, bytes, seconds
    static let lastOfFirstLayout: UInt64 = 5
  }

  func write(to fields: inout FieldWriter<Tag>) {
    fields.write(.address, address)
    fields.write(.mediaType, mediaType)
    fields.write(.title, title)
    fields.write(.bytes, bytes)
    fields.write(.seconds, seconds)
  }

  static func read(from record: inout RecordReader) throws(RecordReader.Damaged) -> Attachment {
    var address: WebAddress?
    var (mediaType, title): (String?, String?) = (nil, nil)
    var (bytes, seconds): (Int?, Double?) = (nil, nil)
    try record.readFields(Tag.self) { tag, field throws(RecordReader.Damaged) in
      switch tag {
      case .address: address = try field.address()
      case .mediaType: mediaType = field.text()
      case .title: title = field.text()
      case .bytes: bytes = try field.readInt()
      case .seconds: seconds = try field.readDouble()
      }
    }
    guard let address else { throw RecordReader.Damaged() }
    return Attachment(
      address: address, mediaType: mediaType, title: title, bytes: bytes, seconds: seconds)
  }
}

extension EntrySource: Recordable {
  enum Tag: UInt64, RecordTag {
    case id = 1
    case title, homepage, feedAddress
    static let lastOfFirstLayout: UInt64 = 4
    case subtitle, updated, rights, generator, icon, logo, authors, contributors, categories, links
  }

  func write(to fields: inout FieldWriter<Tag>) {
    fields.write(.id, id)
    fields.write(.title, title)
    fields.write(.homepage, homepage)
    fields.write(.feedAddress, feedAddress)
    fields.write(.subtitle, subtitle)
    fields.write(.updated, updated)
    fields.write(.rights, rights)
    fields.write(.generator, generator)
    fields.write(.icon, icon)
    fields.write(.logo, logo)
    fields.write(.authors, authors)
    fields.write(.contributors, contributors)
    fields.write(.categories, categories)
    fields.write(.links, links)
  }

  static func read(from record: inout RecordReader) throws(RecordReader.Damaged) -> EntrySource {
    var source = EntrySource()
    try record.readFields(Tag.self) { tag, field throws(RecordReader.Damaged) in
      switch tag {
      case .id: source.id = field.text()
      case .title: source.title = field.text()
      case .homepage: source.homepage = try field.address()
      case .feedAddress: source.feedAddress = try field.address()
      case .subtitle: source.subtitle = field.text()
      case .updated: source.updated = try field.readTimestamp()
      case .rights: source.rights = field.text()
      case .generator: source.generator = field.text()
      case .icon: source.icon = try field.address()
      case .logo: source.logo = try field.address()
      case .authors: source.authors.append(try .read(from: &field))
      case .contributors: source.contributors.append(try .read(from: &field))
      case .categories: source.categories.append(try .read(from: &field))
      case .links: source.links.append(try .read(from: &field))
      }
    }
    return source
  }
}

extension Text: Recordable {
  enum Tag: UInt64, RecordTag {
    case kind = 1
    case value, base, language
    static let lastOfFirstLayout: UInt64 = 4
  }

  func write(to fields: inout FieldWriter<Tag>) {
    fields.write(.kind, UInt64(kind.rawValue))
    fields.write(.value, value)
    fields.write(.base, base)
    fields.write(.language, language)
  }

  static func read(from record: inout RecordReader) throws(RecordReader.Damaged) -> Text {
    var kind: Kind?
    var text = Text(.plain, "")
    try record.readFields(Tag.self) { tag, field throws(RecordReader.Damaged) in
      switch tag {
      case .kind: kind = Kind(rawValue: UInt8(truncatingIfNeeded: try field.readUnsigned()))
      case .value: text.value = field.text()
      case .base: text.base = try field.address()
      case .language: text.language = field.text()
      }
    }
    guard let kind else { throw RecordReader.Damaged() }
    text.kind = kind
    return text
  }
}
