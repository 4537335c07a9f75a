import Bytes
public import FeedModel
import Mustache

/// Renders the pages and text formats that are Mustache templates.
///
/// Values are escaped by the format (`TemplateFile`), names and partials are checked when the
/// emitter is made, and a name without a value renders as nothing.
public struct TemplateEmitter: Sendable {
  private let library: @Sendable () -> MustacheLibrary
  /// The names of all templates, sorted.
  public let names: [String]

  /// Templates of the same name replace the built-in ones; others are added.
  ///
  /// Throws the first problem found: bad syntax, an unknown name or template, a template that
  /// includes itself.
  public init(adding templates: [TemplateFile] = []) throws(InvalidTemplate) {
    let (emitter, problems) = Self.checked(adding: templates)
    if let first = problems.first { throw first }
    self = emitter
  }

  /// The templates that can be used, and everything that is wrong with the others, file by file.
  ///
  /// ``names`` has those that can't be used too, so that they are not taken for missing.
  public static func checked(
    adding templates: [TemplateFile]
  ) -> (emitter: TemplateEmitter, problems: [InvalidTemplate]) {
    templates.isEmpty ? (.builtIn, []) : compiled(TemplateFile.builtIn + templates)
  }

  /// The last of several files of one name counts.
  static func compiled(
    _ all: [TemplateFile]
  ) -> (emitter: TemplateEmitter, problems: [InvalidTemplate]) {
    var files: [String: TemplateFile] = [:]
    for file in all { files[file.name] = file }
    let names = files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var library = MustacheLibrary()
    var problems: [InvalidTemplate] = []
    for name in names {
      guard let file = files[name] else { continue }
      problems += TemplateVocabulary.problems(of: file, among: Set(names))
      do throws(InvalidTemplate) {
        library.register(try parsed(file), named: name)
      } catch {
        problems.append(error)
      }
    }
    do throws(InvalidTemplate) {
      try TemplateCycles.check(files, names: names)
    } catch {
      problems.append(error)
    }
    return (TemplateEmitter(library: { [library] in library }, names: names), problems)
  }

  private init(library: @escaping @Sendable () -> MustacheLibrary, names: [String]) {
    self.library = library
    self.names = names
  }

  /// A template about one feed, `feed.html` or one that a user added.
  ///
  /// `nil` if there is no such template.
  public func rendered(
    _ feed: NormalizedFeed, template: String, page: FeedPage
  ) -> [UInt8]? {
    render(FeedContext(feed: feed, page: page), template)
  }

  /// A template about all feeds, `index.html` or `opml.xml` or one that a user added.
  ///
  /// `nil` if there is no such template.
  public func rendered(_ site: Site, template: String) -> [UInt8]? {
    render(SiteContext(site: site), template)
  }

  func render(_ context: any TemplateContext, _ template: String) -> [UInt8]? {
    library().render(context, withTemplate: template).map { Array($0.utf8) }
  }

  /// As for HTTP `Content-Type`, by the extension of a template's name.
  public static func mediaType(of template: String) -> String {
    let ending = template.split(separator: ".").last?.lowercased() ?? ""
    return (MediaTypesByEnding.text(ending) ?? "text/plain") + "; charset=utf-8"
  }

  private static func parsed(_ file: TemplateFile) throws(InvalidTemplate) -> MustacheTemplate {
    do {
      return try MustacheTemplate(
        string: TemplateEscaping.pragma(for: file.escaping) + file.text)
    } catch let error as MustacheTemplate.ParserError {
      // The pragma is a line of its own before the file's first.
      throw InvalidTemplate(
        file: file.name, line: max(1, error.context.lineNumber - 1),
        column: error.context.columnNumber, problem: words(for: error.error))
    } catch {
      throw InvalidTemplate(file: file.name, line: nil, problem: "is no Mustache template")
    }
  }

  private static func words(for error: any Error) -> String {
    switch error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "the section that is closed here is not the one that is open"
    case .expectedSectionEnd: "a section is never closed"
    case .unfinishedName: "a tag is not closed, or its name has a character that names can't have"
    case .invalidSetDelimiter: "the new delimiters are badly written"
    case .transformAppliedToInheritanceSection: "functions can't be applied to a block"
    case .illegalTokenInsideInheritSection, .textInsideInheritSection:
      "only blocks may stand inside {{<…}}"
    case .invalidConfigVariableSyntax, .unrecognisedConfigVariable: "unknown pragma"
    case nil: "a tag is not closed"
    }
  }
}

/// Finds templates that include themselves, which would never end.
enum TemplateCycles {
  static func check(
    _ files: [String: TemplateFile], names: [String]
  ) throws(InvalidTemplate) {
    var safe: Set<String> = []
    for name in names { try visit(name, files, path: [], safe: &safe) }
  }

  /// Recursive, but no deeper than there are templates.
  private static func visit(
    _ name: String, _ files: [String: TemplateFile], path: [String], safe: inout Set<String>
  ) throws(InvalidTemplate) {
    guard !safe.contains(name), let file = files[name] else { return }
    for tag in TemplateScanner.tags(of: file) where tag.kind == ">" || tag.kind == "<" {
      if tag.name == name || path.contains(tag.name) {
        throw InvalidTemplate(
          file: name, line: tag.line, column: tag.column,
          problem: "'\(tag.name)' would include itself without end")
      }
      try visit(tag.name, files, path: path + [name], safe: &safe)
    }
    safe.insert(name)
  }
}

extension TemplateEmitter {
  /// The built-in templates alone. They are compiled when the first of them is rendered.
  public static let builtIn = TemplateEmitter(
    library: { compiledBuiltIn },
    names: TemplateFile.builtIn.map(\.name).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })

  private static let compiledBuiltIn: MustacheLibrary = {
    let (emitter, problems) = compiled(TemplateFile.builtIn)
    // Literals of this binary: no input can bring this about.
    precondition(
      problems.isEmpty, "a built-in template is broken: TemplateEmitterTests shows which")
    return emitter.library()
  }()
}
