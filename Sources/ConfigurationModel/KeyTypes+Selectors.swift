import HTML
import JSON

extension KeyType where Value == [Selector] {
  /// CSS selectors; a single one may stand without brackets.
  static var selectors: KeyType {
    let texts = KeyType<[String]>.texts()
    return KeyType(
      words: "selector or list of selectors", schema: texts.schema,
      text: { $0.isEmpty ? "[]" : nil },
      read: { value, _, reading in
        reading.list(value).compactMap { element in
          guard let text = reading.string(element) else { return nil }
          do throws(InvalidSelector) {
            return try Selector(parsing: text)
          } catch {
            reading.problems.add(
              "\"\(text)\" is no CSS selector: \(error); write one such as \"div.story > p\"",
              at: element)
            return nil
          }
        }
      })
  }
}
