import FeedModel
import HTML

/// Reads ``PageMetadata`` in one walk over the elements of a page.
struct MetadataReader {
  private(set) var metadata = PageMetadata()
  /// Scripts whose JSON may hold the page's content: `__NEXT_DATA__` and the like.
  private(set) var dataScripts: [NodeID] = []
  private(set) var body: NodeID?
  private var base: WebAddress?
  private var microdata: (author: String?, date: String?) = (nil, nil)

  init(_ document: borrowing HTML.Document, address: WebAddress?) {
    base = address
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      current = document.next(after: node, in: document.root)
      if document.isElement(node), document.namespace(of: node) == .html { read(node, document) }
    }
    finish()
  }

  private mutating func read(_ node: NodeID, _ document: borrowing HTML.Document) {
    switch document.name(of: node) {
    case .html:
      if let language = document.attribute(.lang, of: node) { metadata.language = language }
    case .body: if body == nil { body = node }
    case .title:
      if metadata.pageTitle == nil {
        metadata.pageTitle = FlatText.line(document.textContent(of: node))
      }
    case .base:
      if let href = document.attribute(.href, of: node), let address = WebAddress(href, base: base)
      {
        base = address
      }
    case .meta: readMeta(node, document)
    case .link: readLink(node, document)
    case .script: readScript(node, document)
    default: break
    }
  }

  private mutating func readMeta(_ node: NodeID, _ document: borrowing HTML.Document) {
    guard let content = document.attribute(.content, of: node), !content.isEmpty else { return }
    let name =
      document.attribute(.property, of: node) ?? document.attribute(.name, of: node)
      ?? document.attribute(.itemprop, of: node) ?? ""
    take(content, as: name.lowercased())
  }

  private mutating func take(_ content: String, as name: String) {
    let line = FlatText.line(content)
    switch name {
    case "og:title": metadata.openTitle = metadata.openTitle ?? line
    case "twitter:title", "dc.title", "title": metadata.headline = metadata.headline ?? line
    case "og:description", "description", "twitter:description":
      if line.utf8.count > metadata.description?.utf8.count ?? 0 { metadata.description = line }
    case "og:site_name", "application-name": metadata.siteName = metadata.siteName ?? line
    case "og:type": metadata.types.append(line.lowercased())
    case "og:image", "twitter:image", "og:image:url":
      metadata.image = metadata.image ?? WebAddress(content, base: base)
    case "og:locale", "content-language":
      metadata.language =
        metadata.language
        ?? String(decoding: line.utf8.map { $0 == 0x5F ? 0x2D : $0 }, as: UTF8.self)
    case "author", "article:author", "dc.creator", "parsely-author", "sailthru.author",
      "byl", "twitter:data1":
      if name != "twitter:data1" { addAuthor(line) }
    case "article:published_time", "datepublished", "publishdate", "pubdate", "date",
      "dc.date.issued", "dc.date", "parsely-pub-date", "sailthru.date", "og:published_time",
      "publication_date", "weibo: article:create_at", "weibo:article:create_at":
      metadata.published = metadata.published ?? ParsedDate(line, language: metadata.language)
    case "article:modified_time", "datemodified", "og:updated_time", "last-modified":
      metadata.modified = metadata.modified ?? ParsedDate(line, language: metadata.language)
    case "generator": metadata.generator = line.lowercased()
    default: break
    }
  }

  private mutating func readLink(_ node: NodeID, _ document: borrowing HTML.Document) {
    guard let rel = document.attribute(.rel, of: node),
      let href = document.attribute(.href, of: node)
    else { return }
    for relation in rel.lowercased().split(separator: " ") {
      switch relation {
      case "canonical": metadata.canonical = metadata.canonical ?? WebAddress(href, base: base)
      case "amphtml": metadata.amp = metadata.amp ?? WebAddress(href, base: base)
      case "alternate":
        if document.attribute(.media, of: node)?.lowercased() == "print" {
          metadata.print = metadata.print ?? WebAddress(href, base: base)
        }
      case "next": metadata.next = metadata.next ?? WebAddress(href, base: base)
      default: break
      }
    }
  }

  private mutating func readScript(_ node: NodeID, _ document: borrowing HTML.Document) {
    guard let type = document.attribute(.type, of: node)?.lowercased() else { return }
    guard let text = document.firstChild(of: node), document.isText(text) else { return }
    if type.hasPrefix("application/ld+json") {
      var reader = LinkedData()
      document.withText(of: text) { reader.read($0) }
      take(reader)
    } else if type.hasPrefix("application/json") {
      dataScripts.append(text)
    }
  }

  private mutating func take(_ data: LinkedData) {
    metadata.types += data.types
    metadata.headline = data.headline ?? metadata.headline
    if let body = data.articleBody,
      body.utf8.count > metadata.articleBody?.utf8.count ?? 0
    {
      metadata.articleBody = body
    }
    for author in data.authors { addAuthor(author) }
    metadata.siteName = metadata.siteName ?? data.publisher
    metadata.published =
      data.published.flatMap { ParsedDate($0, language: nil) } ?? metadata.published
    metadata.modified = metadata.modified ?? data.modified.flatMap { ParsedDate($0, language: nil) }
    metadata.image = metadata.image ?? data.image.flatMap { WebAddress($0, base: base) }
    metadata.language = metadata.language ?? data.language
  }

  private mutating func addAuthor(_ name: String) {
    var name = FlatText.line(name)
    if name.hasPrefix("By ") || name.hasPrefix("by ") { name = String(name.dropFirst(3)) }
    guard !name.isEmpty, name.utf8.count < 200, !name.hasPrefix("http"), metadata.authors.count < 16
    else { return }
    if !metadata.authors.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
      metadata.authors.append(name)
    }
  }

  private mutating func finish() {
    metadata.title =
      metadata.openTitle ?? metadata.headline ?? metadata.pageTitle
  }
}

/// What JSON-LD says of the article.
struct LinkedData {
  var types: [String] = []
  var headline: String?
  var articleBody: String?
  var authors: [String] = []
  var publisher: String?
  var published: String?
  var modified: String?
  var image: String?
  var language: String?

  /// Reads one script; of several objects the first that has a value counts, the longest body.
  mutating func read(_ json: Span<UInt8>) {
    var read = self
    JSONStrings.forEach(in: json) { value in
      read.take(value)
      return true
    }
    self = read
  }

  private mutating func take(_ value: JSONStrings.Value) {
    let text = value.text
    switch value.key {
    case "@type":
      if value.parentKey.isEmpty || value.parentKey == "@graph", types.count < 16 {
        types.append(text.lowercased())
      }
    case "headline": headline = headline ?? FlatText.line(text)
    case "articleBody":
      if text.utf8.count > articleBody?.utf8.count ?? 0 { articleBody = text }
    case "datePublished": published = published ?? text
    case "dateModified": modified = modified ?? text
    case "inLanguage": language = language ?? text
    case "thumbnailUrl": image = image ?? text
    case "image": image = image ?? text
    case "url":
      if value.parentKey == "image" { image = image ?? text }
    case "author", "creator": if authors.count < 16 { authors.append(text) }
    case "name":
      switch value.parentKey {
      case "author", "creator": if authors.count < 16 { authors.append(text) }
      case "publisher": publisher = publisher ?? FlatText.line(text)
      default: break
      }
    default: break
    }
  }
}
