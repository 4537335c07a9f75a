import NIOCore

/// An answer that is no file: a status, fields and a short content.
struct Message: Sendable {
  var status: Int
  var fields: [(name: String, value: String)] = []
  var content: [UInt8] = []

  /// One sentence of plain text.
  init(_ status: Int, _ text: String, _ fields: [(name: String, value: String)] = []) {
    self.status = status
    self.fields =
      [("content-type", "text/plain; charset=utf-8"), ("cache-control", "no-store")] + fields
    content = Array((text + "\n").utf8)
  }

  init(_ status: Int, fields: [(name: String, value: String)], content: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.content = content
  }

  /// Unknown and forbidden look the same.
  static let notFound = Message(404, "There is no such feed or page here.")
  static let badRequest = Message(400, "That request is not valid HTTP.")

  /// The head but for its date and end; safe fields are added where there are none.
  var head: String {
    var text = "HTTP/1.1 \(status) \(Self.reason(status))\r\n"
    for (name, value) in fields { text += "\(name): \(Self.safe(value))\r\n" }
    if status != 204, status != 304 { text += "content-length: \(content.count)\r\n" }
    if !fields.contains(where: { $0.name == "content-security-policy" }) {
      text += "content-security-policy: \(SafeHeaders.filePolicy)\r\n"
    }
    let hasReferrerPolicy = fields.contains { $0.name == "referrer-policy" }
    return text + (hasReferrerPolicy ? SafeHeaders.noSniff : SafeHeaders.lines)
  }

  /// Nothing that ends a line can leave in a field.
  private static func safe(_ value: String) -> String {
    guard value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else {
      return value
    }
    return String(
      decoding: value.utf8.filter { $0 >= 0x20 && $0 != 0x7F }, as: UTF8.self)
  }

  static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 202: "Accepted"
    case 204: "No Content"
    case 206: "Partial Content"
    case 301: "Moved Permanently"
    case 303: "See Other"
    case 304: "Not Modified"
    case 400: "Bad Request"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 406: "Not Acceptable"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 412: "Precondition Failed"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 416: "Range Not Satisfiable"
    case 421: "Misdirected Request"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    case 505: "HTTP Version Not Supported"
    default: "Status"
    }
  }
}
