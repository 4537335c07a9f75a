import FeedModel
import Foundation
import JSON
import Testing

@testable import Normalizer

/// Blocks that recur in the entries of a source: which are promos, which are the article's, and what
/// an entry looks like without them.
@Suite struct RepetitionTests {
  private let normalizer: Normalizer

  init() throws {
    let off = try JSONDocument(parsing: Array(#"{"off": ["promo.*"]}"#.utf8)).root
    normalizer = Normalizer(rules: try Rules(merging: off))
  }

  private func entry(_ number: Int, _ body: String) -> ParsedEntry {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://news.example/2026/\(number)/story")
    entry.rawLink = entry.link?.href
    entry.title = Text(.plain, "Story of the day \(words[number % words.count]) \(number)")
    entry.published = Timestamp(milliseconds: 1_770_000_000_000 + Int64(number) * 86_400_000)
    entry.content = Text(.html, body)
    return entry
  }

  private let words = ["apple", "bridge", "cloud", "dune", "ember", "fjord", "grove", "harbour"]

  private func article(_ number: Int) -> String {
    let word = words[number % words.count]
    return "<p>Something \(word)-like was seen in the \(number * 7)th street of the town.</p>"
      + "<p>Nobody had expected a \(word) so late, number \(number) on the list of \(word)s.</p>"
  }

  private func ledger(_ bodies: [String], isOfDocument: Bool = true) -> RepetitionLedger {
    var context = NormalizationContext(id: "urn:x")
    context.observes = true
    var ledger = RepetitionLedger()
    for (number, body) in bodies.enumerated() {
      let clean = normalizer.normalized(entry: entry(number, body), context: context)
      if let seen = clean?.seenLines { ledger.add(seen, isOfDocument: isOfDocument) }
    }
    return ledger
  }

  /// Bodies of `count` entries, of which the last `having` end with a block.
  private func bodies(_ block: String, having: Int, of count: Int) -> [String] {
    (0..<count).map { article($0) + ($0 >= count - having ? block : "") }
  }

  private func cleaned(
    _ number: Int, _ body: String, without promos: [PromoCandidate], explains: Bool = false
  ) throws -> NormalizedEntry {
    var context = NormalizationContext(id: "urn:x")
    context.learned = LearnedPromos(promos.map(\.learned))
    context.explains = explains
    return try #require(normalizer.normalized(entry: entry(number, body), context: context))
  }

  // MARK: What goes

  private static let promos = [
    #"<p>Enjoyed it? <a href="https://news.example/newsletter">Subscribe to our newsletter</a>.</p>"#,
    #"<p>Follow us on <a href="https://twitter.com/n">Twitter</a> and <a href="https://facebook.com/n">Facebook</a>.</p>"#,
    #"<p>Folgen Sie uns auf <a href="https://instagram.com/n">Instagram</a>.</p>"#,
    #"<p>Téléchargez notre application : <a href="https://apps.apple.com/n">iPhone</a></p>"#,
    #"<p>Suscríbete a nuestro boletín: <a href="https://news.example/boletin">aquí</a></p>"#,
    #"<p>Entre no nosso grupo do <a href="https://chat.whatsapp.com/1">WhatsApp</a></p>"#,
    #"<p>Sostieni il nostro lavoro: <a href="https://news.example/dona">fai una donazione</a></p>"#,
    #"<p>Подписывайтесь на наш <a href="https://t.me/n">телеграм-канал</a></p>"#,
    #"<p>扫描下方二维码，关注我们的公众号</p>"#,
    #"<p>歡迎訂閱我們的<a href="https://news.example/letter">電子報</a></p>"#,
    #"<p>公式アカウントをフォロー：<a href="https://twitter.com/n">こちら</a></p>"#,
    #"<p>뉴스레터를 구독하세요: <a href="https://news.example/letter">구독하기</a></p>"#,
    #"<p>اشتركوا في نشرتنا: <a href="https://news.example/letter">هنا</a></p>"#,
    #"<p>Bültenimize <a href="https://news.example/bulten">abone olun</a></p>"#,
    "<p>This week's issue is sponsored by Example Hosting. Use code NEWS for 20% off.</p>",
    "<p>Anzeige</p>",
    #"<p><a href="https://shop.other.example/"><img src="https://ads.other.example/b.png"></a></p>"#,
    #"<hr><div>获取更多RSS：<br><a href="https://mirror.example">https://mirror.example</a><br></div>"#,
    #"<h3>The Morning Brief</h3><p>All you need to know, at seven.</p><p><a href="https://news.example/signup">Sign me up</a></p>"#,
  ]

  @Test("A block that asks, sells or leads away, and recurs, goes", arguments: promos)
  func promosGo(_ block: String) throws {
    let bodies = bodies(block, having: 8, of: 40)
    let found = ledger(bodies).candidates().filter(\.isPromo)
    #expect(!found.isEmpty)
    let clean = try cleaned(39, bodies[39], without: found)
    let plain = try cleaned(39, article(39), without: [])
    #expect(clean.content == plain.content)
  }

  // MARK: What stays

  private static let kept = [
    "<p>© 2026 Example News. All rights reserved.</p>",
    #"<p>This article is republished from <a href="https://other.example/">Other</a> under a Creative Commons licence.</p>"#,
    "<p>Photo: Jane Roe/Getty Images</p>", "<p>(Reporting by John Smith; Editing by Jane Roe)</p>",
    #"<p>If you are affected, call Samaritans on 116 123 or visit <a href="https://samaritans.org">samaritans.org</a>.</p>"#,
    "<p>Warning: some readers may find the following disturbing.</p>",
    "<p>This is not investment advice. Capital at risk.</p>",
    #"<p><a href="https://news.example/transcript">Read the full transcript</a></p>"#,
    "<p>Translated from the Spanish by Maria Gomez.</p>",
    #"<p>John Smith is a columnist. Follow him on <a href="https://twitter.com/js">Twitter</a>.</p>"#,
    "<p>This article was amended to clarify a name.</p>",
    #"<p>Part of our series on work. <a href="https://news.example/series">Read the others</a>.</p>"#,
    "<h2>What we know</h2>", "<p>Alle Rechte vorbehalten.</p>", "<p>Mit Material von dpa.</p>",
    "<p>Tous droits réservés.</p>", "<p>Propos recueillis par Anne Martin.</p>",
    "<p>Todos los derechos reservados.</p>", "<p>Con información de Reuters.</p>",
    "<p>Tradução de Ana Souza.</p>", "<p>Riproduzione riservata.</p>",
    "<p>Все права защищены.</p>", "<p>Не является инвестиционной рекомендацией.</p>",
    "<p>版权所有，未经授权不得转载。</p>", "<p>（记者王小明综合报道）</p>", "<p>譯者：王小明</p>",
    "<p>無断転載を禁じます。</p>", "<p>写真：ゲッティ</p>", "<p>저작권자 © 일보, 무단전재 금지</p>",
    "<p>جميع الحقوق محفوظة.</p>", "<p>More follows.</p>",
    #"<p>Source: <a href="https://stats.example/">Office of Statistics</a></p>"#,
  ]

  @Test("What is the article's recurs too, and stays", arguments: kept)
  func contentStays(_ block: String) throws {
    let found = ledger(bodies(block, having: 40, of: 40)).candidates()
    #expect(!found.isEmpty && !found.contains { $0.isPromo })
  }

  @Test("A promo in the same breath as a licence takes only its own lines")
  func promosBesideContent() throws {
    let block = """
      <p>© 2026 Example News. All rights reserved.</p>\
      <p><a href="https://news.example/newsletter">Subscribe to our newsletter</a></p>\
      <p>Photo: AFP</p>
      """
    let bodies = bodies(block, having: 40, of: 40)
    let clean = try cleaned(3, bodies[3], without: ledger(bodies).candidates().filter(\.isPromo))
    let html = clean.content?.html ?? ""
    #expect(html.contains("All rights reserved") && html.contains("Photo: AFP"))
    #expect(!html.contains("newsletter"))
  }

  @Test("Links of one text that lead elsewhere each time are content")
  func varyingLinks() {
    let bodies = (0..<40).map { number in
      article(number)
        + #"<p><a href="https://youtube.com/watch?v=a\#(words[number % 8])\#(number)">Subscribe and watch</a></p>"#
    }
    #expect(ledger(bodies).candidates().allSatisfy { !$0.isPromo })
  }

  @Test("The signature of one author among several stays")
  func signatures() {
    var context = NormalizationContext(id: "urn:x")
    context.observes = true
    var ledger = RepetitionLedger()
    for number in 0..<40 {
      let own = #"<p><a href="https://patreon.com/ann">Support us on Patreon</a></p>"#
      var entry = entry(number, article(number) + (number % 4 == 0 ? own : ""))
      entry.authors = [Person(name: ["Ann", "Ben", "Cem", "Dia"][number % 4])]
      if let seen = normalizer.normalized(entry: entry, context: context)?.seenLines {
        ledger.add(seen, isOfDocument: true)
      }
    }
    #expect(ledger.candidates().contains { $0.evidence.contains { $0.contains("one author") } })
  }

  // MARK: How often

  private static let plug =
    #"<p>Follow us on <a href="https://twitter.com/n">Twitter</a>.</p>"#

  @Test("Eight entries make a candidate, seven do not")
  func threshold() {
    #expect(ledger(bodies(Self.plug, having: 7, of: 40)).candidates().isEmpty)
    #expect(ledger(bodies(Self.plug, having: 8, of: 40)).candidates().contains { $0.isPromo })
  }

  @Test("Out of an archive, eight entries on three days")
  func days() {
    var context = NormalizationContext(id: "urn:x")
    context.observes = true
    func found(_ days: Int, isOfDocument: Bool) -> Bool {
      var ledger = RepetitionLedger()
      for number in 0..<12 {
        var entry = entry(number, article(number) + Self.plug)
        entry.published = Timestamp(
          milliseconds: 1_770_000_000_000 + Int64(number % days) * 86_400_000)
        if let seen = normalizer.normalized(entry: entry, context: context)?.seenLines {
          ledger.add(seen, isOfDocument: isOfDocument)
        }
      }
      return ledger.candidates().contains { $0.isPromo }
    }
    #expect(!found(2, isOfDocument: false) && found(3, isOfDocument: false))
    #expect(found(1, isOfDocument: true))
  }

  @Test("A promo that begins, or changes, is known within ten entries")
  func following() {
    let started = ledger(bodies(Self.plug, having: 10, of: 300)).candidates()
    #expect(started.contains { $0.isPromo })
  }

  @Test("The same entry counts once, in its newest form")
  func onceEach() {
    var context = NormalizationContext(id: "urn:x")
    context.observes = true
    var ledger = RepetitionLedger()
    for _ in 0..<3 {
      for number in 0..<4 {
        let clean = normalizer.normalized(
          entry: entry(number, article(number) + Self.plug), context: context)
        if let seen = clean?.seenLines { ledger.add(seen, isOfDocument: true) }
      }
    }
    #expect(ledger.count == 4 && ledger.candidates().isEmpty)
  }

  // MARK: What may differ

  private static let varying: [@Sendable (Int) -> String] = [
    {
      #"<p>Issue \#($0) of 12 March 20\#(10 + $0): <a href="https://news.example/newsletter">subscribe to our newsletter</a></p>"#
    },
    {
      #"<p>Share “Story of the day \#(["apple", "bridge", "cloud", "dune", "ember", "fjord", "grove", "harbour"][$0 % 8]) \#($0)” with a friend</p>"#
    },
    {
      #"<p><a href="https://share.example/?u=https%3A%2F%2Fnews.example%2F2026%2F\#($0)%2Fstory&t=x\#($0)">Share this story</a></p>"#
    },
    { #"<p>Share this story: https://news.example/2026/\#($0)/story</p>"# },
    { #"<p>Am \#($0 + 1). Dezember: <a href="https://news.example/abo">jetzt abonnieren</a></p>"# },
  ]

  @Test("Numbers, dates, the entry's own title and link may differ", arguments: varying.indices)
  func variations(_ index: Int) throws {
    let bodies = (0..<40).map { article($0) + Self.varying[index]($0) }
    let found = ledger(bodies).candidates().filter(\.isPromo)
    #expect(found.count == 1 && found[0].count == 40)
  }

  // MARK: What is left

  private static let removals: [(before: String, after: String)] = [
    ("<p>A</p>PROMO<p>B</p>", "<p>A</p><p>B</p>"),
    ("<p>A</p><hr>PROMO<hr><p>B</p>", "<p>A</p><hr><p>B</p>"),
    ("<p>A</p><hr>PROMO", "<p>A</p>"),
    ("<p>A</p><div><aside>PROMO</aside></div>", "<p>A</p>"),
    ("<p>A<br>INLINE<br>B</p>", "<p>A<br>B</p>"),
    ("<p>A<br><b>INLINE</b></p>", "<p>A</p>"),
    ("<p>INLINE<br>A</p>", "<p>A</p>"),
    ("<ul><li>A</li><li>INLINE</li></ul>", "<ul><li>A</li></ul>"),
    ("<p>A</p><ul><li>INLINE</li></ul>", "<p>A</p>"),
    // A sentence that says the same within others is no block.
    ("<p>A and INLINE</p>", "<p>A and INLINE</p>"),
    // A cell stays where the others are.
    (
      "<table><tbody><tr><td>A</td><td>INLINE</td></tr></tbody></table>",
      "<table><tbody><tr><td>A</td><td>INLINE</td></tr></tbody></table>"
    ),
    // The only thing that an entry says.
    ("PROMO", "PROMO"),
  ]

  @Test("What stands around a promo closes up", arguments: removals.indices)
  func removal(_ index: Int) throws {
    let inline = #"Follow us on <a href="https://twitter.com/n">Twitter</a>."#
    func filled(_ text: String) -> String {
      text.replacingOccurrences(of: "PROMO", with: "<p>\(inline)</p>")
        .replacingOccurrences(of: "INLINE", with: inline)
    }
    let found = ledger(bodies(Self.plug, having: 20, of: 40)).candidates().filter(\.isPromo)
    try #require(!found.isEmpty)
    let (before, after) = Self.removals[index]
    let clean = try cleaned(1, filled(before), without: found)
    #expect(clean.content?.html == filled(after))
  }

  @Test("Explanations name the block and its evidence")
  func explanation() throws {
    let bodies = bodies(Self.plug, having: 20, of: 40)
    let found = ledger(bodies).candidates().filter(\.isPromo)
    let clean = try cleaned(39, bodies[39], without: found, explains: true)
    let change = try #require(clean.changes.first { $0.rule.hasPrefix("promo.learned ") })
    #expect(change.rule.contains("in 20 of 20 entries") && change.rule.contains("call to action"))
    #expect(change.before.contains("Twitter") && change.after.isEmpty)
  }

  @Test("A rule of the configuration takes the same block")
  func rule() throws {
    let candidate = try #require(
      ledger(bodies(Self.plug, having: 20, of: 40)).candidates().first { $0.isPromo })
    let lines = candidate.lines.map { "\"\($0)\"" }.joined(separator: ", ")
    let rules = try JSONDocument(
      parsing: Array(
        #"{"promos": [{"name": "mine", "structure": "repeated", "lines": [\#(lines)]}]}"#.utf8))
    let clean = Normalizer(rules: try Rules(merging: rules.root)).normalized(
      entry: entry(1, article(1) + Self.plug), context: NormalizationContext(id: "urn:x"))
    #expect(clean?.content?.html.contains("Twitter") == false)
    #expect(throws: InvalidRules.self) {
      _ = try Rules(
        merging: JSONDocument(
          parsing: Array(#"{"promos": [{"name": "mine", "structure": "repeated"}]}"#.utf8)
        ).root)
    }
  }

  @Test("Whatever the order of entries, the same is learned")
  func order() {
    let bodies = bodies(Self.plug, having: 20, of: 40)
    var context = NormalizationContext(id: "urn:x")
    context.observes = true
    let seen = bodies.enumerated().compactMap { number, body in
      normalizer.normalized(entry: entry(number, body), context: context)?.seenLines
    }
    func found(_ seen: [SeenLines]) -> [PromoCandidate] {
      var ledger = RepetitionLedger()
      for lines in seen { ledger.add(lines, isOfDocument: true) }
      return ledger.candidates()
    }
    #expect(found(seen) == found(seen.reversed()))
  }

  @Test("Lines that nothing bounds cost no more than others of their length")
  func bounds() {
    var context = NormalizationContext(id: "urn:x")
    context.observes = true
    for body in [
      String(repeating: "<p>x</p>", count: 5000), String(repeating: "a", count: 200_000),
      String(repeating: "<div>", count: 500) + "x", String(repeating: "a<br>", count: 20_000),
    ] {
      let seen = normalizer.normalized(entry: entry(1, body), context: context)?.seenLines
      #expect((seen?.lines.count ?? 0) <= 96)
    }
  }

  // MARK: Advertisements as a whole

  @Test(
    "An entry that says it is an advertisement is a candidate of a filter",
    arguments: [
      "[Sponsored] A fine car", "Anzeige: Ein Auto", "广告｜好车", "Werbung | Auto", "【PR】新しい車",
      "A fine car (Advertisement)",
    ])
  func advertisements(_ title: String) throws {
    var tally = AdvertisementTally()
    tally.add(NormalizedEntry(id: EntryID(iri: "urn:1"), title: title, updated: .epoch))
    let filter = try #require(tally.candidates.first)
    var entry = ParsedEntry()
    entry.id = "urn:1"
    entry.title = Text(.plain, title)
    let drop = try JSONDocument(
      parsing: Array(
        #"{"drop": [{"\#(filter.field)": "\#(filter.pattern.replacingOccurrences(of: "\\", with: "\\\\"))"}]}"#
          .utf8)
    ).root
    let context = NormalizationContext(id: "urn:x")
    let dropping = Normalizer(rules: try Rules(merging: drop))
    #expect(dropping.normalized(entry: entry, context: context) == nil)
    #expect(Normalizer().normalized(entry: entry, context: context) != nil)
  }

  @Test(
    "A title that speaks of advertising is none",
    arguments: [
      "Werbung im Wandel", "Sponsored cyclists win", "广告业的未来", "Ad hoc", "PR worker: a life",
    ])
  func talk(_ title: String) {
    var tally = AdvertisementTally()
    tally.add(NormalizedEntry(id: EntryID(iri: "urn:1"), title: title, updated: .epoch))
    #expect(tally.candidates.isEmpty)
  }

  // MARK: A mirror's footer

  @Test("feedx's footer is learned in every source that has it often enough, and nothing else goes")
  func mirrorFooter() throws {
    var sources: [String: [ParsedEntry]] = [:]
    for file in SharedFiles.files(in: "entries", suffix: ".md") {
      guard let read = EntryFile(file.bytes), let host = read.entry.link?.host else { continue }
      sources[host, default: []].append(read.entry)
    }
    guard !sources.isEmpty else { return }
    var gone = 0
    for entries in sources.values {
      var context = NormalizationContext(id: "urn:x")
      context.observes = true
      var ledger = RepetitionLedger()
      let before = entries.compactMap { normalizer.normalized(entry: $0, context: context) }
      for seen in before.compactMap(\.seenLines) { ledger.add(seen, isOfDocument: true) }
      let marked = before.count { $0.content?.html.contains("获取更多RSS") == true }
      let found = ledger.candidates().filter(\.isPromo)
      #expect(marked < 10 || found.contains { $0.lines.first == "获取更多RSS：" })
      context.learned = LearnedPromos(found.map(\.learned))
      for (entry, old) in zip(entries, before) {
        let new = normalizer.normalized(entry: entry, context: context)
        if old.content != new?.content { gone += 1 }
      }
    }
    #expect(gone >= 100)
  }
}
