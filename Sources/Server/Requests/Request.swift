import Bytes
import NIOHTTP1

/// A request that is whole and valid.
struct Request {
  var method: HTTPMethod
  var target: RequestTarget
  var fields: RequestFields

  /// Throws the answer to what is no valid request (RFC 9112 §3.2, §6.1).
  init(_ head: HTTPRequestHead) throws(Refusal) {
    fields = RequestFields(head.headers)
    guard head.version.major == 1 else {
      throw Refusal(Message(505, "Only HTTP/1 is spoken here."))
    }
    guard head.uri.utf8.count <= Self.longestTarget else {
      throw Refusal(Message(414, "That address is too long."))
    }
    if fields.transferEncoding != nil || fields.contentLength != nil {
      try Self.checkBody(fields, head.version)
    }
    let isHostOptional = head.version.minor == 0
    guard fields.hosts == 1 || isHostOptional && fields.hosts == 0, fields.ranges <= 1,
      fields.host.map(Self.isHost) ?? true
    else { throw Refusal(Message.badRequest) }
    if head.method == .OPTIONS, head.uri == "*" {
      target = RequestTarget(path: "*", query: nil)
    } else if let target = RequestTarget(head.uri) {
      self.target = target
    } else {
      throw Refusal(Message(400, "That address is not valid."))
    }
    method = head.method
  }

  /// Why a request is not answered.
  struct Refusal: Error {
    let message: Message
    init(_ message: Message) { self.message = message }
  }

  /// In bytes.
  static let longestTarget = 8192

  /// Whether something follows the head; after the answer to such a request a connection is closed,
  /// so that nothing in it can be taken for another request.
  var hasBody: Bool {
    fields.transferEncoding != nil || fields.contentLength.map { $0 != "0" } ?? false
  }

  private static func checkBody(
    _ fields: RequestFields, _ version: HTTPVersion
  ) throws(Refusal) {
    if let coding = fields.transferEncoding {
      guard version.minor > 0, fields.contentLength == nil else {
        throw Refusal(Message.badRequest)
      }
      guard RequestFields.same(coding, "chunked") else {
        throw Refusal(Message(501, "That transfer coding is not known here."))
      }
    }
    if let length = fields.contentLength {
      guard fields.contentLengths == 1, !length.isEmpty, length.utf8.count <= 15,
        length.utf8.allSatisfy({ (0x30...0x39).contains($0) })
      else { throw Refusal(Message.badRequest) }
    }
  }

  /// A name or an address and a port, no more (RFC 9110 §7.2); it may be empty. No comma, although a
  /// name might hold one: a proxy may have made one field of two.
  private static func isHost(_ text: String) -> Bool {
    text.utf8.count <= 300
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        // -._~ : [ ] % ! $ & ' ( ) * + ; =
        case 0x2D, 0x2E, 0x5F, 0x7E, 0x3A, 0x5B, 0x5D, 0x21, 0x24...0x2B, 0x3B, 0x3D: true
        default: false
        }
      }
  }

  /// What the caller has shown to be let in: in the path, as bearer or as a password.
  func presented() -> TokenSet.Digest? {
    if let (token, _) = RequestTarget.unlocked(target.path) {
      return TokenSet.Digest(of: PercentCoding.decoded(Array(token.utf8)))
    }
    guard let field = fields.authorization, let space = field.firstIndex(of: " ") else {
      return nil
    }
    let credentials = field[field.index(after: space)...].drop { $0 == " " }
    switch field[..<space].lowercased() {
    case "bearer": return TokenSet.Digest(of: credentials.utf8)
    case "basic":
      guard let pair = Base64.decoded(Array(credentials.utf8)),
        let colon = pair.firstIndex(of: UInt8(ascii: ":"))
      else { return nil }
      // Some readers have but one field, and send it as the name.
      let password = pair[(colon + 1)...]
      return TokenSet.Digest(of: password.isEmpty ? pair[..<colon] : password)
    default: return nil
    }
  }
}
