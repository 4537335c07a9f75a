internal import CZlib

/// Undoes gzip, zlib or raw deflate, and demands the end of the stream and its checksum.
///
/// libcurl's own decoding takes a body that was cut short for a whole one.
final class Inflate {
  enum Format: Sendable {
    case gzip
    case zlib
    case raw

    fileprivate var windowBits: Int32 {
      switch self {
      case .gzip: 15 + 16
      case .zlib: 15
      case .raw: -15
      }
    }
  }

  enum Problem: Error, Hashable {
    case corrupt
    /// The output has grown beyond the limit.
    case tooLarge
  }

  private let format: Format
  private let stream: UnsafeMutablePointer<z_stream>
  /// Whether the current member has ended with its checksum.
  private(set) var hasEnded = false
  /// Bytes after the last member that belong to none.
  private(set) var trailingBytes = 0

  init(_ format: Format) throws(Problem) {
    self.format = format
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard refeed_inflate_init(stream, format.windowBits) == Z_OK else { throw .corrupt }
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Decodes the next bytes and appends what they give; `output` never grows beyond `limit`.
  func decode(
    _ input: UnsafeRawBufferPointer, into output: inout [UInt8], limit: Int
  ) throws(Problem) {
    var rest = input[...]
    while !rest.isEmpty {
      if hasEnded {
        guard try beginNextMember(rest) else {
          trailingBytes += rest.count
          return
        }
      }
      rest = rest.dropFirst(try step(rest, into: &output, limit: limit))
    }
  }

  /// A gzip file may be several members in a row (RFC 1952 §2.2).
  private func beginNextMember(_ rest: Slice<UnsafeRawBufferPointer>) throws(Problem) -> Bool {
    guard format == .gzip, trailingBytes == 0, rest.first == 0x1F else { return false }
    if rest.count > 1, rest[rest.startIndex + 1] != 0x8B { return false }
    guard inflateReset(stream) == Z_OK else { throw .corrupt }
    hasEnded = false
    return true
  }

  /// Inflates once; returns how many bytes it used.
  private func step(
    _ input: Slice<UnsafeRawBufferPointer>, into output: inout [UInt8], limit: Int
  ) throws(Problem) -> Int {
    let bytes = UnsafeRawBufferPointer(rebasing: input).bindMemory(to: UInt8.self)
    let offered = UInt32(clamping: bytes.count)
    stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
    stream.pointee.avail_in = offered
    repeat {
      let code = inflateChunk(into: &output)
      guard output.count <= limit else { throw .tooLarge }
      switch code {
      case Z_STREAM_END:
        hasEnded = true
        return Int(offered - stream.pointee.avail_in)
      case Z_OK, Z_BUF_ERROR: break
      default: throw .corrupt
      }
    } while stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0
    return Int(offered)
  }

  private func inflateChunk(into output: inout [UInt8]) -> Int32 {
    var code = Z_OK
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32 << 10) { chunk in
      stream.pointee.next_out = chunk.baseAddress
      stream.pointee.avail_out = UInt32(chunk.count)
      code = CZlib.inflate(stream, Z_NO_FLUSH)
      let count = chunk.count - Int(stream.pointee.avail_out)
      output.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[..<count]))
    }
    return code
  }
}
