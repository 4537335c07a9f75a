import FeedModel
import FeedReader
import JSON

extension KeyType where Value == String {
  /// A text that becomes part of a header field.
  static var fieldText: KeyType {
    text(words: "text") { text in
      HeaderField.isValue(text) ? nil : "not a valid HTTP header"
    }
  }

  /// A BCP 47 tag.
  static var language: KeyType {
    text(words: "BCP 47 tag", severity: .mistake) { tag in
      if LanguageTag.isValid(tag) { return nil }
      let hint = LanguageSuggestion.tag(for: tag).map { "did you mean \"\($0)\"?" }
      return "\"\(tag)\" is not a language tag (BCP 47); "
        + (hint ?? "give one such as \"en\", \"zh-CN\" or \"pt-BR\"")
    }
  }

  /// The label of a character encoding.
  static var encoding: KeyType {
    text(words: "encoding, such as `gb18030`", severity: .mistake) { label in
      if EncodingName.isKnown(label) { return nil }
      let nearest = Spelling.nearest(to: label, in: EncodingName.known)
      return "\"\(label)\" is not an encoding that Refeed can read; "
        + (nearest.map { "did you mean \"\($0)\"?" } ?? "give one such as \"gb18030\"")
    }
  }

  /// The name of a zone of the IANA database.
  static var timezone: KeyType {
    text(words: "time zone, such as `Europe/Paris`") { name in
      TimeZones.isKnown(name) ? nil : "\"\(name)\" is not a time zone such as \"Europe/Paris\""
    }
  }

  /// An address of any scheme (RFC 3987).
  static var absoluteAddress: KeyType {
    text(words: "absolute address") { uri in
      AbsoluteIRI.isValid(uri)
        ? nil : "\"\(uri)\" is not an absolute address such as urn:uuid:…"
    }
  }

  /// A web page or an e-mail address.
  static var contact: KeyType {
    text(words: "http or https address, or e-mail address") { text in
      Contact.isValid(text)
        ? nil
        : "\"\(text)\" is neither a web page such as \"https://example.org/about\" nor an e-mail "
          + "address"
    }
  }
}

extension KeyType where Value == DuplicateRule {
  /// What makes two entries one article.
  static var duplicateRule: KeyType {
    let word = KeyType<String>.word(DuplicateRule.names)
    return KeyType(
      words: word.words, schema: word.schema, text: { "\"\($0.rawValue)\"" },
      read: { value, _, reading in
        word.read(value, nil, reading).flatMap(DuplicateRule.init(rawValue:))
      })
  }
}

extension KeyType where Value == SourceLocation {
  /// Where a source is.
  static func location(words: String) -> KeyType {
    KeyType(
      words: words, schema: { $0.type("string") },
      read: { value, _, reading in
        guard let text = reading.string(value) else { return nil }
        return reading.location(text, at: value)
      })
  }
}

extension KeyType where Value == [SourceLocation] {
  /// Files and addresses; a single one may stand without brackets.
  static var locations: KeyType {
    let texts = KeyType<[String]>.texts()
    return KeyType(
      words: "path or address, or list of these", schema: texts.schema,
      text: { $0.isEmpty ? "[]" : nil },
      read: { value, _, reading in
        reading.list(value).compactMap { element in
          reading.string(element).flatMap { reading.location($0, at: element) }
        }
      })
  }
}

extension Reading {
  /// Where a source is; `nil`, with a problem, for what no refresh can read.
  func location(_ text: String, at value: JSONValue) -> SourceLocation? {
    if text == "-" {
      problems.add(
        "\"-\" is standard input, which only refeed convert reads; name a file", at: value)
      return nil
    }
    guard let location = SourceLocation(text) else {
      problems.add(
        "\"\(text)\" is neither a path nor an http, https or file address", at: value)
      return nil
    }
    return location.path.map { .path(resolved($0)) } ?? location
  }
}
