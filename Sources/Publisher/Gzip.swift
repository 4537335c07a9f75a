import CZlib

/// Compressed copies of published files, for web servers that send them as they are.
package enum Gzip {
  /// The bytes in gzip's format (RFC 1952), without a name or a time: same bytes in, same bytes out.
  ///
  /// `nil` if zlib can't have its memory.
  package static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    // 15 bits of window, and 16 for gzip's header in place of zlib's.
    guard bytes.count < Int(UInt32.max), refeed_deflate_init(&stream, 9, 15 + 16, 8) == Z_OK else {
      return nil
    }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    var input = bytes
    var result = Z_ERRNO
    let output = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        result = deflate(&stream, Z_FINISH)
      }
      count = buffer.count - Int(stream.avail_out)
    }
    return result == Z_STREAM_END ? output : nil
  }
}
