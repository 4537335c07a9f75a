internal import CZlib

/// Stored bytes, deflated; the first byte says how.
enum Compression {
  struct Damaged: Error {}

  /// What the largest entry may inflate to.
  private static let limit = 256 << 20

  static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var size = compressBound(UInt(bytes.count))
    var output = [UInt8](repeating: 0, count: Int(size))
    let code = compress2(&output, &size, bytes, UInt(bytes.count), 3)
    guard code == Z_OK else { return [0] + bytes }
    var head = RecordWriter()
    head.write(UInt64(1))
    head.write(UInt64(bytes.count))
    return head.bytes + output[..<Int(size)]
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
