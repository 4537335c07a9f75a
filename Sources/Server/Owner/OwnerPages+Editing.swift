import ConfigurationModel
import Emitter
import FeedModel
import JSON
import Regenerator

extension OwnerPages {
  // MARK: Settings of a feed

  func editPage(_ asked: OwnerRequest) async throws -> Message {
    let (desk, id) = (desk, asked.path[1])
    guard let feed = desk.configured(id) else { return notFound(asked) }
    guard asked.mayEdit else {
      return sorry(asked, 403, asked.words.text("failed"), asked.words.text("edit_off"))
    }
    let (edit, digest) = try await service.working { (try desk.edit(), try desk.fileDigest()) }
    var values = frame(asked)
    values.take([
      "title": .text(feed.title ?? id), "href": .text(Self.feedPlace(id)),
      "digest": .text(digest), "problems": .texts([]),
      "fields": .list(fields(edit, id, asked.words)),
    ])
    return message(desk.page(values, words: asked.words, template: "owner-edit.html"))
  }

  private func fields(
    _ edit: ConfigurationEdit, _ id: String, _ words: PageWords
  ) -> [PageObject] {
    let feed = edit.feed(id)
    func field(
      _ name: String, _ label: String, _ value: String, hint: String? = nil, lines: Int = 0,
      isCode: Bool = false
    ) -> PageObject {
      let isLocked = feed?[name].map(ConfigurationEdit.holdsVariables) ?? false
      return [
        "name": .text(name), "label": .text(label), "value": .text(value),
        "locked": .text(isLocked && name != "sources" ? words.text("locked") : nil),
        "is_long": .flag(lines > 0), "lines": .number(lines), "hint": .text(hint),
        "direction": .text(isCode ? "ltr" : "auto"),
      ]
    }
    let sources = edit.plainSources(of: id).map(ConfigurationEdit.typed)
    return [
      field("title", words.text("title"), Self.typed(feed?["title"])),
      field(
        "group", words.text("group"), Self.group(feed?["group"]), hint: words.text("group_about")),
      field(
        "sources", words.text("sources"), sources.joined(separator: "\n"),
        hint: words.text("sources_about", "\(edit.otherSources(of: id))"),
        lines: max(3, sources.count + 1), isCode: true),
      field(
        "only", "only", Self.json(feed?["only"]), hint: words.text("only_about"), lines: 3,
        isCode: true),
      field(
        "drop", "drop", Self.json(feed?["drop"]), hint: words.text("drop_about"), lines: 3,
        isCode: true),
      field(
        "rules", "rules", Self.json(feed?["rules"]), hint: words.text("rules_json_about"),
        lines: 10, isCode: true),
    ]
  }

  private static func typed(_ value: JSONValue?) -> String {
    value?.string.map(ConfigurationEdit.typed) ?? ""
  }

  private static func group(_ value: JSONValue?) -> String {
    (value?.elements.map(Array.init) ?? [value].compactMap(\.self)).compactMap(\.string)
      .map(ConfigurationEdit.typed).joined(separator: " / ")
  }

  private static func json(_ value: JSONValue?) -> String {
    guard let value, !value.isNull else { return "" }
    var json = JSONWriter()
    json.value(value)
    return ConfigurationEdit.typed(String(decoding: json.finish(), as: UTF8.self))
  }

  func saveSettings(_ asked: OwnerRequest) async throws -> Message {
    let id = asked.path[1]
    guard desk.configured(id) != nil, let form = asked.form else { return notFound(asked) }
    var texts: [ConfigurationEdit.FeedKey: JSONDocument?] = [:]
    for key in [ConfigurationEdit.FeedKey.only, .drop, .rules] {
      guard let text = form[key.rawValue] else { continue }
      do {
        texts[key] = try Self.parsed(text)
      } catch {
        return sorry(
          asked, 422, asked.words.text("failed"), asked.words.text("not_saved"),
          problems: ["\(key.rawValue): \(error)"], back: "/feed/\(id)/edit")
      }
    }
    let parsed = texts
    return try await save(asked, to: "/feed/\(id)?said=saved") {
      edit throws(ConfigurationEdit.Failure) in
      try Self.take(form, parsed, of: id, into: &edit)
    }
  }

  /// Only what is different: what the form shows in other words than the file stays.
  private static func take(
    _ form: RequestQuery, _ parsed: [ConfigurationEdit.FeedKey: JSONDocument?], of id: String,
    into edit: inout ConfigurationEdit
  ) throws(ConfigurationEdit.Failure) {
    let feed = edit.feed(id)
    func isFree(_ key: String) -> Bool {
      !(feed?[key].map(ConfigurationEdit.holdsVariables) ?? false)
    }
    if let title = form["title"], isFree("title"), title != typed(feed?["title"]) {
      try edit.set(.title, of: id, to: title.isEmpty ? nil : line(title))
    }
    if let group = form["group"], isFree("group"), group != Self.group(feed?["group"]) {
      try edit.set(.group, of: id, to: folders(group))
    }
    if let sources = form["sources"] {
      let addresses = sources.split(whereSeparator: \.isWhitespace).map(String.init)
      if addresses != edit.plainSources(of: id).map(ConfigurationEdit.typed) {
        try edit.setPlainSources(of: id, to: addresses)
      }
    }
    for key in [ConfigurationEdit.FeedKey.only, .drop, .rules] {
      guard let document = parsed[key], isFree(key.rawValue) else { continue }
      let before = json(feed?[key.rawValue])
      if let document {
        if json(document.root) != before { try edit.set(key, of: id, to: document.root) }
      } else if !before.isEmpty {
        try edit.set(key, of: id, to: String?.none)
      }
    }
  }

  /// `nil` for an empty text.
  private static func parsed(_ text: String) throws -> JSONDocument? {
    guard text.utf8.contains(where: { $0 > 0x20 }) else { return nil }
    return try JSONDocument(parsing: Array(text.utf8), options: .configuration)
  }

  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  static func folders(_ text: String) -> [String] {
    text.split(separator: "/").map { part in
      part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }.filter { !$0.isEmpty }
  }

  // MARK: Adding a feed

  func addPage(_ asked: OwnerRequest) -> Message {
    guard asked.mayEdit else {
      return sorry(asked, 403, asked.words.text("failed"), asked.words.text("edit_off"))
    }
    return message(
      desk.page(addValues(asked, address: ""), words: asked.words, template: "owner-add.html"))
  }

  private func addValues(_ asked: OwnerRequest, address: String) -> PageObject {
    var values = frame(asked, on: "add")
    values.take([
      "address": .text(address), "focus": .flag(address.isEmpty), "has_choices": .flag(false),
      "choices": .list([]), "preview": .object(nil),
    ])
    return values
  }

  func add(_ asked: OwnerRequest) async throws -> Message {
    guard let form = asked.form else { return notFound(asked) }
    let typed = String(decoding: (form["address"] ?? "").utf8.prefix(4000), as: UTF8.self)
    var values = addValues(asked, address: typed)
    guard let address = FeedDesk.address(typed) else {
      values["problem"] = .text(asked.words.text("bad_address", typed))
      return message(desk.page(values, words: asked.words, template: "owner-add.html"), status: 422)
    }
    if form["save"] != nil { return try await addFeed(address, form, asked) }
    values["address"] = .text(address.href)
    do {
      if form["chosen"] == nil {
        let found = try await desk.discover(address)
        if found.count > 1 || found.first?.address != address, let first = found.first {
          values["has_choices"] = .flag(true)
          values["choices"] = .list(
            found.map {
              [
                "title": .text($0.title ?? first.address.host), "address": .text($0.address.href),
                "type": .text($0.mediaType),
              ]
            })
          return message(desk.page(values, words: asked.words, template: "owner-add.html"))
        }
      }
      let proposal = try await desk.proposal(for: address)
      values["preview"] = .object(preview(proposal, asked, digest: await currentDigest()))
    } catch {
      values["problem"] = .text(SecretMask.masked("\(error)"))
    }
    return message(desk.page(values, words: asked.words, template: "owner-add.html"))
  }

  private func preview(
    _ proposal: FeedProposal, _ asked: OwnerRequest, digest: String?
  ) -> PageObject {
    let words = asked.words
    let first = proposal.entries.prefix(5)
    return [
      "digest": .text(digest), "address": .text(proposal.address.href), "id": .text(proposal.id),
      "title": .text(proposal.title), "group": .none,
      "known": .text(proposal.known.map { words.text("known_feed", $0) }),
      "summary": .text(
        words.text("preview_summary", "\(proposal.entries.count)", "\(first.count)")),
      "entries": .list(
        first.map { entry in
          [
            "title": .text(entry.title.isEmpty ? words.text("untitled") : entry.title),
            "facts": .texts(
              [entry.published.map(SpokenTimes.moment), entry.authors.first?.name]
                .compactMap(\.self)),
            "after": .text(
              InertMarkup.document(
                entry.content?.html ?? entry.summary ?? "", showsImages: false)),
          ]
        }),
    ]
  }

  private func addFeed(
    _ address: WebAddress, _ form: RequestQuery, _ asked: OwnerRequest
  ) async throws -> Message {
    let id = (form["id"] ?? "").lowercased()
    let title = Self.line(form["title"] ?? "")
    let group = Self.folders(form["group"] ?? "")
    guard FeedConfiguration.isValid(id: id) else {
      return sorry(
        asked, 422, asked.words.text("failed"), asked.words.text("id_about"), back: "/add")
    }
    return try await save(asked, to: "/feed/\(id)?said=saved") {
      edit throws(ConfigurationEdit.Failure) in
      try edit.addFeed(
        id: id, title: title.isEmpty ? nil : title, group: group, sources: [address.href])
    }
  }

  // MARK: Lists of subscriptions

  func opml(_ asked: OwnerRequest) -> Message {
    switch asked.path.dropFirst().first {
    case nil:
      var values = frame(asked, on: "opml")
      values["planned"] = .object(nil)
      return message(desk.page(values, words: asked.words, template: "owner-opml.html"))
    case "feeds":
      return download(
        configuration.exportedFeeds()?.opml, "feeds.opml") ?? notFound(asked)
    case "sources":
      return download(configuration.exportedSources(withSecrets: false).opml, "sources.opml")
        ?? notFound(asked)
    default: return notFound(asked)
    }
  }

  private func download(_ list: [UInt8]?, _ name: String) -> Message? {
    list.map {
      Message(
        200,
        fields: [
          ("content-type", "text/x-opml; charset=utf-8"), ("cache-control", "no-store"),
          ("content-disposition", "attachment; filename=\"\(name)\""),
        ], content: $0)
    }
  }

  func importList(_ asked: OwnerRequest) async throws -> Message {
    let (desk, words) = (desk, asked.words)
    let list = asked.form?["list"] ?? ""
    let plan: ImportPlan
    do {
      plan = try await service.working { try desk.plan(Array(list.utf8)) }
    } catch {
      var values = frame(asked, on: "opml")
      values.take([
        "planned": .object(nil), "problem": .text(words.text("no_list", "\(error)")),
      ])
      return message(
        desk.page(values, words: words, template: "owner-opml.html"), status: 422)
    }
    if asked.form?["save"] != nil {
      return try await save(asked, to: "?said=saved") { edit throws(ConfigurationEdit.Failure) in
        for item in plan.items {
          try edit.addFeed(
            id: item.id, title: item.title, group: item.group, sources: [item.address.href])
        }
      }
    }
    let leftOut =
      plan.known.map { words.text("import_known", $0.address, $0.feed) } + plan.leftOut
    var values = frame(asked, on: "opml")
    values["planned"] = .object([
      "items": .list(
        plan.items.map {
          [
            "title": .text($0.title ?? $0.address.host), "id": .text($0.id),
            "address": .text($0.address.href),
            "group_text": .text($0.group.joined(separator: " / ")),
          ]
        }), "nothing": .text(plan.items.isEmpty ? words.text("import_nothing") : nil),
      "left_out_title": .text(leftOut.isEmpty ? nil : words.text("import_left_out")),
      "left_out": .texts(leftOut), "can_save": .flag(!plan.items.isEmpty), "list": .text(list),
      "digest": .text(await currentDigest()),
    ])
    return message(desk.page(values, words: words, template: "owner-opml.html"))
  }
}
