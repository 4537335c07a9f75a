import ConfigurationModel
import FeedModel
import JSON
import Logging
import Synchronization

/// What the service says of itself, line by line, through swift-log; and the access log.
final class ServiceLog: Sendable {
  private let logger: Mutex<Logger>
  private let now: @Sendable () -> Timestamp
  private let write: @Sendable (String) -> Void

  init(
    _ settings: Settings<ServeLogKeys>, now: @escaping @Sendable () -> Timestamp,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.now = now
    self.write = write
    logger = Mutex(Self.logger(settings, now, write))
  }

  /// Writes as other settings have it from now on.
  func change(_ settings: Settings<ServeLogKeys>) {
    let new = Self.logger(settings, now, write)
    logger.withLock { $0 = new }
  }

  /// Who is to be told of each answer; `nil` where no access log is wanted.
  func access(_ settings: Settings<ServeLogKeys>) -> (@Sendable (AccessRecord) -> Void)? {
    let (now, write) = (now, write)
    switch settings.access {
    case "common": return { write(AccessLine.combined($0, now())) }
    case "json": return { write(AccessLine.json($0, now())) }
    default: return nil
    }
  }

  private static func logger(
    _ settings: Settings<ServeLogKeys>, _ now: @escaping @Sendable () -> Timestamp,
    _ write: @escaping @Sendable (String) -> Void
  ) -> Logger {
    let isJSON = settings.format == "json"
    var logger = Logger(label: "refeed") { _ in
      LineHandler(isJSON: isJSON, now: now, write: write)
    }
    logger.logLevel = Logger.Level(rawValue: settings.level) ?? .info
    return logger
  }

  func note(
    _ level: Logger.Level, _ message: String, _ facts: [(name: String, value: String)]
  ) {
    var metadata: Logger.Metadata = [:]
    for (name, value) in facts { metadata[name] = .string(value) }
    let logger = logger.withLock { $0 }
    logger.log(level: level, "\(message)", metadata: metadata)
  }
}

/// Writes what is logged as one line each, in words or as JSON; what is secret is hidden before it is
/// written as either.
struct LineHandler: LogHandler {
  let isJSON: Bool
  let now: @Sendable () -> Timestamp
  let write: @Sendable (String) -> Void
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let facts = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
      .map { ($0.key, SecretMask.masked("\($0.value)")) }
    let message = SecretMask.masked("\(event.message)")
    guard isJSON else {
      let text = facts.map { "; \($0.0): \($0.1)" }.joined()
      return write(
        "\(now().rfc3339) \(event.level.rawValue): \(message)\(text)"
          .replacing("\n", with: " | "))
    }
    var json = JSONWriter(format: .compact)
    json.beginObject()
    let fields = [
      ("time", now().rfc3339), ("level", event.level.rawValue), ("message", message),
    ]
    for (name, value) in fields + facts {
      json.key(name)
      json.string(value)
    }
    json.endObject()
    write(AccessLine.plain(json))
  }
}

/// One request as a line of the access log.
enum AccessLine {
  /// The Combined Log Format, as web servers write it.
  static func combined(_ record: AccessRecord, _ now: Timestamp) -> String {
    let request =
      record.method.isEmpty ? "-" : "\(record.method) \(record.target) \(record.version)"
    return "\(record.client) - - [\(date(now))] \"\(safe(request))\" \(record.status) "
      + "\(record.bytes) \"\(safe(record.referer ?? "-"))\" \"\(safe(record.userAgent ?? "-"))\""
  }

  static func json(_ record: AccessRecord, _ now: Timestamp) -> String {
    var json = JSONWriter(format: .compact)
    json.beginObject()
    let texts: [(String, String?)] = [
      ("time", now.rfc3339), ("client", record.client), ("method", record.method),
      ("target", record.target), ("version", record.version), ("referer", record.referer),
      ("userAgent", record.userAgent),
    ]
    for (name, value) in texts {
      guard let value, !value.isEmpty else { continue }
      json.key(name)
      json.string(value)
    }
    json.key("status")
    json.number(record.status)
    json.key("bytes")
    json.number(record.bytes)
    json.endObject()
    return plain(json)
  }

  /// A document without any character that steers a terminal.
  static func plain(_ json: consuming JSONWriter) -> String {
    let text = String(decoding: json.finish(), as: UTF8.self)
    let steers = { (scalar: Unicode.Scalar) in
      [0x7F..<0xA0, 0x202A..<0x202F, 0x2066..<0x206A].contains { $0.contains(scalar.value) }
    }
    guard text.unicodeScalars.contains(where: steers) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      guard steers(scalar) else { return result.unicodeScalars.append(scalar) }
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  /// `10/Oct/2000:13:55:36 +0000`, of `Tue, 10 Oct 2000 13:55:36 GMT`.
  private static func date(_ now: Timestamp) -> String {
    let words = now.internetDate.split(separator: " ")
    guard words.count >= 5 else { return now.rfc3339 }
    return "\(words[1])/\(words[2])/\(words[3]):\(words[4]) +0000"
  }

  /// Nothing in a field ends it or the line.
  private static func safe(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if scalar.value < 0x20 || scalar == "\"" || scalar == "\\" || scalar.value == 0x7F {
        result += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}
