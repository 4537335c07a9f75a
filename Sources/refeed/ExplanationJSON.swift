import FeedModel
import JSON
import Regenerator

/// Explanations for scripts.
enum ExplanationJSON {
  static func text(_ explanations: [Explanation]) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.key("entries")
    json.beginArray()
    for explanation in explanations { write(explanation, to: &json) }
    json.endArray()
    json.endObject()
    return String(decoding: json.finish(), as: UTF8.self) + "\n"
  }

  private static func write(_ explanation: Explanation, to json: inout JSONWriter) {
    json.beginObject()
    json.key("id")
    json.string(explanation.id)
    json.key("title")
    json.string(explanation.title)
    json.optional("link", explanation.link)
    if explanation.isLeftOut {
      json.key("leftOut")
      json.bool(true)
    }
    json.optional("copyOf", explanation.copyOf)
    if let origin = explanation.textOrigin {
      json.key("text")
      TextOriginLines(origin).write(to: &json)
    }
    json.key("changedCharacters")
    json.number(explanation.changedCharacters)
    json.key("changes")
    json.beginArray()
    for change in explanation.changes {
      json.beginObject()
      json.key("rule")
      json.string(change.rule)
      json.key("place")
      json.string(change.place)
      json.key("before")
      json.string(change.before)
      json.key("after")
      json.string(change.after)
      json.endObject()
    }
    json.endArray()
    json.key("diagnostics")
    json.diagnostics(explanation.diagnostics)
    json.endObject()
  }
}
