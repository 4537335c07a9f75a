import FeedModel
import Testing

@testable import FeedReader

/// Text of a Macintosh that declares no encoding. Its letters are the dashes and quotation marks of
/// Windows, so that it is one only where a text can't be Windows'.
@Suite struct MacintoshTests {
  private static func read(_ title: String, as encoding: String) throws -> ParsedFeed {
    let bytes = try #require(Encoded.bytes(EncodingGuessTests.feed(title), as: encoding))
    return try FeedReader().read(SourceDocument(bytes: bytes, name: "test"))
  }

  @Test(arguments: [
    "São Paulo não é assim", "Smörgåsbord på ön", "Rødgrød med fløde på", "È già così in città",
    "Où êtes-vous allés à Noël ?", "Größe und Straße", "L’été dernier — « déjà vu »",
    "Crème brûlée", "Cœur à cœur, hélas", "Él dijo que sí", "Açúcar e café",
  ])
  func isReadWithoutADeclaration(_ title: String) throws {
    let feed = try Self.read(title, as: "MACINTOSH")
    #expect(feed.entries.first?.title?.value == title)
    #expect(feed.guessedEncoding == "macintosh")
  }

  /// The same bytes beyond ASCII, or ones that could be a Macintosh's.
  @Test(arguments: [
    ("Rust—an open language", "CP1252"), ("There’s now “two” plans – and more…", "CP1252"),
    ("Café à Genève", "CP1252"), ("naïve", "CP1252"), ("© 2024 Foo™", "CP1252"),
    ("Smørrebrød på dansk", "CP1252"), ("5 € for £3", "CP1252"), ("Œuvre d’œil", "CP1252"),
    ("It‘s ‘quoted’—“here”", "CP1252"), ("São Paulo", "CP1252"), ("Žižek’s Šport", "CP1250"),
    ("Źdźbło śniegu", "CP1250"), ("Žąsys ėjo į", "CP1257"), ("şeker ve çay", "CP1254"),
  ])
  func isNotSeenInTextOfWindows(_ title: String, _ encoding: String) throws {
    let feed = try Self.read(title, as: encoding)
    #expect(feed.entries.first?.title?.value == title)
    #expect(feed.guessedEncoding != "macintosh")
  }

  /// A single letter is no proof.
  @Test func aSingleLetterIsTooLittle() throws {
    let feed = try Self.read("Le maire promet une école", as: "MACINTOSH")
    #expect(feed.guessedEncoding != "macintosh")
  }

  @Test func whatIsDeclaredIsRead() throws {
    let text = EncodingGuessTests.feed(
      "Le maire promet une école", declaration: "<?xml version='1.0' encoding='macintosh'?>")
    let bytes = try #require(Encoded.bytes(text, as: "MACINTOSH"))
    let feed = try FeedReader().read(SourceDocument(bytes: bytes, name: "test"))
    #expect(feed.entries.first?.title?.value == "Le maire promet une école")
    #expect(feed.encoding == "macintosh" && feed.guessedEncoding == nil)
  }
}
