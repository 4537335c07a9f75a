import ConfigurationModel
import Emitter
import FeedModel
import Publisher

/// Finds files of the user that publishing would overwrite or put in readers' reach, and files that
/// two feeds would write.
struct FileCheck {
  private let configuration: Configuration
  private(set) var problems: [ConfigurationProblem] = []

  init(_ configuration: Configuration) {
    self.configuration = configuration
    findOwnFiles()
    findNamesGivenTwice()
  }

  /// Throws what was found.
  func check() throws(InvalidConfiguration) {
    guard !problems.isEmpty else { return }
    throw InvalidConfiguration(
      path: configuration.path ?? "configuration", problems: problems)
  }

  // MARK: The user's own files

  private mutating func findOwnFiles() {
    let output = Self.place(of: configuration.output)
    let settings = configuration.settings
    let own: [(words: String, path: String?, place: ConfigurationPlace?)] = [
      ("the configuration", configuration.path, nil),
      (
        "the archive", configuration.hasDatabase ? nil : configuration.archive,
        settings.place(of: \.archive).map(ConfigurationPlace.init)
      ),
      (
        "the templates", configuration.templates,
        settings.place(of: \.templates).map(ConfigurationPlace.init)
      ),
    ]
    let sources = configuration.feeds.flatMap(\.sources).map { source in
      (words: "a source", path: source.location.path, place: source.place)
    }
    for (words, path, place) in own + sources {
      guard let path, let name = LocalFiles.name(of: Self.place(of: path), below: output)
      else { continue }
      let place = settings.place(of: \.output).map(ConfigurationPlace.init) ?? place
      add(sentence(words, path, name), at: place, else: "output")
    }
  }

  /// Where a path leads: what is there without links, what is not there yet without detours.
  private static func place(of path: String) -> String {
    PlainPath.text(LocalFiles.resolved(path))
  }

  private func sentence(_ words: String, _ path: String, _ name: String) -> String {
    let writer = configuration.feeds.first { names(of: $0).contains(name) }
    let harm = writer.map { "feed \"\($0.id)\" would overwrite it" } ?? "readers would see it"
    return "the output folder \(configuration.output) holds \(words) \(path), and \(harm); "
      + "give the output a folder of its own"
  }

  // MARK: Published files

  private mutating func findNamesGivenTwice() {
    var owners: [String: String] = [:]
    for page in Rendering.siteTemplates
    where configuration.feeds.contains(where: { $0.settings.formats.contains(page) }) {
      owners[page] = "the page about all feeds"
    }
    for feed in configuration.feeds {
      for name in names(of: feed) {
        guard let owner = owners.updateValue("feed \"\(feed.id)\"", forKey: name) else { continue }
        let place = feed.keys.place(of: \.id).map(ConfigurationPlace.init)
        add(
          "would be published as \(name), as \(owner) is; change the id or the formats",
          at: place, else: "\(feed.place).id")
      }
    }
  }

  private func names(of feed: FeedConfiguration) -> [String] {
    let formats = feed.settings.formats.filter { !Rendering.siteTemplates.contains($0) }
    return FeedDocuments.documents(named: feed.id, formats: formats, base: nil).map(\.href)
  }

  private mutating func add(_ message: String, at place: ConfigurationPlace?, else name: String) {
    problems.append(
      place.map { ConfigurationProblem(at: $0.value, message: message) }
        ?? ConfigurationProblem(place: name, message: message))
  }
}
