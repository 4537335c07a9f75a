/// An element that has no field of its own in the model, kept with its namespace.
public struct ExtensionElement: Sendable, Hashable {
  /// One attribute of an element.
  public struct Attribute: Sendable, Hashable {
    /// The attribute's namespace, empty for none.
    public var namespace: String
    /// The local name, without a prefix.
    public var name: String
    /// The value, references decoded.
    public var value: String

    public init(namespace: String = "", name: String, value: String) {
      self.namespace = namespace
      self.name = name
      self.value = value
    }
  }

  /// Namespace name, empty for none (RSS's own elements).
  public var namespace: String
  /// Local name as written.
  public var name: String
  /// In document order.
  public var attributes: [Attribute]
  /// The element's own character data joined, white space at both ends removed.
  public var text: String
  /// In document order.
  public var children: [ExtensionElement]

  public init(
    namespace: String, name: String, attributes: [Attribute] = [], text: String = "",
    children: [ExtensionElement] = []
  ) {
    self.namespace = namespace
    self.name = name
    self.attributes = attributes
    self.text = text
    self.children = children
  }
}
