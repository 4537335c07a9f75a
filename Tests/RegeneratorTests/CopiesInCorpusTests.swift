import FeedModel
import Foundation
import Testing

@testable import History
@testable import Regenerator

/// Copies among real entries, labelled by hand, and such as were made of them.
@Suite struct CopiesInCorpusTests {
  /// `../shared` beside the checkout, or beside `REFEED_CORPUS`; `nil`, said so, where it is absent.
  private static let shared: URL? = {
    let corpus = ProcessInfo.processInfo.environment["REFEED_CORPUS"].map { URL(filePath: $0) }
    let beside = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/corpus")
    let folder = (corpus ?? beside).deletingLastPathComponent()
    if FileManager.default.fileExists(atPath: folder.appending(path: "entries").path) {
      return folder
    }
    FileHandle.standardError.write(
      Data("CopiesInCorpusTests skipped: there is no \(folder.path)/entries\n".utf8))
    return nil
  }()

  private static func entries(_ inputs: [URL]) async throws -> [NormalizedEntry] {
    let request = ConversionRequest(inputs: inputs.map(\.path))
    let conversion = try await Conversion(request, standardInput: { _ in [] })
    return try #require(conversion.feed).entries
  }

  @Test("Among the shared entries one article is there twice, continued under another headline")
  func natural() async throws {
    guard let shared = Self.shared else { return }
    let entries = try await Self.entries([shared.appending(path: "entries")])
    #expect(entries.count > 300)
    let copies = CopyGroups(entries, by: .near).copies
    let titles = copies.map { [entries[$0.place].title, entries[$0.original].title].sorted() }
    #expect(titles == [["人大授权港府DQ四议员 民主派总辞抗议", "获人大授权 港府DQ四议员 民主派将总辞"]])
  }

  @Test("Two papers of one day have three agency reports in common")
  func twoPapers() async throws {
    guard let shared = Self.shared else { return }
    let folder = shared.appending(path: "corpus/realworld/arminreiter-feedreader")
    let entries = try await Self.entries(
      ["Times", "Today"].map { folder.appending(path: "Feeds__Rss20Japan\($0).xml") })
    let copies = CopyGroups(entries, by: .near).copies
    let words = copies.flatMap { [$0.place, $0.original] }.map { entries[$0].title }.joined()
    #expect(copies.count == 3)
    for word in ["defense supplies", "Syria military presence", "Nishikori", "Brisbane"] {
      #expect(words.contains(word))
    }
  }

  // MARK: Seeded edits

  /// Numbers that are the same every time.
  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, sides)
    }
  }

  private static let promos = [
    "<p>欢迎扫描下方二维码关注本站公众号，获取更多精彩内容。转载请注明出处，商务合作请联系邮箱。</p>",
    "<p>Subscribe to our newsletter for the latest stories, delivered to your inbox daily.</p>",
  ]
  private static let headlines = ["这件事引发了各界的广泛关注", "What happened and why it matters"]

  private static func edited(
    _ entry: NormalizedEntry, _ dice: inout Dice
  ) -> (entry: NormalizedEntry, kind: String) {
    var (copy, html) = (entry, entry.content?.html ?? "")
    copy.link = WebAddress("https://mirror.example/\(dice.roll(1_000_000))")
    var kinds: [String] = []
    var parts = html.components(separatedBy: "</p>")
    if parts.count > 3, dice.roll(2) == 0 {
      parts.remove(at: dice.roll(parts.count - 1))
      html = parts.joined(separator: "</p>")
      kinds.append("dropped")
    }
    if parts.count > 3, dice.roll(3) == 0 {
      html = parts.prefix(2).joined(separator: "</p>") + "…</p>"
      kinds.append("cut")
    }
    let promo = promos[dice.roll(2)]
    switch dice.roll(4) {
    case 0: (html, kinds) = (html + promo, kinds + ["promo"])
    case 1: (html, kinds) = (promo + html, kinds + ["promo"])
    default: break
    }
    if dice.roll(2) == 0 {
      copy.title = headlines[dice.roll(2)]
      kinds.append("headline")
    }
    copy.content = CleanHTML(sanitized: html)
    return (copy, kinds.joined(separator: "+"))
  }

  @Test("Of what was made of them, copies are found, and nothing else")
  func seeded() async throws {
    guard let shared = Self.shared else { return }
    let entries = try await Self.entries([shared.appending(path: "entries")])
    var dice = Dice(state: 20_240_205)
    var texts: [(article: Int, text: CopyText, kind: String)] = []
    for (index, entry) in entries.enumerated() {
      let text = CopyText(entry)
      guard text.weight(of: text.units) >= 200 else { continue }
      texts.append((index, text, ""))
      let (copy, kind) = Self.edited(entry, &dice)
      texts.append((index, CopyText(copy), kind))
    }
    try #require(texts.count > 600)
    var keys: [Int64: [Int]] = [:]
    var (found, wrong) = (Set<Int>(), 0)
    for (place, item) in texts.enumerated() {
      var others = Set<Int>()
      for key in item.text.keys { others.formUnion(keys[key] ?? []) }
      for key in item.text.keys { keys[key, default: []].append(place) }
      for other in others where item.text.likeness(to: texts[other].text) != nil {
        if texts[other].article == item.article { found.insert(item.article) } else { wrong += 1 }
      }
    }
    // The pair that is one article by nature gives four pairs more.
    #expect(wrong <= 4 + found.count / 200)
    let recall = Double(found.count) / Double(texts.count / 2)
    #expect(recall >= 0.95, "\(found.count) of \(texts.count / 2)")
  }
}
