import FeedModel
import Foundation

/// The date of an entry that has none, where there is no memory of when it was first seen.
enum FallbackDate {
  /// `SOURCE_DATE_EPOCH`, seconds since 1970 (reproducible-builds.org).
  static let fromEnvironment: Timestamp? = {
    guard let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"],
      let seconds = Int64(text)
    else { return nil }
    let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    return overflow ? nil : Timestamp(milliseconds: milliseconds)
  }()
}
