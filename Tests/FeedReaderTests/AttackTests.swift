import FeedModel
import Foundation
import Testing

@testable import FeedReader

/// Documents made to exhaust or betray a reader; each is read on a thread with a stack of 512 KB.
@Suite struct AttackTests {
  static let head = "<rss version=\"2.0\"><channel><title>t</title><link>http://e/</link>"
  static let tail = "</channel></rss>"

  /// Reads on a small stack and within a time that only a quadratic reader needs.
  private func readSafely(
    _ text: String, limits: FeedReader.Limits = .init()
  ) throws -> ParsedFeed {
    try readSafely(Array(text.utf8), limits: limits)
  }

  private func readSafely(
    _ bytes: [UInt8], limits: FeedReader.Limits = .init()
  ) throws -> ParsedFeed {
    let box = ResultBox()
    let thread = Thread {
      let result = Result {
        try FeedReader(limits: limits).read(SourceDocument(bytes: bytes, name: "attack"))
      }
      box.set(result, seconds: AttackTests.threadSeconds())
    }
    thread.stackSize = 512 << 10
    thread.start()
    let (result, seconds) = box.wait()
    #expect(seconds < 60)
    return try result.get()
  }

  /// What the thread has had of a processor, which a busy machine does not make more.
  private static func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }

  @Test func C1_leavesEntityBombsUnexploded() throws {
    var entities = "<!ENTITY a0 \"lol\">"
    for i in 1..<10 {
      entities += "<!ENTITY a\(i) \"" + String(repeating: "&a\(i - 1);", count: 10) + "\">"
    }
    let item = "<item><guid>1</guid><title>&a9;</title></item>"
    let feed = try readSafely(
      "<!DOCTYPE rss [\(entities)]>" + AttackTests.head + item + AttackTests.tail)
    #expect(feed.entries.first?.title?.value.utf8.count ?? 0 < 1_000)
  }

  @Test func C1_boundsWhatPlainEntitiesAdd() throws {
    let entity = "<!DOCTYPE rss [<!ENTITY a \"" + String(repeating: "x", count: 200) + "\">]>"
    let item = "<item><guid>1</guid><title>" + String(repeating: "&a;", count: 100_000)
    let feed = try readSafely(
      entity + AttackTests.head + item + "</title></item>" + AttackTests.tail)
    #expect(feed.entries.first?.title?.value.utf8.count ?? 0 < 500_000)
  }

  @Test func C1_leavesCyclesAndParameterEntitiesAlone() throws {
    let subset = """
      <!DOCTYPE rss [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p; <!ENTITY a "&b;"><!ENTITY b "&a;">]>
      """
    let item = "<item><guid>1</guid><title>x &a; y</title></item>"
    let feed = try readSafely(subset + AttackTests.head + item + AttackTests.tail)
    #expect(feed.entries.count == 1)
  }

  @Test func C2_opensNoExternalEntity() throws {
    let folder = FileManager.default.temporaryDirectory
    let secret = folder.appendingPathComponent("refeed-secret-\(UUID().uuidString)")
    try Data("THE SECRET".utf8).write(to: secret)
    defer { try? FileManager.default.removeItem(at: secret) }
    let path = secret.absoluteString
    let item = """
      <item><guid>1</guid><title>x &s; y</title><description>
      <xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="\(path)" parse="text"/>
      </description></item>
      """
    for declaration in [
      "<!DOCTYPE rss [<!ENTITY s SYSTEM \"\(path)\">]>", "<!DOCTYPE rss SYSTEM \"\(path)\">",
      "<?xml-stylesheet href=\"\(path)\"?>",
    ] {
      let feed = try readSafely(declaration + AttackTests.head + item + AttackTests.tail)
      #expect(feed.entries.count == 1)
      #expect(!String(describing: feed).contains("THE SECRET"))
    }
  }

  @Test func C3_stopsAtTheLimitOfDepth() throws {
    let deep = String(repeating: "<a>", count: 1_000_000)
    let feed = try readSafely(
      AttackTests.head + "<item><guid>1</guid></item><item><guid>2</guid><description>" + deep)
    #expect(feed.isPartial)
    #expect(feed.entries.count >= 1)
    #expect(feed.diagnostics.map(\.code).contains { $0 == "too-deep" || $0 == "xml-truncated" })
    let wellFormed =
      AttackTests.head + "<x>" + String(repeating: "<a>", count: 100_000)
      + String(repeating: "</a>", count: 100_000) + "</x>" + AttackTests.tail
    #expect(try readSafely(wellFormed).diagnostics.map(\.code) == ["too-deep"])
    let withText =
      AttackTests.head + "<x>" + String(repeating: "<a>&nbsp;", count: 1_000)
      + String(repeating: "</a>", count: 1_000) + "</x>" + AttackTests.tail
    #expect(try readSafely(withText).diagnostics.map(\.code) == ["too-deep"])
    // What follows is read.
    let behind = try readSafely(
      AttackTests.head + "<item><guid>1</guid><description>"
        + String(repeating: "<a>", count: 1_000)
        + "text" + String(repeating: "</a>", count: 1_000)
        + "</description></item><item><guid>2</guid></item>" + AttackTests.tail)
    #expect(behind.entries.map(\.id) == ["1", "2"])
    #expect(behind.entries.first?.content?.value.contains("text") == true)
    #expect(behind.isPartial)
    // Line breaks that are never closed are no depth.
    let breaks = try readSafely(
      AttackTests.head + "<item><guid>1</guid><description>"
        + String(repeating: "a<br>", count: 1_000)
        + "</description></item><item><guid>2</guid></item>" + AttackTests.tail)
    #expect(breaks.entries.map(\.id) == ["1", "2"])
    #expect(breaks.diagnostics.map(\.code) == ["xml-not-well-formed"])
    #expect(!breaks.isPartial)
  }

  @Test(arguments: [
    "<!--", "<![CDATA[", "</", "<? >", "<!x>", "<!\"", "<!x '>", "</x>", "&#", "<a b='", "<a:b ",
  ])
  func C3_readsBeginningsThatNeverEndInLinearTime(piece: String) throws {
    let flood = String(repeating: piece, count: 4_000_000 / piece.utf8.count)
    let feed = try readSafely(
      AttackTests.head + "<item><guid>1</guid><title>t</title></item>" + flood)
    #expect(feed.entries.first?.id == "1")
  }

  @Test func C3_stopsAtTheLimitOfDepthInJSON() throws {
    let feed = try readSafely(
      "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":"
        + String(repeating: "[", count: 1_000_000))
    #expect(feed.isPartial)
    let extensions = try readSafely(
      "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[],\"_x\":"
        + String(repeating: "[", count: 250) + String(repeating: "]", count: 250) + "}")
    #expect(extensions.extensions.count == 1)
  }

  @Test func C3_readsManyAttributesAndNamespacesInLinearTime() throws {
    let attributes = (0..<1_000_000).map { "a\($0)=\"x\"" }.joined(separator: " ")
    let namespaces = (0..<200_000).map { "xmlns:n\($0)=\"urn:x\($0)\"" }.joined(separator: " ")
    for list in [attributes, namespaces] {
      let feed = try readSafely(
        "<rss \(list)><channel><title>t</title><item><guid>1</guid></item></channel></rss>")
      #expect(feed.entries.count == 1)
      #expect(feed.diagnostics.map(\.code) == ["xml-tag-oversized"])
    }
  }

  @Test func C3_readsManyNamespacesOneInsideAnother() throws {
    let open = (0..<250).map { i in
      "<x " + (0..<200).map { "xmlns:p\(i)x\($0)=\"urn:\(i)\"" }.joined(separator: " ") + ">"
    }
    let feed = try readSafely(
      AttackTests.head + "<item><guid>1</guid></item>" + open.joined()
        + String(repeating: "<y/>", count: 10_000) + String(repeating: "</x>", count: 250)
        + AttackTests.tail)
    #expect(feed.entries.count == 1)
  }

  @Test func C3_readsHugeAttributesNamesAndComments() throws {
    let huge = String(repeating: "A", count: 2 << 20)
    let attribute = try readSafely(
      AttackTests.head + "<item><guid>1</guid><enclosure url=\"http://e/\(huge)\"/></item>"
        + AttackTests.tail)
    #expect(attribute.entries.count == 1)
    let name = try readSafely(
      AttackTests.head + "<\(huge)/><item><guid>1</guid></item>" + AttackTests.tail)
    #expect(name.entries.count == 1)
    let comment = try readSafely(
      AttackTests.head + "<!--\(huge)\(huge)\(huge)--><item><guid>1</guid></item>"
        + AttackTests.tail)
    #expect(comment.entries.count == 1)
    #expect(comment.diagnostics.isEmpty)
  }

  /// libxml2's own limit for a text node is 10 MB; `fetch.maxBytes` is 32 MiB.
  @Test func C4_readsATextAsLargeAsMaxBytesIn300MB() throws {
    let line = "text 文 &amp; "
    let count = (32 << 20) / line.utf8.count - 100
    for (start, end, expected) in [
      ("", "", "text 文 & "), ("<![CDATA[", "]]>", line), ("<p>", "</p>", line),
    ] {
      var bytes = Array((AttackTests.head + "<item><guid>1</guid><description>\(start)").utf8)
      for _ in 0..<count { bytes += line.utf8 }
      bytes += "\(end)</description></item>\(AttackTests.tail)".utf8
      let before = ResidentMemory.beginPeak()
      let feed = try readSafely(bytes)
      if let before, let peak = ResidentMemory.peak() {
        #expect(peak - before + bytes.count < 300_000_000)
      }
      let value = try #require(feed.entries.first?.content?.value)
      #expect(value.utf8.count >= count * expected.utf8.count - 1)
      #expect(feed.diagnostics.isEmpty)
    }
  }

  @Test func C4_keepsTheNewestEntries() throws {
    var limits = FeedReader.Limits()
    limits.entries = 10
    let items = (0..<1_000).map { i in
      let day = i % 28 + 1
      let year = 2_000 + i * 7 % 20
      return
        "<item><guid>\(i)</guid><pubDate>\(year)-01-\(day < 10 ? "0" : "")\(day)</pubDate></item>"
    }
    let text = AttackTests.head + items.joined() + AttackTests.tail
    let feed = try readSafely(text, limits: limits)
    let all = try readSafely(text)
    let newest = all.entries.compactMap(\.published).sorted().suffix(10)
    #expect(feed.entries.count == 10)
    #expect(feed.entries.compactMap(\.published).sorted() == Array(newest))
    #expect(feed.diagnostics.map(\.code) == ["too-many-entries"])
  }

  @Test func C7_readsOddIdsByteForByte() throws {
    let ids = [
      "http://E.org/%7Ea", "http://e.org/~a", "HTTP://e.org/~a", "x", "1 2", "urn:e\u{301}",
      String(repeating: "i", count: 100_000),
    ]
    let items = ids.map { "<item><guid isPermaLink=\"false\">\($0)</guid></item>" }.joined()
    let feed = try readSafely(
      AttackTests.head + items + "<item><guid> </guid><title>a</title></item>" + AttackTests.tail)
    #expect(feed.entries.dropLast().map { Array(($0.id ?? "").utf8) } == ids.map { Array($0.utf8) })
    #expect(feed.entries.last?.id == nil)
  }

  @Test func C15_coercesAndDropsOddJSON() throws {
    let feed = try readSafely(
      """
      {"version":"https://jsonfeed.org/version/1","title":"a","title":"b","items":[
      null, 7, {"id":1,"title":"\\ud800x"}, {"id":1e400}, {"id":null,"url":"http://e/"},
      {"id":{"a":1},"title":["x"],"content_text":"\\u0000y"}]}
      """)
    #expect(feed.title?.value == "b")
    #expect(feed.entries.map(\.id) == ["1", "1e400", nil, nil])
    #expect(feed.entries.last?.content?.value == "y")
    #expect(feed.diagnostics.map(\.code).contains("json-item-odd"))
  }

  @Test func C15_readsBytesThatAreNotUTF8AsWindows1252() throws {
    let start = "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"a"
    let feed = try readSafely(Array(start.utf8) + [0xFF, 0xC0, 0xAF] + Array("\"}]}".utf8))
    #expect(feed.entries.map(\.id) == ["aÿÀ¯"])
    #expect(feed.diagnostics.map(\.code).contains("encoding-invalid"))
  }

  @Test func C15_keepsTheItemsBeforeABrokenPlace() throws {
    let text =
      "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\"},{\"id\":1 2}]}"
    let feed = try readSafely(text)
    #expect(feed.entries.first?.id == "1")
    #expect(feed.isPartial)
    let marked = try readSafely(
      "\u{FEFF}{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]}")
    #expect(marked.dialect == .jsonFeed10)
  }
}

/// Hands a result from a thread to the one that waits for it.
private final class ResultBox: @unchecked Sendable {
  private let semaphore = DispatchSemaphore(value: 0)
  private var result: Result<ParsedFeed, any Error>?
  private var seconds = 0.0

  func set(_ result: Result<ParsedFeed, any Error>, seconds: Double) {
    (self.result, self.seconds) = (result, seconds)
    semaphore.signal()
  }

  func wait() -> (result: Result<ParsedFeed, any Error>, seconds: Double) {
    semaphore.wait()
    return (result ?? .failure(CancellationError()), seconds)
  }
}
