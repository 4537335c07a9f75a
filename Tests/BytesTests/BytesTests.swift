import Bytes
import Testing

/// What several targets need of bytes, each in one place.
@Suite struct BytesTests {
  private func text(_ bytes: [UInt8]?) -> String? {
    bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("", ""), ("00fF", "\u{0}\u{FFFD}"), ("616a7A", "ajz"), ("6", nil), ("6g", nil), ("0x61", nil),
  ])
  func hexadecimalPairs(digits: String, expected: String?) {
    #expect(text(Hexadecimal.decoded(Array(digits.utf8))) == expected)
  }

  @Test func everyByteComesBackFromItsDigits() {
    let all = Array(UInt8.min...UInt8.max)
    #expect(Hexadecimal.decoded(Array(Hexadecimal.text(all).utf8)) == all)
    #expect(Base64.decoded(Base64.urlEncoded(all)) == all)
    var encoded: [UInt8] = []
    for byte in all { PercentCoding.append(byte, to: &encoded) }
    #expect(PercentCoding.decoded(encoded) == all)
  }

  @Test(arguments: [
    ("aHR0cHM6Ly94", "https://x"), ("YQ==", "a"), ("YQ", "a"), ("YWI=", "ab"),
    ("_-8", "\u{FFFD}\u{FFFD}"),
    ("Y", nil), ("YQ==YQ", nil), ("YQ\n==", nil), ("a b", nil), ("é", nil),
  ])
  func base64InBothAlphabets(input: String, expected: String?) {
    #expect(text(Base64.decoded(input.utf8)) == expected)
  }

  @Test func base64WithSpaceAnywhere() {
    #expect(text(Base64.decoded(" Y W\r\nI= \t".utf8, space: .anywhere)) == "ab")
    #expect(Base64.decoded("Y!".utf8, space: .anywhere) == nil)
  }

  @Test(arguments: [
    ("a%20b", "a b"), ("100%", "100%"), ("%4", "%4"), ("%zz%41", "%zzA"), ("%2541", "%41"),
  ])
  func percentIsUndoneOnce(input: String, expected: String) {
    #expect(text(PercentCoding.decoded(Array(input.utf8))) == expected)
  }

  @Test func allButUnreservedIsPercentEncoded() {
    #expect(text(PercentCoding.encoded("aZ09-._~ /?é%".utf8)) == "aZ09-._~%20%2F%3F%C3%A9%25")
    let all = Array(UInt8.min...UInt8.max)
    #expect(PercentCoding.decoded(PercentCoding.encoded(all)) == all)
    #expect(PercentCoding.encoded(all).count == 66 + 3 * 190)
  }

  /// FNV's own test values.
  @Test(
    arguments: [
      ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
    ] as [(String, UInt64)])
  func hashesAreFNV1a(input: String, expected: UInt64) {
    #expect(ByteHash.hash(input.utf8) == expected)
  }

  @Test func markupIsEscaped() {
    #expect(MarkupEscaping.escaped("<a href=\"x\">&'") == "&lt;a href=&quot;x&quot;&gt;&amp;'")
    #expect(MarkupEscaping.escaped("") == "")
  }

  @Test(arguments: [
    ("https://example.org/a.MP3?x=1.png", "audio/mpeg"),
    ("a/b.m3u8", "application/vnd.apple.mpegurl"),
    ("x.mov", "video/quicktime"), ("x.ogv#t=1", "video/ogg"), ("x.ogg", "audio/ogg"),
    ("a.mp3/b", nil), ("mp3", nil), ("page.html", nil), ("x.verylongending", nil), ("", nil),
  ])
  func filesByEnding(name: String, expected: String?) {
    #expect(MediaTypesByEnding.type(ofName: name) == expected)
  }

  @Test func aContainerIsWhatItIsKnownToHold() {
    #expect(MediaTypesByEnding.type(ofName: "x.webm", kind: "audio") == "audio/webm")
    #expect(MediaTypesByEnding.type(ofName: "x.ogg", kind: "video") == "video/ogg")
    #expect(MediaTypesByEnding.type(ofName: "x.mp3", kind: "video") == "audio/mpeg")
    #expect(MediaTypesByEnding.text("opml") == "text/x-opml")
    #expect(MediaTypesByEnding.text("mp3") == nil)
  }
}
