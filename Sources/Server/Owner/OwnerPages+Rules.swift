import ConfigurationModel
import Emitter
import FeedModel
import Regenerator

extension OwnerPages {
  private static let longestSelector = 2000
  private static let rewriteEntries = 200

  // MARK: The rule editor

  func rulesPage(_ asked: OwnerRequest) async throws -> Message {
    let (desk, now, id) = (desk, asked.now, asked.path[1])
    guard let feed = desk.configured(id) else { return notFound(asked) }
    let wanted = asked.query["entry"].flatMap { Int64($0) }
    let (number, outline, hosts) = try await service.working {
      var number = wanted
      var outline = try wanted.flatMap { try desk.outline(of: $0, in: id, now: now) }
      if outline == nil {
        // One of another feed, or one whose source's words are no longer there.
        number = try desk.newestEntry(of: id)
        outline = try number.flatMap { try desk.outline(of: $0, in: id, now: now) }
      }
      return (number, outline, try number.map { try desk.hosts(of: $0, now: now) } ?? [])
    }
    let blocks = outline?.blocks ?? []
    let picked = asked.query["pick"].flatMap { Int($0) }.flatMap { number in
      blocks.first { $0.number == number }
    }
    let selector = Self.selector(asked.query["selector"]) ?? picked?.selector ?? ""
    let place = Self.feedPlace(id) + "/rules"
    let entry = number.map { "entry=\($0)" } ?? ""
    var values = frame(asked)
    values.take([
      "title": .text(feed.title ?? id), "href": .text(Self.feedPlace(id)),
      "entry_number": .text(number.map { "\($0)" }), "selector": .text(selector),
      "focus": .flag(picked != nil), "trial": .object(nil),
      "entry_title": .text(
        outline.map { $0.title.isEmpty ? asked.words.text("untitled") : $0.title }),
      "entry_href": .text(number.map(Self.entryPlace)),
      "blocks": .list(
        blocks.map { block in
          [
            "depth": .number(block.depth), "name": .text(block.name), "text": .text(block.text),
            "is_picked": .flag(block.number == picked?.number),
            "pick_href": .text("\(place)?\(entry)&pick=\(block.number)#rule"),
          ]
        }),
    ])
    if blocks.isEmpty { values["nothing"] = .text(asked.words.text("no_blocks")) }
    let digest = asked.mayEdit ? await currentDigest() : nil
    values["digest"] = .text(digest)
    if !selector.isEmpty {
      await trial(selector, of: id, asked, canSave: digest != nil, into: &values)
    }
    values["rewrite"] = .object(
      try await rewrite(hosts, of: id, place, asked, canSave: digest != nil))
    return message(desk.page(values, words: asked.words, template: "owner-rules.html"))
  }

  private static func selector(_ text: String?) -> String? {
    guard let text, text.utf8.count <= longestSelector else { return nil }
    let words = text.split(whereSeparator: \.isWhitespace)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  private func trial(
    _ selector: String, of id: String, _ asked: OwnerRequest, canSave: Bool,
    into values: inout PageObject
  ) async {
    let words = asked.words
    do {
      let trial = try await service.trials.trial(
        of: selector, in: id, desk: desk, service: service, now: asked.now)
      if !trial.isWhole { values["reload_seconds"] = .number(2) }
      values["trial"] = .object(shown(trial, words, canSave: canSave))
    } catch {
      values["problem"] = .text(words.text("bad_selector", "\(error)"))
    }
  }

  private func shown(_ trial: RuleTrial, _ words: PageWords, canSave: Bool) -> PageObject {
    var counts = words.text("counts_exact", "\(trial.changed)", "\(trial.looked)")
    if !trial.isWhole, let indexed = trial.indexed {
      counts = words.text("counts_index", "\(indexed.holding)", "\(indexed.all)")
    }
    let share = Self.percent(trial.permille)
    let all = trial.indexed?.all ?? 0
    return [
      "counts": .text(counts),
      "share": .text(
        trial.isWhole
          ? words.text("share", share)
          : words.text("share_first", share, "\(trial.looked)", "\(trial.changed)")),
      "progress": .text(
        trial.isWhole
          ? words.text("all_counted")
          : words.text("all_counting", "\(trial.looked)", all > 0 ? "\(all)" : "…")),
      "worst_title": .text(trial.worst.isEmpty ? nil : words.text("worst")),
      "worst": .list(
        trial.worst.map { loss in
          let images = loss.images > 0 ? words.text("worst_images", "\(loss.images)") : nil
          let text = words.text("worst_share", Self.percent(loss.permille))
          return [
            "href": .text(Self.entryPlace(loss.entry)),
            "title": .text(loss.title.isEmpty ? words.text("untitled") : loss.title),
            "share": .text([text, images].compactMap(\.self).joined(separator: " · ")),
          ]
        }), "save_rule": .text(canSave ? trial.selector : nil),
      "paste": .text(canSave ? nil : "\"remove\": [\(Self.quoted(trial.selector))]"),
    ]
  }

  /// Thousandths as `2.1`.
  static func percent(_ permille: Int) -> String { "\(permille / 10).\(permille % 10)" }

  // MARK: Rewrites

  private func rewrite(
    _ hosts: [String], of id: String, _ place: String, _ asked: OwnerRequest, canSave: Bool
  ) async throws -> PageObject {
    let words = asked.words
    let prefix = Self.address(asked.query["prefix"])
    let with = Self.address(asked.query["with"]) ?? ""
    var values: PageObject = [
      "form_href": .text(place), "prefix": .text(prefix), "with": .text(with),
      "hosts": .list(hosts.map { ["value": .text($0)] }), "outcome": .none, "samples": .list([]),
      "save_rewrite": .flag(false),
    ]
    guard let prefix, prefix.utf8.count >= 3 else { return values }
    let (desk, now) = (desk, asked.now)
    let trial = try await service.working {
      try desk.rewriting(prefix, with: with, in: id, limit: Self.rewriteEntries, now: now)
    }
    values["outcome"] = .text(
      words.text(
        "rewrite_counts", "\(trial.addresses)", "\(trial.entries)", "\(trial.looked)"))
    values["samples"] = .list(
      trial.samples.map { ["old": .text($0.old), "new": .text($0.new)] })
    values["save_rewrite"] = .flag(canSave && !with.isEmpty)
    return values
  }

  private static func address(_ text: String?) -> String? {
    guard let text, text.utf8.count <= longestSelector else { return nil }
    let plain = text.split(whereSeparator: \.isWhitespace).joined()
    return plain.isEmpty ? nil : plain
  }

  // MARK: Saving

  func saveRule(_ asked: OwnerRequest) async throws -> Message {
    let id = asked.path[1]
    guard desk.configured(id) != nil, let form = asked.form else { return notFound(asked) }
    let entry = form["entry"].flatMap { Int64($0) }
    let place = "/feed/\(id)/rules" + (entry.map { "?entry=\($0)&said=saved" } ?? "?said=saved")
    if let prefix = Self.address(form["prefix"]), let with = Self.address(form["with"]) {
      return try await save(asked, to: place) { edit throws(ConfigurationEdit.Failure) in
        try edit.addRule(
          object: [("prefix", prefix), ("with", with)], to: "addresses", of: id)
      }
    }
    guard let selector = Self.selector(form["selector"]) else { return notFound(asked) }
    return try await save(asked, to: place) { edit throws(ConfigurationEdit.Failure) in
      try edit.addRule(selector, to: "remove", of: id)
    }
  }

  func saveSwitch(_ asked: OwnerRequest) async throws -> Message {
    let id = asked.path[1]
    guard desk.configured(id) != nil, let form = asked.form, let rule = form["rule"],
      !rule.isEmpty, rule.utf8.count < 200
    else { return notFound(asked) }
    let entry = form["entry"].flatMap { Int64($0) }
    let place = entry.map { "/entry/\($0)?said=saved" } ?? "/feed/\(id)?said=saved"
    return try await save(asked, to: place) { edit throws(ConfigurationEdit.Failure) in
      try edit.addRule(rule, to: "off", of: id)
    }
  }

  /// Names the version of the configuration's file; `nil` where it can't be read.
  func currentDigest() async -> String? {
    let desk = desk
    return await service.work { try? desk.fileDigest() }
  }

  /// Changes the configuration, and says what became of it.
  ///
  /// - Parameter place: where to go when all is well.
  func save(
    _ asked: OwnerRequest, to place: String,
    _ change:
      @escaping @Sendable (inout ConfigurationEdit) throws(ConfigurationEdit.Failure) -> Void
  ) async throws -> Message {
    let (desk, words) = (desk, asked.words)
    let digest = asked.form?["digest"] ?? ""
    let outcome = try await service.working { try desk.save(madeFor: digest, change) }
    let back = place.prefix { $0 != "?" }
    switch outcome {
    case .saved, .unchanged:
      if outcome == .saved {
        service.trials.forget()
        let service = service
        await service.work { service.reload() }
      }
      return seeOther(place)
    case .stale:
      return sorry(
        asked, 409, words.text("stale_title"), words.text("stale"), back: String(back))
    case .refused(let problems):
      return sorry(
        asked, 422, words.text("failed"), words.text("not_saved"), problems: problems,
        back: String(back))
    case .notWritable(let reason, let text):
      return sorry(
        asked, 200, words.text("not_writable_title"), words.text("not_writable", reason),
        paste: text, back: String(back))
    }
  }

  /// A text as JSON writes it, for what is to be pasted.
  static func quoted(_ text: String) -> String { ConfigurationEdit.written(text) }
}
