import Archive
import Emitter
import FeedModel
import History
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
    let templates = try Self.templates(
      in: configuration.templates, of: configuration.path ?? "configuration")
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
        problems.append(
          Self.unknownFormat(format, place: "\(feed.place).formats", templates))
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
    guard let format = FeedFormat(rawValue: suffix),
      let bytes = documents.rendered(content, format, links: links)
    else { return nil }
    return RenderedFile(name: name, bytes: bytes, mediaType: format.mediaType)
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

  /// The built-in templates with those of a folder laid over them.
  ///
  /// - Parameter path: The configuration that names the folder, for messages.
  static func templates(
    in folder: String?, of path: String
  ) throws(InvalidConfiguration) -> TemplateEmitter {
    guard let folder else { return .builtIn }
    do {
      return try TemplateEmitter(adding: try templateFiles(in: folder))
    } catch let error as LocalFileError {
      throw invalid(path, "\(error.path): \(error)")
    } catch let error as InvalidTemplate {
      throw invalid(path, "\(error)")
    } catch {
      throw invalid(path, "\(folder) can't be read")
    }
  }

  /// What is said of a format that is neither in the table nor a template.
  static func unknownFormat(
    _ format: String, place: String, _ templates: TemplateEmitter
  ) -> ConfigurationProblem {
    let known = FeedFormat.names + templates.names.filter { !siteTemplates.contains($0) }
    return ConfigurationProblem(
      place: place,
      message: "unknown format \"\(format)\"; known: \(known.joined(separator: ", "))")
  }

  private static func invalid(_ path: String, _ message: String) -> InvalidConfiguration {
    InvalidConfiguration(
      path: path, problems: [ConfigurationProblem(place: "templates", message: message)])
  }
}
