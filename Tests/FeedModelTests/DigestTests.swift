import Bytes
import FeedModel
import Testing

@Suite struct DigestTests {
  /// The vectors of FIPS 180-4 and of `sha1sum` and `sha256sum`.
  @Test(arguments: [
    (
      "", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    ),
    (
      "abc", "a9993e364706816aba3e25717850c26c9cd0d89d",
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    ),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func knownVectors(text: String, sha1: String, sha256: String) {
    #expect(Hexadecimal.text(SHA1.digest(of: text.utf8)) == sha1)
    #expect(Hexadecimal.text(SHA256.digest(of: text.utf8)) == sha256)
  }

  @Test func aMillionLetters() {
    let letters = [UInt8](repeating: 0x61, count: 1_000_000)
    #expect(
      Hexadecimal.text(SHA1.digest(of: letters)) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
    #expect(
      Hexadecimal.text(SHA256.digest(of: letters))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func piecesGiveTheSameAsTheWhole() {
    let bytes = (0..<200).map { UInt8($0) }
    for cut in 0...200 {
      var hash = SHA256()
      hash.update(bytes[..<cut])
      hash.update(bytes[cut...])
      #expect(hash.finish() == SHA256.digest(of: bytes))
    }
  }

  /// RFC 9562, appendix A.4.
  @Test func versionFiveOfTheRFC() {
    var dns = NameBasedUUID.addresses
    dns[3] = 0x10
    let uuid = NameBasedUUID("www.example.com", namespace: dns)
    #expect(uuid.description == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
    #expect(uuid.urn == "urn:uuid:2ed6657d-e927-568b-95e1-2665a8aea6a2")
  }
}
