import Archive
import ConfigurationModel
import Emitter
import FeedModel
import History
import JSON
import Publisher

/// Renders feeds in the formats of a configuration, its own templates included.
struct Rendering: Sendable {
  private let documents: FeedDocuments
  private let options: EmitterOptions
  let templates: TemplateEmitter
  private let baseURL: WebAddress?
  /// What the documents of a feed name as hubs, and which of them are told, by its id.
  private let hubs: [String: [WebAddress]]
  private let toldHubs: [String: [WebAddress]]
  /// Names what decides how every feed is rendered.
  let fingerprint: String
  /// The pages about all feeds that the configuration asks for.
  let sitePages: [String]

  /// Reads the configured templates and checks every feed's `formats`.
  init(_ configuration: Configuration) throws(InvalidConfiguration) {
    let (templates, problems) = Self.checked(configuration)
    guard problems.isEmpty else {
      throw InvalidConfiguration(
        path: configuration.path ?? "configuration", problems: problems)
    }
    self.templates = templates
    baseURL = configuration.baseURL
    hubs = configuration.feeds.reduce(into: [:]) { $0[$1.id] = configuration.namedHubs(of: $1) }
    toldHubs = configuration.feeds.reduce(into: [:]) { $0[$1.id] = configuration.toldHubs(of: $1) }
    options = EmitterOptions(extensions: configuration.extensions)
    documents = FeedDocuments(templates: templates, options: options)
    let formats = Set(configuration.feeds.flatMap(\.settings.formats))
    sitePages = Self.siteTemplates.filter(formats.contains)
    fingerprint = Self.fingerprint(configuration)
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
      frozen: frozen, index: sitePages.contains("index.html") ? "index.html" : nil,
      hubs: hubs[feed.id] ?? [])
  }

  /// Whom to tell of a feed's documents; `nil` where they have no address.
  func announcement(of feed: FeedConfiguration) -> HubAnnouncement? {
    baseURL.map { HubAnnouncement(base: $0.href, hubs: toldHubs[feed.id] ?? []) }
  }

  /// A page of a feed's history that is closed, with the links that it had.
  ///
  /// - Parameters:
  ///   - name: `world/2024-10.atom`
  ///   - isClosed: `false` for one that is still open.
  func closedPage(
    _ content: NormalizedFeed, named name: String, of feed: FeedConfiguration,
    in output: any FileOutput, isClosed: Bool = true
  ) -> RenderedFile? {
    let parts = name.split(separator: ".")
    guard parts.count == 2, let base = baseURL else { return nil }
    let suffix = String(parts[1])
    let earlier = output.pages(of: feed.id)
      .filter { $0.hasSuffix(".\(suffix)") && $0 < name }.max()
    let links = DocumentLinks(
      selfAddress: WebAddress(name, base: base),
      current: WebAddress("\(feed.id).\(suffix)", base: base),
      previousArchive: earlier.flatMap { WebAddress($0, base: base) }, isArchive: isClosed)
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
    for file in TemplateFile.builtIn where !TemplateFile.isOwners(file.name) {
      bytes += [0] + file.text.utf8
    }
    if configuration.ownHub != nil { bytes += [0] + "hub".utf8 }
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
    let (templates, problems) = checked(folder, place: nil)
    guard problems.isEmpty else { throw InvalidConfiguration(path: path, problems: problems) }
    return templates
  }

  /// What is said of a format that is neither in the table nor a template.
  static func unknownFormat(_ format: String, _ templates: TemplateEmitter) -> String {
    let known =
      FeedFormat.names
      + templates.names.filter {
        !siteTemplates.contains($0) && !TemplateFile.isOwners($0)
      }
    return "unknown format \"\(format)\"; known: \(known.joined(separator: ", "))"
  }

  /// Everything that is wrong with the templates and formats of a configuration.
  static func problems(of configuration: Configuration) -> [ConfigurationProblem] {
    checked(configuration).problems
  }

  private static func checked(
    _ configuration: Configuration
  ) -> (templates: TemplateEmitter, problems: [ConfigurationProblem]) {
    let place = configuration.settings.place(of: \.templates).map(ConfigurationPlace.init)
    let (templates, problems) = checked(configuration.templates, place: place)
    // Feeds that say nothing of formats hold those of all feeds.
    let common = configuration.defaults.place(of: \.formats)
    let own = configuration.feeds.compactMap { $0.settings.place(of: \.formats) }
      .filter { $0.position != common?.position }
    return (
      templates,
      problems
        + ([common].compactMap(\.self) + own).flatMap { unknownFormats(among: $0, templates) }
    )
  }

  /// The templates of a folder, and what is wrong with them.
  private static func checked(
    _ folder: String?, place: ConfigurationPlace?
  ) -> (templates: TemplateEmitter, problems: [ConfigurationProblem]) {
    guard let folder else { return (.builtIn, []) }
    func problem(_ message: String) -> ConfigurationProblem {
      place.map { ConfigurationProblem(at: $0.value, message: message) }
        ?? ConfigurationProblem(place: "templates", message: message)
    }
    do throws(LocalFileError) {
      let (templates, problems) = TemplateEmitter.checked(adding: try templateFiles(in: folder))
      return (templates, problems.map { problem("\(folder)/\($0)") })
    } catch {
      return (.builtIn, [problem("\(error.path): \(error)")])
    }
  }

  private static func unknownFormats(
    among place: JSONValue, _ templates: TemplateEmitter
  ) -> [ConfigurationProblem] {
    let documents = FeedDocuments(templates: templates)
    return (place.elements.map(Array.init) ?? [place]).compactMap { value in
      guard let format = value.string, !documents.knows(format) else { return nil }
      return ConfigurationProblem(at: value, message: unknownFormat(format, templates))
    }
  }
}
