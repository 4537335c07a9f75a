import Archive
import ConfigurationModel
import FeedModel
import FeedReader
import Fetcher
import History
import Publisher

/// Reads one source, wherever it is, into one parsed feed.
struct SourceReader: Sendable {
  let feedReader: FeedReader
  let fetcher: SharedFetcher
  /// Of all documents on their way; nobody reads one that is not counted.
  let memory: MemoryBudget
  /// The largest document, in bytes.
  let maxBytes: Int
  /// Where whoever reads the messages can change what they say is wrong.
  var place = RemedyPlace.configuration
  /// Whether it waits for what comes through a named pipe: no refresh may, for it might for ever.
  var readsPipes = true
  /// The hosts that redirects may lead to; `nil` for any.
  var onlyHosts: HostList?
  /// Whether what is read is compared with what was read the last time.
  var comparesDocuments = true
  /// Gives standard input whole; called at most once.
  var standardInput: @Sendable () throws(LocalFileError) -> [UInt8] = {
    () throws(LocalFileError) in throw LocalFileError(path: "-", reason: .notFound)
  }

  /// What is remembered of the last time.
  struct Known: Sendable {
    /// Of the document's bytes, where it was read whole and under the same configuration.
    var body: Fingerprint?
    var validators = Validators()
    /// Where to ask in place of the configured address.
    var address: WebAddress?
    /// What the encoding of its documents was taken for, where they declare none that fits.
    var encoding: String?
  }

  /// Asks a source, and reads what it gave; never throws: what could not be read is in the report,
  /// and in the answer's words.
  func read(
    _ source: SourceConfiguration, base: WebAddress?, known: Known = Known()
  ) async -> SourceReading {
    let answer = await ask(source, known: known)
    guard let document = answer.document else { return answer.reading }
    let lease = document.holdsLease ? nil : await memory.lease(document.bytes)
    defer { withExtendedLifetime(lease) {} }
    return read(answer, of: source, base: base, known: known)
  }

  /// Asks a source, without reading what it gave.
  ///
  /// - Parameter setsDown: whether its document is to wait on the disk, because its reader has
  ///   others to wait for.
  func ask(
    _ source: SourceConfiguration, known: Known, setsDown: Bool = false
  ) async -> SourceAnswer {
    var reading = SourceReading(SourceReport(name: source.name))
    reading.report.wasAsked = true
    reading.assumedEncoding = known.encoding
    switch source.location {
    case .web(let address):
      let held = await fetcher.fetch(request(to: address, source, known), setsDown: setsDown)
      let document = reading.take(held, source, known, place: place)
      return SourceAnswer(reading: reading, document: document)
    case .path(let path):
      let size = LocalFiles.memory(of: path, limit: maxBytes)
      return SourceAnswer(
        reading: reading, document: PendingDocument(place: .local, bytes: size))
    case .standardInput:
      return SourceAnswer(
        reading: reading, document: PendingDocument(place: .local, bytes: maxBytes))
    }
  }

  /// Reads what a source gave; its ``PendingDocument/bytes`` are counted by the caller.
  func read(
    _ answer: SourceAnswer, of source: SourceConfiguration, base: WebAddress?, known: Known
  ) -> SourceReading {
    var reading = answer.reading
    guard let pending = answer.document else { return reading }
    do throws(LocalFileError) {
      switch (pending.place, source.location) {
      case (.memory(let document, _), _): parse(document, &reading)
      case (.disk(var document, let setDown), _):
        document.bytes = try setDown.contents()
        parse(document, &reading)
      case (.local, .path(let path)): readLocal(path, source, base, known, &reading)
      case (.local, .standardInput):
        let bytes = try unpacked(try standardInput(), "-")
        parse(document(bytes, "-", source, base), &reading)
      case (.local, .web): break
      }
    } catch {
      reading.fail(error.path, error.description(for: place))
    }
    reading.finish()
    return reading
  }

  private func request(
    to address: WebAddress, _ source: SourceConfiguration, _ known: Known
  ) -> FetchRequest {
    var request = FetchRequest(address: address, name: source.name)
    request.validators = known.validators
    request.headers = source.requestHeaders.map { .init(name: $0.name, value: $0.value) }
    request.authentication = source.authentication.map { authentication in
      switch authentication {
      case .basic(let user, let password): .basic(user: user, password: password)
      case .bearer(let token): .bearer(token: token)
      }
    }
    request.userAgent = source.userAgent
    request.timeout = source.timeout
    request.allowHosts = source.allowHosts
    request.onlyHosts = onlyHosts
    request.allowPrivateNetworks = source.allowPrivateNetworks
    request.proxy = source.proxy
    return known.address.map(request.moved(to:)) ?? request
  }

  // MARK: Files and folders

  private func readLocal(
    _ path: String, _ source: SourceConfiguration, _ base: WebAddress?, _ known: Known,
    _ reading: inout SourceReading
  ) {
    do throws(LocalFileError) {
      switch try LocalFiles.kind(of: path) {
      case .folder:
        try readFolder(path, source, base, known, &reading)
        return
      case .pipe where !readsPipes:
        throw LocalFileError(path: path, reason: .notARegularFile)
      case .file, .pipe: break
      }
      let bytes = try unpacked(try LocalFiles.contents(of: path, limit: maxBytes), path)
      let body = Fingerprint(comparesDocuments ? bytes : [])
      if reading.isSame(body, known) { return }
      parse(document(bytes, path, source, base), &reading)
      reading.answer = .content(body, nil)
    } catch {
      reading.fail(path, error.description(for: place))
    }
  }

  private func unpacked(_ bytes: [UInt8], _ path: String) throws(LocalFileError) -> [UInt8] {
    try LocalFiles.unpacked(bytes, named: path, limit: maxBytes)
  }

  /// All files below a folder as one feed; files that can't be read are named and left out.
  private func readFolder(
    _ path: String, _ source: SourceConfiguration, _ base: WebAddress?, _ known: Known,
    _ reading: inout SourceReading
  ) throws(LocalFileError) {
    let files = try LocalFiles.files(below: path)
    guard !files.isEmpty else {
      reading.fail(path, "the folder holds no files; put entry files or feeds into it")
      return
    }
    // Looked at before it is read, so that a change in between shows in the next run.
    let body = comparesDocuments ? folderPrint(of: files) : nil
    if let body, reading.isSame(body, known) { return }
    for file in files {
      do throws(LocalFileError) {
        let bytes = try LocalFiles.contents(of: file, limit: maxBytes, isInsideFolder: true)
        parse(document(try unpacked(bytes, file), file, source, base), &reading)
      } catch {
        reading.fail(file, error.description(for: place))
      }
    }
    // A folder with a file that can't be looked at is never whole, and so read again.
    if body != nil || reading.feed != nil {
      reading.answer = .content(body ?? Fingerprint([]), nil)
    }
  }

  /// `nil` when a file can't be read: then the folder is never taken for unchanged.
  private func folderPrint(of files: [String]) -> Fingerprint? {
    var prints: [UInt8] = []
    for file in files {
      guard let bytes = try? LocalFiles.contents(of: file, limit: maxBytes, isInsideFolder: true)
      else { return nil }
      prints += Array(file.utf8) + [0] + Fingerprint(bytes).bytes
    }
    return Fingerprint(prints)
  }

  private func document(
    _ bytes: [UInt8], _ name: String, _ source: SourceConfiguration, _ base: WebAddress?
  ) -> SourceDocument {
    SourceDocument(
      bytes: bytes, name: name, address: base, charset: source.encoding,
      charsetIsForced: source.encoding != nil, timezone: source.timezone)
  }

  func parse(_ document: SourceDocument, _ reading: inout SourceReading) {
    reading.report.bytes += document.bytes.count
    var document = document
    document.assumedEncoding = reading.assumedEncoding
    do {
      var feed = try feedReader.read(document)
      for index in feed.entries.indices { feed.entries[index].name = document.name }
      for index in feed.diagnostics.indices {
        feed.diagnostics[index].name = feed.diagnostics[index].name ?? document.name
      }
      feed.updated = feed.updated ?? document.lastModified
      reading.append(feed)
    } catch {
      reading.fail(document.name, error.description)
    }
  }
}
