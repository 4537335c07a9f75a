import FeedModel
import JSON

extension JSONWriter {
  mutating func strings(_ values: [String]) {
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  mutating func diagnostics(_ values: [Diagnostic]) {
    beginArray()
    for value in values {
      beginObject()
      key("severity")
      string("\(value.severity)")
      key("code")
      string(value.code)
      key("message")
      string(value.message)
      optional("name", value.name)
      if let line = value.line {
        key("line")
        number(line)
      }
      if let column = value.column {
        key("column")
        number(column)
      }
      endObject()
    }
    endArray()
  }

  /// Nothing at all when there is no value.
  mutating func optional(_ name: String, _ value: String?) {
    guard let value else { return }
    key(name)
    string(value)
  }
}
