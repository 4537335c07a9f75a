internal import CZlib

/// Stored bytes, deflated; the first byte says how.
enum Compression {
  struct Damaged: Error {}

  /// What the largest entry may inflate to.
  private static let limit = 256 << 20

  static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var head = RecordWriter()
    head.write(UInt64(1))
    head.write(UInt64(bytes.count))
    return appendDeflated(bytes, to: head.bytes) ?? [0] + bytes
  }

  /// `nil` if zlib can't have its memory.
  private static func appendDeflated(_ bytes: [UInt8], to head: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    let (window, memory) = tables(for: bytes.count)
    guard bytes.count < Int(UInt32.max), refeed_deflate_init(&stream, 3, window, memory) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    var input = bytes
    var result = Z_ERRNO
    let bound = head.count + Int(deflateBound(&stream, UInt(bytes.count)))
    let output = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      _ = buffer.initialize(from: head)
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = buffer.baseAddress.map { $0 + head.count }
        stream.avail_out = UInt32(bound - head.count)
        result = deflate(&stream, Z_FINISH)
      }
      count = bound - Int(stream.avail_out)
    }
    return result == Z_STREAM_END ? output : nil
  }

  /// Bits of zlib's window, and its memory level. A window as large as the text finds as much as a larger
  /// one, and clearing 256 KB of tables takes longer than deflating an ordinary entry.
  private static func tables(for count: Int) -> (window: Int32, memory: Int32) {
    if count <= 4096 { return (12, 5) }
    return count <= 16_384 ? (14, 7) : (15, 8)
  }

  static func inflated(_ stored: [UInt8]) throws(Damaged) -> [UInt8] {
    if stored.first == 0 { return Array(stored.dropFirst()) }
    var reader = RecordReader(stored)
    do throws(RecordReader.Damaged) {
      guard try reader.readByte() == 1 else { throw RecordReader.Damaged() }
      let count = try reader.readUnsigned()
      guard count <= UInt64(limit) else { throw RecordReader.Damaged() }
      return try inflated(reader.rest, count: Int(count))
    } catch {
      throw Damaged()
    }
  }

  private static func inflated(
    _ input: ArraySlice<UInt8>, count: Int
  ) throws(RecordReader.Damaged) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: count)
    var size = UInt(count)
    let code = input.withUnsafeBufferPointer {
      uncompress(&output, &size, $0.baseAddress, UInt($0.count))
    }
    guard code == Z_OK, size == UInt(count) else { throw RecordReader.Damaged() }
    return output
  }
}
