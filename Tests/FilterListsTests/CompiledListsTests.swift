import FeedModel
import Testing

@testable import FilterLists

/// The flat bytes of compiled lists.
@Suite struct CompiledListsTests {
  private static let list = """
    ||ads.example^$third-party
    /banner/*
    /track[0-9]+/
    @@||ads.example/good/
    $removeparam=utm_source
    ##.ad
    news.example##.promo:has(a)
    ||a.example^$csp=x
    """
  private static let lists = CompiledLists(compiling: [Array(list.utf8)], key: [1, 2, 3])

  @Test func theBytesGiveTheSameAgain() throws {
    let again = try #require(CompiledLists(bytes: Self.lists.bytes, key: [1, 2, 3]))
    #expect(again.networkRules == 5)
    #expect(again.cosmeticRules == 2)
    #expect(again.unsupported == Self.lists.unsupported)
    let page = ListedPage(WebAddress("https://news.example/"))
    for address in ["https://ads.example/x", "https://a.example/banner/1", "https://a.example/"] {
      let address = try #require(WebAddress(address))
      #expect(
        again.verdict(on: address, as: .image, from: page)
          == Self.lists.verdict(on: address, as: .image, from: page))
    }
  }

  @Test func theSameListsGiveTheSameBytes() {
    let again = CompiledLists(compiling: [Array(Self.list.utf8)], key: [1, 2, 3])
    #expect(again.bytes == Self.lists.bytes)
  }

  @Test func otherListsAndOtherVersionsAreRefused() {
    #expect(CompiledLists(bytes: Self.lists.bytes, key: [1, 2, 4]) == nil)
    var bytes = Self.lists.bytes
    bytes[8] &+= 1
    #expect(CompiledLists(bytes: bytes, key: [1, 2, 3]) == nil)
  }

  @Test func damagedBytesAreRefused() {
    let bytes = Self.lists.bytes
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x10
      #expect(CompiledLists(bytes: damaged, key: [1, 2, 3]) == nil, "byte \(index)")
    }
    for count in [0, 1, 55, 56, bytes.count - 8, bytes.count - 1] {
      #expect(CompiledLists(bytes: Array(bytes.prefix(count)), key: [1, 2, 3]) == nil)
    }
  }

  /// No text is too strange for a list: whatever comes, it comes to an end.
  @Test(
    "Strange lists are read",
    arguments: [
      "", "\n\n", "##", "#@#", "a##", "$", "@@", "||", "|", "^", "*", "$domain=", "##:has-text(",
      "##a:upward(", "/", "//", "/a", "!#if", "!#endif", "!#else", "##[", "##(", "a$$",
      "\u{FEFF}||a^",
      "##a:has-text(/x)", "##a:upward(0)", "##a:upward(-1)", "@@$domain=|", "$domain=~", "##\\",
      "||a^$removeparam=/(/", "##a:has-text(\")", "~##.a", ",,##.a", "$removeparam=/",
    ])
  func strange(text: String) throws {
    let lists = CompiledLists(compiling: [Array(text.utf8)])
    let address = try #require(WebAddress("https://a.example/?x=1"))
    let page = ListedPage(address)
    _ = lists.verdict(on: address, as: .image, from: page)
    _ = lists.parameters(of: address, as: .document, from: page)
    #expect(CompiledLists(bytes: lists.bytes) != nil)
  }

  @Test func longLinesAndDeepNestsComeToAnEnd() throws {
    let deep = "##" + String(repeating: ":not(", count: 5000)
    let stars = "||a" + String(repeating: "*a", count: 1000) + "b"
    let lists = CompiledLists(
      compiling: [
        Array(
          "\(deep)\n\(stars)\n/(a+)+b$/\n\(stars)\(stars)\n\(String(repeating: "x", count: 1 << 20))"
            .utf8)
      ])
    let address = try #require(
      WebAddress("https://a.example/" + String(repeating: "a", count: 8000)))
    #expect(lists.verdict(on: address, as: .image, from: ListedPage(nil)) == .none)
    #expect(
      lists.unsupported.reasons.map(\.name) == [
        "a line over 32 KiB", "a pattern over 2 KiB", "selector",
      ])
  }

  @Test func listsAreReadInTheirOrder() throws {
    let lists = CompiledLists(
      compiling: ["||ads.example^", "||ads.example^$image,badfilter\n##.a"].map {
        Array($0.utf8)
      })
    #expect(lists.networkRules == 1)
    #expect(lists.cosmeticRules == 1)
    let other = CompiledLists(
      compiling: ["||ads.example^$badfilter", "||ads.example^"].map { Array($0.utf8) })
    #expect(other.networkRules == 0)
  }
}
