internal import CLibCurl

/// An http or https address, taken apart by the parser that will connect to it.
///
/// libcurl's own parser is used so that the host that is judged and the host that is connected
/// to cannot differ.
struct TargetAddress: Sendable, Hashable {
  enum Invalid: Error, Hashable {
    case tooLong
    case malformed
    case scheme(String)
    case port
    case noHost

    var why: String {
      switch self {
      case .tooLong: "is longer than \(TargetAddress.maxBytes) bytes"
      case .malformed: "is not a valid address"
      case .scheme(let scheme): "has the scheme “\(scheme)”, neither http nor https"
      case .port: "has an impossible port"
      case .noHost: "has no host"
      }
    }
  }

  /// RFC 9110 §4.1 asks for 8,000 at least.
  static let maxBytes = 16_000

  /// Without user name, password and fragment.
  let href: String
  let isSecure: Bool
  /// Lower case; IPv6 addresses in brackets.
  let host: String
  let port: Int
  /// As sent, `/` at least, without the query.
  let path: String
  /// User name and password that the address carried, percent-decoded.
  let credentials: FetchRequest.Authentication?

  init(_ text: String) throws(Invalid) {
    guard text.utf8.count <= TargetAddress.maxBytes else { throw .tooLong }
    guard !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { throw .malformed }
    guard let url = curl_url() else { throw .malformed }
    defer { curl_url_cleanup(url) }
    let result = curl_url_set(url, CURLUPART_URL, text, UInt32(CURLU_NON_SUPPORT_SCHEME))
    guard result == CURLUE_OK else { throw TargetAddress.invalid(result) }
    let scheme = TargetAddress.part(CURLUPART_SCHEME, of: url)?.lowercased() ?? ""
    guard scheme == "http" || scheme == "https" else { throw .scheme(scheme) }
    isSecure = scheme == "https"
    guard let host = TargetAddress.part(CURLUPART_HOST, of: url), !host.isEmpty else {
      throw .noHost
    }
    self.host = host.lowercased()
    let port = TargetAddress.part(CURLUPART_PORT, of: url, flags: CURLU_DEFAULT_PORT)
    guard let port = port.flatMap({ Int($0) }), (1...65535).contains(port) else { throw .port }
    self.port = port
    path = TargetAddress.part(CURLUPART_PATH, of: url) ?? "/"
    credentials = TargetAddress.credentials(of: url)
    for secret in [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_FRAGMENT] {
      curl_url_set(url, secret, nil, 0)
    }
    guard let href = TargetAddress.part(CURLUPART_URL, of: url) else { throw .malformed }
    self.href = href
  }

  /// Whether secrets for this address may go to `other` too: the same host and port, or the
  /// same host's https in place of http.
  func sharesSecrets(with other: TargetAddress) -> Bool {
    guard host == other.host else { return false }
    if isSecure == other.isSecure { return port == other.port }
    return other.isSecure && port == 80 && other.port == 443
  }

  /// `text` without what stands between `//` and `@`, for messages; control characters out.
  static func redacted(_ text: String) -> String {
    if let address = try? TargetAddress(text) { return address.href }
    let shown = String(
      String.UnicodeScalarView(text.unicodeScalars.prefix(200).filter { $0.value >= 0x20 }))
    guard let at = shown.lastIndex(of: "@") else { return shown }
    let start = shown.firstIndex(of: ":").map { shown.index(after: $0) } ?? shown.startIndex
    return start < at ? shown[..<start] + "//…" + shown[at...] : shown
  }

  private static func invalid(_ code: CURLUcode) -> Invalid {
    switch code {
    case CURLUE_BAD_PORT_NUMBER: .port
    case CURLUE_NO_HOST, CURLUE_BAD_HOSTNAME: .noHost
    default: .malformed
    }
  }

  private static func credentials(of url: OpaquePointer) -> FetchRequest.Authentication? {
    let user = part(CURLUPART_USER, of: url, flags: CURLU_URLDECODE)
    let password = part(CURLUPART_PASSWORD, of: url, flags: CURLU_URLDECODE)
    guard user != nil || password != nil else { return nil }
    return .basic(user: user ?? "", password: password ?? "")
  }

  private static func part(
    _ part: CURLUPart, of url: OpaquePointer, flags: Int32 = 0
  ) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(url, part, &text, UInt32(flags)) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
