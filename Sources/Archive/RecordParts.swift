internal import FeedModel

// The parts that entries and feeds have in common, each as it is written and read.

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
