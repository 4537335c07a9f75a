/// Collects a body and undoes its content coding (RFC 9110 §8.4) on the way, within a limit.
struct ContentDecoder {
  enum Problem: Error, Hashable {
    case tooLarge
    case corrupt(coding: String)
    case truncated(coding: String)
    case unsupported(coding: String)
  }

  private enum Method {
    case plain
    case inflate(Inflate)
    /// The first bytes decide; they are kept until there are enough.
    case undecided
  }

  /// Enough to tell deflate's two formats and a wrong label apart.
  private static let sniffedBytes = 16

  /// Of the received bytes and, separately, of the decoded ones.
  private let limit: Int
  /// Lower case, without `identity`; at most one is supported.
  private let coding: String
  private var method: Method
  private var head: [UInt8] = []
  private(set) var body: [UInt8] = []
  private(set) var receivedBytes = 0

  /// - Parameter coding: the value of `Content-Encoding`; `nil` when absent.
  init(coding: String?, limit: Int) {
    self.limit = limit
    self.coding = ContentDecoder.normalized(coding ?? "")
    method = self.coding.isEmpty ? .plain : .undecided
  }

  var trailingBytes: Int {
    if case .inflate(let inflate) = method { inflate.trailingBytes } else { 0 }
  }

  /// Bytes of memory that the body takes.
  var footprint: Int { body.capacity }

  mutating func append(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
    receivedBytes += bytes.count
    guard receivedBytes <= limit else { throw .tooLarge }
    switch method {
    case .plain:
      body.reserve(bytes.count)
      body.append(contentsOf: bytes)
    case .inflate(let inflate): try decode(bytes, with: inflate)
    case .undecided:
      head.append(contentsOf: bytes)
      if head.count >= ContentDecoder.sniffedBytes { try decide() }
    }
  }

  /// Gives the whole body, or says why it is none.
  mutating func finish() throws(Problem) -> [UInt8] {
    if case .undecided = method { try decide() }
    if case .inflate(let inflate) = method, !inflate.hasEnded {
      throw .truncated(coding: coding)
    }
    return body
  }

  private mutating func decide() throws(Problem) {
    method = try chosenMethod()
    let held = head
    head = []
    switch method {
    case .inflate(let inflate):
      if let problem = held.withUnsafeBytes({ attemptDecode($0, with: inflate) }) {
        throw problem
      }
    case .plain, .undecided: body.append(contentsOf: held)
    }
  }

  /// Many servers label plain bodies as compressed; a body that reads as text is taken as such.
  private func chosenMethod() throws(Problem) -> Method {
    if ContentDecoder.readsAsFeed(head) { return .plain }
    let format: Inflate.Format
    // What the bytes say outweighs the label: it is wrong, doubled or unknown on some servers. A
    // document that was compressed twice is still packed then, and unpacked as such.
    if PackedDocument.isPacked(head) {
      format = .gzip
    } else {
      switch coding {
      case "gzip", "x-gzip": format = .gzip
      case "deflate": format = ContentDecoder.hasZlibHeader(head) ? .zlib : .raw
      default: throw .unsupported(coding: String(coding.prefix(40)))
      }
    }
    do throws(Inflate.Problem) {
      return .inflate(try Inflate(format))
    } catch {
      throw .corrupt(coding: coding)
    }
  }

  private mutating func decode(
    _ bytes: UnsafeRawBufferPointer, with inflate: Inflate
  ) throws(Problem) {
    if let problem = attemptDecode(bytes, with: inflate) { throw problem }
  }

  private mutating func attemptDecode(
    _ bytes: UnsafeRawBufferPointer, with inflate: Inflate
  ) -> Problem? {
    do throws(Inflate.Problem) {
      try inflate.decode(bytes, into: &body, limit: limit)
      return nil
    } catch {
      return error == .tooLarge ? .tooLarge : .corrupt(coding: coding)
    }
  }

  /// Whether the bytes are text that begins like XML or JSON, byte order mark included.
  private static func readsAsFeed(_ head: [UInt8]) -> Bool {
    // UTF-16 with its byte order mark.
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return true }
    let start = head.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    guard let start, "<{[\u{FEFF}".utf8.contains(start) else { return false }
    guard head.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }) else {
      return false
    }
    // UTF-8, the last character perhaps cut.
    return (0..<4).contains { String(validating: head.dropLast($0), as: UTF8.self) != nil }
  }

  /// RFC 1950 §2.2: compression method 8 and a check over two bytes.
  private static func hasZlibHeader(_ head: [UInt8]) -> Bool {
    guard head.count >= 2 else { return true }
    return head[0] & 0x0F == 8 && (Int(head[0]) << 8 | Int(head[1])) % 31 == 0
  }

  private static func normalized(_ coding: String) -> String {
    coding.lowercased().split(separator: ",")
      .map { $0.trimmingSpaces }
      .filter { !$0.isEmpty && $0 != "identity" }
      .joined(separator: ", ")
  }
}
