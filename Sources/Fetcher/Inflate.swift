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
  /// Whether a byte that may begin the next member waits for the one behind it.
  private var hasHeldByte = false

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
        guard try beginNextMember(&rest, into: &output, limit: limit) else { return }
      }
      rest = rest.dropFirst(try step(rest, into: &output, limit: limit))
    }
  }

  /// A gzip file may be several members in a row (RFC 1952 §2.2).
  ///
  /// What is no member is counted and left out; the first byte of one, at the end of what has come
  /// so far, waits for the second.
  private func beginNextMember(
    _ rest: inout Slice<UnsafeRawBufferPointer>, into output: inout [UInt8], limit: Int
  ) throws(Problem) -> Bool {
    var head = rest
    if !hasHeldByte, trailingBytes == 0, format == .gzip, head.first == 0x1F {
      head = head.dropFirst()
      hasHeldByte = true
    }
    if hasHeldByte, head.isEmpty { return false }
    guard hasHeldByte, head.first == 0x8B else {
      trailingBytes += head.count + (hasHeldByte ? 1 : 0)
      hasHeldByte = false
      return false
    }
    hasHeldByte = false
    guard inflateReset(stream) == Z_OK else { throw .corrupt }
    hasEnded = false
    var problem: Problem?
    [0x1F as UInt8].withUnsafeBytes { first in
      do throws(Problem) {
        _ = try step(first[...], into: &output, limit: limit)
      } catch {
        problem = error
      }
    }
    if let problem { throw problem }
    rest = head
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
      output.reserve(count)
      output.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[..<count]))
    }
    return code
  }
}

extension [UInt8] {
  /// Makes room for so many more, an eighth more than that at most: an array that doubles takes
  /// twice the memory that a body needs. Still linear, all copies together.
  mutating func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    reserveCapacity(count + more + Swift.max(count / 8, 16 << 10))
  }
}
