/// A finished file, ready to be published: a name and the bytes.
public struct RenderedFile: Sendable, Hashable {
  /// Path relative to the output folder, parts separated by `/`: `world.atom`,
  /// `world/2024-10.json`.
  public var name: String
  /// The whole content.
  public var bytes: [UInt8]
  /// As for HTTP `Content-Type`, with its parameters.
  public var mediaType: String

  public init(name: String, bytes: [UInt8], mediaType: String) {
    self.name = name
    self.bytes = bytes
    self.mediaType = mediaType
  }
}
