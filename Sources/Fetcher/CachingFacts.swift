/// What a server said of how long its answer keeps (RFC 9111).
public struct CachingFacts: Sendable, Hashable {
  /// `Cache-Control: max-age` in seconds, 0 to 2³¹; `nil` when absent or unusable.
  public var maxAge: Int?
  /// `Age` in seconds.
  public var age: Int?
  /// `Expires`, seconds since 1970; 0 for a value that is no date ("already expired").
  public var expires: Int64?
  /// `Date`, seconds since 1970.
  public var date: Int64?
  /// Whether `Cache-Control` has `no-store` (RFC 9111 §5.2.2.5).
  public var noStore = false
  /// Whether `Cache-Control` has `no-cache` (RFC 9111 §5.2.2.4).
  public var noCache = false

  public init() {}

  /// Seconds for which the answer stays fresh from its reception (RFC 9111 §4.2.1), never
  /// negative; `nil` when nothing was said.
  ///
  /// - Parameter receivedAt: the wall clock at reception in seconds, for servers without `Date`.
  public func freshSeconds(receivedAt: Int64) -> Int? {
    if noStore || noCache { return 0 }
    if let maxAge { return max(0, maxAge - min(maxAge, age ?? 0)) }
    guard let expires else { return nil }
    let lifetime = expires.subtractingReportingOverflow(date ?? receivedAt)
    guard !lifetime.overflow else { return 0 }
    return Int(min(max(0, lifetime.partialValue), 1 << 31))
  }
}
