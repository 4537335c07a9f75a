public import HTML

/// What is known of the pages of one site: where their article is, what is none of it, where it goes on.
public struct SiteRule: Sendable {
  /// One expression of a rule.
  public struct Part: Sendable, Hashable {
    /// What it takes of a page.
    public var pattern: PagePattern
    /// Where it is written, for messages: `sites/example.org.txt:3`.
    public var place: String

    /// Both as they are.
    public init(_ pattern: PagePattern, place: String) {
      self.pattern = pattern
      self.place = place
    }
  }

  /// A text of the page's markup and what stands for it before the page is parsed.
  public struct Replacement: Sendable, Hashable {
    /// UTF-8; never empty.
    public var find: [UInt8]
    /// UTF-8.
    public var replacement: [UInt8]
    /// Where it is written, for messages.
    public var place: String

    /// As they are.
    public init(find: [UInt8], replacement: [UInt8], place: String) {
      self.find = find
      self.replacement = replacement
      self.place = place
    }
  }

  /// A field of the requests for the site's pages.
  public struct Header: Sendable, Hashable {
    /// A token of HTTP.
    public var name: String
    /// One line.
    public var value: String

    /// A field; neither part is checked here.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A page that the rule was tried on by who wrote it.
  public struct Test: Sendable, Hashable {
    /// The page's address, as it is written.
    public var address: String
    /// Where it is written, for messages.
    public var place: String
    /// Texts that the article holds.
    public var texts: [String] = []

    /// A page of whose article nothing else is known.
    public init(address: String, place: String) {
      (self.address, self.place) = (address, place)
    }
  }

  /// Where the article is: the first that fits counts.
  public var keep: [Part] = []
  /// What is none of it.
  public var remove: [Part] = []
  /// Links to the article's next page.
  public var next: [Part] = []
  /// Links to the article on one page.
  public var single: [Part] = []
  /// The article's title.
  public var title: [Part] = []
  /// Its authors.
  public var authors: [Part] = []
  /// When it was published.
  public var date: [Part] = []
  /// What is replaced in the page's markup, in this order.
  public var replacements: [Replacement] = []
  /// Sent to the site's own host alone.
  public var headers: [Header] = []
  /// In the order of the file.
  public var tests: [Test] = []

  /// Says nothing.
  public init() {}

  /// Whether it says nothing of a page.
  public var isEmpty: Bool {
    keep.isEmpty && remove.isEmpty && next.isEmpty && single.isEmpty && title.isEmpty
      && authors.isEmpty && date.isEmpty && replacements.isEmpty && headers.isEmpty
  }

  /// With what another rule says behind it.
  public func followed(by other: SiteRule) -> SiteRule {
    var rule = self
    rule.keep += other.keep
    rule.remove += other.remove
    rule.next += other.next
    rule.single += other.single
    rule.title += other.title
    rule.authors += other.authors
    rule.date += other.date
    rule.replacements += other.replacements
    rule.headers += other.headers
    return rule
  }
}

/// What an expression takes of a page.
public enum PagePattern: Sendable, Hashable {
  /// Elements, by CSS.
  case selector(Selector)
  /// Nodes or a text, by XPath 1.0.
  case path(PagePath)
  /// Elements that have a text in their `id` or `class`; UTF-8.
  case idOrClass([UInt8])
  /// Pictures that have a text in their address; UTF-8.
  case imageSource([UInt8])
}
