internal import FeedModel

// Layout 1, of the first archives: values one after another, each as it was written and read. It
// is still read, and still written where a fingerprint is made: what is stored of an entry that has
// not changed must be what is made of it now.

enum FirstLayout {
  /// As layout 1 held an entry that was not cleaned.
  static func bytes(of entry: ParsedEntry) -> [UInt8] {
    var writer = RecordWriter()
    writer.write(UInt64(1))
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
    return writer.bytes
  }

  static func parsedEntry(
    from reader: inout RecordReader
  ) throws(RecordReader.Damaged) -> ParsedEntry {
    var entry = ParsedEntry()
    entry.id = try reader.readOptionalString()
    entry.link = try reader.readOptionalAddress()
    entry.rawLink = try reader.readOptionalString()
    entry.title = try reader.readOptionalText()
    entry.summary = try reader.readOptionalText()
    entry.content = try reader.readOptionalText()
    entry.rights = try reader.readOptionalText()
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

  static func entry(
    from reader: inout RecordReader
  ) throws(RecordReader.Damaged) -> NormalizedEntry {
    let id = EntryID(iri: try reader.readString())
    let aliases = try reader.readList { reader throws(RecordReader.Damaged) in
      try reader.readString()
    }
    let link = try reader.readOptionalAddress()
    var entry = NormalizedEntry(id: id, title: try reader.readString(), updated: .epoch)
    entry.aliases = aliases
    entry.link = link
    try readRest(of: &entry, from: &reader)
    return entry
  }

  private static func readRest(
    of entry: inout NormalizedEntry, from reader: inout RecordReader
  ) throws(RecordReader.Damaged) {
    entry.summary = try reader.readOptionalString()
    entry.content = try reader.readOptionalString().map { NormalizedRecord.content($0) }
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

  /// As layout 1 held a feed without its entries and its date.
  static func bytes(ofHead feed: NormalizedFeed) -> [UInt8] {
    var writer = RecordWriter()
    writer.write(UInt64(1))
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

  static func head(
    from reader: inout RecordReader
  ) throws(RecordReader.Damaged) -> NormalizedFeed {
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

extension RecordWriter {
  mutating func write(_ person: Person) {
    write(person.name)
    write(person.email)
    write(person.address)
    write(person.avatar)
  }

  mutating func write(_ link: Link) {
    write(link.rel)
    write(link.address)
    write(link.type)
    write(link.hreflang)
    write(link.title)
    write(link.length)
  }

  mutating func write(_ category: Category) {
    write(category.term)
    write(category.scheme)
    write(category.label)
  }

  mutating func write(_ attachment: Attachment) {
    write(attachment.address)
    write(attachment.mediaType)
    write(attachment.title)
    write(attachment.bytes)
    write(attachment.seconds)
  }

  mutating func write(_ source: EntrySource) {
    write(source.id)
    write(source.title)
    write(source.homepage)
    write(source.feedAddress)
  }

  mutating func write(_ text: Text) {
    write(UInt64(text.kind.rawValue))
    write(text.value)
    write(text.base)
    write(text.language)
  }

  /// Children below a depth that no feed needs are left out.
  mutating func write(_ element: ExtensionElement, depth: Int = 0) {
    write(element.namespace)
    write(element.name)
    write(list: element.attributes) {
      $0.write($1.namespace)
      $0.write($1.name)
      $0.write($1.value)
    }
    write(element.text)
    let children = depth < RecordWriter.maxDepth ? element.children : []
    write(list: children) { $0.write($1, depth: depth + 1) }
  }

  static let maxDepth = 100
}

extension RecordReader {
  mutating func readPerson() throws(Damaged) -> Person {
    Person(
      name: try readOptionalString(), email: try readOptionalString(),
      address: try readOptionalAddress(), avatar: try readOptionalAddress())
  }

  mutating func readLink() throws(Damaged) -> Link {
    Link(
      rel: try readString(), address: try readAddress(), type: try readOptionalString(),
      hreflang: try readOptionalString(), title: try readOptionalString(),
      length: try readOptionalInt())
  }

  mutating func readCategory() throws(Damaged) -> Category {
    Category(
      term: try readString(), scheme: try readOptionalString(), label: try readOptionalString())
  }

  mutating func readAttachment() throws(Damaged) -> Attachment {
    Attachment(
      address: try readAddress(), mediaType: try readOptionalString(),
      title: try readOptionalString(), bytes: try readOptionalInt(),
      seconds: try readOptionalDouble())
  }

  mutating func readEntrySource() throws(Damaged) -> EntrySource {
    EntrySource(
      id: try readOptionalString(), title: try readOptionalString(),
      homepage: try readOptionalAddress(), feedAddress: try readOptionalAddress())
  }

  mutating func readText() throws(Damaged) -> Text {
    guard let kind = Text.Kind(rawValue: UInt8(truncatingIfNeeded: try readUnsigned())) else {
      throw Damaged()
    }
    return Text(
      kind, try readString(), base: try readOptionalAddress(),
      language: try readOptionalString())
  }

  mutating func readOptionalText() throws(Damaged) -> Text? {
    try readOptional { reader throws(Damaged) in try reader.readText() }
  }

  mutating func readExtension(depth: Int = 0) throws(Damaged) -> ExtensionElement {
    guard depth <= RecordWriter.maxDepth else { throw Damaged() }
    return ExtensionElement(
      namespace: try readString(), name: try readString(),
      attributes: try readList { reader throws(Damaged) in
        ExtensionElement.Attribute(
          namespace: try reader.readString(), name: try reader.readString(),
          value: try reader.readString())
      }, text: try readString(),
      children: try readList { reader throws(Damaged) in
        try reader.readExtension(depth: depth + 1)
      })
  }

  mutating func readPersons() throws(Damaged) -> [Person] {
    try readList { reader throws(Damaged) in try reader.readPerson() }
  }

  mutating func readLinks() throws(Damaged) -> [Link] {
    try readList { reader throws(Damaged) in try reader.readLink() }
  }

  mutating func readCategories() throws(Damaged) -> [Category] {
    try readList { reader throws(Damaged) in try reader.readCategory() }
  }

  mutating func readAttachments() throws(Damaged) -> [Attachment] {
    try readList { reader throws(Damaged) in try reader.readAttachment() }
  }

  mutating func readExtensions() throws(Damaged) -> [ExtensionElement] {
    try readList { reader throws(Damaged) in try reader.readExtension() }
  }
}
