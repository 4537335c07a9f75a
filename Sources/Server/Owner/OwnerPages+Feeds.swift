import Bytes
import Emitter
import FeedModel
import History
import Regenerator

extension OwnerPages {
  private static let listSize = 60
  private static let entryListSize = 50
  private static let sorts = ["file", "title", "state", "last", "newest", "entries"]

  // MARK: All feeds

  func feedList(_ asked: OwnerRequest) async throws -> Message {
    let (desk, now) = (desk, asked.now)
    let all = try await service.working { try desk.overview(now: now) }
    let words = asked.words
    let chosen = Self.sorted(Self.filtered(all, asked.query), by: asked.query["sort"])
    let start = min(start(asked), chosen.count)
    let shown = chosen[start...].prefix(Self.listSize)
    var values = frame(asked, on: "feeds")
    let bad = all.count { $0.condition != .good && $0.condition != .unasked }
    values["summary"] = .text(
      words.count(all.count, "one_feed", "many_feeds")
        + (bad > 0 ? " · " + words.text("of_which_bad", "\(bad)") : ""))
    values["query"] = .text(asked.query["q"])
    values["states"] = .list(
      options(
        [("", words.text("any_state"))]
          + FeedOverview.Condition.allCases.map {
            ($0.rawValue, words.text("state_" + $0.rawValue))
          }, asked.query["state"]))
    let groups = Self.groups(all)
    values["has_groups"] = .flag(!groups.isEmpty)
    values["groups"] = .list(
      options([("", words.text("any_group"))] + groups.map { ($0, $0) }, asked.query["group"]))
    values["sorts"] = .list(
      options(Self.sorts.map { ($0, words.text("sort_" + $0)) }, asked.query["sort"]))
    job(asked, of: nil, into: &values)
    let isBusy = values["busy"]
    values["feeds"] = .list(shown.map { card($0, asked) })
    values["busy"] = isBusy
    if shown.isEmpty { values["nothing"] = .text(words.text("no_feeds")) }
    values["pager"] = pager(
      asked, start: start, shown: shown.count, size: Self.listSize,
      hasMore: start + shown.count < chosen.count, at: Self.listPlace(asked.query))
    return message(desk.page(values, words: words, template: "owner-feeds.html"))
  }

  private static func listPlace(_ query: RequestQuery) -> String {
    let pairs = ["q", "state", "group", "sort"].compactMap { name in
      query[name].map { "\(name)=\(encoded($0))" }
    }
    return OwnerVisit.root + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
  }

  private func options(
    _ all: [(value: String, label: String)], _ chosen: String?
  ) -> [PageObject] {
    all.map { value, label in
      [
        "value": .text(value), "label": .text(label),
        "chosen": .flag(!value.isEmpty && value == chosen),
      ]
    }
  }

  private static func groups(_ feeds: [FeedOverview]) -> [String] {
    Set(feeds.map { $0.group.joined(separator: " / ") }).filter { !$0.isEmpty }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  static func filtered(_ feeds: [FeedOverview], _ query: RequestQuery) -> [FeedOverview] {
    let text = (query["q"] ?? "").lowercased().utf8.split(separator: 0x20).map(Array.init)
    return feeds.filter { feed in
      let names = Array((feed.title + " " + feed.id).lowercased().utf8)
      let isNamed = text.allSatisfy { names.firstRange(of: $0) != nil }
      let state = query["state"] ?? ""
      let group = query["group"] ?? ""
      return isNamed && (state.isEmpty || state == feed.condition.rawValue)
        && (group.isEmpty || group == feed.group.joined(separator: " / "))
    }
  }

  static func sorted(_ feeds: [FeedOverview], by order: String?) -> [FeedOverview] {
    func by<Key: Comparable>(_ key: (FeedOverview) -> Key) -> [FeedOverview] {
      feeds.enumerated().sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }
        .map(\.element)
    }
    let trouble: [FeedOverview.Condition] = [.failing, .retired, .partial, .unasked, .good]
    switch order {
    case "title": return by { $0.title.lowercased() }
    case "state": return by { trouble.firstIndex(of: $0.condition) ?? 0 }
    case "last": return by { -($0.lastSuccess?.milliseconds ?? 0) }
    case "newest": return by { -($0.status.newest?.milliseconds ?? 0) }
    case "entries": return by { -$0.status.entries }
    default: return feeds
    }
  }

  private func card(_ feed: FeedOverview, _ asked: OwnerRequest) -> PageObject {
    var values = head(feed, asked)
    values["href"] = .text(Self.feedPlace(feed.id))
    values["entries"] = .text(
      asked.words.count(feed.status.entries, "one_entry", "many_entries"))
    values["group_text"] = .text(feed.group.joined(separator: " / "))
    let failing = feed.status.sources.first { $0.condition != .good && $0.state.lastError != nil }
    values["failure"] = .text(failing?.state.lastError.map(SecretMask.masked))
    values["busy"] = .flag(service.jobs.state(of: feed.id)?.isBusy ?? false)
    return values
  }

  /// What a feed's card and page have in common.
  private func head(_ feed: FeedOverview, _ asked: OwnerRequest) -> PageObject {
    let (words, times) = (asked.words, SpokenTimes(words: asked.words, now: asked.now))
    let isLocal = feed.status.sources.allSatisfy(\.isLocal)
    let next =
      feed.condition == .unasked
      ? words.text("next_time", words.text("now"))
      : feed.nextDue.map { words.text("next_time", times.until($0)) }
        ?? words.text(isLocal ? "next_always" : "next_never")
    let counts = feed.perDay.map(String.init).joined(separator: " ")
    return [
      "id": .text(feed.id), "title": .text(feed.title), "condition": .text(feed.condition.rawValue),
      "state": .text(words.text("state_" + feed.condition.rawValue)),
      "last": .text(
        feed.lastSuccess.map { words.text("refreshed", times.ago($0)) }
          ?? words.text("never_refreshed")),
      "next": .text(next), "spark": .text(Sparkline.path(of: feed.perDay)),
      "spark_label": .text(words.text("spark_label", "\(feed.perDay.count)", counts)),
    ]
  }

  // MARK: One feed

  func feedPage(_ asked: OwnerRequest) async throws -> Message {
    let (desk, now, id) = (desk, asked.now, asked.path[1])
    guard let configured = desk.configured(id) else { return notFound(asked) }
    let start = start(asked)
    let (feed, entries) = try await service.working {
      (
        try desk.overview(of: id, now: now),
        try desk.entries(of: id, from: start, limit: Self.entryListSize + 1)
      )
    }
    guard let feed else { return notFound(asked) }
    let words = asked.words
    var values = frame(asked)
    values.take(head(feed, asked))
    job(asked, of: id, into: &values)
    let documents = desk.documents(of: configured)
    values["href"] = .text(Self.feedPlace(id))
    values["documents"] = .list(
      documents.all.map {
        ["label": .text($0.label), "url": .text($0.href), "type": .text($0.type)]
      })
    values["address"] = .text(documents.address)
    values["code"] = .object(documents.address.flatMap { QRCode($0) }.map(Self.code))
    values["sources"] = .list(feed.status.sources.map { source($0, asked) })
    values["entries_text"] = .text(
      words.text("entries_kept", "\(feed.status.entries)", "\(feed.status.remembered)"))
    let times = SpokenTimes(words: words, now: asked.now)
    values["entries"] = .list(
      entries.prefix(Self.entryListSize).map { entry in
        [
          "href": .text(Self.entryPlace(entry.number)), "title": .text(title(entry, words)),
          "when": .text(times.ago(entry.published)), "state": .text(Self.state(entry, words)),
        ]
      })
    if entries.isEmpty { values["nothing"] = .text(words.text("no_entries")) }
    values["pager"] = pager(
      asked, start: start, shown: min(entries.count, Self.entryListSize),
      size: Self.entryListSize, hasMore: entries.count > Self.entryListSize,
      at: Self.feedPlace(id))
    return message(desk.page(values, words: words, template: "owner-feed.html"))
  }

  private static func code(_ code: QRCode) -> PageObject {
    ["size": .number(code.side + 8), "path": .text(code.path)]
  }

  func title(_ entry: DeskEntry, _ words: PageWords) -> String {
    entry.title.utf8.allSatisfy { $0 <= 0x20 } ? words.text("untitled") : entry.title
  }

  static func state(_ entry: DeskEntry, _ words: PageWords) -> String {
    switch entry.state {
    case .offered: words.text("entry_offered")
    case .remembered: words.text("entry_remembered")
    case .leftOut: words.text("entry_left_out")
    case .expired: words.text("entry_expired")
    }
  }

  private func source(_ source: ArchiveStatus.Source, _ asked: OwnerRequest) -> PageObject {
    let (words, state) = (asked.words, source.state)
    let times = SpokenTimes(words: words, now: asked.now)
    var facts: [String] = []
    if let time = state.lastAttempt { facts.append(words.text("asked", times.ago(time))) }
    if let time = state.lastSuccess { facts.append(words.text("worked", times.ago(time))) }
    if let time = state.lastNews { facts.append(words.text("news", times.ago(time))) }
    if let next = source.nextDue { facts.append(words.text("next_time", times.until(next))) }
    if let interval = state.interval {
      let seconds = Int(interval.components.seconds)
      facts.append(words.text("every", DurationText.text(seconds: seconds)))
    }
    if source.isLocal { facts.append(words.text("next_always")) }
    let failures = state.failures
    let text =
      source.condition == .failing && failures > 1
      ? words.text("source_failing_often", "\(failures)")
      : words.text("source_" + source.condition.rawValue)
    return [
      "name": .text(SecretMask.masked(source.name)), "state": .text(text),
      "condition": .text(source.condition.rawValue), "facts": .texts(facts),
      "failure": .text(state.lastError.map(SecretMask.masked)),
      "moved": .text(source.movedTo.map { words.text("moved_to", SecretMask.masked($0)) }),
    ]
  }
}
