/// What of a server's configuration may change while it runs.
struct ServerSettings: Sendable {
  var limits: ServerLimits
  var proxies: TrustedProxies
  /// Told of each answer; `nil` where nobody listens.
  var accessLog: (@Sendable (AccessRecord) -> Void)?
}
