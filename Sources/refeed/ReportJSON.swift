import FeedModel
import JSON
import Regenerator

/// A run report as JSON, for scripts.
enum ReportJSON {
  static func text(_ report: RunReport) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.key("exitCode")
    json.number(Int(report.exitCode))
    json.key("milliseconds")
    json.number(Int(report.duration / .milliseconds(1)))
    json.key("problems")
    json.strings(report.problems.map(SecretMask.masked))
    json.optional("outage", report.outage?.description)
    json.key("unowned")
    json.strings(report.unowned)
    json.key("feeds")
    json.beginArray()
    for feed in report.feeds { write(feed, to: &json) }
    json.endArray()
    json.endObject()
    return String(decoding: json.finish(), as: UTF8.self) + "\n"
  }

  private static func write(_ feed: FeedReport, to json: inout JSONWriter) {
    json.beginObject()
    json.key("id")
    json.string(feed.id)
    json.key("title")
    json.string(feed.title)
    json.key("entries")
    json.number(feed.entries)
    json.key("newEntries")
    json.number(feed.newEntries)
    json.key("changedEntries")
    json.number(feed.changedEntries)
    json.key("cleanedEntries")
    json.number(feed.cleanedEntries)
    let (outcome, files) = outcome(feed.publication)
    json.key("outcome")
    json.string(outcome)
    json.key("files")
    json.strings(files)
    json.key("problems")
    json.strings(feed.problems.map(SecretMask.masked))
    json.key("diagnostics")
    json.diagnostics(feed.diagnostics)
    json.key("sources")
    json.beginArray()
    for source in feed.sources { write(source, to: &json) }
    json.endArray()
    json.endObject()
  }

  private static func outcome(_ publication: FeedReport.Publication) -> (String, [String]) {
    switch publication {
    case .published(let files): ("published", files)
    case .wouldPublish(let files): ("would-publish", files)
    case .unchanged: ("unchanged", [])
    case .kept: ("kept", [])
    case .failed: ("failed", [])
    }
  }

  private static func write(_ source: SourceReport, to json: inout JSONWriter) {
    json.beginObject()
    json.key("name")
    json.string(SecretMask.masked(source.name))
    json.key("entries")
    json.number(source.entries)
    json.key("bytes")
    json.number(source.bytes)
    if let received = source.received {
      json.key("received")
      json.number(received)
    }
    json.key("asked")
    json.bool(source.wasAsked)
    if let nextDue = source.nextDue {
      json.key("nextDue")
      json.string(nextDue.rfc3339)
    }
    if let remark = source.remark ?? source.notice {
      json.key("remark")
      json.string(SecretMask.masked(remark))
    }
    json.key("retired")
    json.bool(source.isRetired)
    json.key("notModified")
    json.bool(source.isNotModified)
    json.key("failures")
    json.beginArray()
    for failure in source.failures {
      json.beginObject()
      json.key("name")
      json.string(SecretMask.masked(failure.name))
      json.key("reason")
      json.string(SecretMask.masked(failure.reason))
      json.endObject()
    }
    json.endArray()
    json.key("diagnostics")
    json.diagnostics(source.diagnostics)
    json.endObject()
  }
}
