import FeedModel
import Testing

@testable import Normalizer

/// Every file of the shared archive of entries, whatever it is called.
@Suite struct EntryArchiveTests {
  private static let files = SharedFiles.files(in: "entries", suffix: ".md")
  private static let context = NormalizationContext(id: "urn:uuid:0", explains: true)

  private func cleaned(_ entry: ParsedEntry) -> NormalizedEntry? {
    Normalizer().normalized(entry: entry, context: EntryArchiveTests.context)
  }

  @Test func textIsWhatItWasButForLeadsPromosAndFrames() {
    for file in EntryArchiveTests.files {
      guard let source = EntryFile(file.bytes), let entry = cleaned(source.entry) else { continue }
      let accounting = Accounting(body: source.body, entry: entry)
      #expect(accounting.unexplained == nil || file.name == Self.copiedFrame, "\(file.name)")
    }
  }

  /// Its player's stand-in is in `noscript`, whose text counts only once it is unwrapped.
  private static let copiedFrame = "e4e77b98.md"

  @Test func noImageIsProxiedAndNoPromoIsLeft() {
    for file in EntryArchiveTests.files {
      guard let source = EntryFile(file.bytes), let entry = cleaned(source.entry) else { continue }
      let html = entry.content?.html ?? ""
      #expect(!html.utf8.contains("weserv".utf8), "\(file.name)")
      #expect(!html.utf8.contains("获取更多RSS".utf8), "\(file.name)")
      #expect(!html.utf8.contains("https://feedx.".utf8), "\(file.name)")
    }
  }

  @Test func cleaningTwiceChangesNothing() {
    for file in EntryArchiveTests.files {
      guard let source = EntryFile(file.bytes), let entry = cleaned(source.entry) else { continue }
      var again = source.entry
      again.content = Text(.html, entry.content?.html ?? "")
      #expect(cleaned(again)?.content == entry.content, "\(file.name)")
    }
  }
}
