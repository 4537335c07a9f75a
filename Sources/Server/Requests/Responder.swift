import Bytes
import NIOCore
import NIOHTTP1
import Synchronization

/// Answers requests with published files; what is none of them is left to the pages.
struct Responder: Sendable {
  let store: FileStore
  let rewriting: RewrittenFiles
  let pages: any PageSource

  /// Gives the answer; what takes time gives one that is called later.
  ///
  /// - Parameter isRepeated: whether the folder was looked at again for this request.
  func reply(to request: Request, from caller: Caller, isRepeated: Bool = false) -> Reply {
    switch request.method {
    case .GET, .HEAD: break
    case .OPTIONS: return .message(options(request))
    default:
      let isForm = formLimit(of: request) != nil
      let allowed = Self.methods + (isForm ? ", POST" : "")
      let isShared = isForAll(request.target.path, store.index)
      return .message(
        Message(
          405, "Here \(allowed) are answered.", [("allow", allowed)] + Self.readable(isShared)))
    }
    let index = store.index
    if let place = index.places[request.target.path] {
      if let feed = place.feed, !index.isOpen[feed] {
        guard let presented = request.presented(), index.site.feeds[feed].tokens.opens(presented)
        else { return .message(.notFound) }
      } else if place.feed == nil, showsMore(request, index) {
        return page(request.target.path, request, from: caller, token: nil)
      }
      return reply(with: place, to: request, from: caller, isRepeated)
    }
    if let (token, path) = RequestTarget.unlocked(request.target.path) {
      return unlocked(path, by: token, request, from: caller, index, isRepeated)
    }
    // A feed may be published under the same name.
    if request.target.path == "/", request.target.query == nil,
      let place = index.places["/index.html"], place.feed == nil, !showsMore(request, index)
    {
      return reply(with: place, to: request, from: caller, isRepeated)
    }
    return page(request.target.path, request, from: caller, token: nil)
  }

  /// Whether lists tell somebody of more feeds than the published ones do.
  private func showsMore(_ request: Request, _ index: PublishedIndex) -> Bool {
    request.fields.authorization != nil && request.presented().map(index.site.knows) ?? false
  }

  // MARK: Files

  private func reply(
    with place: PublishedIndex.Place, to request: Request, from caller: Caller, _ isRepeated: Bool
  ) -> Reply {
    switch place.kind {
    case .file(let file): return reply(with: file, to: request, from: caller, isRepeated)
    case .choice(let files):
      guard let file = Self.choice(of: files, accept: request.fields.accept) else {
        let isOpen = place.feed.map { store.index.isOpen[$0] } ?? true
        return .message(
          Message(406, "This feed is in none of those formats.", Self.readable(isOpen)))
      }
      return reply(with: file, to: request, from: caller, isNegotiated: true, isRepeated)
    }
  }

  /// The file that `Accept` likes best; the first of the feed's formats where it likes all.
  static func choice(of files: [ServedFile], accept: String?) -> ServedFile? {
    let types = files.map { file in
      let type = String(file.facts.mediaType.prefix { $0 != ";" })
      return [type] + (alike[type] ?? [])
    }
    return Preferences.best(of: types, accept: accept).map { files[$0] }
  }

  private static let alike = [
    "application/atom+xml": ["application/xml", "text/xml"],
    "application/rss+xml": ["application/xml", "text/xml"],
    "application/feed+json": ["application/json"],
  ]

  private func reply(
    with file: ServedFile, to request: Request, from caller: Caller, isNegotiated: Bool = false,
    _ isRepeated: Bool
  ) -> Reply {
    file.noteUse(store.memory.tick.load(ordering: .relaxed))
    let isZipped =
      (request.fields.range == nil || request.method != .GET)
      && Preferences.acceptGzip(request.fields.acceptEncoding)
      && file.identity.size >= FileStore.leastZipped && file.isZippable
    let conditions = Conditions(request.fields)
    guard
      conditions.expect(tags: [file.tag, file.zippedTag], seconds: file.identity.seconds)
    else {
      return .message(
        Message(412, "That version is not there any more.", Self.readable(file.facts.isShared)))
    }
    if conditions.areUnchanged(tag: isZipped ? file.zippedTag : file.tag, modified: file.modified) {
      let head =
        isNegotiated
        ? ByteBuffer(string: FileHead(file, isZipped: isZipped).negotiated.unchanged)
        : file.unchanged(isZipped: isZipped)
      return .version(status: 304, head: head, nil, of: file, isZipped: isZipped)
    }
    if isZipped {
      if let zipped = file.zipped() {
        return whole(zipped, of: file, isNegotiated, isHead: request.method == .HEAD)
      }
      return .later { done in
        store.zip(file) { zipped in
          if let zipped {
            done(whole(zipped, of: file, isNegotiated, isHead: request.method == .HEAD))
          } else {
            done(reply(to: request, from: caller, isRepeated: isRepeated))
          }
        }
      }
    }
    return plain(file, request, from: caller, isNegotiated, isRepeated)
  }

  private func whole(
    _ zipped: ServedFile.Zipped, of file: ServedFile, _ isNegotiated: Bool, isHead: Bool
  ) -> Reply {
    var head = zipped.head
    if isNegotiated {
      head = FileHead(file, isZipped: true).negotiated.buffer(length: zipped.content.readableBytes)
    }
    return .version(
      status: 200, head: head, isHead ? nil : zipped.content, of: file, isZipped: true)
  }

  private func plain(
    _ file: ServedFile, _ request: Request, from caller: Caller, _ isNegotiated: Bool,
    _ isRepeated: Bool
  ) -> Reply {
    let size = file.identity.size
    let ready = file.whole()
    var (status, head, range) = (200, ready.head, 0..<size)
    if isNegotiated { head = FileHead(file).negotiated.buffer(length: size) }
    if request.method == .GET {
      let conditions = Conditions(request.fields)
      switch conditions.range(tag: file.tag, modified: file.modified, length: size) {
      case .whole: break
      case .part(let part):
        (status, range) = (206, part)
        head = ByteBuffer(string: FileHead(file).part(part, of: size))
      case .unsatisfiable:
        return .content(
          status: 416, head: ByteBuffer(string: FileHead(file).unsatisfiable(length: size)), nil)
      }
    }
    if request.method == .HEAD {
      return .version(status: status, head: head, nil, of: file, isZipped: false)
    }
    if let content = ready.content {
      guard status == 206 else {
        return .version(status: status, head: head, content, of: file, isZipped: false)
      }
      return .content(
        status: status, head: head, content.getSlice(at: range.lowerBound, length: range.count))
    }
    switch store.opened(file) {
    case .memory(let content):
      return .content(
        status: status, head: head, content.getSlice(at: range.lowerBound, length: range.count))
    case .file(let open): return .file(status: status, head: head, open, range)
    case .gone:
      guard !isRepeated else {
        return .message(
          Message(
            503, "This feed is being published.",
            [("retry-after", "1")] + Self.readable(file.facts.isShared)))
      }
      return .later { done in
        store.rescanLater { done(reply(to: request, from: caller, isRepeated: true)) }
      }
    }
  }

  // MARK: Behind a token

  private func unlocked(
    _ path: String, by token: Substring, _ request: Request, from caller: Caller,
    _ index: PublishedIndex, _ isRepeated: Bool
  ) -> Reply {
    guard let presented = request.presented(),
      index.site.knows(presented) || pages.cleans(for: presented)
    else { return .message(.notFound) }
    guard let place = index.places[path] else {
      return page(path, request, from: caller, token: String(token))
    }
    guard let number = place.feed else {
      return page(path, request, from: caller, token: String(token))
    }
    let feed = index.site.feeds[number]
    guard feed.isOpen || feed.tokens.opens(presented) else { return .message(.notFound) }
    let (chosen, isNegotiated): (ServedFile?, Bool) =
      switch place.kind {
      case .file(let file): (file, false)
      case .choice(let files): (Self.choice(of: files, accept: request.fields.accept), true)
      }
    guard let file = chosen else {
      return .message(Message(406, "This feed is in none of those formats."))
    }
    guard let base = index.site.baseURL, RewrittenFiles.isPlain(token) else {
      return reply(with: file, to: request, from: caller, isNegotiated: isNegotiated, isRepeated)
    }
    let key = RewrittenFiles.Key(file: file, token: presented)
    if let rewritten = rewriting.known(key) {
      return rewritten.reply(to: request, isNegotiated: isNegotiated)
    }
    return .later { done in
      rewriting.make(key, base: base, feed: feed.id, token: String(token), from: store) {
        if let rewritten = $0 {
          done(rewritten.reply(to: request, isNegotiated: isNegotiated))
        } else {
          done(
            reply(
              with: file, to: request, from: caller, isNegotiated: isNegotiated, isRepeated))
        }
      }
    }
  }

  // MARK: Everything else

  private func page(
    _ path: String, _ request: Request, from caller: Caller, token: String?
  ) -> Reply {
    let asked = PageRequest(
      path: path, query: request.target.query.map(String.init) ?? "", token: token,
      presented: request.presented(), caller: caller, host: request.fields.host,
      ifNoneMatch: request.fields.ifNoneMatch, visit: OwnerVisit(request))
    return answered(asked, isHead: request.method == .HEAD)
  }

  private func answered(_ asked: PageRequest, isHead: Bool) -> Reply {
    let start: Reply.Starting<Task<Void, Never>> = { done in
      Task {
        let message = await pages.answer(asked)
        let content = isHead || message.content.isEmpty ? nil : ByteBuffer(bytes: message.content)
        done(.content(status: message.status, head: ByteBuffer(string: message.head), content))
      }
    }
    // What the owner has begun is done, whoever waits for it.
    return asked.visit == nil ? .page(start) : .later { _ = start($0) }
  }

  // MARK: Forms

  /// The most bytes of a form's content; `nil` where no form is taken.
  func formLimit(of request: Request) -> Int? {
    if request.target.path == HubPages.path { return pages.hubLimit }
    return OwnerVisit(request).flatMap { pages.formLimit(of: $0, path: request.target.path) }
  }

  /// The answer to a form that is whole.
  func reply(toForm form: IncomingForm) -> Reply {
    let request = form.request
    if request.target.path == HubPages.path {
      var asked = PageRequest(
        path: HubPages.path, query: "", token: nil, presented: nil, caller: form.caller,
        host: request.fields.host, ifNoneMatch: nil, visit: nil)
      asked.sent = SentForm(mediaType: request.fields.contentType, content: form.content)
      return answered(asked, isHead: false)
    }
    guard var visit = OwnerVisit(request) else { return .message(.notFound) }
    visit.content = form.content
    let asked = PageRequest(
      path: request.target.path, query: request.target.query.map(String.init) ?? "", token: nil,
      presented: nil, caller: form.caller, host: request.fields.host, ifNoneMatch: nil,
      visit: visit)
    return answered(asked, isHead: false)
  }

  private static let methods = "GET, HEAD, OPTIONS"

  /// What lets pages of other sites see an answer about what everybody may read.
  private static func readable(_ isOpen: Bool) -> [(name: String, value: String)] {
    isOpen ? [("access-control-allow-origin", "*")] : []
  }

  /// Whether a path is that of a file that everybody may read.
  private func isForAll(_ path: String, _ index: PublishedIndex) -> Bool {
    guard let place = index.places[path] else { return false }
    return place.feed.map { index.site.feeds[$0].isOpen } ?? true
  }

  /// What a browser asks before it lets a page of another site read a feed, and the methods.
  private func options(_ request: Request) -> Message {
    let allowed = Self.methods + (formLimit(of: request) == nil ? "" : ", POST")
    var fields = [("allow", allowed), ("cache-control", "no-store")]
    let isList = ["/opml", "/opml.xml", "/-/opml"].contains(request.target.path)
    if isList || isForAll(request.target.path, store.index) {
      fields += [
        ("access-control-allow-origin", "*"),
        ("access-control-allow-methods", Self.methods),
        (
          "access-control-allow-headers",
          "accept, cache-control, if-modified-since, if-none-match, if-range, range"
        ),
        ("access-control-max-age", "86400"),
      ]
    }
    return Message(204, fields: fields)
  }
}
