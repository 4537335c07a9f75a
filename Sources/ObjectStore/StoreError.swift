/// Why something could not be done with a bucket; no secret is in it.
public struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What of the credentials is missing.
  public enum Missing: Sendable, Hashable {
    case everything
    case variable(String)
    case file(String)
    case profile(String, path: String)
    case valueOfProfile(String, path: String)
    /// There, but nothing that a header can hold; found where the text says.
    case readable(String)
  }

  /// Why it failed.
  public enum Reason: Sendable, Hashable {
    case missing(Missing)
    case missingRegion
    case invalidRegion
    /// The store's own code (`AccessDenied`), its status, and the key that was used with its origin.
    case refused(code: String, status: Int, credentials: String)
    /// It is in another region, where the store says which.
    case elsewhere(region: String?)
    /// No answer, in libcurl's words.
    case unreachable(detail: String)
    case timedOut
    /// An answer that no store gives.
    case unexpected(status: Int)
    /// A larger answer than asked for.
    case tooLarge(limit: Int)
    /// Others kept writing to it.
    case contended
    /// libcurl could not be had.
    case outOfResources
  }

  /// The bucket's name.
  public let bucket: String
  /// Where it was asked for; `nil` before that is known.
  public let host: String?
  /// Why it failed.
  public let reason: Reason
  /// The object that was asked for; `nil` for the bucket.
  public var key: String?

  init(bucket: String, host: String?, reason: Reason, key: String? = nil) {
    (self.bucket, self.host, self.reason, self.key) = (bucket, host, reason, key)
  }

  /// That others kept changing an object.
  package static func contended(_ name: String, in bucket: Bucket) -> StoreError {
    StoreError(
      bucket: bucket.place.bucket, host: bucket.place.endpoint.authority, reason: .contended,
      key: bucket.place.prefix + name)
  }

  /// Whether the object is not there.
  package var isMissing: Bool {
    if case .refused(let code, 404, _) = reason { code != "NoSuchBucket" } else { false }
  }

  public var description: String {
    let object = key.map { "/\($0)" } ?? ""
    let at = host.map { " at \($0)" } ?? ""
    return "s3://\(bucket)\(object)\(at): \(sentence)"
  }

  private var sentence: String {
    switch reason {
    case .missing(let what): what.sentence
    case .missingRegion:
      "the region is not known; write ?region=… behind the bucket's address, or set AWS_REGION"
    case .invalidRegion: "AWS_REGION is no name of a region; set it to one such as eu-central-1"
    case .refused(let code, let status, let credentials):
      Self.refusal(code, status, credentials)
    case .elsewhere(let region):
      "the bucket is in another region"
        + (region.map { "; write region=\($0) in its address" }
          ?? "; write its own in its address (region=…)")
    case .unreachable(let detail): "can't be reached: \(detail); see that the endpoint is right"
    case .timedOut: "did not answer in time; see that the endpoint is right, and run again"
    case .unexpected(let status):
      "gave an answer (status \(status)) that no store gives; see that the endpoint is right"
    case .tooLarge(let limit): "larger than the limit of \(limit) bytes"
    case .contended: "others kept writing to it; run again"
    case .outOfResources: "no memory or no open files are left (ulimit -n)"
    }
  }

  private static func refusal(_ code: String, _ status: Int, _ credentials: String) -> String {
    switch code {
    case "InvalidAccessKeyId": "the store does not know the key \(credentials); check it"
    case "SignatureDoesNotMatch":
      "the secret is not that of the key \(credentials); check AWS_SECRET_ACCESS_KEY or the profile"
    case "RequestTimeTooSkewed", "RequestExpired":
      "this machine's clock differs from the store's by more than it allows; set the clock"
    case "ExpiredToken", "TokenRefreshRequired":
      "the session of the key \(credentials) is over; get a new AWS_SESSION_TOKEN"
    case "InvalidToken": "the store does not take AWS_SESSION_TOKEN of the key \(credentials)"
    case "NoSuchBucket": "there is no such bucket; make it, or check its name"
    case "AccessDenied", "AllAccessDisabled", "Forbidden":
      "the key \(credentials) may not do this; it needs s3:ListBucket on the bucket and "
        + "s3:GetObject, s3:PutObject and s3:DeleteObject on its objects"
    case "SlowDown", "TooManyRequests", "ServiceUnavailable":
      "the store asks to be asked less (\(code)), again and again; run later"
    case "InternalError": "the store has an error of its own (\(code)), again and again; run later"
    default: "the store refused it (\(code), status \(status)); see what it says of that code"
    }
  }
}

extension StoreError.Missing {
  fileprivate var sentence: String {
    switch self {
    case .everything:
      "no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write them into "
        + "~/.aws/credentials"
    case .variable(let name): "\(name) is not set, though its counterpart is; set both"
    case .file(let path):
      "the credentials file \(path) (AWS_SHARED_CREDENTIALS_FILE) can't be read"
    case .profile(let name, let path):
      "\(path) has no profile [\(name)]; add it, or name another in AWS_PROFILE"
    case .valueOfProfile(let name, let path):
      "the profile [\(name)] of \(path) needs aws_access_key_id and aws_secret_access_key"
    case .readable(let origin):
      "the credentials of \(origin) hold a blank or what no header can hold; write them again"
    }
  }
}
