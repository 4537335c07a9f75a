import NIOHTTP1

/// The header fields of a request that an answer depends on, taken out in one go.
struct RequestFields {
  var host: String?
  var hosts = 0
  var ifNoneMatch: String?
  var ifMatch: String?
  var ifUnmodifiedSince: String?
  var ifModifiedSince: String?
  var ifRange: String?
  var range: String?
  var ranges = 0
  var acceptEncoding: String?
  var accept: String?
  var authorization: String?
  var contentLength: String?
  var contentLengths = 0
  var transferEncoding: String?
  var forwardedFor: String?
  /// Whether a web server says that it passes another's request on.
  var isPassedOn = false
  var userAgent: String?
  var referer: String?
  var cookie: String?
  var origin: String?
  var origins = 0
  var contentType: String?
  var acceptLanguage: String?
  /// Whether the content is held back until somebody wants it.
  var expectsContinue = false

  /// Fields that are lists are joined, as RFC 9110 §5.3 has it.
  init(_ headers: HTTPHeaders) {
    for (name, value) in headers { take(name, value) }
  }

  private mutating func take(_ name: String, _ value: String) {
    switch name.utf8.count {
    case 3 where Self.same(name, "via"): isPassedOn = true
    case 4 where Self.same(name, "host"):
      host = value
      hosts += 1
    case 5 where Self.same(name, "range"):
      range = value
      ranges += 1
    case 6:
      if Self.same(name, "accept") {
        Self.add(value, to: &accept)
      } else if Self.same(name, "expect") {
        expectsContinue = Self.same(value, "100-continue")
      } else {
        takeOwners(name, value)
      }
    case 7 where Self.same(name, "referer"): referer = value
    case 8:
      if Self.same(name, "if-range") {
        ifRange = value
      } else if Self.same(name, "if-match") {
        Self.add(value, to: &ifMatch)
      }
    case 9 where Self.same(name, "forwarded") || Self.same(name, "x-real-ip"): isPassedOn = true
    case 10 where Self.same(name, "user-agent"): userAgent = value
    case 12 where Self.same(name, "content-type"): contentType = value
    case 13:
      if Self.same(name, "if-none-match") {
        Self.add(value, to: &ifNoneMatch)
      } else if Self.same(name, "authorization") {
        authorization = value
      }
    case 14 where Self.same(name, "content-length"):
      contentLength = value
      contentLengths += 1
    case 15:
      if Self.same(name, "accept-encoding") {
        Self.add(value, to: &acceptEncoding)
      } else if Self.same(name, "x-forwarded-for") {
        Self.add(value, to: &forwardedFor)
        isPassedOn = true
      } else if Self.same(name, "accept-language") {
        Self.add(value, to: &acceptLanguage)
      }
    case 17:
      if Self.same(name, "if-modified-since") {
        ifModifiedSince = value
      } else if Self.same(name, "transfer-encoding") {
        Self.add(value, to: &transferEncoding)
      }
    case 19 where Self.same(name, "if-unmodified-since"): ifUnmodifiedSince = value
    default: break
    }
  }

  /// What the owner's pages ask for.
  private mutating func takeOwners(_ name: String, _ value: String) {
    if Self.same(name, "cookie") {
      cookie = cookie.map { $0 + "; " + value } ?? value
    } else if Self.same(name, "origin") {
      origin = value
      origins += 1
    }
  }

  private static func add(_ value: String, to field: inout String?) {
    field = field.map { $0 + ", " + value } ?? value
  }

  /// Whether a name is a certain one, ASCII case ignored.
  static func same(_ name: String, _ lowercase: StaticString) -> Bool {
    var index = 0
    return lowercase.withUTF8Buffer { wanted in
      for byte in name.utf8 {
        let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
        guard index < wanted.count, wanted[index] == lower else { return false }
        index += 1
      }
      return index == wanted.count
    }
  }
}
