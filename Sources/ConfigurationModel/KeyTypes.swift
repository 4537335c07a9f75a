import Bytes
import FeedModel
import JSON

extension KeyType where Value == Bool {
  static var flag: KeyType {
    KeyType(
      words: "true or false", schema: { $0.type("boolean") }, text: { "\($0)" },
      read: { value, _, reading in
        if value.bool == nil { reading.problems.add("must be true or false", at: value) }
        return value.bool
      })
  }
}

extension KeyType where Value == Int {
  /// A whole number.
  static func count(_ range: ClosedRange<Int>) -> KeyType {
    KeyType(
      words: "\(range.lowerBound) to \(range.upperBound)",
      schema: { json in
        json.type("integer")
        json.key("minimum")
        json.number(range.lowerBound)
        json.key("maximum")
        json.number(range.upperBound)
      },
      text: { "\($0)" },
      read: { value, _, reading in
        guard let count = value.int, range.contains(count) else {
          reading.problems.add(
            "must be a whole number from \(range.lowerBound) to \(range.upperBound)", at: value)
          return nil
        }
        return count
      })
  }

  /// A number of bytes; the bounds as they are written.
  static func size(_ least: String, to most: String) -> KeyType {
    quantity(
      Quantity(least: least, most: most, read: Quantity.bytes), "size", #""512KiB" or "32MiB""#,
      value: { $0 }, count: { $0 }, text: Quantity.text(bytes:))
  }
}

extension KeyType where Value == Duration {
  /// A duration; the bounds as they are written.
  static func duration(_ least: String, to most: String) -> KeyType {
    quantity(
      Quantity(least: least, most: most, read: DurationText.seconds), "duration",
      #""30s", "15m", "2h", "30d" or "8w""#, value: { .seconds($0) },
      count: { Int($0.components.seconds) }, text: DurationText.text(seconds:))
  }
}

extension KeyType {
  /// A text with a unit behind its number, between two bounds.
  private static func quantity(
    _ bounds: Quantity, _ kind: String, _ examples: String,
    value: @escaping @Sendable (Int) -> Value, count: @escaping @Sendable (Value) -> Int,
    text: @escaping @Sendable (Int) -> String
  ) -> KeyType {
    KeyType(
      words: "\(kind), \(bounds.least) to \(bounds.most)",
      schema: { json in
        json.type("string")
        json.member("pattern", #"^[0-9]+[A-Za-z]+$|\$\{"#)
      },
      text: { "\"\(text(count($0)))\"" },
      read: { place, _, reading in
        guard let written = reading.string(place) else { return nil }
        guard let found = bounds.read(written) else {
          let start = "\"\(written)\" is not a \(kind) such as"
          reading.problems.add("\(start) \(examples)", at: place)
          return nil
        }
        guard bounds.range.contains(found) else {
          reading.problems.add(
            "\"\(written)\" is out of range; give \"\(bounds.least)\" to \"\(bounds.most)\"",
            at: place)
          return nil
        }
        return value(found)
      })
  }
}

extension KeyType where Value == Keep {
  /// A duration, or `forever`.
  static func keep(_ least: String, to most: String) -> KeyType {
    let duration = KeyType<Duration>.duration(least, to: most)
    return KeyType(
      words: duration.words + ", or `forever`", schema: duration.schema,
      text: { keep in
        switch keep {
        case .forever: "\"forever\""
        case .duration(let kept): duration.text(kept)
        }
      },
      read: { value, _, reading in
        if value.string == "forever" { return .forever }
        return duration.read(value, nil, reading).map(Keep.duration)
      })
  }
}

// MARK: Texts

extension KeyType where Value == String {
  static var text: KeyType { text(words: "text") }

  /// A text that passes a check, which gives the sentence of a problem.
  static func text(
    words: String, pattern: String? = nil, severity: ConfigurationProblem.Severity = .error,
    check: @escaping @Sendable (String) -> String? = { _ in nil }
  ) -> KeyType {
    KeyType(
      words: words,
      schema: { json in
        json.type("string")
        if let pattern { json.member("pattern", pattern) }
      },
      text: { "\"\($0)\"" },
      read: { value, _, reading in
        guard let text = reading.string(value) else { return nil }
        if let problem = check(text) {
          reading.problems.add(problem, at: value, severity: severity)
        }
        return text
      })
  }

  /// A file or folder.
  static var path: KeyType {
    KeyType(
      words: "path", schema: { $0.type("string") }, text: { "\"\($0)\"" },
      read: { value, _, reading in
        guard let text = reading.string(value) else { return nil }
        guard let path = SourceLocation.path(of: text) else {
          reading.problems.add(
            "\"\(text)\" is an address, and only a path can stand here; give a file or folder",
            at: value)
          return nil
        }
        return reading.resolved(path)
      })
  }
}

extension KeyType where Value == [String] {
  /// A list of texts; a single one may stand without brackets.
  static func texts(atLeastOne demand: String? = nil) -> KeyType {
    KeyType(
      words: "text or list of texts",
      schema: { json in
        json.type("string", "array")
        json.key("items")
        json.beginObject()
        json.member("type", "string")
        json.endObject()
        if demand != nil {
          json.key("minItems")
          json.number(1)
        }
      },
      text: { texts in "[" + texts.map { "\"\($0)\"" }.joined(separator: ", ") + "]" },
      read: { value, _, reading in
        let texts = reading.list(value).compactMap(reading.string)
        if texts.isEmpty, let demand { reading.problems.add(demand, at: value) }
        return texts
      })
  }
}

extension KeyType where Value == WebAddress {
  /// An http or https address.
  static var address: KeyType {
    KeyType(
      words: "http or https address",
      schema: { json in
        json.type("string")
        json.member("pattern", #"^[Hh][Tt][Tt][Pp][Ss]?:|\$\{"#)
      },
      text: { "\"\($0.href)\"" },
      read: { value, _, reading in
        guard let text = reading.string(value) else { return nil }
        guard let address = WebAddress(text), address.isHTTP else {
          reading.problems.add("\"\(text)\" is not an http or https address", at: value)
          return nil
        }
        return address
      })
  }

  /// An address that names of files are put behind.
  static var folderAddress: KeyType {
    KeyType(
      words: address.words + " that ends in `/`", schema: address.schema, text: address.text,
      read: { value, base, reading in
        let found = address.read(value, base, reading)
        if let found, !found.href.hasSuffix("/") {
          reading.problems.add("must end in / because file names are put behind it", at: value)
        }
        return found
      })
  }
}

// MARK: Objects and lists

extension KeyType where Value == [SourceConfiguration.Header] {
  /// Names and values of header fields.
  static var headers: KeyType {
    KeyType(
      words: "object of names and values",
      schema: { json in
        json.type("object")
        json.key("additionalProperties")
        json.beginObject()
        json.member("type", "string")
        json.endObject()
      },
      read: { value, _, reading in
        guard let members = value.members else {
          reading.problems.add("must be an object of header names and values", at: value)
          return nil
        }
        return members.compactMap { member in
          guard let text = reading.string(member.value) else { return nil }
          if !HeaderField.isName(member.name) || !HeaderField.isValue(text) {
            reading.problems.add("not a valid HTTP header", at: member.value)
          }
          return .init(name: member.name, value: text)
        }
      })
  }
}

extension KeyType where Value == JSONValue {
  /// Rules, which the normalizer reads and checks.
  static func rules(words: String, schemaTypes: [String]) -> KeyType {
    KeyType(
      words: words,
      schema: { json in
        json.key("type")
        json.beginArray()
        for type in schemaTypes + ["null"] { json.string(type) }
        json.endArray()
      },
      read: { value, _, _ in value })
  }

  /// A list of objects that have a table of their own.
  static func list(of definition: String, words: String, allowsOne: Bool = false) -> KeyType {
    KeyType(
      words: words,
      schema: { json in
        if allowsOne {
          json.type("array", "object", "string")
        } else {
          json.type("array")
        }
        json.key("items")
        json.beginObject()
        json.member("$ref", "#/definitions/\(definition)")
        json.endObject()
      },
      read: { value, _, _ in value })
  }
}

extension KeyType {
  /// An object with a table of its own.
  ///
  /// - Parameters:
  ///   - shorthand: the key that a plain text in the object's place means.
  ///   - check: finds what does not fit together.
  static func object<Keys: KeyTable>(
    of definition: String, shorthand: String? = nil,
    check: @escaping @Sendable (Settings<Keys>, JSONValue, Reading) -> Void = { _, _, _ in }
  ) -> KeyType where Value == Settings<Keys> {
    KeyType(
      words: shorthand == nil ? "object" : "object, or its `\(shorthand ?? "")` alone",
      schema: { json in
        json.key("anyOf")
        json.beginArray()
        json.beginObject()
        json.member("$ref", "#/definitions/\(definition)")
        json.endObject()
        json.beginObject()
        if shorthand == nil { json.member("type", "null") } else { json.type("string") }
        json.endObject()
        json.endArray()
      },
      read: { value, base, reading in
        var settings = base ?? Settings<Keys>()
        if let shorthand, value.string != nil {
          settings.take(value, as: shorthand, in: reading)
        } else if reading.checkKeys(of: value, among: Keys.table.names) {
          settings.take(value, in: reading)
        }
        check(settings, value, reading)
        return settings
      })
  }
}
