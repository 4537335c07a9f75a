internal import CLibCurl

/// Everything that a request asks of libcurl.
enum CurlOptions {
  static func apply(
    to easy: UnsafeMutableRawPointer, exchange: Exchange, policy: FetchPolicy,
    headers: UnsafeMutablePointer<curl_slist>?
  ) {
    refeed_set_string(easy, CURLOPT_URL, exchange.target.href)
    refeed_set_list(easy, CURLOPT_HTTPHEADER, headers)
    refeed_set_string(
      easy, CURLOPT_USERAGENT, exchange.request.userAgent ?? policy.userAgent)
    applySafety(to: easy, exchange: exchange)
    if let file = policy.authorities { refeed_set_string(easy, CURLOPT_CAINFO, file) }
    applyLimits(to: easy, policy: policy, exchange: exchange)
    applyAuthentication(to: easy, exchange: exchange)
    if let content = exchange.request.content { apply(content, to: easy) }
  }

  /// The bytes are asked for as they go out (``CurlTransfer/installSending()``): many requests may
  /// send the same ones, which are in memory once.
  private static func apply(_ content: FetchRequest.Content, to easy: UnsafeMutableRawPointer) {
    refeed_set_long(easy, CURLOPT_POST, 1)
    refeed_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(content.bytes.count))
  }

  private static func applySafety(to easy: UnsafeMutableRawPointer, exchange: Exchange) {
    refeed_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    refeed_set_string(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
    // Redirects are followed by us, one request at a time.
    refeed_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
    refeed_set_long(easy, CURLOPT_HTTP09_ALLOWED, 0)
    // An empty proxy keeps the environment's out.
    refeed_set_string(easy, CURLOPT_PROXY, exchange.proxy)
    refeed_set_string(easy, CURLOPT_NOPROXY, "")
    refeed_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1)
    refeed_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2)
    refeed_set_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    refeed_set_long(easy, CURLOPT_NOSIGNAL, 1)
    // Without it, a look-up that hangs stops the whole loop when its transfer ends.
    refeed_set_long(easy, CURLOPT_QUICK_EXIT, 1)
  }

  private static func applyLimits(
    to easy: UnsafeMutableRawPointer, policy: FetchPolicy, exchange: Exchange
  ) {
    let connect = min(policy.connectTimeout, exchange.timeLeft)
    refeed_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, max(1, connect.wholeMilliseconds))
    refeed_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, max(0, policy.minSpeed))
    let seconds = max(1, policy.minSpeedTime.wholeMilliseconds / 1000)
    refeed_set_long(easy, CURLOPT_LOW_SPEED_TIME, seconds)
    // Refuses honest announcements early; what counts is the count of received bytes.
    refeed_set_offset(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(policy.maxBytes))
  }

  private static func applyAuthentication(to easy: UnsafeMutableRawPointer, exchange: Exchange) {
    switch exchange.authentication {
    case .basic(let user, let password):
      refeed_set_long(easy, CURLOPT_HTTPAUTH, 1)
      refeed_set_string(easy, CURLOPT_USERNAME, user)
      refeed_set_string(easy, CURLOPT_PASSWORD, password)
    case .bearer, nil: break
    }
  }

  /// The request's headers; the caller frees the list after the handle.
  static func headerList(
    for exchange: Exchange, policy: FetchPolicy
  ) -> UnsafeMutablePointer<curl_slist>? {
    var given = exchange.keepsSecrets ? exchange.request.headers : []
    if let cookies = exchange.cookies.header(for: exchange.target) {
      if let own = given.firstIndex(where: { $0.name.lowercased() == "cookie" }) {
        given[own].value += "; " + cookies
      } else {
        given.append(FetchRequest.Header(name: "Cookie", value: cookies))
      }
    }
    var lines = given.map(line)
    func addUnlessGiven(_ name: String, _ value: String) {
      let isGiven =
        exchange.keepsSecrets
        && exchange.request.headers.contains { $0.name.lowercased() == name.lowercased() }
      if !isGiven { lines.append("\(name): \(value)") }
    }
    addUnlessGiven(
      "Accept",
      "application/atom+xml, application/feed+json, application/rss+xml, "
        + "application/rdf+xml;q=0.9, application/json;q=0.8, application/xml;q=0.8, "
        + "text/xml;q=0.8, */*;q=0.5")
    addUnlessGiven("Accept-Encoding", "gzip, deflate")
    if let content = exchange.request.content {
      addUnlessGiven("Content-Type", content.mediaType)
      // Small enough to go along at once.
      lines.append("Expect:")
    }
    if case .bearer(let token) = exchange.authentication {
      lines.append("Authorization: Bearer \(token)")
    }
    let validators = exchange.validators
    if let etag = validators.etag { lines.append("If-None-Match: \(etag)") }
    if let date = validators.lastModified { lines.append("If-Modified-Since: \(date)") }
    return list(lines)
  }

  private static func line(_ header: FetchRequest.Header) -> String {
    header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)"
  }

  static func list(_ lines: [String]) -> UnsafeMutablePointer<curl_slist>? {
    lines.reduce(nil) { curl_slist_append($0, $1) ?? $0 }
  }
}

/// Which header lines may be sent (RFC 9110 §5.1, §5.5): nothing that splits a request.
enum RequestHeaders {
  /// The name of the first header that must not be sent; `nil` when all may.
  static func firstInvalid(in request: FetchRequest) -> String? {
    if let header = request.headers.first(where: { !isValid(name: $0.name, value: $0.value) }) {
      return String(header.name.prefix(60))
    }
    if let agent = request.userAgent, !isValid(value: agent) { return "User-Agent" }
    if let type = request.content?.mediaType, !isValid(value: type) { return "Content-Type" }
    if case .bearer(let token) = request.authentication, !isValid(value: token) {
      return "Authorization"
    }
    if let etag = request.validators.etag, !isValid(value: etag) { return "If-None-Match" }
    if let date = request.validators.lastModified, !isValid(value: date) {
      return "If-Modified-Since"
    }
    return nil
  }

  private static func isValid(name: String, value: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy(isTokenByte) && isValid(value: value)
      // The length and the connection are libcurl's to say.
      && !["content-length", "transfer-encoding", "connection", "host"].contains(name.lowercased())
  }

  private static func isValid(value: String) -> Bool {
    value.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
