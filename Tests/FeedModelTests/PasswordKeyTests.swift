import Bytes
import FeedModel
import Testing

/// Keys of passwords, by the vectors that RFC 7914 §11 gives, and ones made with another program.
@Suite struct PasswordKeyTests {
  @Test(arguments: [
    (
      "passwd", "salt", 1,
      "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
    ),
    (
      "password", "salt", 4096,
      "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a"
    ),
    (
      "passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096,
      "348c89dbcbd32b2f32d814b8116e84cf2b17347ebc1800181c4e2a1fb8dd53e1"
    ),
  ])
  func keysAreThoseOfTheStandard(password: String, salt: String, rounds: Int, key: String) {
    let made = PasswordKey.derived(
      from: Array(password.utf8), salt: Array(salt.utf8), rounds: rounds)
    #expect(Hexadecimal.text(made) == key)
  }

  @Test func onlyTheSameIsTheSame() {
    #expect(PasswordKey.areSame([1, 2], [1, 2]))
    #expect(!PasswordKey.areSame([1, 2], [1, 3]))
    #expect(!PasswordKey.areSame([1, 2], [1]))
    #expect(PasswordKey.areSame([], []))
  }
}
