public import FeedModel

/// Renders all files of one feed.
public struct FeedDocuments: Sendable {
  /// What a feed is published as: a format of the table, or a template about one feed.
  public enum Format: Sendable, Hashable {
    case feed(FeedFormat)
    /// By its file name.
    case template(String)

    /// A name of the configuration's `formats`: one of ``FeedFormat/names``, or the file name of a
    /// template.
    public init(_ name: String) {
      self = FeedFormat(rawValue: name).map(Format.feed) ?? .template(name)
    }

    /// What follows the feed's id in the file's name.
    var suffix: String {
      switch self {
      case .feed(let format): format.suffix
      case .template(let name):
        name.hasPrefix("feed.") ? String(name.dropFirst("feed.".count)) : name
      }
    }

    var mediaType: String {
      switch self {
      case .feed(let format): format.mediaType
      case .template(let name): TemplateEmitter.mediaType(of: name)
      }
    }

    /// Whether older entries stand on pages of the same format.
    var hasPages: Bool {
      if case .feed(let format) = self { format.hasPages } else { false }
    }
  }

  private let atom: AtomEmitter
  private let json: JSONFeedEmitter
  private let rss: RSSEmitter
  private let templates: TemplateEmitter

  public init(templates: TemplateEmitter, options: EmitterOptions = EmitterOptions()) {
    atom = AtomEmitter(options: options)
    json = JSONFeedEmitter(options: options)
    rss = RSSEmitter(options: options)
    self.templates = templates
  }

  /// One document by the name of its format, without links to others; `nil` for a name that is
  /// not known (``knows(_:)``).
  public func rendered(_ feed: NormalizedFeed, as name: String) -> [UInt8]? {
    let page = FeedPage(name: name, documents: [], index: nil)
    return render(feed, Format(name), links: DocumentLinks(), page: page)
  }

  /// Whether `name` may stand in `formats`: a feed format, or a template that is there.
  public func knows(_ name: String) -> Bool {
    guard case .template(let template) = Format(name) else { return true }
    return templates.names.contains(template) && !TemplateFile.isOwners(template)
  }

  /// The files that a feed is published as, in the order of `formats`, for pages that link to them.
  ///
  /// - Parameter base: The configured `baseURL`, ending in a slash.
  public static func documents(
    named name: String, formats: [String], base: WebAddress?
  ) -> [PublishedDocument] {
    formats.map { format in
      let kind = Format(format)
      let file = "\(name).\(kind.suffix)"
      return PublishedDocument(
        format: format, href: file, mediaType: kind.mediaType, address: address(of: file, base))
    }
  }

  /// The months whose pages are frozen in every format: what ``ArchivePages`` need not make.
  public static func frozenMonths(
    of name: String, formats: [String], frozen: Set<String>
  ) -> Set<String> {
    let suffixes = formats.map(Format.init).filter(\.hasPages).map(\.suffix)
    let months = frozen.compactMap { file -> String? in
      guard file.hasPrefix("\(name)/") else { return nil }
      return file.split(separator: "/").last?.split(separator: ".").first.map(String.init)
    }
    return Set(months).filter { month in
      !suffixes.isEmpty && suffixes.allSatisfy { frozen.contains("\(name)/\(month).\($0)") }
    }
  }

  /// All files of a feed: archive pages first, then the documents that link to them.
  ///
  /// - Parameters:
  ///   - name: The feed's id in the configuration.
  ///   - base: The configured `baseURL`, ending in a slash; without it there are no self links and
  ///     no archive pages, because their links need full addresses.
  ///   - frozen: The names of pages that were published closed (`world/2024-10.atom`); they are not
  ///     rendered again.
  ///   - index: The page that lists all feeds, relative, if there is one.
  ///   - hubs: Where readers may subscribe to the documents.
  public func rendered(
    _ feed: NormalizedFeed, name: String, formats: [String], base: WebAddress?,
    archive: ArchivePages? = nil, frozen: Set<String> = [], index: String? = nil,
    hubs: [WebAddress] = []
  ) -> [RenderedFile] {
    let documents = Self.documents(named: name, formats: formats, base: base)
    let page = FeedPage(name: name, documents: documents, index: index)
    var files: [RenderedFile] = []
    for format in formats.map(Format.init) where format.hasPages {
      guard let base, let archive else { continue }
      let pages = pages(of: feed, name, format, base: base, archive: archive, frozen: frozen)
      files += pages
    }
    for format in formats.map(Format.init) {
      let file = "\(name).\(format.suffix)"
      let previous = archive?.newest.flatMap {
        Self.address(of: "\(name)/\($0).\(format.suffix)", base)
      }
      var links = DocumentLinks(
        selfAddress: Self.address(of: file, base),
        previousArchive: format.hasPages ? previous : nil)
      links.hubs = hubs
      guard let bytes = render(feed, format, links: links, page: page) else { continue }
      files.append(RenderedFile(name: file, bytes: bytes, mediaType: format.mediaType))
    }
    return files
  }

  private func pages(
    of feed: NormalizedFeed, _ name: String, _ format: Format, base: WebAddress,
    archive: ArchivePages, frozen: Set<String>
  ) -> [RenderedFile] {
    archive.pages.compactMap { page in
      let file = "\(name)/\(page.month).\(format.suffix)"
      guard !frozen.contains(file) else { return nil }
      let previous = page.previous.map { "\(name)/\($0).\(format.suffix)" }
      let links = DocumentLinks(
        selfAddress: Self.address(of: file, base),
        current: Self.address(of: "\(name).\(format.suffix)", base),
        previousArchive: previous.flatMap { Self.address(of: $0, base) },
        isArchive: page.isClosed)
      var content = feed
      content.entries = page.entries
      content.updated = page.entries.map(\.updated).max() ?? feed.updated
      let place = FeedPage(name: name, documents: [], index: nil)
      return render(content, format, links: links, page: place).map {
        RenderedFile(name: file, bytes: $0, mediaType: format.mediaType)
      }
    }
  }

  private func render(
    _ feed: NormalizedFeed, _ format: Format, links: DocumentLinks, page: FeedPage
  ) -> [UInt8]? {
    switch format {
    case .feed(.html): templates.rendered(feed, template: "feed.html", page: page)
    case .feed(let format): rendered(feed, format, links: links)
    case .template(let name): templates.rendered(feed, template: name, page: page)
    }
  }

  /// One document or page; `nil` for a format that is a template's.
  public func rendered(
    _ feed: NormalizedFeed, _ format: FeedFormat, links: DocumentLinks
  ) -> [UInt8]? {
    switch format {
    case .atom: atom.rendered(feed, links: links)
    case .json: json.rendered(feed, links: links)
    case .rss: rss.rendered(feed, links: links)
    case .html: nil
    }
  }

  private static func address(of file: String, _ base: WebAddress?) -> WebAddress? {
    base.flatMap { WebAddress(file, base: $0) }
  }
}
