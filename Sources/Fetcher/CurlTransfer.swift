internal import CLibCurl
internal import Glibc

/// One HTTP request on a libcurl easy handle: what its callbacks need and gather.
///
/// Belongs to the event loop's thread. libcurl holds an unretained pointer to it, so it outlives
/// its handle.
final class CurlTransfer {
  let exchange: Exchange
  let easy: UnsafeMutableRawPointer
  private let headerList: UnsafeMutablePointer<curl_slist>?
  private let resolveList: UnsafeMutablePointer<curl_slist>?
  /// libcurl's own words on what went wrong.
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private let policy: FetchPolicy
  private let budget: MemoryBudget
  private let clock: MonotonicClock

  private(set) var head = ResponseHead()
  private var headerBytes = 0
  private(set) var decoder: ContentDecoder?
  /// What a callback found wrong; it outweighs libcurl's own verdict.
  private(set) var problem: FetchError.Reason?
  /// Bytes taken from the budget.
  private var charged = 0

  /// Bytes of the request's content that libcurl has taken.
  var sentBytes = 0

  let started: Duration
  private(set) var lastProgress: Duration
  /// Since when the transfer waits for memory; `nil` when it does not.
  private(set) var pausedSince: Duration?
  private var pausedTime: Duration = .zero
  /// Whether it may go on although the memory is spent.
  var isPrivileged = false

  /// `nil` when libcurl is out of memory.
  init?(
    _ exchange: Exchange, policy: FetchPolicy, budget: MemoryBudget, clock: MonotonicClock
  ) {
    guard let easy = curl_easy_init() else { return nil }
    self.exchange = exchange
    self.easy = easy
    self.policy = policy
    self.budget = budget
    self.clock = clock
    started = clock.now
    lastProgress = started
    headerList = CurlOptions.headerList(for: exchange, policy: policy)
    resolveList = CurlOptions.list(exchange.request.resolve)
    CurlOptions.apply(to: easy, exchange: exchange, policy: policy, headers: headerList)
    refeed_set_list(easy, CURLOPT_RESOLVE, resolveList)
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    refeed_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    installCallbacks()
    if exchange.request.content != nil { installSending() }
  }

  deinit {
    curl_easy_cleanup(easy)
    errorText.deallocate()
    curl_slist_free_all(resolveList)
    curl_slist_free_all(headerList)
    budget.release(charged)
  }

  /// When the fetch has used up its time; later by the time spent waiting for memory.
  func deadline(now: Duration) -> Duration {
    let waiting = pausedSince.map { now - $0 } ?? .zero
    return started + exchange.timeLeft + pausedTime + waiting
  }

  /// Time in which the transfer was not held up by us.
  func activeTime(now: Duration) -> Duration {
    now - started - pausedTime - (pausedSince.map { now - $0 } ?? .zero)
  }

  func resume(now: Duration) {
    guard let since = pausedSince else { return }
    pausedTime += now - since
    pausedSince = nil
    lastProgress = now
    curl_easy_pause(easy, CURLPAUSE_CONT)
  }

  /// Gives the decoded body and a lease on its memory, once.
  func takeBody() throws(ContentDecoder.Problem) -> Body {
    var decoder = decoder ?? newDecoder()
    self.decoder = nil
    let bytes = try unpacked(try decoder.finish())
    if bytes.count > charged {
      budget.take(bytes.count - charged)
      charged = bytes.count
    }
    let lease = budget.lease(ofTaken: charged)
    charged = 0
    return Body(bytes: bytes, lease: lease, trailingBytes: decoder.trailingBytes)
  }

  /// A file that is stored packed (`feed.xml.gz`) is sent so, whatever the coding says.
  private func unpacked(_ bytes: [UInt8]) throws(ContentDecoder.Problem) -> [UInt8] {
    do throws(PackedDocument.Problem) {
      return try PackedDocument.unpacked(bytes, limit: policy.maxBytes)
    } catch {
      throw error == .tooLarge ? .tooLarge : .corrupt(coding: "gzip")
    }
  }

  struct Body {
    var bytes: [UInt8]
    var lease: MemoryLease
    var trailingBytes: Int
  }

  private func newDecoder() -> ContentDecoder {
    ContentDecoder(coding: head.list(of: "content-encoding"), limit: policy.maxBytes)
  }

  /// What libcurl says of a result; empty where it says no more than the code does.
  var errorDetail: String { String(cString: errorText) }

  var receivedBytes: Int { decoder?.receivedBytes ?? 0 }
  var decodedBytes: Int { decoder?.body.count ?? 0 }
}

// What libcurl calls.
extension CurlTransfer {
  private func installCallbacks() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    refeed_set_pointer(easy, CURLOPT_PRIVATE, context)
    refeed_set_pointer(easy, CURLOPT_WRITEDATA, context)
    refeed_set_pointer(easy, CURLOPT_HEADERDATA, context)
    refeed_set_pointer(easy, CURLOPT_OPENSOCKETDATA, context)
    refeed_set_pointer(easy, CURLOPT_PREREQDATA, context)
    refeed_set_data_callback(easy, CURLOPT_WRITEFUNCTION) { bytes, _, count, context in
      CurlTransfer.at(context)?.receive(UnsafeRawBufferPointer(start: bytes, count: count)) ?? 0
    }
    refeed_set_data_callback(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return CurlTransfer.at(context)?.receive(header: line) ?? 0
    }
    refeed_set_socket_callback(easy) { context, _, address in
      guard let address else { return -1 }
      return CurlTransfer.at(context)?.openSocket(address) ?? -1
    }
    refeed_set_request_callback(easy) { context, remote, _, _, _ in
      guard let remote, let transfer = CurlTransfer.at(context) else { return 1 }
      return transfer.mayAsk(String(cString: remote)) ? 0 : 1
    }
  }

  static func at(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
    context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
  }

  private func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
    if budget.isSpent, !isPrivileged {
      pausedSince = pausedSince ?? clock.now
      return Int(CURL_WRITEFUNC_PAUSE)
    }
    lastProgress = clock.now
    if decoder == nil { decoder = newDecoder() }
    do throws(ContentDecoder.Problem) {
      try decoder?.append(bytes)
    } catch {
      problem = FetchError.Reason(error, limit: policy.maxBytes)
      return 0
    }
    charge()
    return bytes.count
  }

  private func charge() {
    let growth = (decoder?.footprint ?? 0) - charged
    guard growth > 0 else { return }
    budget.take(growth)
    charged += growth
  }

  private func receive(header line: UnsafeRawBufferPointer) -> Int {
    lastProgress = clock.now
    headerBytes += line.count
    guard headerBytes <= policy.maxHeaderBytes else {
      problem = .headersTooLarge(limit: policy.maxHeaderBytes)
      return 0
    }
    head.append(line: line)
    return line.count
  }

  /// Judges an address before a packet is sent to it.
  private func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
    let target = address.pointee
    let judged = withUnsafePointer(to: &address.pointee.addr) {
      IPAddress($0, length: Int(target.addrlen))
    }
    guard isAllowed(judged) else { return -1 }
    let type = target.socktype | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(target.family, type, target.protocol)
    if descriptor < 0, errno == EMFILE || errno == ENFILE { problem = .tooManyOpenFiles }
    return descriptor
  }

  /// Judges the address of a connection, which may be an older one, before a request goes out.
  private func mayAsk(_ remote: String) -> Bool {
    isAllowed(IPAddress(remote.prefix { $0 != "%" }))
  }

  private func isAllowed(_ address: IPAddress?) -> Bool {
    // The configured proxy may be anywhere; what it may be asked for was judged before.
    if !exchange.proxy.isEmpty { return true }
    guard let address else { return false }
    let host = exchange.target.host
    guard case .refused(let network) = exchange.addressGuard.verdict(on: address, host: host)
    else { return true }
    problem = .addressRefused(address: address.description, network: network)
    return false
  }
}

extension FetchError.Reason {
  init(_ problem: ContentDecoder.Problem, limit: Int) {
    switch problem {
    case .tooLarge: self = .bodyTooLarge(limit: limit)
    case .corrupt(let coding): self = .corruptCompression(coding: coding)
    case .truncated(let coding): self = .truncatedCompression(coding: coding)
    case .unsupported(let coding): self = .unsupportedCoding(coding)
    }
  }
}
