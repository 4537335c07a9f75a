import Foundation
import Testing

/// `refeed extract` with rules for sites.
@Suite struct ExtractRuleTests {
  private let place: Workplace
  private var refeed: Command { place.refeed }

  init() throws { place = try Workplace() }

  private static let paragraphs = (1...4).map { number in
    "The old bridge over the harbour will be closed to cars from month \(number) on, the council "
      + "decided on Tuesday evening after a debate of almost four hours, said speaker \(number)."
  }

  private static let plug =
    "Order our calendar of ships, which everybody in the town has, and which tells in many long "
    + "sentences of every ship that ever came here."

  private static let page = """
    <!doctype html><html lang="en"><head><title>Bridge to close - Post</title></head><body>
    <nav class="menu"><a href="/n">News</a></nav><main><article><h1>Bridge to close</h1>
    \(paragraphs.map { "<p>\($0)</p>" }.joined())<p class="plug">\(plug)</p><img src="/b.jpg">
    </article></main><footer><p>© 2026 Post. All rights reserved.</p></footer></body></html>
    """

  private func file(_ text: String = page, _ name: String = "page.html") throws -> String {
    let url = place.folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  @Test func selectorsAreTriedOnOnePage() throws {
    let result = try refeed("extract", file(), "--keep", "article", "--remove", ".plug")
    #expect(result.code == 0 && result.error.contains("rule followed: --keep article"))
    for paragraph in Self.paragraphs { #expect(result.output.contains(paragraph)) }
    #expect(!result.output.contains("calendar"))
    let old = try refeed("extract", file(), "--keep", "footer")
    #expect(old.code == 0 && old.output.contains(Self.paragraphs[3]))
    #expect(old.error.contains("--keep footer: what the rule takes"))
    let bad = try refeed("extract", file(), "--keep", "p[")
    #expect(bad.code == 2 && bad.error.contains("is no CSS selector"))
  }

  @Test func aFolderOfSiteFilesIsFollowedByThePagesAddress() throws {
    let rule = try file("strip_id_or_class: plug\n", "sites/post.example.txt")
    let folder = URL(filePath: rule).deletingLastPathComponent().path
    let result = try refeed(
      "extract", file(), "--url", "https://www.post.example/1", "--site-rules", folder, "--to",
      "json")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect((object?["rules"] as? [String]) == ["\(rule):1"])
    #expect((object?["content_html"] as? String)?.contains("calendar") == false)
    let other = try refeed(
      "extract", file(), "--url", "https://other.example/1", "--site-rules", folder)
    #expect(other.output.contains("calendar"))
    let missing = try refeed("extract", file(), "--site-rules", folder + "/none")
    #expect(missing.code == 2 && missing.error.contains("none"))
  }

  @Test func anExplanationStandsBesideTheArticleAndHoldsNoMarkupOfThePage() throws {
    let page = Self.page.replacing("News</a>", with: "&lt;script>x&lt;/script></a>")
    let result = try refeed("extract", file(page), "--explain", "--to", "html")
    #expect(result.code == 0 && result.output.hasPrefix("<!DOCTYPE html>"))
    #expect(result.output.contains(#"class="taken""#) && result.output.contains(#"class="left""#))
    #expect(result.output.contains("&lt;script&gt;x") && !result.output.contains("<script"))
    #expect(result.output.contains("<p>\(Self.paragraphs[0])</p>"))
    #expect(try refeed("extract", file(), "--explain", "--to", "markdown").code == 64)
  }
}
