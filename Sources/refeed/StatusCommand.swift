import Archive
import ArgumentParser
import ConfigurationModel
import FeedModel
import History
import JSON
import Regenerator

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show what is remembered of every source.",
    discussion: """
      A line per source: how it is, when it last worked, when it is asked next, and why it fails. \
      Reads the archive only; a refresh may run meanwhile.

      EXAMPLES
        refeed status
        refeed status --check > /dev/null || echo a source is failing
        refeed status --json | jq '.feeds[].sources[] | select(.failures > 0)'
      """)

  @OptionGroup var config: ConfigurationOption

  @Flag(help: "Print as JSON.")
  var json = false

  @Flag(help: "Exit with 1 when a source is failing or gone, for monitoring.")
  var check = false

  func run() async throws {
    let configuration = try config.load()
    let now = Setup.now()
    let status: ArchiveStatus
    do {
      status = try ArchiveStatus(configuration, now: now)
    } catch {
      throw CommandFailure.because(error.description)
    }
    Console.print(json ? StatusJSON.text(status) : StatusTable(status: status, now: now).text)
    let conditions = status.feeds.flatMap(\.sources).map(\.condition)
    if check, conditions.contains(where: { $0 == .failing || $0 == .retired }) {
      throw ExitCode.someFailed
    }
  }
}

/// The status in words: a paragraph per feed, a line per source.
struct StatusTable {
  let status: ArchiveStatus
  let now: Timestamp
  private let style = Style(isTerminal: Console.outputIsTerminal)

  init(status: ArchiveStatus, now: Timestamp) {
    self.status = status
    self.now = now
  }

  var text: String { status.feeds.map(paragraph).joined() }

  private func paragraph(_ feed: ArchiveStatus.Feed) -> String {
    var head = style.bold(feed.id) + "  \(counted(feed.entries, "entry", "entries"))"
    if feed.kept > feed.entries { head += ", \(feed.kept) kept" }
    if let newest = feed.newest { head += ", newest \(newest.rfc3339)" }
    if feed.copyCount > 0 { head += ", \(counted(feed.copyCount, "copy", "copies")) left out" }
    if !feed.isPublished { head += ", not published yet" }
    return head + "\n" + feed.sources.map(line).joined() + copies(feed)
  }

  /// The newest few; all that are remembered stand in the JSON.
  private func copies(_ feed: ArchiveStatus.Feed) -> String {
    let shown = feed.copies.prefix(5)
    var text = shown.map { record in
      let name = record.copy.title.isEmpty ? record.copy.id.iri : record.copy.title
      let source = record.source.map { " from \($0)" } ?? ""
      return "  " + style.dim("copy   ") + "  "
        + Console.message("“\(name)”\(source): \(record.sentence)") + "\n"
    }.joined()
    let rest = feed.copyCount - shown.count
    if rest > 0 { text += "           and \(rest) more\n" }
    return text
  }

  private func line(_ source: ArchiveStatus.Source) -> String {
    var parts = [condition(source.condition), Console.message(source.name)]
    if let success = source.state.lastSuccess { parts.append("worked \(ago(success))") }
    if let next = source.nextDue {
      parts.append(next <= now ? "due now" : "next in \(span(next, since: now))")
    }
    var text = "  " + parts.joined(separator: "  ") + "\n"
    if let error = source.state.lastError {
      let times = source.state.failures > 1 ? "\(source.state.failures) times: " : ""
      text += "           " + Console.message(times + error) + "\n"
    }
    if let address = source.movedTo {
      text +=
        "           has moved for good; change the configuration to "
        + Console.message(address) + "\n"
    }
    return text
  }

  private func condition(_ condition: ArchiveStatus.Source.Condition) -> String {
    let padded = condition.rawValue + String(repeating: " ", count: 7 - condition.rawValue.count)
    return switch condition {
    case .good: style.green(padded)
    case .failing, .retired: style.red(padded)
    case .held: style.yellow(padded)
    case .unasked: style.dim(padded)
    }
  }

  private func ago(_ time: Timestamp) -> String {
    time > now ? time.rfc3339 : "\(span(now, since: time)) ago"
  }

  /// `12 s`, `5 min`, `3 h`, `8 d`
  private func span(_ later: Timestamp, since earlier: Timestamp) -> String {
    let seconds = (later.milliseconds - earlier.milliseconds) / 1000
    return switch seconds {
    case ..<120: "\(seconds) s"
    case ..<7200: "\(seconds / 60) min"
    case ..<172_800: "\(seconds / 3600) h"
    default: "\(seconds / 86_400) d"
    }
  }
}

enum StatusJSON {
  static func text(_ status: ArchiveStatus) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.key("feeds")
    json.beginArray()
    for feed in status.feeds { write(feed, to: &json) }
    json.endArray()
    json.endObject()
    return String(decoding: json.finish(), as: UTF8.self) + "\n"
  }

  private static func write(_ feed: ArchiveStatus.Feed, to json: inout JSONWriter) {
    json.beginObject()
    json.key("id")
    json.string(feed.id)
    json.key("entries")
    json.number(feed.entries)
    json.key("kept")
    json.number(feed.kept)
    json.key("remembered")
    json.number(feed.remembered)
    json.optional("newest", feed.newest?.rfc3339)
    json.key("published")
    json.bool(feed.isPublished)
    if feed.copyCount > 0 { write(feed.copies, count: feed.copyCount, to: &json) }
    json.key("sources")
    json.beginArray()
    for source in feed.sources { write(source, to: &json) }
    json.endArray()
    json.endObject()
  }

  private static func write(_ copies: [CopyRecord], count: Int, to json: inout JSONWriter) {
    json.key("copyCount")
    json.number(count)
    json.key("copies")
    json.beginArray()
    for record in copies {
      json.beginObject()
      json.key("id")
      json.string(record.copy.id.iri)
      json.key("title")
      json.string(record.copy.title)
      json.optional("link", record.copy.link)
      json.optional("source", record.source.map(SecretMask.masked))
      json.key("copyOf")
      json.beginObject()
      json.key("feed")
      json.string(record.original.feed)
      json.key("id")
      json.string(record.original.id.iri)
      json.key("title")
      json.string(record.original.title)
      json.optional("link", record.original.link)
      json.endObject()
      json.endObject()
    }
    json.endArray()
  }

  private static func write(_ source: ArchiveStatus.Source, to json: inout JSONWriter) {
    let state = source.state
    json.beginObject()
    json.key("name")
    json.string(SecretMask.masked(source.name))
    json.key("condition")
    json.string(source.condition.rawValue)
    json.key("local")
    json.bool(source.isLocal)
    json.optional("lastAttempt", state.lastAttempt?.rfc3339)
    json.optional("lastSuccess", state.lastSuccess?.rfc3339)
    json.optional("lastNews", state.lastNews?.rfc3339)
    json.optional("nextDue", source.nextDue?.rfc3339)
    json.optional("heldUntil", state.heldUntil?.rfc3339)
    json.key("failures")
    json.number(state.failures)
    json.optional("error", state.lastError.map(SecretMask.masked))
    json.optional("movedTo", source.movedTo.map(SecretMask.masked))
    json.endObject()
  }
}
