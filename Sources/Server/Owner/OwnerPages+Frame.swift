import Bytes
import Emitter
import Regenerator

extension OwnerPages {
  /// The page that is asked for.
  func page(_ asked: OwnerRequest) async -> Message {
    let path = asked.path
    do {
      if asked.form != nil { return try await form(asked) }
      switch path.first {
      case nil: return try await feedList(asked)
      case "search" where path.count == 1: return try await searchPage(asked)
      case "add" where path.count == 1: return addPage(asked)
      case "opml": return opml(asked)
      case "entry" where path.count == 2: return try await entryPage(asked)
      case "feed" where path.count == 2: return try await feedPage(asked)
      case "feed" where path.count == 3 && path[2] == "edit": return try await editPage(asked)
      case "feed" where path.count == 3 && path[2] == "rules": return try await rulesPage(asked)
      default: return notFound(asked)
      }
    } catch {
      return sorry(asked, 500, asked.words.text("failed"), "\(error)")
    }
  }

  private func form(_ asked: OwnerRequest) async throws -> Message {
    let path = asked.path
    if path == ["refresh"] { return refreshNow(asked) }
    guard asked.mayEdit else {
      return sorry(asked, 403, asked.words.text("failed"), asked.words.text("edit_off"))
    }
    switch (path.first, path.count) {
    case ("add", 1): return try await add(asked)
    case ("opml", 1): return try await importList(asked)
    case ("feed", 3) where path[2] == "edit": return try await saveSettings(asked)
    case ("feed", 3) where path[2] == "rules": return try await saveRule(asked)
    case ("feed", 3) where path[2] == "off": return try await saveSwitch(asked)
    default: return notFound(asked)
    }
  }

  // MARK: What all pages have

  /// What a redirect may say, by the keys of its words.
  private static let notices: Set<String> = ["saved", "saved_nothing", "job_running"]

  /// What the top of every page needs.
  func frame(_ asked: OwnerRequest, on place: String = "") -> PageObject {
    let said = asked.query["said"].flatMap { Self.notices.contains($0) ? $0 : nil }
    return [
      "token": .text(asked.session.formToken), "may_edit": .flag(asked.mayEdit),
      "on_feeds": .flag(place == "feeds"), "on_search": .flag(place == "search"),
      "on_add": .flag(place == "add"), "on_opml": .flag(place == "opml"),
      "notice": .text(said.map { asked.words.text($0) }), "problem": .none,
      "reload_seconds": .none, "reload_place": .text(asked.place), "nothing": .none,
      "pager": .object(nil), "job": .none,
    ]
  }

  func notFound(_ asked: OwnerRequest) -> Message {
    sorry(asked, 404, asked.words.text("not_found"), asked.words.text("not_found_about"))
  }

  /// A page that says one thing.
  func sorry(
    _ asked: OwnerRequest, _ status: Int, _ title: String, _ about: String,
    problems: [String] = [], paste: String? = nil, back: String? = nil
  ) -> Message {
    var values = frame(asked)
    values.take([
      "title": .text(title), "about": .text(about), "problems": .texts(problems),
      "paste": .text(paste), "back": .text(OwnerVisit.root + (back ?? "")),
    ])
    return message(
      desk.page(values, words: asked.words, template: "owner-message.html"), status: status)
  }

  /// Links to the pages of a list before and behind this one.
  func pager(
    _ asked: OwnerRequest, start: Int, shown: Int, size: Int, hasMore: Bool, at place: String
  ) -> PageValue {
    guard start > 0 || hasMore else { return .object(nil) }
    let mark = place.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
    let link = { (start: Int) in PageValue.text("\(place)\(mark)from=\(start)") }
    return .object([
      "earlier": start > 0 ? link(max(0, start - size)) : .none,
      "later": hasMore ? link(start + size) : .none,
      "position": .text(asked.words.text("position", "\(start + 1)", "\(start + shown)")),
    ])
  }

  /// Where a list begins, as an address says it.
  func start(_ asked: OwnerRequest) -> Int {
    asked.query["from"].flatMap { Int($0) }.map { min(max(0, $0), 10_000_000) } ?? 0
  }

  static func feedPlace(_ id: String) -> String { OwnerVisit.root + "/feed/\(id)" }

  static func entryPlace(_ number: Int64) -> String { OwnerVisit.root + "/entry/\(number)" }

  /// A value of an address's query.
  static func encoded(_ text: String) -> String {
    String(
      decoding: text.utf8.flatMap { byte -> [UInt8] in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: [byte]
        default: [UInt8(ascii: "%")] + Array(Hexadecimal.text([byte]).uppercased().utf8)
        }
      }, as: UTF8.self)
  }

  // MARK: Refreshing

  private func refreshNow(_ asked: OwnerRequest) -> Message {
    let id = asked.form?["feed"]
    if let id, desk.configured(id) == nil { return notFound(asked) }
    let service = service
    if service.jobs.begin(id) {
      service.begin {
        let state = await service.refresh(id) { service.jobs.note(.waiting, of: id) }
        service.jobs.note(state, of: id)
      }
    }
    return seeOther(id.map { "/feed/\($0)" } ?? "")
  }

  /// How far the refresh of a feed, or of all, is.
  func job(_ asked: OwnerRequest, of id: String?, into values: inout PageObject) {
    let state = service.jobs.state(of: id)
    let words = asked.words
    let text: String? =
      switch state {
      case nil: nil
      case .waiting: words.text("job_waiting")
      case .running: words.text("job_running")
      case .done(let new, let changed, 0, _): words.text("job_done", "\(new)", "\(changed)")
      case .done(_, _, let failed, let asked):
        words.text("job_done_failed", "\(failed)", "\(asked)")
      case .gaveUp: words.text("job_gave_up")
      case .failed(let reason): words.text("job_failed", reason)
      }
    values["job"] = .text(text)
    values["busy"] = .flag(state?.isBusy ?? false)
    if state?.isBusy ?? false { values["reload_seconds"] = .number(2) }
  }
}
