import FeedModel
import Testing

@testable import History

/// Files with counters in front of their addresses.
@Suite struct CountedFileTests {
  private static let file = "https://cdn.example/1.mp3"
  private static let counted = "https://count.example/cdn.example/1.mp3"

  private static func episode(
    _ file: String, title: String = "Part 1", in name: String? = nil
  )
    -> ParsedEntry
  {
    var entry = ParsedEntry()
    entry.rawLink = "https://pod.example/"
    entry.link = WebAddress("https://pod.example/")
    entry.title = Text(.plain, title)
    entry.published = Timestamp(milliseconds: 86_400_000)
    entry.name = name
    entry.attachments = [WebAddress(file)].compactMap(\.self).map { Attachment(address: $0) }
    return entry
  }

  private static func named(_ entries: [ParsedEntry]) -> EntryNaming {
    EntryNaming(entries, homepage: WebAddress("https://pod.example/")) { address in
      let text = address.href.replacing("count.example/", with: "")
      return WebAddress(text) ?? address
    }
  }

  @Test(arguments: [(nil, nil), ("1", "2")] as [(String?, String?)])
  func oneFileWithAndWithoutACounterIsOneEntry(_ first: String?, _ second: String?) {
    let naming = Self.named([
      Self.episode(Self.file, in: first), Self.episode(Self.counted, in: second),
    ])
    #expect(naming.entries.count == 1 && naming.versions == 1)
  }

  @Test func theCounterIsNoPartOfTheID() {
    let plain = Self.named([Self.episode(Self.file)]).entries.first?.sibling
    let counted = Self.named([Self.episode(Self.counted)]).entries.first?.sibling
    #expect(plain?.id != nil && plain?.id == counted?.id)
    #expect(plain?.files == ["//cdn.example/1.mp3"])
    #expect(counted?.files == ["//cdn.example/1.mp3", "//count.example/cdn.example/1.mp3"])
  }

  @Test func twoFilesBehindOneCounterAreTwoEntries() {
    let naming = Self.named([
      Self.episode(Self.counted), Self.episode("https://count.example/cdn.example/2.mp3"),
    ])
    #expect(naming.entries.count == 2)
  }
}
