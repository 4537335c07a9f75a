import Bytes
import FeedModel
import JSON

extension KeyType where Value == String {
  /// One of a few words.
  static func word(_ words: [String]) -> KeyType {
    KeyType(
      words: words.map { "`\($0)`" }.joined(separator: ", "),
      schema: { json in
        json.key("enum")
        json.beginArray()
        for word in words { json.string(word) }
        json.null()
        json.endArray()
      },
      text: { "\"\($0)\"" },
      read: { value, _, reading in
        guard let text = reading.string(value) else { return nil }
        guard words.contains(text) else {
          let known = words.joined(separator: ", ")
          reading.problems.add("\"\(text)\" is none of \(known)", at: value)
          return nil
        }
        return text
      })
  }
}

extension KeyType where Value == [ListenAddress] {
  /// Where a server listens.
  static var listen: KeyType {
    KeyType(
      words: "text or list of texts", schema: KeyType<[String]>.texts().schema,
      text: { "[" + $0.map { "\"\($0)\"" }.joined(separator: ", ") + "]" },
      read: { value, _, reading in
        let addresses = reading.list(value).compactMap { item -> ListenAddress? in
          guard let text = reading.string(item) else { return nil }
          guard let address = ListenAddress(text) else {
            reading.problems.add(
              "\"\(text)\" is nowhere to listen; give \"127.0.0.1:8080\", \"[::1]:8080\", "
                + "\":8080\", \"unix:/run/refeed.sock\" or \"systemd\"", at: item)
            return nil
          }
          return address
        }
        if addresses.isEmpty { reading.problems.add("must name at least one place", at: value) }
        return addresses
      })
  }
}

extension KeyType where Value == [String] {
  /// Addresses and networks, or `unix`.
  static var networks: KeyType {
    let texts = KeyType<[String]>.texts()
    return KeyType(
      words: texts.words, schema: texts.schema, text: texts.text,
      read: { value, _, reading in
        reading.list(value).compactMap { item in
          guard let text = reading.string(item) else { return nil }
          if text != "unix", !isNetwork(text) {
            reading.problems.add(
              "\"\(text)\" is no address or network such as \"127.0.0.1\" or \"10.0.0.0/8\"",
              at: item)
          }
          return text
        }
      })
  }

  private static func isNetwork(_ text: String) -> Bool {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let isSix = parts[0].contains(":")
    let host = isSix ? "[\(parts[0])]" : String(parts[0])
    guard isSix || parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
      WebAddress("http://\(host)/") != nil
    else { return false }
    return parts.count == 1 || Int(parts[1]).map { (0...(isSix ? 128 : 32)).contains($0) } ?? false
  }
}

extension KeyType where Value == [AccessToken] {
  /// Secrets, never as they are: their SHA-256, or a variable of the environment.
  static var tokens: KeyType {
    let texts = KeyType<[String]>.texts()
    return KeyType(
      words: "`sha256:…` or `${NAME}`, or a list of them", schema: texts.schema,
      read: { value, _, reading in
        reading.list(value).compactMap { AccessToken(reading: $0, in: reading) }
      })
  }
}

extension KeyType where Value == OwnerPassword {
  /// A password, never as it is: hashed and salted, or a variable of the environment.
  static var ownerPassword: KeyType {
    KeyType(
      words: "`pbkdf2-sha256:…` or `${NAME}`", schema: { $0.type("string") },
      read: { value, _, reading in
        guard let text = reading.secret(value) else { return nil }
        if let password = OwnerPassword(text) { return password }
        let isNamed = Variables.areNamed(in: value.string ?? "")
        guard isNamed, !text.utf8.starts(with: OwnerPassword.scheme.utf8) else {
          reading.problems.add(
            "a password does not stand in the configuration as it is; write what refeed password "
              + "prints, or ${NAME} for a variable of the environment", at: value)
          return nil
        }
        guard text.utf8.count >= OwnerPassword.leastBytes else {
          reading.problems.add(
            "the password is too short; give \(OwnerPassword.leastBytes) characters or more",
            at: value)
          return nil
        }
        return OwnerPassword(variable: Array(text.utf8))
      })
  }
}

extension KeyType where Value == [String: [AccessToken]] {
  /// Secrets by the id of the feed that they open.
  static var tokensByFeed: KeyType {
    KeyType(
      words: "object of ids and tokens",
      schema: { json in
        json.type("object")
        json.key("additionalProperties")
        json.beginObject()
        json.type("string", "array")
        json.endObject()
      },
      read: { value, _, reading in
        guard let members = value.members else {
          reading.problems.add("must be an object of feeds' ids and their tokens", at: value)
          return nil
        }
        var result: [String: [AccessToken]] = [:]
        for member in members {
          let tokens = reading.list(member.value).compactMap {
            AccessToken(reading: $0, in: reading)
          }
          if tokens.isEmpty {
            reading.problems.add("needs at least one token", at: member.value)
          }
          result[member.name, default: []] += tokens
        }
        return result
      })
  }
}

extension Reading {
  /// A text that must say something: a variable that is set to nothing would leave open what it is
  /// there to close.
  fileprivate func secret(_ value: JSONValue) -> String? {
    let known = problems.problems.count
    guard let text = string(value) else { return nil }
    guard text.utf8.allSatisfy({ $0 <= 0x20 }) else { return text }
    // A variable that is missing has been told already.
    if problems.problems.count == known {
      problems.add(
        Variables.areNamed(in: value.string ?? "")
          ? "the variable is set to nothing; give it its value, or take this out"
          : "is empty; take it out, or give a value", at: value)
    }
    return nil
  }
}

extension AccessToken {
  /// The fewest characters of a token: 22 of base64url carry 128 bits.
  private static let leastCharacters = 22

  /// `nil`, with a problem, for what is none.
  init?(reading value: JSONValue, in reading: Reading) {
    guard let text = reading.secret(value) else { return nil }
    if text.hasPrefix("sha256:") {
      let digits = Array(text.utf8.dropFirst(7))
      guard digits.count == 64, let digest = Hexadecimal.decoded(digits) else {
        reading.problems.add("\"sha256:\" must be followed by 64 hexadecimal digits", at: value)
        return nil
      }
      self.digest = digest
      return
    }
    guard Variables.areNamed(in: value.string ?? "") else {
      reading.problems.add(
        "a token does not stand in the configuration as it is; write \"sha256:\" and its SHA-256 "
          + "(printf %s TOKEN | sha256sum), or ${NAME} for a variable of the environment",
        at: value)
      return nil
    }
    guard text.utf8.count >= Self.leastCharacters,
      text.utf8.allSatisfy({ Self.isPlain($0) })
    else {
      reading.problems.add(
        "the token is too weak, or has a character that an address can't hold; make one with "
          + "openssl rand -hex 16", at: value)
      return nil
    }
    digest = SHA256.digest(of: text.utf8)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-._~".utf8.contains(byte)
    }
  }
}
