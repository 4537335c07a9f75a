import Emitter
import FeedModel

/// Renders feeds in the formats of a configuration, its own templates included.
struct Rendering: Sendable {
  private let documents: FeedDocuments
  let templates: TemplateEmitter
  private let baseURL: WebAddress?

  /// Reads the configured templates and checks every feed's `formats`.
  init(_ configuration: Configuration) throws(InvalidConfiguration) {
    let templates = try Self.templates(of: configuration)
    self.templates = templates
    baseURL = configuration.baseURL
    documents = FeedDocuments(templates: templates)
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

  /// All files of a feed, documents after the pages that they link to.
  func files(of feed: NormalizedFeed, as id: String, formats: [String]) -> [RenderedFile] {
    documents.rendered(feed, name: id, formats: formats, base: baseURL)
  }

  private static func templates(
    of configuration: Configuration
  ) throws(InvalidConfiguration) -> TemplateEmitter {
    guard let folder = configuration.templates else { return .builtIn }
    do {
      let files = try LocalFiles.files(below: folder).map { path throws(LocalFileError) in
        let bytes = try LocalFiles.contents(of: path, limit: 1 << 20, isInsideFolder: true)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return TemplateFile(name: name, text: String(decoding: bytes, as: UTF8.self))
      }
      return try TemplateEmitter(adding: files)
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
