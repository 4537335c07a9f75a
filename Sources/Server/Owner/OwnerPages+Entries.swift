import ConfigurationModel
import Emitter
import FeedModel
import Regenerator

extension OwnerPages {
  private static let mostRows = 1500
  private static let mostFound = 50

  // MARK: One entry

  func entryPage(_ asked: OwnerRequest) async throws -> Message {
    guard let number = Int64(asked.path[1]) else { return notFound(asked) }
    let (desk, now) = (desk, asked.now)
    let off = asked.query.all("off").filter { !$0.isEmpty }.prefix(20)
    let report = try await service.working {
      try desk.entry(number, off: Array(off), now: now)
    }
    guard let report, let feed = desk.configured(report.entry.feed) else {
      return notFound(asked)
    }
    let words = asked.words
    let showsImages = asked.query["images"] == "1"
    var values = frame(asked)
    values.take([
      "title": .text(title(report.entry, words)), "feed_href": .text(Self.feedPlace(feed.id)),
      "feed_title": .text(feed.title ?? feed.id), "entry_number": .text("\(number)"),
      "facts": .texts([
        SpokenTimes.moment(report.entry.published), Self.state(report.entry, words),
      ]), "link": .text(report.link.flatMap { $0.isHTTP ? $0.href : nil }),
      "story": .texts(story(report, asked)), "doubles": .list(doubles(report, words)),
      "explained": .object(nil), "problem": .text(report.refused),
    ])
    if let explanation = report.explanation {
      let place = EntryPlace(number: number, off: Array(off), showsImages: showsImages)
      values["explained"] = .object(
        try await explained(explanation, report, feed.id, place, asked))
    } else {
      values["nothing"] = .text(words.text("no_raw"))
    }
    return message(
      desk.page(values, words: words, template: "owner-entry.html"), showsImages: showsImages)
  }

  /// The address of an entry's page with what is chosen on it.
  private struct EntryPlace: Sendable {
    var number: Int64
    var off: [String]
    var showsImages: Bool

    var text: String {
      let pairs =
        off.map { "off=\(OwnerPages.encoded($0))" } + (showsImages ? ["images=1"] : [])
      return OwnerPages.entryPlace(number)
        + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }

    func switching(_ rule: String) -> EntryPlace {
      var other = self
      if off.contains(rule) { other.off.removeAll { $0 == rule } } else { other.off.append(rule) }
      return other
    }
  }

  private func story(_ report: EntryReport, _ asked: OwnerRequest) -> [String] {
    let words = asked.words
    var story: [String] = []
    let names = report.offeredBy.map(SecretMask.masked).joined(separator: ", ")
    switch report.entry.state {
    case .offered: story.append(words.text("story_offered", names))
    case .remembered:
      story.append(
        words.text("story_left", SpokenTimes.moment(report.leftAt ?? report.firstSeen)))
    case .leftOut: story.append(words.text("story_left_out"))
    case .expired: story.append(words.text("story_expired"))
    }
    story.append(words.text("story_first", SpokenTimes.moment(report.firstSeen)))
    if let source = report.source {
      story.append(words.text("story_owner", SecretMask.masked(source)))
    }
    if report.doubles.isEmpty { story.append(words.text("story_single")) }
    return story
  }

  private func doubles(_ report: EntryReport, _ words: PageWords) -> [PageObject] {
    report.doubles.map { double in
      [
        "href": .text(Self.entryPlace(double.entry.number)),
        "title": .text(title(double.entry, words)),
        "reason": .text(words.text(double.sharesName ? "double_name" : "double_title")),
      ]
    }
  }

  private func explained(
    _ explanation: Explanation, _ report: EntryReport, _ feed: String, _ place: EntryPlace,
    _ asked: OwnerRequest
  ) async throws -> PageObject {
    let words = asked.words
    let base = report.link
    let shows = place.showsImages
    let (before, after, rows) = await service.work {
      (
        InertMarkup.document(explanation.before, showsImages: shows, base: base),
        InertMarkup.document(explanation.after, showsImages: shows, base: base),
        SideBySide(old: explanation.parsedBefore, new: explanation.after).rows
      )
    }
    var images = place
    images.showsImages.toggle()
    var values: PageObject = [
      "summary": .text(
        words.text(
          "changes_summary", "\(explanation.changes.count)", "\(explanation.changedCharacters)")),
      "images_href": .text(images.text),
      "images_text": .text(words.text(shows ? "hide_images" : "show_images")),
      "rules_href": .text(Self.feedPlace(feed) + "/rules?entry=\(place.number)"),
      "before": .text(before), "after": .text(after), "off": .object(nil),
      "no_changes": .text(explanation.changes.isEmpty ? words.text("no_changes") : nil),
      "rows": .list(rows.prefix(Self.mostRows).map(Self.row)),
      "rows_left_out": .text(
        rows.count > Self.mostRows
          ? words.text("rows_cut", "\(rows.count - Self.mostRows)") : nil),
    ]
    if !place.off.isEmpty {
      var plain = place
      plain.off = []
      values["off"] = .object([
        "text": .text(words.text("switched_off", place.off.joined(separator: ", "))),
        "href": .text(plain.text),
      ])
    }
    let digest = asked.mayEdit ? await currentDigest() : nil
    values["digest"] = .text(digest)
    values["changes"] = .list(
      explanation.changes.prefix(500).enumerated().map { number, change in
        self.change(number, change, report, place, asked, canSave: digest != nil)
      })
    return values
  }

  private func change(
    _ number: Int, _ change: Change, _ report: EntryReport, _ place: EntryPlace,
    _ asked: OwnerRequest, canSave: Bool
  ) -> PageObject {
    let isMoved = change.before == change.after
    // What the configuration's own rules are called is not their name.
    let isSwitch = report.switchable.contains(change.rule)
    return [
      "number": .text("\(number + 1)"), "rule": .text(change.rule), "place": .text(change.place),
      "about": .text(
        isMoved ? asked.words.text("moved_here") : report.about[change.rule] ?? ""),
      "removed": .text(isMoved ? nil : Self.cut(change.before)),
      "added": .text(Self.cut(change.after)),
      "switch_href": .text(isSwitch ? place.switching(change.rule).text : nil),
      "switch_text": .text(asked.words.text("switch_off")),
      "save_rule": .text(isSwitch && canSave ? change.rule : nil),
    ]
  }

  /// What is shown of one side of a change.
  private static func cut(_ text: String) -> String {
    text.utf8.count > 4000 ? text.prefix(2000) + "…" : text
  }

  private static func row(_ row: SideBySide.Row) -> PageObject {
    [
      "changed": .flag(!row.isEqual), "old": .list((row.old ?? []).map(piece)),
      "new": .list((row.new ?? []).map(piece)),
    ]
  }

  private static func piece(_ piece: SideBySide.Piece) -> PageObject {
    ["text": .text(piece.text), "is_changed": .flag(piece.isChanged)]
  }

  // MARK: Search

  func searchPage(_ asked: OwnerRequest) async throws -> Message {
    let words = asked.words
    let text = String(decoding: (asked.query["q"] ?? "").utf8.prefix(500), as: UTF8.self)
    var values = frame(asked, on: "search")
    values.take([
      "query": .text(text), "summary": .none, "found": .list([]), "focus": .flag(text.isEmpty),
    ])
    if text.utf8.allSatisfy({ $0 <= 0x20 }) {
      values["nothing"] = .text(words.text("search_about"))
    } else {
      let desk = desk
      let result = try await service.working { try desk.search(text, limit: Self.mostFound) }
      values["found"] = .list(result.hits.map { hit($0, asked) })
      let count = "\(result.hits.count)"
      let feeds = result.forgottenIn.joined(separator: ", ")
      if !feeds.isEmpty { values["problem"] = .text(words.text("forgotten_in", feeds)) }
      if result.hits.isEmpty {
        let none = result.isTooShort ? words.text("search_short") : words.text("found_none")
        values["nothing"] = .text(configuration.search ? none : words.text("search_off"))
      } else {
        values["summary"] = .text(words.text(result.isCut ? "found_cut" : "found_many", count))
      }
    }
    return message(desk.page(values, words: words, template: "owner-search.html"))
  }

  private func hit(_ hit: SearchResult.Hit, _ asked: OwnerRequest) -> PageObject {
    let times = SpokenTimes(words: asked.words, now: asked.now)
    return [
      "href": .text(Self.entryPlace(hit.entry.number)),
      "title": .text(title(hit.entry, asked.words)),
      "feed_title": .text(desk.configured(hit.entry.feed)?.title ?? hit.entry.feed),
      "when": .text(times.ago(hit.entry.published)),
      "state": .text(Self.state(hit.entry, asked.words)), "before": .text(hit.before),
      "match": .text(hit.match), "after": .text(hit.after),
    ]
  }
}
