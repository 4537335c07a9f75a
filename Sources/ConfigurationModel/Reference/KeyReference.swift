import JSON

/// What is written of the table for people and editors: the tables of the manual and the JSON
/// Schema.
package enum KeyReference {
  /// One object of the configuration and its rows.
  struct Section {
    /// In the manual's marks and the schema's definitions; empty for the top level.
    var name: String
    var rows: [any KeyRow]
    /// Rows that stand in the same object and are described elsewhere.
    var others: [any KeyRow] = []
    /// What a plain text in the object's place means, if anything.
    var hasShorthand = false
  }

  /// In the order of the manual.
  static let sections: [Section] = [
    Section(name: "", rows: ConfigurationKeys.table.rows),
    Section(name: "fetch", rows: FetchKeys.table.rows),
    Section(name: "defaults", rows: FeedDefaultKeys.table.rows),
    Section(name: "every", rows: EveryKeys.table.rows),
    Section(name: "duplicates", rows: DuplicatesKeys.table.rows),
    Section(name: "article", rows: ArticleKeys.table.rows),
    Section(name: "feed", rows: FeedKeys.table.rows, others: FeedDefaultKeys.table.rows),
    Section(name: "notify", rows: NotifyKeys.table.rows, hasShorthand: true),
    Section(name: "serve", rows: ServeKeys.table.rows),
    Section(name: "limits", rows: ServeLimitKeys.table.rows),
    Section(name: "auth", rows: ServeAuthKeys.table.rows),
    Section(name: "logs", rows: ServeLogKeys.table.rows),
    Section(name: "clean", rows: ServeCleanKeys.table.rows),
    Section(name: "hub", rows: ServeHubKeys.table.rows),
    Section(name: "source", rows: SourceKeys.table.rows, hasShorthand: true),
  ]

  // MARK: The manual

  /// The manual with the tables of now between its marks `<!-- keys: fetch -->` and
  /// `<!-- end of keys -->`; `nil` where a mark is missing.
  package static func manual(_ text: String) -> String? {
    var text = text
    for section in sections {
      let start = "<!-- keys: \(section.name.isEmpty ? "top" : section.name) -->\n"
      guard let opening = text.firstRange(of: start),
        let closing = text[opening.upperBound...].firstRange(of: "<!-- end of keys -->")
      else { return nil }
      text.replaceSubrange(opening.upperBound..<closing.lowerBound, with: table(section))
    }
    return text
  }

  private static func table(_ section: Section) -> String {
    let hasEffects = section.rows.contains { !$0.effect.isEmpty }
    var text = "| key | value | default | meaning |" + (hasEffects ? " a change |" : "")
    text += "\n|---|---|---|---|" + (hasEffects ? "---|" : "") + "\n"
    for row in section.rows {
      text += "| `\(row.name)` | \(row.words) | \(row.standardText) | \(row.about) |"
      text += (hasEffects ? " \(row.effect.description) |" : "") + "\n"
    }
    return text
  }

  // MARK: The schema

  /// The JSON Schema (draft 7, which editors know best) of a configuration.
  package static func schema() -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("$schema", "http://json-schema.org/draft-07/schema#")
    json.member("title", "Refeed's configuration")
    if let top = sections.first { write(top, to: &json) }
    json.key("definitions")
    json.beginObject()
    for section in sections.dropFirst() {
      json.key(section.name)
      json.beginObject()
      write(section, to: &json)
      json.endObject()
    }
    json.endObject()
    json.endObject()
    return json.finish()
  }

  private static func write(_ section: Section, to json: inout JSONWriter) {
    json.key("type")
    if section.hasShorthand {
      json.beginArray()
      json.string("string")
      json.string("object")
      json.endArray()
    } else {
      json.string("object")
    }
    json.key("properties")
    json.beginObject()
    if section.name.isEmpty {
      json.key("$schema")
      json.beginObject()
      json.member("type", "string")
      json.endObject()
    }
    for row in section.rows + section.others { write(row, to: &json) }
    json.endObject()
    json.key("additionalProperties")
    json.bool(false)
    let demanded = section.rows.filter { $0.demand != nil }
    guard !demanded.isEmpty else { return }
    json.key("required")
    json.beginArray()
    for row in demanded { json.string(row.name) }
    json.endArray()
  }

  private static func write(_ row: any KeyRow, to json: inout JSONWriter) {
    json.key(row.name)
    json.beginObject()
    json.member("description", plain(row.about))
    row.writeSchema(to: &json)
    json.endObject()
  }

  /// The manual's words without its links and marks.
  private static func plain(_ markdown: String) -> String {
    markdown.replacing(/\[([^\]]*)\]\([^)]*\)/) { $0.1 }.replacing("`", with: "")
  }
}
