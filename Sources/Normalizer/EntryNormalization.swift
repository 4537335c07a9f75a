internal import Bytes
internal import FeedModel
internal import HTML

/// Cleans one entry.
struct EntryNormalization {
  let rules: Rules
  let context: NormalizationContext

  /// `nil` when a filter drops the entry, or the limit of all is over.
  func normalized(_ entry: ParsedEntry) -> NormalizedEntry? {
    var steps = StepRecord()
    return normalized(entry, &steps)
  }

  /// - Parameter steps: gets what cleaning the body cost.
  func normalized(_ entry: ParsedEntry, _ steps: inout StepRecord) -> NormalizedEntry? {
    if context.limit?.isOver == true { return nil }
    let link = OriginalAddresses.link(of: entry)
    let title = entry.title.map(PlainText.line) ?? ""
    var work = work(on: entry, link, title)
    var result = NormalizedEntry(
      id: id(of: entry), title: title, updated: context.fallbackDate)
    result.guid = entry.id.flatMap { ExecutableAddress.matches($0) ? nil : $0 }
    recordLink(entry, link, &work)
    result.link = link.map {
      FilterListStep.cleaned(clean($0, field: "link", &work), field: "link", &work)
    }
    if link != nil {
      result.linkType = entry.linkType
      result.linkLanguage = entry.linkLanguage
    }
    recordTitle(entry, title, &work)
    rename(&result, &work)
    let text = fillBody(&result, from: entry, &work)
    steps = work.steps
    fillDates(&result, from: entry, work)
    fillPeople(&result, from: entry, work)
    fillRest(&result, from: entry, &work)
    if work.log.isOn { recordNames(entry, result, &work) }
    guard isWanted(result, text: text, &work) else { return nil }
    result.seenLines = work.seen.map { SeenEntry.completed($0, by: result) }
    result.aliases = aliases(of: entry, result)
    result.changes = work.log.changes
    result.diagnostics += work.diagnostics + work.runs.diagnostics
    return result
  }

  private func work(on entry: ParsedEntry, _ link: WebAddress?, _ title: String) -> EntryWork {
    var work = EntryWork(
      rules: rules, base: entry.content?.base ?? entry.base, link: link,
      homepage: context.homepage, title: title, date: entry.published ?? entry.updated,
      explains: context.explains, counts: context.counts, learned: context.learned,
      observes: context.observes)
    work.counterHost = OriginalAddresses.counterHost(of: entry)
    work.otherPages = OriginalAddresses.pages(of: entry, homepage: context.homepage)
      .filter { $0 != link }.map(\.removingFragment)
    work.runs = PatternRuns(
      bytes: (entry.content ?? entry.summary)?.value.utf8.count ?? 0, limit: context.limit)
    return work
  }

  /// The body as the feed's own rules find it, not sanitized.
  func draft(of entry: ParsedEntry) -> String {
    let link = OriginalAddresses.link(of: entry)
    var work = work(on: entry, link, entry.title.map(PlainText.line) ?? "")
    let pictures = NamedPictures(entry, base: work.base)
    work.video = Video(entry, link: work.link, named: pictures, rules)
    let content = entry.content ?? entry.summary ?? Text(.html, "")
    var body = Body(content, StepBudget(bytes: content.value.utf8.count, rules: rules))
    body.prepare(&work)
    return body.document.serializedText()
  }

  // MARK: The user's wishes

  private func rename(_ entry: inout NormalizedEntry, _ work: inout EntryWork) {
    for rule in rules.feed.rename {
      let old = Array(entry.title.utf8)
      guard let new = work.runs.replaced(rule.pattern, in: old, with: rule.with) else { continue }
      let before = entry.title
      entry.title = PlainText.line(String(decoding: new, as: UTF8.self))
      work.log.record(
        "rename \(rule.pattern.text)", field: "title", before: before, after: entry.title)
    }
  }

  /// What a pattern can't decide in time is kept.
  private func isWanted(
    _ entry: NormalizedEntry, text: [UInt8], _ work: inout EntryWork
  ) -> Bool {
    for filters in rules.feed.only
    where !filters.contains(where: { filter in
      filter.matches(
        entry, text: { text }, now: context.now, isOlder: false, undecided: true, &work.runs)
    }) {
      return false
    }
    return !rules.feed.drop.contains { filter in
      filter.matches(
        entry, text: { text }, now: context.now, isOlder: true, undecided: false, &work.runs)
    }
  }

  // MARK: Identity

  private func id(of entry: ParsedEntry) -> EntryID {
    if let sibling = entry.sibling { return sibling.id }
    return EntryID(
      sourceID: entry.id, rawLink: entry.rawLink, homepage: context.homepage,
      content: Hexadecimal.text(
        SHA256.digest(
          of: Array((entry.title?.value ?? "").utf8) + [0x0A]
            + Array((entry.content?.value ?? entry.summary?.value ?? "").utf8))))
  }

  /// Other names of the entry: its cleaned address, and the raw one when a guid is the id.
  private func aliases(of entry: ParsedEntry, _ result: NormalizedEntry) -> [String] {
    // A page of many entries names none of them.
    guard entry.sibling == nil else { return [] }
    var aliases: [String] = []
    for alias in [result.link?.aliasKey, entry.link?.aliasKey] {
      if let alias, alias != result.id.iri, !aliases.contains(alias) { aliases.append(alias) }
    }
    return aliases
  }

  /// An address outside of the body, cleaned and rewritten as those in it are.
  func clean(
    _ address: WebAddress, asImage isImage: Bool = false, field: String,
    _ work: inout EntryWork
  ) -> WebAddress {
    let cleaned =
      isImage
      ? rules.cleanedImage(address, ownHosts: work.ownHosts)
      : rules.cleanedLink(address, ownHosts: work.ownHosts, isFeeds: field == "link")
    return take(cleaned, of: address, field: field, &work)
  }

  /// Records what the rules made of an address, and rewrites it as the user wants.
  func take(
    _ cleaned: Rules.Cleaned?, of address: WebAddress, field: String, _ work: inout EntryWork
  ) -> WebAddress {
    if let cleaned {
      work.log.record(
        cleaned.rules.joined(separator: " "), field: field, before: address.href,
        after: cleaned.address.href)
    }
    let result = cleaned?.address ?? address
    guard !rules.feed.addresses.isEmpty,
      let text = rules.feed.addresses.rewritten(
        Array(result.href.utf8), &work.runs),
      let rewritten = WebAddress(text), rewritten.isHTTP
    else { return result }
    work.log.record("addresses", field: field, before: result.href, after: text)
    return rewritten
  }

  private func recordTitle(_ entry: ParsedEntry, _ title: String, _ work: inout EntryWork) {
    guard let raw = entry.title?.value, raw != title else { return }
    work.log.record("text.plain", field: "title", before: raw, after: title)
  }

  /// People and categories as the source wrote them, where they are not published so.
  private func recordNames(
    _ entry: ParsedEntry, _ result: NormalizedEntry, _ work: inout EntryWork
  ) {
    let isLifted = !work.lead.authors.isEmpty
    let fields = [
      ("authors", isLifted ? [] : entry.authors.map(\.name), result.authors.map(\.name)),
      ("contributors", entry.contributors.map(\.name), result.contributors.map(\.name)),
      (
        "categories", entry.categories.map { $0.label ?? $0.term },
        result.categories.map { $0.label ?? $0.term }
      ),
    ]
    for (field, before, after) in fields where !before.isEmpty && before != after {
      work.log.record(
        "text.plain", field: field, before: before.compactMap { $0 }.joined(separator: ", "),
        after: after.compactMap { $0 }.joined(separator: ", "))
    }
  }

  // MARK: Body

  /// The visible text of the body, if a filter will ask for it.
  private func fillBody(
    _ result: inout NormalizedEntry, from entry: ParsedEntry, _ work: inout EntryWork
  ) -> [UInt8] {
    let pictures = NamedPictures(entry, base: work.base)
    work.video = Video(entry, link: work.link, named: pictures, rules)
    var text: [UInt8] = []
    let content = entry.content ?? entry.summary ?? Text(.html, "")
    let isShort = content.value.utf8.count < 2_000 && entry.content != nil && entry.summary != nil
    let start: EntryWork? = isShort ? work : nil
    var body = Body(content, StepBudget(bytes: content.value.utf8.count, rules: rules))
    body.clean(&work)
    result.content = body.html()
    if result.content == nil, let start, let summary = entry.summary {
      // Nothing but what the rules take stood before what the entry says.
      work = start
      body = Body(summary, StepBudget(bytes: summary.value.utf8.count, rules: rules))
      body.clean(&work)
      result.content = body.html()
    }
    result.summary = summary(of: entry, body, &work)
    fillPicture(&result, from: entry, pictures, in: body, &work)
    fillAttachments(&result, from: entry, pictures, in: body.document, &work)
    if !rules.feed.only.isEmpty || !rules.feed.drop.isEmpty { text = body.text() }
    return text
  }

  // MARK: Dates

  private func fillDates(
    _ result: inout NormalizedEntry, from entry: ParsedEntry, _ work: EntryWork
  ) {
    result.published = entry.published ?? bodyDate(work.lead, notAfter: entry.updated)
    result.updated = entry.updated ?? result.published ?? context.fallbackDate
    if let published = result.published, result.updated < published { result.updated = published }
    if result.published == nil, entry.updated == nil {
      result.hasInventedDate = true
      result.diagnostics.append(
        Diagnostic(.note, code: "entry-without-date", "the entry has no date"))
    }
  }

  /// A date of the body, where the source's zone is configured and a time of day is given.
  private func bodyDate(_ lead: Lead, notAfter limit: Timestamp?) -> Timestamp? {
    guard let date = lead.date, date.hasTimeOfDay, let localTime = context.localTime,
      let offset = date.offsetMinutes ?? localTime(date.time),
      let moment = date.timestamp(offsetMinutes: offset)
    else { return nil }
    if let limit, moment > limit { return nil }
    return moment
  }

  // MARK: People and the rest

  private func fillPeople(
    _ result: inout NormalizedEntry, from entry: ParsedEntry, _ work: EntryWork
  ) {
    let lifted = work.lead.authors.map { Person(name: $0) }
    result.authors = People.normalized(lifted.isEmpty ? entry.authors : lifted, rules)
    if result.authors.isEmpty, let name = publication(of: entry) {
      result.authors = People.normalized([Person(name: name)], rules)
    }
    result.contributors = People.normalized(entry.contributors, rules)
  }

  private func fillRest(
    _ result: inout NormalizedEntry, from entry: ParsedEntry, _ work: inout EntryWork
  ) {
    result.categories = Categories.normalized(entry.categories)
    result.links = links(of: entry, &work)
    result.rights = entry.rights.map(PlainText.line).flatMap { $0.isEmpty ? nil : $0 }
    result.source = entry.source.flatMap(source)
    result.bannerImage = image(entry.bannerImage, "bannerImage", &work)
    if let address = entry.externalAddress, address.isHTTP {
      result.externalAddress = clean(address, field: "externalAddress", &work)
    }
    let language = (entry.content?.language ?? entry.language).flatMap(Language.normalized)
    result.language = language == context.language ? nil : language
    result.extensions = Extensions.normalized(entry.extensions, rules)
  }

  private func links(of entry: ParsedEntry, _ work: inout EntryWork) -> [Link] {
    var links = UniqueList<Link, Link>()
    for link in entry.links + work.related.elements
    where link.address.isHTTP && !EntrySource.isOfDocument(link.rel) {
      if link.rel == "canonical", link.address == work.link { continue }
      var clean = link
      clean.address = self.clean(link.address, field: "links", &work)
      clean.title = link.title.map(PlainText.line)
      links.append(clean)
    }
    return links.elements
  }

  private func source(_ source: EntrySource) -> EntrySource? {
    let clean = source.normalized(rules)
    return clean == EntrySource() ? nil : clean
  }

  func image(
    _ address: WebAddress?, _ field: String, _ work: inout EntryWork
  ) -> WebAddress? {
    guard let address, address.isHTTP else { return nil }
    return clean(address, asImage: true, field: field, &work)
  }

  /// The publication that an entry file names: a source with nothing but a title. It stands for the
  /// author where there is no byline.
  private func publication(of entry: ParsedEntry) -> String? {
    guard let source = entry.source, source.id == nil, source.homepage == nil,
      source.feedAddress == nil
    else { return nil }
    return source.title
  }
}
