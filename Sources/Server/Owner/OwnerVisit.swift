import NIOHTTP1

/// What of a request the owner's pages ask for.
struct OwnerVisit: Sendable {
  /// `/-/admin`
  static let root = "/-/admin"

  var isForm: Bool
  var cookie: String?
  /// `Origin`; `nil` where there is none, or several.
  var origin: String?
  var contentType: String?
  var acceptLanguage: String?
  /// Of a form.
  var content: [UInt8] = []

  /// `nil` for a request that is for no such page.
  init?(_ request: Request) {
    let path = request.target.path
    guard path.utf8.starts(with: Self.root.utf8) else { return nil }
    let rest = path.utf8.dropFirst(Self.root.utf8.count)
    guard rest.isEmpty || rest.first == UInt8(ascii: "/") else { return nil }
    let fields = request.fields
    isForm = request.method == .POST
    cookie = fields.cookie
    origin = fields.origins == 1 ? fields.origin : nil
    contentType = fields.contentType
    acceptLanguage = fields.acceptLanguage
  }

  /// For tests, and for what is asked without a socket.
  init(
    isForm: Bool = false, cookie: String? = nil, origin: String? = nil,
    acceptLanguage: String? = nil, content: [UInt8] = []
  ) {
    self.isForm = isForm
    self.cookie = cookie
    self.origin = origin
    self.acceptLanguage = acceptLanguage
    self.content = content
    contentType = "application/x-www-form-urlencoded"
  }

  /// The value of a cookie.
  func cookie(named name: String) -> String? {
    guard let cookie else { return nil }
    for part in cookie.split(separator: ";", maxSplits: 64) {
      let part = part.drop { $0 == " " }
      if part.utf8.starts(with: (name + "=").utf8) {
        return String(part.utf8.dropFirst(name.utf8.count + 1))
      }
    }
    return nil
  }

  /// Whether the content is what a form of ours sends.
  var isURLEncoded: Bool {
    let type = (contentType ?? "").prefix { $0 != ";" }.lowercased()
    return type.filter { $0 != " " } == "application/x-www-form-urlencoded"
  }
}
