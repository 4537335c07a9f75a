internal import FeedModel

extension ExtensionElement.Attribute: Recordable {
  enum Tag: UInt64, RecordTag {
    case namespace = 1
    case name, value
    static let lastOfFirstLayout: UInt64 = 3
  }

  func write(to fields: inout FieldWriter<Tag>) {
    if !namespace.isEmpty { fields.write(.namespace, namespace) }
    fields.write(.name, name)
    fields.write(.value, value)
  }

  static func read(
    from record: inout RecordReader
  ) throws(RecordReader.Damaged) -> ExtensionElement.Attribute {
    var attribute = ExtensionElement.Attribute(name: "", value: "")
    try record.readFields(Tag.self) { tag, field throws(RecordReader.Damaged) in
      switch tag {
      case .namespace: attribute.namespace = field.text()
      case .name: attribute.name = field.text()
      case .value: attribute.value = field.text()
      }
    }
    return attribute
  }
}

extension ExtensionElement: Recordable {
  enum Tag: UInt64, RecordTag {
    case namespace = 1
    case name, attributes, text, children
    static let lastOfFirstLayout: UInt64 = 5
  }

  func write(to fields: inout FieldWriter<Tag>) {
    if !namespace.isEmpty { fields.write(.namespace, namespace) }
    fields.write(.name, name)
    fields.write(.attributes, attributes)
    if !text.isEmpty { fields.write(.text, text) }
    fields.write(.children, children)
  }

  static func read(
    from record: inout RecordReader
  ) throws(RecordReader.Damaged) -> ExtensionElement {
    try read(from: &record, depth: 0)
  }

  private static func read(
    from record: inout RecordReader, depth: Int
  ) throws(RecordReader.Damaged) -> ExtensionElement {
    guard depth <= RecordWriter.maxDepth else { throw RecordReader.Damaged() }
    var element = ExtensionElement(namespace: "", name: "")
    try record.readFields(Tag.self) { tag, field throws(RecordReader.Damaged) in
      switch tag {
      case .namespace: element.namespace = field.text()
      case .name: element.name = field.text()
      case .attributes: element.attributes.append(try .read(from: &field))
      case .text: element.text = field.text()
      case .children: element.children.append(try read(from: &field, depth: depth + 1))
      }
    }
    return element
  }

  /// Without what lies deeper than any feed needs.
  func cut(depth: Int = RecordWriter.maxDepth) -> ExtensionElement {
    guard !children.isEmpty else { return self }
    var element = self
    element.children = depth > 0 ? children.map { $0.cut(depth: depth - 1) } : []
    return element
  }
}
