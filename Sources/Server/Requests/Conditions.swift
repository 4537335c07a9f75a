import FeedModel

/// The conditions of a request, held against one version of a content (RFC 9110 §13).
struct Conditions {
  private let fields: RequestFields

  init(_ fields: RequestFields) {
    self.fields = fields
  }

  /// Whether the version that is there is one that is asked for (RFC 9110 §13.1.1, §13.1.4).
  ///
  /// - Parameters:
  ///   - tags: of each of its forms; any will do.
  ///   - seconds: when it was made, of the epoch; `nil` where that says nothing of it.
  func expect(tags: [String], seconds: Int?) -> Bool {
    if let field = fields.ifMatch {
      return tags.contains { EntityTagList.matchStrongly(field, $0) }
    }
    // What is no date asks for nothing.
    guard let seconds, let limit = fields.ifUnmodifiedSince.flatMap({ ParsedDate($0)?.timestamp })
    else { return true }
    return Int64(seconds) <= limit.milliseconds / 1000
  }

  /// RFC 9110 §13.2.2: `If-None-Match` first; the date only where there is none.
  func areUnchanged(tag: String, modified: @autoclosure () -> String?) -> Bool {
    if let tags = fields.ifNoneMatch { return EntityTagList.match(tags, tag) }
    // Compared as text, as RFC 9110 §13.1.3 lets an origin do: readers send back what they got,
    // and a date of their own making gets the whole file.
    guard let date = fields.ifModifiedSince else { return false }
    return date == modified()
  }

  /// The part that is asked for; the whole where `If-Range` names another version.
  func range(tag: String, modified: @autoclosure () -> String?, length: Int) -> RequestedRange {
    guard let field = fields.range,
      fields.ifRange.map({ $0 == tag || $0 == modified() }) ?? true
    else { return .whole }
    return RequestedRange(field, length: length)
  }
}
