/// Documents that are stored packed (gzip, RFC 1952), as files are and as some servers send them
/// without saying so.
public enum PackedDocument {
  /// Why a document could not be unpacked.
  public enum Problem: Error, Sendable, Hashable {
    /// It breaks off, or a checksum is wrong.
    case damaged
    /// Unpacked it is larger than the limit.
    case tooLarge
  }

  /// Servers have been seen to compress what was compressed.
  private static let maxLayers = 2

  /// Whether the bytes begin as gzip does.
  public static func isPacked(_ bytes: [UInt8]) -> Bool {
    bytes.count > 2 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8
  }

  /// The document inside, all members of the file in a row; plain bytes come back as they are.
  ///
  /// What follows the last member and is none is left out, as gzip(1) does.
  /// - Parameter limit: bytes of the unpacked document, the most that is ever made.
  public static func unpacked(_ bytes: [UInt8], limit: Int) throws(Problem) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<maxLayers where isPacked(bytes) { bytes = try layer(bytes, limit: limit) }
    return bytes
  }

  private static func layer(_ bytes: [UInt8], limit: Int) throws(Problem) -> [UInt8] {
    var output: [UInt8] = []
    do throws(Inflate.Problem) {
      let inflate = try Inflate(.gzip)
      if let problem = bytes.withUnsafeBytes({ attempt(inflate, $0, &output, limit) }) {
        throw problem
      }
      guard inflate.hasEnded else { throw .corrupt }
    } catch {
      throw error == .tooLarge ? .tooLarge : .damaged
    }
    return output
  }

  private static func attempt(
    _ inflate: Inflate, _ bytes: UnsafeRawBufferPointer, _ output: inout [UInt8], _ limit: Int
  ) -> Inflate.Problem? {
    do throws(Inflate.Problem) {
      try inflate.decode(bytes, into: &output, limit: limit)
      return nil
    } catch {
      return error
    }
  }
}
