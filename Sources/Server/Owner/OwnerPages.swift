import Bytes
public import ConfigurationModel
import Emitter
public import FeedModel
import Regenerator

/// The pages of who runs the service: what goes on, and what to do about it. docs/pages.md
public final class OwnerPages: Sendable {
  let desk: FeedDesk
  let service: OwnerService
  let hosts: KnownHosts
  let now: @Sendable () -> Timestamp
  private let password: OwnerPassword
  private let style: [UInt8]
  private let isSecure: Bool

  /// `nil` where the configuration has no `serve.admin`: then there are no such pages.
  ///
  /// - Parameters:
  ///   - service: what outlives a reload: who is logged in, and what is at work.
  ///   - now: the wall clock.
  public init?(
    _ configuration: Configuration, service: OwnerService, now: @escaping @Sendable () -> Timestamp
  ) throws(InvalidConfiguration) {
    guard let password = configuration.serve.admin else { return nil }
    self.password = password
    self.service = service
    self.now = now
    desk = try FeedDesk(configuration)
    style = desk.style
    hosts = KnownHosts(configuration)
    isSecure = configuration.baseURL?.href.hasPrefix("https:") ?? false
    service.take(password)
  }

  var configuration: Configuration { desk.configuration }

  /// Whether feeds may be changed.
  var mayEdit: Bool { configuration.serve.edit && configuration.path != nil }

  // MARK: Who may

  /// The most bytes of a form: who is not logged in has but a password to send.
  func formLimit(of visit: OwnerVisit, path: String) -> Int? {
    let isKnown = service.sessions.session(of: visit.cookie(named: OwnerSessions.cookieName)) != nil
    return isKnown ? 8 << 20 : 8 << 10
  }

  func answer(_ request: PageRequest, _ visit: OwnerVisit) async -> Message {
    guard hosts.know(request.host) else {
      return Message(421, "The pages are not asked for by this name; see serve.hosts.")
    }
    let path = String(request.path.utf8.dropFirst(OwnerVisit.root.utf8.count)) ?? ""
    if path == "/style.css", !visit.isForm { return styleSheet(request) }
    let words = PageWords(preferred: visit.acceptLanguage.map(Preferences.items) ?? [])
    if visit.isForm {
      guard hosts.isOwn(origin: visit.origin, host: request.host), visit.isURLEncoded else {
        return refused(words)
      }
    }
    let form = RequestQuery(visit.isForm ? String(decoding: visit.content, as: UTF8.self) : "")
    let cookie = visit.cookie(named: OwnerSessions.cookieName)
    if path == "/login", visit.isForm {
      return await logIn(form, request.caller, words)
    }
    guard let session = service.sessions.session(of: cookie) else {
      return visit.isForm ? refused(words) : loginPage(words, to: request)
    }
    var asked = OwnerRequest(
      path: path.utf8.split(separator: UInt8(ascii: "/")).map { String($0) ?? "" },
      query: RequestQuery(request.query), form: visit.isForm ? form : nil, session: session,
      words: words, now: now())
    asked.place = OwnerVisit.root + path + (request.query.isEmpty ? "" : "?" + request.query)
    if visit.isForm {
      let shown = Array((form["token"] ?? "").utf8)
      guard PasswordKey.areSame(shown, Array(session.formToken.utf8)) else {
        return refused(words)
      }
      if path == "/logout" {
        service.sessions.end(cookie)
        return seeOther("", cookie: "")
      }
    } else if path == "/login" {
      return seeOther("")
    }
    asked.mayEdit = mayEdit
    return await page(asked)
  }

  private func logIn(
    _ form: RequestQuery, _ caller: Caller, _ words: PageWords
  ) async -> Message {
    let client = caller.address?.client
    guard service.attempts.begin(client) else {
      return login(words, status: 429, problem: words.text("too_many_tries"), to: form["to"])
    }
    let (password, given) = (password, Array((form["password"] ?? "").utf8))
    guard given.count <= 1024, await service.work({ password.isMade(of: given) }) else {
      return login(words, status: 403, problem: words.text("wrong_password"), to: form["to"])
    }
    service.attempts.succeed(client)
    return seeOther(Self.place(form["to"]), cookie: service.sessions.begin())
  }

  /// Behind `/-/admin`, and nowhere else.
  static func place(_ text: String?) -> String {
    guard let text, text.utf8.first == UInt8(ascii: "/"), !text.hasPrefix("//"),
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
    else { return "" }
    return text
  }

  private func loginPage(_ words: PageWords, to request: PageRequest) -> Message {
    let path = String(request.path.utf8.dropFirst(OwnerVisit.root.utf8.count)) ?? ""
    let place = path == "/login" ? "" : path + (request.query.isEmpty ? "" : "?" + request.query)
    return login(words, status: 200, problem: nil, to: place)
  }

  private func login(
    _ words: PageWords, status: Int, problem: String?, to place: String?
  ) -> Message {
    let values: PageObject = [
      "to": .text(Self.place(place)), "problem": .text(problem), "notice": .none,
    ]
    return message(desk.page(values, words: words, template: "owner-login.html"), status: status)
  }

  private func refused(_ words: PageWords) -> Message {
    let values: PageObject = [
      "to": .none, "problem": .text(words.text("not_our_form")), "notice": .none,
    ]
    return message(desk.page(values, words: words, template: "owner-login.html"), status: 403)
  }

  // MARK: Answers

  private func styleSheet(_ request: PageRequest) -> Message {
    var message = SitePages.conditional(style, "text/css; charset=utf-8", request)
    message.fields.removeAll {
      ["access-control-allow-origin", "vary"].contains($0.name)
    }
    return message
  }

  /// A page, with all that keeps it from doing more than it should.
  func message(_ page: [UInt8], status: Int = 200, showsImages: Bool = false) -> Message {
    Message(
      status,
      fields: [
        ("content-type", "text/html; charset=utf-8"), ("cache-control", "no-store"),
        ("content-security-policy", Self.policy(showsImages: showsImages)),
        // The forms need an `Origin`, which `no-referrer` takes away.
        ("referrer-policy", "same-origin"), ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"), ("x-robots-tag", "noindex"),
      ], content: page)
  }

  private static func policy(showsImages: Bool) -> String {
    "default-src 'none'; style-src 'self' '\(InertMarkup.styleHash)'; img-src 'self'"
      + (showsImages ? " http: https: data:" : "")
      + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  }

  /// Sends the browser on, to what is behind `/-/admin`.
  func seeOther(_ place: String, cookie: String? = nil) -> Message {
    var message = Message(
      303, fields: [("location", OwnerVisit.root + place), ("cache-control", "no-store")])
    if let cookie {
      let end = cookie.isEmpty ? "; Max-Age=0" : "; Max-Age=604800"
      message.fields.append(
        (
          "set-cookie",
          "\(OwnerSessions.cookieName)=\(cookie); Path=\(OwnerVisit.root); HttpOnly; "
            + "SameSite=Strict" + (isSecure ? "; Secure" : "") + end
        ))
    }
    return message
  }
}

/// What one who is logged in asks for.
struct OwnerRequest: Sendable {
  /// Behind `/-/admin`, cut at its slashes.
  var path: [String]
  var query: RequestQuery
  /// What a form has sent; `nil` for a page that is only looked at.
  var form: RequestQuery?
  var session: OwnerSessions.Session
  var words: PageWords
  var now: Timestamp
  var mayEdit = false
  /// As it was asked for, without a fragment, which would keep browsers from loading it again.
  var place = OwnerVisit.root
}
