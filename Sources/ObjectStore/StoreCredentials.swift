/// Who asks: a key, its secret, and a token where the key is for a while alone.
package struct StoreCredentials: Sendable, CustomStringConvertible, CustomReflectable {
  /// Names the secret; it is none itself.
  package let key: String
  let secret: String
  let token: String?
  /// Where it was found, for messages.
  package let origin: String

  package init(key: String, secret: String, token: String? = nil, origin: String) {
    (self.key, self.secret, self.token, self.origin) = (key, secret, token, origin)
  }

  /// Without what is secret.
  package var description: String { "\(key) (\(origin))" }

  package var customMirror: Mirror { Mirror(self, children: ["origin": origin]) }

  /// The variables of the environment that are read.
  package static let variables = [
    "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
    "AWS_SHARED_CREDENTIALS_FILE", "AWS_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "HOME",
  ]

  /// From the environment, else from the shared credentials file; never from the network.
  ///
  /// - Parameters:
  ///   - environment: what of ``variables`` is set.
  ///   - contents: the bytes of a file; `nil` for one that can't be read.
  package static func found(
    for place: StorePlace, environment: [String: String], contents: (String) -> [UInt8]?
  ) throws(StoreError) -> StoreCredentials {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    func missing(_ what: StoreError.Missing) -> StoreError {
      StoreError(bucket: place.bucket, host: place.endpoint.authority, reason: .missing(what))
    }
    let (key, secret) = (value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY"))
    if key != nil || secret != nil {
      guard let key else { throw missing(.variable("AWS_ACCESS_KEY_ID")) }
      guard let secret else { throw missing(.variable("AWS_SECRET_ACCESS_KEY")) }
      let found = StoreCredentials(
        key: key, secret: secret, token: value("AWS_SESSION_TOKEN"), origin: "AWS_ACCESS_KEY_ID")
      guard found.isSendable else { throw missing(.readable(found.origin)) }
      return found
    }
    let profile = value("AWS_PROFILE") ?? "default"
    let named = value("AWS_SHARED_CREDENTIALS_FILE")
    guard let path = named ?? value("HOME").map({ $0 + "/.aws/credentials" }),
      let bytes = contents(path)
    else {
      guard let named else { throw missing(.everything) }
      throw missing(.file(named))
    }
    let origin = "profile \(profile) of \(path)"
    guard let values = CredentialsFile(bytes).values(of: profile) else {
      throw missing(.profile(profile, path: path))
    }
    guard let key = values["aws_access_key_id"], let secret = values["aws_secret_access_key"]
    else { throw missing(.valueOfProfile(profile, path: path)) }
    let found = StoreCredentials(
      key: key, secret: secret, token: values["aws_session_token"], origin: origin)
    guard found.isSendable else { throw missing(.readable(origin)) }
    return found
  }

  /// Whether nothing in it splits a header.
  private var isSendable: Bool {
    [key, secret, token ?? "-"].allSatisfy { text in
      !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
  }
}

/// A file of credentials as AWS's own tools keep it: `[profile]`, `name = value`.
struct CredentialsFile {
  private let lines: [Substring]

  init(_ bytes: [UInt8]) {
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    lines = String(decoding: bytes, as: UTF8.self).split { $0.isNewline }
  }

  /// What a profile says; `nil` for one that is not there.
  func values(of profile: String) -> [String: String]? {
    var values: [String: String] = [:]
    var isThere = false
    var isInside = false
    for line in lines {
      let text = Self.trimmed(line)
      if text.hasPrefix("#") || text.hasPrefix(";") { continue }
      if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
        let name = Self.trimmed(text[text.index(after: text.startIndex)..<end])
        isInside = name.utf8.elementsEqual(profile.utf8)
        isThere = isThere || isInside
      } else if isInside, let equals = text.firstIndex(of: "=") {
        let name = Self.trimmed(text[..<equals]).lowercased()
        values[name] = String(Self.trimmed(text[text.index(after: equals)...]))
      }
    }
    return isThere ? values : nil
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.last?.isWhitespace == true { text.removeLast() }
    return text.drop { $0.isWhitespace }
  }
}
