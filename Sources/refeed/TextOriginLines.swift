import FeedModel
import JSON
import Regenerator

/// Where an entry's text came from, for people and scripts.
struct TextOriginLines {
  private let origin: TextOrigin

  init(_ origin: TextOrigin) { self.origin = origin }

  /// Sentences without a full stop.
  var lines: [String] {
    var lines: [String] = []
    if let first = origin.pages.first {
      var line = "page \(first.removingCredentials.href)"
      if let fetched = origin.fetched { line += ", fetched \(fetched.rfc3339)" }
      if origin.pages.count > 1 { line += ", \(origin.pages.count) pages joined" }
      lines.append(line)
    }
    if let problem = origin.problem { lines.append("the feed's text stays: \(problem)") }
    lines += origin.rules.map { "rule followed: \($0)" }
    lines += origin.remarks.map { "rule not followed: \($0)" }
    lines += origin.left.map {
      "left out, \($0.reason): \(counted($0.blocks, "block")), such as “\($0.example)”"
    }
    return lines
  }

  /// One object.
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.key("pages")
    json.strings(origin.pages.map(\.removingCredentials.href))
    json.optional("fetched", origin.fetched?.rfc3339)
    json.key("rules")
    json.strings(origin.rules)
    json.key("remarks")
    json.strings(origin.remarks)
    json.key("left")
    json.beginArray()
    for left in origin.left {
      json.beginObject()
      json.key("reason")
      json.string(left.reason)
      json.key("blocks")
      json.number(left.blocks)
      json.key("example")
      json.string(left.example)
      json.endObject()
    }
    json.endArray()
    json.optional("problem", origin.problem)
    json.endObject()
  }
}
