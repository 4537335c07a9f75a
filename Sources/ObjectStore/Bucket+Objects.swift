/// What is known of an object without reading it.
package struct ObjectHead: Sendable, Hashable {
  /// With its quotes.
  package var tag: String
  package var bytes: Int
  /// `Content-Type` and `Cache-Control`.
  package var mediaType: String
  package var caching: String
  /// What was noted with it, by name without `x-amz-meta-`.
  package var notes: [String: String]
}

/// An object to be put into a bucket.
package struct NewObject: Sendable {
  /// Without the prefix.
  package var name: String
  package var bytes: [UInt8]
  /// `Content-Type` and `Cache-Control`.
  package var mediaType: String
  package var caching: String
  /// Whether the bytes are compressed.
  package var isZipped = false
  /// In the order in which they are sent; names of lower-case letters and `-`.
  package var notes: [(name: String, value: String)] = []

  package init(name: String, bytes: [UInt8], mediaType: String, caching: String) {
    (self.name, self.bytes, self.mediaType, self.caching) = (name, bytes, mediaType, caching)
  }
}

/// Under which circumstances an object is put in place.
package enum WriteCondition: Sendable, Hashable {
  case always
  /// Nothing has the name.
  case nothingThere
  /// What has the name has this tag.
  case tag(String)
}

/// What became of an object that was sent.
package enum WriteResult: Sendable, Hashable {
  /// It is in place, with this tag.
  case stored(tag: String)
  /// The condition does not hold.
  case conditionFailed
  /// The store knows no conditions.
  case noConditions
}

extension Bucket {
  /// Everything below the prefix and `name`, in the order of the keys; names without the prefix.
  ///
  /// - Parameter each: is given one page at a time.
  package func list(
    below name: String = "", each: ([ListedObject]) -> Void
  ) async throws(StoreError) {
    var token: String?
    var pages = 0
    repeat {
      var request = ObjectRequest(method: .get, key: "", limit: 16 << 20)
      request.query = [
        .init(name: "list-type", value: "2"), .init(name: "prefix", value: place.prefix + name),
        .init(name: "encoding-type", value: "url"),
      ]
      if let token { request.query.append(.init(name: "continuation-token", value: token)) }
      let answer = try await send(request)
      guard answer.isGood else { throw refusal(answer, request) }
      guard let listing = ObjectListing(answer.body) else {
        throw error(.unexpected(status: answer.status), request)
      }
      each(
        listing.objects.compactMap { object in
          guard object.key.utf8.starts(with: place.prefix.utf8) else { return nil }
          var object = object
          object.key = String(
            decoding: object.key.utf8.dropFirst(place.prefix.utf8.count), as: UTF8.self)
          return object
        })
      token = listing.next
      pages += 1
    } while token != nil && pages < Self.mostPages
  }

  /// Ten million objects; a store that never comes to an end is none.
  private static let mostPages = 10_000

  /// `nil` for an object that is not there.
  package func head(of name: String) async throws(StoreError) -> ObjectHead? {
    let request = ObjectRequest(method: .head, key: place.prefix + name)
    let answer = try await send(request)
    if answer.status == 404, StoreRefusal.code(of: answer) != "NoSuchBucket" { return nil }
    guard answer.isGood, let tag = answer.headers["etag"] else {
      throw refusal(answer, request)
    }
    var notes: [String: String] = [:]
    for (name, value) in answer.headers where name.hasPrefix("x-amz-meta-") {
      notes[String(name.dropFirst("x-amz-meta-".count))] = value
    }
    return ObjectHead(
      tag: EntityTagText.quoted(tag),
      bytes: answer.headers["content-length"].flatMap { Int($0) } ?? 0,
      mediaType: answer.headers["content-type"] ?? "",
      caching: answer.headers["cache-control"] ?? "", notes: notes)
  }

  /// The bytes of an object; `nil` for one that is not there.
  package func contents(of name: String, limit: Int) async throws(StoreError) -> [UInt8]? {
    let request = ObjectRequest(method: .get, key: place.prefix + name, limit: max(limit, 1 << 16))
    let answer = try await send(request)
    if answer.isGood, answer.body.count <= limit { return answer.body }
    guard !answer.isGood else { throw error(.tooLarge(limit: limit), request) }
    let refusal = refusal(answer, request)
    if refusal.isMissing { return nil }
    throw refusal
  }

  /// Removes an object; one that is not there is no error.
  package func remove(_ name: String) async throws(StoreError) {
    let request = ObjectRequest(method: .delete, key: place.prefix + name)
    let answer = try await send(request)
    guard !answer.isGood else { return }
    let refusal = refusal(answer, request)
    if !refusal.isMissing { throw refusal }
  }

  /// Puts an object in place, once.
  package func put(
    _ object: NewObject, on condition: WriteCondition
  ) async throws(StoreError) -> WriteResult {
    var request = ObjectRequest(
      method: .put, key: place.prefix + object.name, body: object.bytes)
    request.headers = [
      .init(name: "content-type", value: object.mediaType),
      .init(name: "cache-control", value: object.caching),
    ]
    if object.isZipped { request.headers.append(.init(name: "content-encoding", value: "gzip")) }
    request.headers += object.notes.map { .init(name: "x-amz-meta-\($0.name)", value: $0.value) }
    switch condition {
    case .always: break
    case .nothingThere: request.headers.append(.init(name: "if-none-match", value: "*"))
    case .tag(let tag): request.headers.append(.init(name: "if-match", value: tag))
    }
    let answer = try await send(request)
    if answer.isGood {
      guard let tag = answer.headers["etag"] else {
        throw error(.unexpected(status: answer.status), request)
      }
      return .stored(tag: EntityTagText.quoted(tag))
    }
    guard condition != .always else { throw refusal(answer, request) }
    return try conditional(answer, request)
  }

  private func conditional(
    _ answer: ObjectAnswer, _ request: ObjectRequest
  ) throws(StoreError) -> WriteResult {
    let code = StoreRefusal.code(of: answer)
    switch answer.status {
    case 412: return .conditionFailed
    // What was to be replaced is gone.
    case 404 where code != "NoSuchBucket": return .conditionFailed
    case 501: return .noConditions
    case 400 where ["NotImplemented", "InvalidArgument", "InvalidRequest", ""].contains(code):
      return .noConditions
    default: throw refusal(answer, request)
    }
  }
}
