import FeedModel
import JSON
import Regenerator

/// What `refeed learn` found, for scripts.
enum LearnJSON {
  static func text(_ report: LearnReport) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.key("sources")
    json.beginArray()
    for source in report.sources { write(source, to: &json) }
    json.endArray()
    json.endObject()
    return String(decoding: json.finish(), as: UTF8.self) + "\n"
  }

  private static func write(_ source: LearnedSource, to json: inout JSONWriter) {
    json.beginObject()
    json.optional("feed", source.feed)
    json.key("source")
    json.string(source.source)
    json.key("entries")
    json.number(source.entries)
    json.key("candidates")
    json.beginArray()
    for candidate in source.candidates { write(candidate, to: &json) }
    json.endArray()
    json.key("filters")
    json.beginArray()
    for filter in source.filters { write(filter, to: &json) }
    json.endArray()
    json.key("learned")
    json.beginArray()
    for promo in source.remembered { write(promo, to: &json) }
    json.endArray()
    json.endObject()
  }

  private static func write(_ candidate: PromoCandidate, to json: inout JSONWriter) {
    json.beginObject()
    json.key("id")
    json.string(candidate.id)
    json.key("verdict")
    if case .stays(let reason) = candidate.verdict {
      json.string("stays")
      json.key("reason")
      json.string(reason)
    } else {
      json.string("promo")
    }
    json.key("score")
    json.number(candidate.score)
    json.key("count")
    json.number(candidate.count)
    json.key("of")
    json.number(candidate.span)
    json.key("days")
    json.number(candidate.days)
    json.key("place")
    json.string(candidate.place.rawValue)
    json.key("placePercent")
    json.number(candidate.placePercent)
    json.key("evidence")
    json.strings(candidate.evidence)
    json.key("lines")
    json.strings(candidate.lines)
    json.key("rule")
    json.string(LearnedRules.text(of: candidate.learned))
    json.endObject()
  }

  private static func write(_ filter: FilterCandidate, to json: inout JSONWriter) {
    json.beginObject()
    json.key("count")
    json.number(filter.count)
    json.key("examples")
    json.strings(filter.examples)
    json.key("drop")
    json.string(LearnedRules.text(of: filter))
    json.endObject()
  }

  private static func write(_ promo: LearnedPromo, to json: inout JSONWriter) {
    json.beginObject()
    json.key("id")
    json.string(promo.id)
    json.key("state")
    json.string(promo.state == .taken ? "taken" : "forgotten")
    json.key("evidence")
    json.string(promo.evidence)
    json.key("lines")
    json.strings(promo.lines)
    json.endObject()
  }
}
