import FeedModel
import JSON
import Regenerator

/// What became of one address.
struct AddressTrial {
  let address: String
  let uses: [RuleBook.Use]

  func text() -> String {
    let style = Style(isTerminal: Console.outputIsTerminal)
    var text = style.bold(Console.printable(address)) + "\n"
    for use in uses {
      var result = use.result ?? "nothing"
      if use.isLink { result = "a link to \(result)" }
      let label = "as \(use.place == .image ? "an" : "a") \(use.place.rawValue)"
      text += "  \(label.padded(to: 12))\(Console.printable(result))\n"
      let rules = use.rules.isEmpty ? "no rule" : use.rules.joined(separator: ", ")
      text += style.dim("  \("".padded(to: 12))\(Console.printable(rules))") + "\n"
    }
    return text
  }

  func json() -> String {
    var json = JSONWriter()
    json.beginObject()
    json.key("address")
    json.string(address)
    json.key("uses")
    json.beginArray()
    for use in uses {
      json.beginObject()
      json.key("as")
      json.string(use.place.rawValue)
      json.key("rules")
      json.strings(use.rules)
      json.optional("result", use.result)
      json.key("isLink")
      json.bool(use.isLink)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return String(decoding: json.finish(), as: UTF8.self)
  }
}

/// Which rules touched the entries of a file, and what came out.
struct EntryTrial {
  private let explanations: [Explanation]

  init(_ explanations: [Explanation]) {
    self.explanations = explanations
  }

  func text() -> String {
    let style = Style(isTerminal: Console.outputIsTerminal)
    return explanations.map { explanation in
      var text = style.bold(Console.printable(explanation.title)) + "\n"
      for (rule, count) in EntryTrial.counts(explanation.changes) {
        text += "  \(Console.printable(rule))  " + style.dim("\(count)") + "\n"
      }
      for diagnostic in explanation.diagnostics {
        text += "  " + style.yellow(Console.printable(diagnostic.message)) + "\n"
      }
      return text + "\n" + Console.printable(explanation.after) + "\n"
    }.joined(separator: "\n")
  }

  func json() -> String {
    var json = JSONWriter()
    json.beginObject()
    json.key("entries")
    json.beginArray()
    for explanation in explanations {
      json.beginObject()
      json.key("id")
      json.string(explanation.id)
      json.key("title")
      json.string(explanation.title)
      json.key("rules")
      json.beginObject()
      for (rule, count) in EntryTrial.counts(explanation.changes) {
        json.key(rule)
        json.number(count)
      }
      json.endObject()
      json.key("html")
      json.string(explanation.after)
      json.key("diagnostics")
      json.diagnostics(explanation.diagnostics)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return String(decoding: json.finish(), as: UTF8.self)
  }

  /// How often each rule did something, in the order of their first change.
  private static func counts(_ changes: [Change]) -> [(rule: String, count: Int)] {
    var places: [String: Int] = [:]
    var counts: [(rule: String, count: Int)] = []
    for rule in changes.map(\.rule) {
      if let place = places[rule] {
        counts[place].count += 1
      } else {
        places[rule] = counts.count
        counts.append((rule, 1))
      }
    }
    return counts
  }
}

extension String {
  /// Filled with blanks at the end.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
