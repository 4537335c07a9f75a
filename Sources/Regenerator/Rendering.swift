import Archive
import Emitter
import FeedModel
public import Publisher

/// Renders feeds in the formats of a configuration, its own templates included.
struct Rendering: Sendable {
  private let documents: FeedDocuments
  private let options: EmitterOptions
  let templates: TemplateEmitter
  private let baseURL: WebAddress?
  /// Names what decides how every feed is rendered.
  let fingerprint: String
  /// The pages about all feeds that the configuration asks for.
  let sitePages: [String]

  /// Reads the configured templates and checks every feed's `formats`.
  init(_ configuration: Configuration) throws(InvalidConfiguration) {
    let templates = try Self.templates(of: configuration)
    self.templates = templates
    baseURL = configuration.baseURL
    options = EmitterOptions(extensions: configuration.extensions)
    documents = FeedDocuments(templates: templates, options: options)
    let formats = Set(configuration.feeds.flatMap(\.settings.formats))
    sitePages = Self.siteTemplates.filter(formats.contains)
    fingerprint = Self.fingerprint(configuration)
    var problems: [ConfigurationProblem] = []
    for feed in configuration.feeds {
      for format in feed.settings.formats where !documents.knows(format) {
        let known = (["atom", "json", "rss", "html"] + templates.names).joined(separator: ", ")
        problems.append(
          ConfigurationProblem(
            place: "\(feed.place).formats", message: "unknown format \"\(format)\"; known: \(known)"
          ))
      }
    }
    guard problems.isEmpty else {
      throw InvalidConfiguration(
        path: configuration.path ?? "configuration", problems: problems)
    }
  }

  /// Templates about all feeds; they are published once, beside the feeds.
  static let siteTemplates = ["index.html", "opml.xml"]

  /// Archive pages link to each other by full addresses.
  var hasPages: Bool { baseURL != nil }

  /// The documents of one feed, in the order of its formats.
  func documents(of feed: FeedConfiguration) -> [PublishedDocument] {
    FeedDocuments.documents(named: feed.id, formats: Self.formats(of: feed), base: baseURL)
  }

  /// All files of a feed, documents after the pages that they link to.
  func files(
    of content: NormalizedFeed, as feed: FeedConfiguration, archive: ArchivePages?,
    frozen: Set<String>
  ) -> [RenderedFile] {
    documents.rendered(
      content, name: feed.id, formats: Self.formats(of: feed), base: baseURL, archive: archive,
      frozen: frozen, index: sitePages.contains("index.html") ? "index.html" : nil)
  }

  /// A page of a feed's history that is closed, with the links that it had.
  ///
  /// - Parameter name: `world/2024-10.atom`
  func closedPage(
    _ content: NormalizedFeed, named name: String, of feed: FeedConfiguration, in output: String
  ) -> RenderedFile? {
    let parts = name.split(separator: ".")
    guard parts.count == 2, let base = baseURL else { return nil }
    let suffix = String(parts[1])
    let earlier = PublishedFeed.pageNames(of: feed, output: output)
      .filter { $0.hasSuffix(".\(suffix)") && $0 < name }.max()
    let links = DocumentLinks(
      selfAddress: WebAddress(name, base: base),
      current: WebAddress("\(feed.id).\(suffix)", base: base),
      previousArchive: earlier.flatMap { WebAddress($0, base: base) }, isArchive: true)
    let (bytes, mediaType): ([UInt8], String)
    switch suffix {
    case "atom":
      (bytes, mediaType) = (
        AtomEmitter(options: options).rendered(content, links: links), AtomEmitter.mediaType
      )
    case "json":
      (bytes, mediaType) = (
        JSONFeedEmitter(options: options).rendered(content, links: links),
        JSONFeedEmitter.mediaType
      )
    case "rss":
      (bytes, mediaType) = (
        RSSEmitter(options: options).rendered(content, links: links), RSSEmitter.mediaType
      )
    default: return nil
    }
    return RenderedFile(name: name, bytes: bytes, mediaType: mediaType)
  }

  /// The pages about all feeds.
  func siteFiles(_ site: Site) -> [RenderedFile] {
    sitePages.compactMap { name in
      templates.rendered(site, template: name).map {
        RenderedFile(name: name, bytes: $0, mediaType: TemplateEmitter.mediaType(of: name))
      }
    }
  }

  private static func formats(of feed: FeedConfiguration) -> [String] {
    feed.settings.formats.filter { !siteTemplates.contains($0) }
  }

  private static func fingerprint(_ configuration: Configuration) -> String {
    var bytes = Array((configuration.baseURL?.href ?? "").utf8) + [0]
    bytes += Array("\(configuration.precompress)".utf8) + [0]
    bytes += configuration.extensions.joined(separator: "\n").utf8
    for file in userTemplates(of: configuration) { bytes += [0] + file.text.utf8 }
    for file in TemplateFile.builtIn { bytes += [0] + file.text.utf8 }
    return Fingerprint(bytes).description
  }

  private static func userTemplates(of configuration: Configuration) -> [TemplateFile] {
    configuration.templates.flatMap { try? templateFiles(in: $0) } ?? []
  }

  private static func templateFiles(
    in folder: String
  ) throws(LocalFileError) -> [TemplateFile] {
    try LocalFiles.files(below: folder).map { path throws(LocalFileError) in
      let bytes = try LocalFiles.contents(of: path, limit: 1 << 20, isInsideFolder: true)
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return TemplateFile(name: name, text: String(decoding: bytes, as: UTF8.self))
    }
  }

  private static func templates(
    of configuration: Configuration
  ) throws(InvalidConfiguration) -> TemplateEmitter {
    guard let folder = configuration.templates else { return .builtIn }
    do {
      return try TemplateEmitter(adding: try templateFiles(in: folder))
    } catch let error as LocalFileError {
      throw invalid(configuration, "\(error.path): \(error)")
    } catch let error as InvalidTemplate {
      throw invalid(configuration, "\(error)")
    } catch {
      throw invalid(configuration, "\(folder) can't be read")
    }
  }

  private static func invalid(
    _ configuration: Configuration, _ message: String
  ) -> InvalidConfiguration {
    InvalidConfiguration(
      path: configuration.path ?? "configuration",
      problems: [ConfigurationProblem(place: "templates", message: message)])
  }
}
