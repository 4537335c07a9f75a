internal import CLibCurl
internal import Glibc

/// Why a request got no answer.
enum ExchangeFailure: Error, Sendable, Hashable {
  case timedOut
  case unreachable(detail: String)
  case tooLarge
  case outOfResources
}

/// A libcurl handle, which makes one request after the other over the same connection.
///
/// Used by one thread at a time; the worker that has it owns it.
final class CurlExchange: @unchecked Sendable {
  /// Times that a request may take.
  struct Limits: Sendable, Hashable {
    var connect: Duration = .seconds(10)
    /// For a body of each 64 KiB there is a second more.
    var whole: Duration = .seconds(60)
  }

  private let easy: UnsafeMutableRawPointer
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var body: [UInt8] = []
  private var headers: [String: String] = [:]
  private var headerBytes = 0
  private var limit = 0
  private var isTooLarge = false

  /// `nil` when libcurl is out of memory.
  init?() {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(easy)
    errorText.deallocate()
  }

  /// Makes a request and waits for its answer.
  func answer(
    to request: CanonicalRequest, region: String, as credentials: StoreCredentials,
    limits: Limits
  ) throws(ExchangeFailure) -> ObjectAnswer {
    (body, headers, headerBytes, limit, isTooLarge) = ([], [:], 0, request.limit, false)
    errorText[0] = 0
    // Connections stay.
    curl_easy_reset(easy)
    var list: UnsafeMutablePointer<curl_slist>?
    for line in request.lines { list = curl_slist_append(list, line) ?? list }
    defer { curl_slist_free_all(list) }
    refeed_set_list(easy, CURLOPT_HTTPHEADER, list)
    refeed_set_string(easy, CURLOPT_URL, request.url)
    let bytes = max(request.body.count, request.method == .get ? request.limit : 0)
    apply(limits, more: .seconds(bytes >> 16))
    sign(as: credentials, region: region)
    installCallbacks()
    let result = perform(request)
    if isTooLarge { throw .tooLarge }
    guard result == CURLE_OK else { throw failure(result) }
    var status = 0
    refeed_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
    defer { body = [] }
    return ObjectAnswer(status: status, headers: headers, body: body)
  }

  private func perform(_ request: CanonicalRequest) -> CURLcode {
    switch request.method {
    case .get: refeed_set_long(easy, CURLOPT_HTTPGET, 1)
    case .head: refeed_set_long(easy, CURLOPT_NOBODY, 1)
    case .delete: refeed_set_string(easy, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    case .put:
      refeed_set_long(easy, CURLOPT_POST, 1)
      refeed_set_string(easy, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
      refeed_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
      // Lent for as long as the request takes. Without a byte there is still an address.
      var bytes = request.body.isEmpty ? [0] : request.body
      return bytes.withUnsafeMutableBytes {
        refeed_set_pointer(easy, CURLOPT_POSTFIELDS, $0.baseAddress)
        return curl_easy_perform(easy)
      }
    }
    return curl_easy_perform(easy)
  }

  private func apply(_ limits: Limits, more: Duration) {
    refeed_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    refeed_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    refeed_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
    refeed_set_long(easy, CURLOPT_PATH_AS_IS, 1)
    refeed_set_long(easy, CURLOPT_HTTP09_ALLOWED, 0)
    // An empty proxy keeps the environment's out.
    refeed_set_string(easy, CURLOPT_PROXY, "")
    refeed_set_string(easy, CURLOPT_NOPROXY, "")
    refeed_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1)
    refeed_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2)
    refeed_set_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    refeed_set_long(easy, CURLOPT_NOSIGNAL, 1)
    refeed_set_long(easy, CURLOPT_QUICK_EXIT, 1)
    refeed_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(limits.connect))
    refeed_set_long(easy, CURLOPT_TIMEOUT_MS, Self.milliseconds(limits.whole + more))
    // What does not move at all is not waited for that long.
    refeed_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, 100)
    refeed_set_long(
      easy, CURLOPT_LOW_SPEED_TIME, max(1, Self.milliseconds(limits.whole) / 1000))
    refeed_set_string(easy, CURLOPT_USERAGENT, "Refeed")
    refeed_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
  }

  /// libcurl's own signature, version 4 of AWS.
  private func sign(as credentials: StoreCredentials, region: String) {
    refeed_set_string(easy, CURLOPT_AWS_SIGV4, "aws:amz:\(region):s3")
    refeed_set_string(easy, CURLOPT_USERNAME, credentials.key)
    refeed_set_string(easy, CURLOPT_PASSWORD, credentials.secret)
  }

  private static func milliseconds(_ duration: Duration) -> Int {
    max(1, Int(duration / .milliseconds(1)))
  }

  private func failure(_ code: CURLcode) -> ExchangeFailure {
    if code == CURLE_OPERATION_TIMEDOUT { return .timedOut }
    if code == CURLE_OUT_OF_MEMORY { return .outOfResources }
    let own = String(cString: errorText)
    return .unreachable(
      detail: own.isEmpty ? curl_easy_strerror(code).map { String(cString: $0) } ?? "" : own)
  }
}

// What libcurl calls.
extension CurlExchange {
  private static let mostHeaderBytes = 1 << 18

  private func installCallbacks() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    refeed_set_pointer(easy, CURLOPT_WRITEDATA, context)
    refeed_set_pointer(easy, CURLOPT_HEADERDATA, context)
    refeed_set_data_callback(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return CurlExchange.at(context)?.receive(piece) ?? 0
    }
    refeed_set_data_callback(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return CurlExchange.at(context)?.receive(header: line) ?? 0
    }
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> CurlExchange? {
    context.map { Unmanaged<CurlExchange>.fromOpaque($0).takeUnretainedValue() }
  }

  private func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard body.count + bytes.count <= limit else {
      isTooLarge = true
      return 0
    }
    body += bytes
    return bytes.count
  }

  private func receive(header line: UnsafeRawBufferPointer) -> Int {
    headerBytes += line.count
    guard headerBytes <= Self.mostHeaderBytes else {
      isTooLarge = true
      return 0
    }
    // Of an answer before the answer (100 Continue) nothing counts.
    if line.starts(with: "HTTP/".utf8) { headers = [:] }
    if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      let value = line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
        .prefix { $0 != 0x0D && $0 != 0x0A }
      headers[name] = String(decoding: value, as: UTF8.self)
    }
    return line.count
  }
}
