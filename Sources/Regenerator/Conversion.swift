import Archive
import ConfigurationModel
import Emitter
public import FeedModel
import FeedReader
import Fetcher
import History
import Normalizer
public import Publisher

/// Gives standard input whole, up to a limit in bytes.
public typealias StandardInput = @Sendable (_ limit: Int) throws(LocalFileError) -> [UInt8]

/// One conversion, done: the feed, its bytes, and what could not be read.
///
/// It has no memory and no retention: what goes in comes out.
public struct Conversion: Sendable {
  /// The clean feed; `nil` when nothing could be read.
  public let feed: NormalizedFeed?
  /// The feed in the format asked for; empty when there is no feed.
  public let bytes: [UInt8]
  /// What could not be read, input by input.
  public let failures: [SourceReport.Failure]
  /// Sentences on what was repaired or left out.
  public let warnings: [String]
  /// Sentences that count entries which are missing because others are versions of them.
  public let remarks: [String]

  /// How many inputs gave a feed.
  public let readInputs: Int

  /// Reads, cleans and renders; problems of single inputs are values, not errors.
  public init(
    _ request: ConversionRequest, standardInput: @escaping StandardInput
  ) async throws(RunError) {
    let configured = Self.feed(for: request)
    let documents = try Self.documents(for: request)
    var pipeline = try Self.pipeline(request, configured, standardInput)
    pipeline.takePages(for: request, configured, request.fetch ?? FetchSettings())
    let result = await pipeline.run(configured)
    failures = result.sources.flatMap(\.failures)
    readInputs = configured.sources.count - result.missing.count
    feed = result.feed.map { Self.selected($0, request) }
    let diagnostics = result.sources.flatMap(\.diagnostics) + (feed?.diagnostics ?? [])
    // What the reader found the feed says once more.
    var told: Set<Diagnostic> = []
    warnings = diagnostics.filter { $0.severity >= .warning && told.insert($0).inserted }
      .map(\.placedMessage)
    let codes = [
      EntryNaming.versionsCode, CombinedFeed.copiesCode, "page-not-taken", "site-rule-not-followed",
    ]
    remarks = diagnostics.filter { codes.contains($0.code) && told.insert($0).inserted }
      .map(\.placedMessage)
    bytes = feed.flatMap { documents.rendered($0, as: request.format) } ?? []
  }

  /// Reads and cleans as a conversion does, and tells what was changed, entry by entry.
  public static func explanations(
    of request: ConversionRequest, standardInput: @escaping StandardInput
  ) async throws(RunError) -> (explanations: [Explanation], failures: [SourceReport.Failure]) {
    let configured = feed(for: request)
    var pipeline = try pipeline(request, configured, standardInput)
    pipeline.learned = learned(for: request)
    pipeline.origins = TextOrigins(request)
    let result = await pipeline.explanations(of: configured, limit: request.limit)
    let explanations = remembered(result.explanations, request)
    return (explanations, result.sources.flatMap(\.failures))
  }

  /// With what the archive holds to be copies; as they are where there is none to be read.
  private static func remembered(
    _ explanations: [Explanation], _ request: ConversionRequest
  ) -> [Explanation] {
    guard let key = request.like?.id, let path = request.archive,
      let archive = try? Archive.reading(path)
    else { return explanations }
    let noted = try? archive.read { session throws(ArchiveError) in
      var explanations = explanations
      for index in explanations.indices where explanations[index].copyOf == nil {
        let id = EntryID(iri: explanations[index].id)
        guard let record = try session.copy(id, in: key) else { continue }
        explanations[index].note(copyOf: record.original.id, record.sentence)
      }
      return explanations
    }
    return noted ?? explanations
  }

  /// Writes the feed to a file, whole or not at all.
  public func save(to path: String) throws(PublishError) {
    _ = try Publisher().publish(bytes, at: path)
  }

  /// Before anything is read: a format that is not there is no reason to ask a server.
  private static func documents(
    for request: ConversionRequest
  ) throws(RunError) -> FeedDocuments {
    do throws(InvalidConfiguration) {
      let templates = try Rendering.templates(
        in: request.templates, of: request.configurationPath ?? "configuration")
      let documents = FeedDocuments(templates: templates)
      guard documents.knows(request.format) else {
        throw InvalidConfiguration(
          path: request.configurationPath ?? "--to",
          problems: [
            ConfigurationProblem(
              place: "--to", message: Rendering.unknownFormat(request.format, templates))
          ])
      }
      return documents
    } catch {
      throw .configuration(error)
    }
  }

  private static func selected(
    _ feed: NormalizedFeed, _ request: ConversionRequest
  ) -> NormalizedFeed {
    var feed = feed
    if let since = request.since {
      feed.entries.removeAll { ($0.published ?? $0.updated) < since }
    }
    if let limit = request.limit, limit < feed.entries.count {
      feed.entries = Array(feed.entries.prefix(limit))
    }
    return feed
  }

  /// What a refresh has learned of the feed that inputs are treated as.
  private static func learned(for request: ConversionRequest) -> [LearnedPromo] {
    guard let feed = request.like, feed.promos == "learn", let path = request.archive,
      let archive = try? Archive.reading(path)
    else { return [] }
    let key = feed.id
    // An archive of an older version remembers none.
    let promos = try? archive.read { session throws(ArchiveError) in
      try session.learnedPromos(of: key).map(\.promo)
    }
    return promos ?? []
  }

  static func feed(for request: ConversionRequest) -> FeedConfiguration {
    var feed =
      request.like
      ?? FeedConfiguration(id: "convert")
    feed.title = request.title ?? feed.title
    feed.homepage = request.homepage ?? feed.homepage
    feed.language = request.language ?? feed.language
    feed.settings.fullText = request.fullText ?? feed.settings.fullText
    if let rule = request.duplicates { feed.settings.duplicates.find = rule }
    let template = feed.sources.first
    feed.sources = request.inputs.map { input in
      var source = SourceConfiguration(name: input, location: location(input))
      source.encoding = template?.encoding
      source.timezone = request.timezone ?? template?.timezone
      return source
    }
    return feed
  }

  private static func location(_ input: String) -> SourceLocation {
    input == "-" ? .standardInput : SourceLocation(input) ?? .path(input)
  }

  static func pipeline(
    _ request: ConversionRequest, _ feed: FeedConfiguration,
    _ standardInput: @escaping @Sendable (_ limit: Int) throws(LocalFileError) -> [UInt8]
  ) throws(RunError) -> FeedPipeline {
    var settings = request.fetch ?? FetchSettings()
    settings.allowPrivateNetworks = request.allowPrivateNetworks
    settings.maxBytes = request.maxBytes ?? settings.maxBytes
    settings.memory = max(settings.memory, settings.maxBytes)
    let limit = settings.maxBytes
    let memory = MemoryBudget(limit: settings.memory)
    let reader = SourceReader(
      feedReader: FeedReader(zones: { TimeZones.offset(of: $0) }),
      fetcher: SharedFetcher(policy: FetchPolicy(settings), memory: memory), memory: memory,
      maxBytes: limit, place: .command, comparesDocuments: false,
      standardInput: { () throws(LocalFileError) in try standardInput(limit) })
    var normalizer: Normalizer
    do throws(InvalidRules) {
      normalizer = try ConfiguredRules.normalizer(
        for: feed, common: request.rules, keepsImageProxies: request.keepsImageProxies)
    } catch {
      throw .configuration(
        InvalidConfiguration(path: request.configurationPath ?? "configuration", error))
    }
    if let loaded = try FilterListStore.loaded(for: request, limit: limit) {
      normalizer = normalizer.filtering(by: loaded)
    }
    return FeedPipeline(
      sourceReader: reader, normalizer: normalizer, base: request.base,
      isAnonymous: request.like == nil)
  }
}
