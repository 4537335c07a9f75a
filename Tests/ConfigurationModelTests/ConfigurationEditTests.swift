import ConfigurationModel
import JSON
import Testing

/// Feeds are changed in the text of a configuration, whatever else stands in it.
@Suite struct ConfigurationEditTests {
  private static let text = """
    // Ours.
    {
      "baseURL": "https://feeds.example/", // where
      "feeds": [
        { "id": "world", "title": "World", "sources": "https://a.example/feed" },
        {
          // the second
          "id": "local",
          "sources": [
            "https://b.example/feed", // b
            "seeds/local",
            { "url": "https://c.example/", "headers": { "A": "${TOKEN}" } },
            "https://d.example/${TOKEN}"
          ],
          "rules": { "remove": "aside" },
        },
      ],
    }

    """

  private static func changed(
    _ change: (inout ConfigurationEdit) throws -> Void
  ) throws -> String {
    var edit = try ConfigurationEdit(Array(text.utf8))
    try change(&edit)
    return String(decoding: edit.bytes, as: UTF8.self)
  }

  @Test func aTitleIsSetAndNothingElse() throws {
    let after = try Self.changed { try $0.set(.title, of: "world", to: "All \"of\" it") }
    #expect(after == Self.text.replacing("\"World\"", with: #""All \"of\" it""#))
  }

  @Test func whatLooksLikeAVariableIsWrittenSoThatItIsNone() throws {
    let after = try Self.changed { try $0.set(.title, of: "local", to: "${HOME} costs $5 $${X}") }
    #expect(after.contains(#""title": "$${HOME} costs $5 $$${X}""#))
    let rule = try Self.changed {
      try $0.addRule("p:contains(\"${X}\")", to: "remove", of: "local")
    }
    #expect(rule.contains(#"["aside", "p:contains(\"$${X}\")"]"#))
    #expect(ConfigurationEdit.typed("$${HOME} costs $5") == "${HOME} costs $5")
  }

  @Test func aRuleIsAddedOnceToWhatIsThere() throws {
    let after = try Self.changed { edit in
      try edit.addRule("div.share", to: "remove", of: "local")
      try edit.addRule("div.share", to: "remove", of: "local")
      try edit.addRule("promo.feedx", to: "off", of: "local")
      try edit.addRule("p", to: "remove", of: "world")
    }
    #expect(
      after.contains(#""rules": { "remove": ["aside", "div.share"], "off": ["promo.feedx"] },"#))
    #expect(
      after.contains(#""sources": "https://a.example/feed", "rules": { "remove": ["p"] } },"#))
    #expect(
      after.contains("// the second") && after.contains("// b") && after.hasPrefix("// Ours."))
  }

  @Test func onlyPlainSourcesAreChanged() throws {
    let edit = try ConfigurationEdit(Array(Self.text.utf8))
    #expect(edit.plainSources(of: "local") == ["https://b.example/feed"])
    #expect(edit.otherSources(of: "local") == 3)
    let after = try Self.changed {
      try $0.setPlainSources(of: "local", to: ["https://e.example/1", "http://e.example/2"])
    }
    #expect(!after.contains("b.example"))
    for kept in ["\"seeds/local\"", "\"${TOKEN}\"", "\"https://d.example/${TOKEN}\""] {
      #expect(after.contains(kept))
    }
    #expect(after.contains("\"https://e.example/1\"") && after.contains("\"http://e.example/2\""))
    let only = try Self.changed {
      try $0.setPlainSources(of: "world", to: ["https://x.example/", "https://y.example/"])
    }
    #expect(only.contains(#""sources": ["https://x.example/", "https://y.example/"]"#))
  }

  @Test(arguments: [
    "file:///etc/passwd", "/etc/passwd", "seeds", "-", "ftp://x/", "javascript:1", "",
    "unix:/run/x",
  ])
  func aSourceThatIsNoAddressIsRefused(source: String) throws {
    var edit = try ConfigurationEdit(Array(Self.text.utf8))
    #expect(throws: ConfigurationEdit.Failure.self) {
      try edit.setPlainSources(of: "local", to: [source])
    }
    #expect(throws: ConfigurationEdit.Failure.self) {
      try edit.addFeed(id: "new", title: nil, group: [], sources: [source])
    }
    #expect(edit.bytes == Array(Self.text.utf8))
  }

  @Test func aFeedIsAddedBehindTheOthers() throws {
    let after = try Self.changed {
      try $0.addFeed(id: "new", title: "N", group: ["A", "B"], sources: ["https://n.example/"])
    }
    let expected = """
          {
            "id": "new",
            "title": "N",
            "group": ["A", "B"],
            "sources": ["https://n.example/"]
          },
        ],
      }

      """
    #expect(after.hasSuffix(expected))
    #expect(after.hasPrefix(Self.text.prefix(Self.text.count - 6)))
  }

  @Test func aFeedThatIsNotThereIsAnError() throws {
    var edit = try ConfigurationEdit(Array(Self.text.utf8))
    #expect(throws: ConfigurationEdit.Failure.noFeed("nobody")) {
      try edit.set(.title, of: "nobody", to: "x")
    }
    #expect(throws: ConfigurationEdit.Failure.self) { try ConfigurationEdit(Array("{".utf8)) }
  }

  @Test func whatIsDifferentIsShownWithoutSecrets() throws {
    let before = try ConfigurationEdit(Array(Self.text.utf8))
    var after = before
    #expect(after.changes(since: before).isEmpty)
    try after.addRule("div.share", to: "remove", of: "local")
    try after.setPlainSources(of: "local", to: ["https://e.example/"])
    try after.set(.title, of: "world", to: "W")
    let expected = #"""
      {
        "id": "world",
        "title": "W"
      },
      {
        "id": "local",
        "rules": {"remove":["aside","div.share"]},
        "sources": ["https://e.example/"]
      }
      """#
    #expect(after.changes(since: before) == expected)
  }

  @Test func variablesAreSeen() throws {
    let edit = try ConfigurationEdit(Array(Self.text.utf8))
    let feed = try #require(edit.feed("local"))
    #expect(ConfigurationEdit.holdsVariables(try #require(feed["sources"])))
    #expect(!ConfigurationEdit.holdsVariables(try #require(feed["rules"])))
  }
}

/// The owner's password stands in no file.
@Suite struct OwnerPasswordTests {
  private let salt = Array("0123456789abcdef".utf8)

  @Test func aHashKnowsItsPassword() throws {
    let password = OwnerPassword(of: Array("correct horse".utf8), salt: salt, rounds: 1000)
    let read = try #require(OwnerPassword("\(password)"))
    #expect(read == password)
    #expect(read.isMade(of: Array("correct horse".utf8)))
    for wrong in ["", "correct hors", "correct horse ", "Correct horse"] {
      #expect(!read.isMade(of: Array(wrong.utf8)))
    }
  }

  @Test(arguments: [
    "", "secret", "pbkdf2-sha256:1000:AAAA:BBBB", "pbkdf2-sha256:1:MDEyMzQ1Njc4OWFiY2RlZg:x",
    "pbkdf2-sha256:99999999999:MDEyMzQ1Njc4OWFiY2RlZg:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY",
  ])
  func whatIsNoHashIsNone(text: String) { #expect(OwnerPassword(text) == nil) }

  private func problems(_ admin: String) -> [String] {
    let text =
      "{\"serve\": {\"admin\": \"\(admin)\"}, \"feeds\": [{\"id\": \"a\", \"sources\": [\"x\"]}]}"
    let reader = ConfigurationReader(
      path: "config.json", environment: ["GOOD": "long enough", "SHORT": "short"])
    return reader.read(Array(text.utf8)).problems.map(\.message)
  }

  @Test func aPasswordAsItIsIsNoConfiguration() {
    #expect(problems("hunter2 hunter2").contains { $0.contains("refeed password") })
    #expect(problems("${SHORT}").contains { $0.contains("too short") })
    #expect(problems("${GOOD}").isEmpty)
    #expect(problems("\(OwnerPassword(of: [1], salt: salt, rounds: 1000))").isEmpty)
  }
}
