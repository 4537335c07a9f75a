internal import FeedModel

/// Decides whether and how a redirect is followed (RFC 9110 §15.4).
struct RedirectRule {
  enum Decision: Equatable {
    case follow(TargetAddress, keepsSecrets: Bool)
    case refuse(FetchError.Reason)
  }

  var limit: Int
  /// `nil` for any.
  var onlyHosts: HostList?

  static func isRedirect(status: Int) -> Bool {
    [301, 302, 303, 307, 308].contains(status)
  }

  /// - Parameters:
  ///   - location: the absolute address that the answer's `Location` leads to; `nil` when the
  ///     answer had none.
  ///   - current: what was asked.
  ///   - history: the redirects followed so far.
  func decision(
    status: Int, location: String?, current: TargetAddress, history: [FetchFacts.Redirect]
  ) -> Decision {
    guard let location, !location.isEmpty else {
      return .refuse(.redirectWithoutLocation(status: status))
    }
    let target: TargetAddress
    do throws(TargetAddress.Invalid) {
      // libcurl maps names in other scripts by the locale; the URL Standard does not.
      target = try TargetAddress(WebAddress(location)?.href ?? location)
    } catch {
      let shown = TargetAddress.redacted(location)
      return .refuse(.redirectRefused(to: shown, why: error.why))
    }
    guard onlyHosts?.contains(host: target.host) ?? true else {
      return .refuse(.redirectRefused(to: target.href, why: "is on a host that may not be read"))
    }
    // The same address three times is a circle; twice may be a cookie being set.
    if history.count(where: { $0.to == target.href }) >= 2 {
      return .refuse(.redirectLoop(to: target.href))
    }
    guard history.count < limit else { return .refuse(.tooManyRedirects(limit: limit)) }
    return .follow(target, keepsSecrets: current.sharesSecrets(with: target))
  }
}
