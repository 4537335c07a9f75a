internal import CLibCurl
internal import FeedModel
internal import Glibc

/// What one finished request means for its fetch.
enum TransferVerdict {
  case outcome(FetchOutcome)
  /// The exchange was pointed at its next address.
  case next
}

extension CurlTransfer {
  /// Judges the request's end; the facts have been recorded before.
  func verdict(result: CURLcode, policy: FetchPolicy) -> TransferVerdict {
    if let reason = problem, result != CURLE_OK { return failure(reason) }
    guard result == CURLE_OK else { return failure(reason(for: result, policy: policy)) }
    let status = exchange.facts.status ?? 0
    exchange.cookies.take(head.values(of: "set-cookie"), from: exchange.target)
    if exchange.request.content != nil {
      return (200...299).contains(status) ? document(policy: policy) : failure(.status(status))
    }
    if RedirectRule.isRedirect(status: status) {
      return redirect(status: status, limit: policy.maxRedirects)
    }
    return answer(status: status, policy: policy)
  }

  private func answer(status: Int, policy: FetchPolicy) -> TransferVerdict {
    switch status {
    case 200, 203: document(policy: policy)
    case 304 where !exchange.validators.isEmpty: notModified()
    case 304: failure(.notModifiedUnasked)
    case 410: .outcome(.gone(exchange.facts))
    case 429, 503:
      .outcome(
        .retryLater(
          after: head.retryAfter(now: MonotonicClock.wallMilliseconds() / 1000)
            .map { .seconds($0) }, exchange.facts))
    case 401 where exchange.hasLogin: failure(.loginRefused)
    case 407 where !exchange.proxy.isEmpty:
      failure(
        .proxyFailed(
          proxy: ProxyAddress.shown(exchange.proxy),
          detail: ProxyAddress.refusal(of: exchange.proxy)))
    default: failure(.status(status))
    }
  }

  /// A 304 with another strong entity tag speaks of a representation that we do not hold
  /// (RFC 9111 §4.3.4): it is asked for without conditions, once. Another weak one is taken over,
  /// and so is another date (RFC 9111 §3.2).
  private func notModified() -> TransferVerdict {
    let sent = exchange.validators
    if let etag = head.validators.etag, let known = sent.etag, !EntityTags.areSame(etag, known) {
      guard EntityTags.isWeak(etag) || EntityTags.isWeak(known) else {
        exchange.isUnconditional = true
        return .next
      }
      exchange.facts.renewedEntityTag = etag
    }
    if let date = head.validators.lastModified,
      sent.lastModified?.utf8.elementsEqual(date.utf8) != true
    {
      exchange.facts.renewedLastModified = date
    }
    return .outcome(.notModified(exchange.facts))
  }

  private func document(policy: FetchPolicy) -> TransferVerdict {
    do throws(ContentDecoder.Problem) {
      let body = try takeBody()
      exchange.facts.decodedBytes = body.bytes.count
      let type = head.contentType
      var validators = head.validators
      validators.address = exchange.target.href
      let document = SourceDocument(
        bytes: body.bytes, name: exchange.request.name,
        address: WebAddress(exchange.facts.final) ?? exchange.request.address,
        mediaType: type.mediaType, charset: type.charset,
        lastModified: lastModified)
      return .outcome(
        .document(
          FetchedDocument(
            document: document, validators: validators, facts: exchange.facts,
            trailingBytes: body.trailingBytes, lease: body.lease)))
    } catch {
      return failure(FetchError.Reason(error, limit: policy.maxBytes))
    }
  }

  /// The date of the document; `nil` where the server's clock contradicts it.
  private var lastModified: Timestamp? {
    guard let seconds = head.validators.lastModified.flatMap(HTTPDate.seconds) else { return nil }
    let now = exchange.facts.caching.date ?? exchange.facts.receivedAt.milliseconds / 1000
    // RFC 9110 §8.8.2.1: never later than the answer; a minute for clocks that differ.
    guard seconds <= now + 60 else { return nil }
    return Timestamp(milliseconds: seconds * 1000)
  }

  private func redirect(status: Int, limit: Int) -> TransferVerdict {
    let decision = RedirectRule(limit: limit, onlyHosts: exchange.request.onlyHosts).decision(
      status: status, location: redirectAddress, current: exchange.target,
      history: exchange.facts.redirects)
    switch decision {
    case .refuse(let reason): return failure(reason)
    case .follow(let target, let keepsSecrets):
      exchange.follow(target, status: status, keepsSecrets: keepsSecrets)
      return .next
    }
  }

  /// Where the answer leads to. libcurl makes `+` of a blank in a query; the URL Standard doesn't.
  private var redirectAddress: String? {
    let address = string(CURLINFO_REDIRECT_URL)
    guard let written = head.value(of: "location"), written.utf8.contains(0x20),
      let base = WebAddress(exchange.target.href), let whole = WebAddress(written, base: base)
    else { return address }
    return whole.href
  }

  private func failure(_ reason: FetchError.Reason) -> TransferVerdict {
    .outcome(.failed(FetchError(reason, facts: exchange.facts)))
  }

  private func reason(for result: CURLcode, policy: FetchPolicy) -> FetchError.Reason {
    let host = exchange.target.host
    let detail = String(cString: curl_easy_strerror(result))
    if let reason = proxyReason(for: result, detail: detail) { return reason }
    switch result {
    case CURLE_COULDNT_RESOLVE_HOST where Descriptors.areUsedUp: return .tooManyOpenFiles
    case CURLE_COULDNT_RESOLVE_HOST: return .couldNotResolve(host: host)
    case CURLE_URL_MALFORMAT:
      return .invalidAddress(exchange.target.href, why: TargetAddress.Invalid.malformed.why)
    case CURLE_COULDNT_CONNECT where long(CURLINFO_OS_ERRNO) == Int(ECONNREFUSED):
      return .connectionRefused(host: host, port: exchange.target.port)
    case CURLE_COULDNT_CONNECT where long(CURLINFO_OS_ERRNO) != 0:
      let words = String(cString: strerror(Int32(truncatingIfNeeded: long(CURLINFO_OS_ERRNO))))
      return .couldNotConnect(host: host, detail: words)
    case CURLE_COULDNT_CONNECT, CURLE_SEND_ERROR:
      return .couldNotConnect(host: host, detail: detail)
    case CURLE_OPERATION_TIMEDOUT where head.isEmpty && !hasConnected:
      return .connectTimedOut(host: host)
    case CURLE_OPERATION_TIMEDOUT: return .tooSlow(bytesPerSecond: policy.minSpeed)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
      return .insecure(host: host, detail: errorDetail.isEmpty ? detail : errorDetail)
    case CURLE_FILESIZE_EXCEEDED: return .bodyTooLarge(limit: policy.maxBytes)
    case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_HTTP2_STREAM: return .truncated
    case CURLE_GOT_NOTHING: return .brokenAnswer(detail: "an empty answer")
    // What libcurl says of a header line beyond its own limit (dynbuf, CURL_MAX_HTTP_HEADER).
    case CURLE_OUT_OF_MEMORY where hasConnected && decoder == nil:
      return .headersTooLarge(limit: CurlTransfer.longestHeaderLine)
    case CURLE_OUT_OF_MEMORY: return .outOfResources
    default: return .brokenAnswer(detail: detail)
    }
  }
}

// What a proxy does wrong.
extension CurlTransfer {
  /// `nil` where there is no proxy, or where it did its part.
  private func proxyReason(for result: CURLcode, detail: String) -> FetchError.Reason? {
    guard !exchange.proxy.isEmpty else { return nil }
    let words: String? =
      switch result {
      case CURLE_COULDNT_RESOLVE_PROXY: "its name could not be looked up"
      case CURLE_COULDNT_CONNECT, CURLE_PROXY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT:
        errorDetail.isEmpty ? detail : errorDetail
      case CURLE_OPERATION_TIMEDOUT where head.isEmpty && !hasConnected:
        "it did not take the connection in time"
      // A tunnel that is refused (RFC 9110 §9.3.6).
      case CURLE_RECV_ERROR where long(CURLINFO_HTTP_CONNECTCODE) >= 300:
        long(CURLINFO_HTTP_CONNECTCODE) == 407
          ? ProxyAddress.refusal(of: exchange.proxy)
          : "it answered \(long(CURLINFO_HTTP_CONNECTCODE))"
      default: nil
      }
    return words.map { .proxyFailed(proxy: ProxyAddress.shown(exchange.proxy), detail: $0) }
  }

  /// libcurl's `CURL_MAX_HTTP_HEADER`, in bytes.
  private static let longestHeaderLine = 100 << 10
}

// What libcurl tells of a request.
extension CurlTransfer {
  func recordFacts() {
    let status = long(CURLINFO_RESPONSE_CODE)
    exchange.facts.status = status == 0 ? nil : status
    exchange.facts.receivedBytes = receivedBytes
    exchange.facts.decodedBytes = decodedBytes
    exchange.facts.remoteAddress = string(CURLINFO_PRIMARY_IP).flatMap { $0.isEmpty ? nil : $0 }
    exchange.facts.httpVersion = httpVersion
    exchange.facts.reusedConnection = hasConnected && long(CURLINFO_NUM_CONNECTS) == 0
    exchange.facts.timings.lookup = time(CURLINFO_NAMELOOKUP_TIME_T)
    exchange.facts.timings.connected = time(CURLINFO_PRETRANSFER_TIME_T)
    exchange.facts.timings.firstByte = time(CURLINFO_STARTTRANSFER_TIME_T)
    exchange.facts.caching = head.caching
    let wall = MonotonicClock.wallMilliseconds()
    exchange.facts.receivedAt = Timestamp(milliseconds: wall) ?? .epoch
  }

  private var hasConnected: Bool { time(CURLINFO_PRETRANSFER_TIME_T) > .zero }

  private var httpVersion: String? {
    switch long(CURLINFO_HTTP_VERSION) {
    case Int(CURL_HTTP_VERSION_1_0): "1.0"
    case Int(CURL_HTTP_VERSION_1_1): "1.1"
    case Int(CURL_HTTP_VERSION_2_0): "2"
    default: nil
    }
  }

  private func long(_ info: CURLINFO) -> Int {
    var value = 0
    refeed_get_long(easy, info, &value)
    return value
  }

  private func time(_ info: CURLINFO) -> Duration {
    var value: curl_off_t = 0
    refeed_get_offset(easy, info, &value)
    return .microseconds(Int64(value))
  }

  private func string(_ info: CURLINFO) -> String? {
    var value: UnsafeMutablePointer<CChar>?
    refeed_get_string(easy, info, &value)
    return value.map { String(cString: $0) }
  }
}
