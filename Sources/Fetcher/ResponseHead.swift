/// The header lines of one answer, and what they mean to a fetch.
struct ResponseHead {
  /// Longer values are no use to anyone and are left out (an entity tag of a megabyte).
  static let maxValueBytes = 4096
  /// More lines of one name than this are left out.
  private static let maxLines = 200

  /// In the order received; names in lower case, values without blanks around them.
  private(set) var fields: [(name: String, value: String)] = []

  /// Takes a line as libcurl hands it over; a status line begins a new answer.
  mutating func append(line: UnsafeRawBufferPointer) {
    if line.starts(with: "HTTP/".utf8) {
      fields.removeAll(keepingCapacity: true)
      return
    }
    guard line.count <= ResponseHead.maxValueBytes, fields.count < ResponseHead.maxLines,
      let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0
    else { return }
    let value = line[(colon + 1)...]
    guard value.allSatisfy({ $0 >= 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }) else {
      return
    }
    let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
    guard ResponseHead.known.contains(name) else { return }
    fields.append((name, String(String(decoding: value, as: UTF8.self).trimmingSpaces)))
  }

  var isEmpty: Bool { fields.isEmpty }

  /// The only value of a field, or the first of several.
  func value(of name: String) -> String? {
    fields.first { $0.name == name }?.value
  }

  /// All values of a field that is no list (`Set-Cookie`), in order.
  func values(of name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  /// All values of a list field, joined as RFC 9110 §5.3 says.
  func list(of name: String) -> String? {
    let values = fields.filter { $0.name == name }.map(\.value)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  private static let known = [
    "age", "cache-control", "content-encoding", "content-type", "date", "etag", "expires",
    "last-modified", "location", "retry-after", "set-cookie",
  ]
}

extension ResponseHead {
  /// Bounded to what can safely be sent back.
  var validators: Validators {
    var validators = Validators()
    if let etag = value(of: "etag"), (1...1024).contains(etag.utf8.count) {
      validators.etag = etag
    }
    if let date = value(of: "last-modified"), HTTPDate.seconds(date) != nil {
      validators.lastModified = date
    }
    return validators
  }

  var caching: CachingFacts {
    var facts = CachingFacts()
    for directive in (list(of: "cache-control") ?? "").lowercased().split(separator: ",") {
      let parts = directive.split(separator: "=", maxSplits: 1)
      switch parts.first?.trimmingSpaces {
      case "no-store": facts.noStore = true
      case "no-cache" where parts.count == 1: facts.noCache = true
      case "max-age" where parts.count == 2 && facts.maxAge == nil:
        facts.maxAge = ResponseHead.deltaSeconds(parts[1])
      default: break
      }
    }
    facts.age = value(of: "age").flatMap { ResponseHead.deltaSeconds($0) }
    facts.date = value(of: "date").flatMap(HTTPDate.seconds)
    facts.expires = value(of: "expires").map { HTTPDate.seconds($0) ?? 0 }
    return facts
  }

  /// `Retry-After` (RFC 9110 §10.2.3) in seconds, 0 to 7 days; `nil` when unusable.
  ///
  /// - Parameter now: seconds since 1970, for the form that gives a date.
  func retryAfter(now: Int64) -> Int? {
    guard let text = value(of: "retry-after") else { return nil }
    let limit = 7 * 86_400
    if let seconds = ResponseHead.deltaSeconds(text) { return min(seconds, limit) }
    guard let date = HTTPDate.seconds(text) else { return nil }
    let base = value(of: "date").flatMap(HTTPDate.seconds) ?? now
    let wait = date.subtractingReportingOverflow(base)
    return wait.overflow ? nil : Int(min(max(0, wait.partialValue), Int64(limit)))
  }

  /// The media type in lower case and the `charset` parameter (RFC 9110 §8.3.1).
  var contentType: (mediaType: String?, charset: String?) {
    guard let text = value(of: "content-type") else { return (nil, nil) }
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    let type = parts.first.map { $0.trimmingSpaces.lowercased() }
    let charset = parts.dropFirst().lazy.compactMap { parameter -> String? in
      let pair = parameter.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].trimmingSpaces.lowercased() == "charset" else { return nil }
      let value = pair[1].trimmingSpaces.filter { $0 != "\"" && $0 != "'" }
      return value.isEmpty ? nil : value
    }.first
    return (type?.isEmpty == false ? type : nil, charset)
  }

  /// Digits only, saturating at 2³¹ (RFC 9111 §1.2.2).
  private static func deltaSeconds(_ text: some StringProtocol) -> Int? {
    let digits = text.trimmingSpaces.drop { $0 == "\"" }.prefix { $0 != "\"" }
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(digits).map { min($0, 1 << 31) } ?? 1 << 31
  }
}

extension StringProtocol {
  /// Without spaces, tabs and line ends at both ends.
  var trimmingSpaces: SubSequence {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard let first = utf8.firstIndex(where: { !isSpace($0) }),
      let last = utf8.indices.reversed().first(where: { !isSpace(utf8[$0]) })
    else { return self[startIndex..<startIndex] }
    return self[first...last]
  }
}
