import FeedModel
import FeedReader
import Fetcher

/// Reads one source, wherever it is, into one parsed feed.
struct SourceReader: Sendable {
  let feedReader: FeedReader
  let fetcher: Fetcher
  /// The largest document, in bytes.
  let maxBytes: Int
  /// Gives standard input whole; called at most once.
  var standardInput: @Sendable () throws(LocalFileError) -> [UInt8] = {
    () throws(LocalFileError) in throw LocalFileError(path: "-", reason: .notFound)
  }

  /// `nil` when nothing could be read; the report then says why.
  func read(
    _ source: SourceConfiguration, base: WebAddress?
  ) async -> (feed: ParsedFeed?, report: SourceReport) {
    var report = SourceReport(name: source.name)
    var feed: ParsedFeed?
    switch source.location {
    case .web(let address):
      feed = await fetched(address, source, &report)
    case .path(let path):
      feed = local(path, source, base, &report)
    case .standardInput:
      do {
        feed = parsed(document(try standardInput(), "-", source, base), &report)
      } catch {
        report.failures.append(.init(name: "-", reason: error.description))
      }
    }
    guard var feed else { return (nil, report) }
    feed.entries = EntryJoin.joined(feed.entries)
    report.entries = feed.entries.count
    report.diagnostics += feed.diagnostics
    return (feed, report)
  }

  private func local(
    _ path: String, _ source: SourceConfiguration, _ base: WebAddress?,
    _ report: inout SourceReport
  ) -> ParsedFeed? {
    do {
      if try LocalFiles.kind(of: path) == .folder {
        return folder(path, source, base, &report)
      }
      let bytes = try LocalFiles.contents(of: path, limit: maxBytes)
      return parsed(document(bytes, path, source, base), &report)
    } catch {
      report.failures.append(.init(name: path, reason: error.description))
      return nil
    }
  }

  /// All files below a folder as one feed; files that can't be read are named and left out.
  private func folder(
    _ path: String, _ source: SourceConfiguration, _ base: WebAddress?,
    _ report: inout SourceReport
  ) -> ParsedFeed? {
    var feed: ParsedFeed?
    do {
      for file in try LocalFiles.files(below: path) {
        do throws(LocalFileError) {
          let bytes = try LocalFiles.contents(of: file, limit: maxBytes, isInsideFolder: true)
          guard let next = parsed(document(bytes, file, source, base), &report) else { continue }
          if feed == nil { feed = next } else { feed?.append(next) }
        } catch {
          report.failures.append(.init(name: file, reason: error.description))
        }
      }
    } catch {
      report.failures.append(.init(name: path, reason: error.description))
    }
    if feed == nil && report.failures.isEmpty {
      report.failures.append(
        .init(name: path, reason: "the folder holds no files; put entry files or feeds into it"))
    }
    return feed
  }

  private func document(
    _ bytes: [UInt8], _ name: String, _ source: SourceConfiguration, _ base: WebAddress?
  ) -> Document {
    Document(
      bytes: bytes, name: name, address: base, charset: source.encoding,
      charsetIsForced: source.encoding != nil)
  }

  private func parsed(_ document: Document, _ report: inout SourceReport) -> ParsedFeed? {
    report.bytes += document.bytes.count
    do {
      var feed = try feedReader.read(document)
      for index in feed.entries.indices { feed.entries[index].name = document.name }
      feed.updated = feed.updated ?? document.lastModified
      return feed
    } catch {
      report.failures.append(.init(name: document.name, reason: error.description))
      return nil
    }
  }

  private func fetched(
    _ address: WebAddress, _ source: SourceConfiguration, _ report: inout SourceReport
  ) async -> ParsedFeed? {
    var request = FetchRequest(address: address, name: source.name)
    request.headers = source.headers.map { .init(name: $0.name, value: $0.value) }
    request.userAgent = source.userAgent
    request.timeout = source.timeout
    request.allowHosts = source.allowHosts
    switch await fetcher.fetch(request) {
    case .document(let fetched):
      var document = fetched.document
      if let encoding = source.encoding {
        document.charset = encoding
        document.charsetIsForced = true
      }
      return parsed(document, &report)
    case .notModified:
      report.isNotModified = true
    case .gone:
      report.failures.append(
        .init(name: source.name, reason: "gone for good (410); take it out of the configuration"))
    case .retryLater(let delay, _):
      let wait = delay.map { "in \($0.components.seconds) s" } ?? "later"
      report.failures.append(
        .init(name: source.name, reason: "the host wants to be asked again \(wait)"))
    case .failed(let error):
      report.failures.append(.init(name: source.name, reason: error.description))
    }
    return nil
  }
}

extension ParsedFeed {
  /// Adds another file's entries; what this feed says of itself stays.
  mutating func append(_ other: ParsedFeed) {
    entries += other.entries
    diagnostics += other.diagnostics
    isPartial = isPartial || other.isPartial
  }
}
