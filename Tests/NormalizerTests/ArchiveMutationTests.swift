import FeedModel
import Foundation
import Testing

@testable import Normalizer

/// The shared archive of entries, written in other ways: what the sample of it does not hold.
///
/// `REFEED_MUTATIONS` is the number of rounds over the archive.
@Suite struct ArchiveMutationTests {
  private static let files = SharedFiles.files(in: "entries", suffix: ".md")
  private static let rounds =
    ProcessInfo.processInfo.environment["REFEED_MUTATIONS"].flatMap { Int($0) } ?? 1
  private static let context = NormalizationContext(id: "urn:uuid:0", explains: true)

  private func cleaned(_ entry: ParsedEntry, _ html: String) -> NormalizedEntry? {
    var entry = entry
    entry.content = Text(.html, html)
    return Normalizer().normalized(entry: entry, context: ArchiveMutationTests.context)
  }

  /// Every `stride`th file, another start in every round.
  private func forEachEntry(
    stride: Int, _ body: (String, EntryFile, inout Mutation) -> Void
  ) {
    for round in 0..<Self.rounds {
      for (number, file) in Self.files.enumerated() where (number + round) % stride == 0 {
        guard let source = EntryFile(file.bytes) else { continue }
        var mutation = Mutation(seed: number * 1000 + round)
        body("\(file.name) round \(round)", source, &mutation)
      }
    }
  }

  @Test("Footers and proxies go, however they are written, and cleaning twice changes nothing")
  func mutatedEntriesComeOutClean() {
    forEachEntry(stride: Self.rounds > 1 ? 1 : 4) { name, source, mutation in
      let image = mutation.proxiedImage()
      let html =
        mutation.respelled(source.body) + image.html + mutation.unclosed() + mutation.footer()
      let entry = cleaned(source.entry, html)
      let output = entry?.content?.html ?? ""
      for trace in ["weserv", "wsrv.nl", "更多RSS", "更多 RSS", "://feedx.", "FeedX"] {
        let isLeft = output.contains(trace)
        #expect(!isLeft, "\(name): \(trace): \(html.suffix(420).filter { $0 != "\n" })")
      }
      let hasImage = output.contains("media.example.org/")
      #expect(hasImage, "\(name): \(image.html)")
      let isStable = cleaned(source.entry, output)?.content == entry?.content
      #expect(isStable, "\(name): \(html.suffix(420).filter { $0 != "\n" })")
    }
  }

  @Test("Other spellings of the same markup come out the same")
  func spellingDoesNotCount() {
    forEachEntry(stride: Self.rounds > 1 ? 1 : 4) { name, source, mutation in
      let plain = cleaned(source.entry, source.body)
      let other = cleaned(source.entry, mutation.respelled(source.body))
      let hasSameText =
        Accounting.text(of: plain?.content?.html ?? "")
        == Accounting.text(of: other?.content?.html ?? "")
      #expect(hasSameText, "\(name)")
      #expect(plain?.content?.html.utf8.count == other?.content?.html.utf8.count, "\(name)")
      #expect(plain?.image == other?.image, "\(name)")
      #expect(plain?.authors == other?.authors, "\(name)")
    }
  }

  @Test("Text that only looks like a promo stays")
  func articleTextStays() {
    let decoys = [
      "<p>获取更多RSS：<br>请看说明</p>", "<div>获取更多RSS：<br><a href=\"https://example.org\">这里</a></div>",
      "<p>他说：“获取更多RSS”。</p>", "<div>获取更多信息，请访问 <a href=\"https://feedx.net\">feedx</a></div>",
      "<p>The post office appeared first on Main Street.</p>",
      "<hr><p>获取更多RSS的办法有很多。</p>", "<div>获取更多RSS</div>",
      "<div>获取更多RSS：<a href='https://feedx.example.org'>https://feedx.example.org</a></div>",
    ]
    for (number, file) in Self.files.enumerated() where number % 12 == 0 {
      guard let source = EntryFile(file.bytes) else { continue }
      let decoy = decoys[number / 12 % decoys.count]
      let entry = cleaned(source.entry, source.body + decoy)
      let text = Accounting.text(of: entry?.content?.html ?? "")
      #expect(text.firstRange(ofBytes: Accounting.text(of: decoy)) != nil, "\(file.name): \(decoy)")
    }
  }
}
