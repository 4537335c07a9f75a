internal import CLibCurl
internal import FeedModel

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
    if RedirectRule.isRedirect(status: status) {
      return redirect(status: status, limit: policy.maxRedirects)
    }
    return answer(status: status, policy: policy)
  }

  private func answer(status: Int, policy: FetchPolicy) -> TransferVerdict {
    switch status {
    case 200, 203: document(policy: policy)
    case 304 where !exchange.validators.isEmpty: .outcome(.notModified(exchange.facts))
    case 304: failure(.notModifiedUnasked)
    case 410: .outcome(.gone(exchange.facts))
    case 429, 503:
      .outcome(
        .retryLater(
          after: head.retryAfter(now: MonotonicClock.wallMilliseconds() / 1000)
            .map { .seconds($0) }, exchange.facts))
    default: failure(.status(status))
    }
  }

  private func document(policy: FetchPolicy) -> TransferVerdict {
    do throws(ContentDecoder.Problem) {
      let body = try takeBody()
      exchange.facts.decodedBytes = body.bytes.count
      let type = head.contentType
      var validators = head.validators
      validators.address = exchange.target.href
      let modified = validators.lastModified.flatMap(HTTPDate.seconds)
      let document = Document(
        bytes: body.bytes, name: exchange.request.name,
        address: WebAddress(exchange.facts.final) ?? exchange.request.address,
        mediaType: type.mediaType, charset: type.charset,
        lastModified: modified.flatMap { Timestamp(milliseconds: $0 * 1000) })
      return .outcome(
        .document(
          FetchedDocument(
            document: document, validators: validators, facts: exchange.facts,
            trailingBytes: body.trailingBytes, lease: body.lease)))
    } catch {
      return failure(FetchError.Reason(error, limit: policy.maxBytes))
    }
  }

  private func redirect(status: Int, limit: Int) -> TransferVerdict {
    let decision = RedirectRule(limit: limit).decision(
      status: status, location: string(CURLINFO_REDIRECT_URL), current: exchange.target,
      history: exchange.facts.redirects)
    switch decision {
    case .refuse(let reason): return failure(reason)
    case .follow(let target, let keepsSecrets):
      exchange.follow(target, status: status, keepsSecrets: keepsSecrets)
      return .next
    }
  }

  private func failure(_ reason: FetchError.Reason) -> TransferVerdict {
    .outcome(.failed(FetchError(reason, facts: exchange.facts)))
  }

  private func reason(for result: CURLcode, policy: FetchPolicy) -> FetchError.Reason {
    let host = exchange.target.host
    let detail = String(cString: curl_easy_strerror(result))
    switch result {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      return .couldNotResolve(host: host)
    case CURLE_URL_MALFORMAT:
      return .invalidAddress(exchange.target.href, why: TargetAddress.Invalid.malformed.why)
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
    default: return .brokenAnswer(detail: detail)
    }
  }
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
