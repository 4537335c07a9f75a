/// What the configuration says about how feeds are written.
public struct EmitterOptions: Sendable, Hashable {
  /// Namespaces of extension elements to publish beside the built-in allow-list.
  ///
  /// Markup (XHTML, SVG, MathML) is never published as an extension, even if named here.
  public var extensions: [String]

  public init(extensions: [String] = []) {
    self.extensions = extensions
  }
}
