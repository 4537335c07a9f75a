import CZlib
import FeedModel
import Foundation
import Fetcher

/// A policy for tests: quick, no gap.
func quickPolicy(_ change: (inout FetchPolicy) -> Void = { _ in }) -> FetchPolicy {
  var policy = FetchPolicy()
  policy.gap = .zero
  policy.perHost = 64
  policy.timeout = .seconds(10)
  policy.connectTimeout = .seconds(3)
  change(&policy)
  return policy
}

struct NoAddress: Error {}

/// Asks for an address; loopback is trusted unless the test says otherwise.
func request(
  _ address: String, allowing hosts: [String] = ["127.0.0.1"],
  _ change: (inout FetchRequest) -> Void = { _ in }
) throws -> FetchRequest {
  guard let address = WebAddress(address) else { throw NoAddress() }
  var request = FetchRequest(address: address)
  request.allowHosts = hosts
  change(&request)
  return request
}

func fetch(
  _ request: FetchRequest, policy: FetchPolicy = quickPolicy()
) async -> FetchOutcome {
  await Fetcher(policy: policy).fetch(request)
}

extension FetchOutcome {
  var reason: FetchError.Reason? {
    if case .failed(let error) = self { error.reason } else { nil }
  }

  var body: String? {
    if case .document(let fetched) = self {
      String(decoding: fetched.document.bytes, as: UTF8.self)
    } else {
      nil
    }
  }
}

enum Compression {
  case gzip
  case zlib
  case raw

  var windowBits: Int32 {
    switch self {
    case .gzip: 31
    case .zlib: 15
    case .raw: -15
    }
  }
}

func compressed(_ bytes: [UInt8], as format: Compression = .gzip) -> [UInt8] {
  var stream = z_stream()
  refeed_deflate_init(&stream, 6, format.windowBits, 8)
  defer { deflateEnd(&stream) }
  var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
  var input = bytes
  let capacity = output.count
  input.withUnsafeMutableBufferPointer { from in
    output.withUnsafeMutableBufferPointer { to in
      stream.next_in = from.baseAddress
      stream.avail_in = UInt32(from.count)
      stream.next_out = to.baseAddress
      stream.avail_out = UInt32(to.count)
      _ = deflate(&stream, Z_FINISH)
    }
  }
  return Array(output.prefix(capacity - Int(stream.avail_out)))
}

/// Holds threads up until so many have come; then it stays open.
final class Gate: @unchecked Sendable {
  private let condition = NSCondition()
  private var missing: Int

  init(opensAt count: Int) { missing = count }

  func pass() {
    condition.withLock {
      missing -= 1
      while missing > 0 { condition.wait() }
      condition.broadcast()
    }
  }
}

/// A counter that tasks share.
final class Count: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0

  var value: Int { lock.withLock { count } }

  func add() { lock.withLock { count += 1 } }
}
