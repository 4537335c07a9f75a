internal import CLibCurl

/// Dates in HTTP headers (RFC 9110 §5.6.7): all three forms, and what servers make of them.
enum HTTPDate {
  /// Seconds since 1970; `nil` for what is no date.
  static func seconds(_ text: String) -> Int64? {
    // libcurl's parser takes bare numbers for days and years; a date has letters and digits.
    guard text.utf8.count <= 64, text.contains(where: \.isLetter),
      text.contains(where: \.isNumber)
    else { return nil }
    let seconds = curl_getdate(text, nil)
    return seconds == -1 ? nil : Int64(seconds)
  }
}
