public import FeedModel
public import HTML
public import JSON

// The one table of keys. A row here is all that a new key needs beside the code that uses its value
// (CONTRIBUTING.md, "a configuration key"); then `make generate`.

/// The keys at the top level.
public struct ConfigurationKeys: KeyTable {
  /// The rows below, by name and in order.
  public static let table = KeyRows(ConfigurationKeys())

  public let output = Key(
    "output", .folderOrBucket, default: "public",
    "the folder for the published files, or [a bucket](object-store.md)")
  public let archive = Key(
    "archive", .fileOrDatabase, default: "state/archive.sqlite",
    """
    what Refeed [remembers](refreshing.md) between runs: a file, or [a database of \
    PostgreSQL](postgresql.md)
    """)
  public let lease = Key(
    "lease", .duration("5s", to: "1h"), default: .seconds(300),
    """
    where several processes refresh with [one database](scaling.md): how long one may be silent \
    before others take over the feeds that it is at
    """)
  public let templates = Key(
    "templates", .path,
    "a folder of [templates](templates.md) that replace the built-in ones or add formats",
    effect: .publish)
  public let baseURL = Key(
    "baseURL", .folderAddress,
    """
    where the output folder is on the web; without it the feeds carry no self link and there are no \
    archive pages
    """, effect: .publish)
  public let precompress = Key(
    "precompress", .flag, default: false,
    """
    whether each file gets a gzip-compressed copy beside it (`world.atom.gz`), for web servers that \
    send such copies
    """, effect: .publish)
  public let extensions = Key(
    "extensions", .texts(), default: [],
    "namespaces of extension elements to publish beside the [well-known ones](formats.md)",
    effect: .publish)
  public let fetch = Key(
    "fetch", .object(of: "fetch"), default: FetchSettings(), "how to fetch",
    standardText: "[below](#fetch)")
  public let defaults = Key(
    "defaults", .object(of: "defaults", check: SettingsCheck.check), default: FeedDefaults(),
    "settings of every feed that does not say otherwise",
    standardText: "[below](#defaults-and-the-same-keys-in-a-feed)")
  public let rules = Key(
    "rules", .rules(words: "object", schemaTypes: ["object"]),
    "[rules](rules.md) for all feeds", effect: .clean)
  public let filterLists = Key(
    "filterLists", .locations, default: [],
    """
    [filter lists](filter-lists.md) for all feeds: files, or addresses that are kept beside the \
    archive and asked again when they are due
    """, effect: .clean)
  public let siteRules = Key(
    "siteRules", .path,
    """
    a folder of [rules for sites](full-text.md#rules-for-sites) in the form of FiveFilters' site \
    configurations, for the pages that `fullText` takes
    """, effect: .clean)
  public let serve = Key(
    "serve", .object(of: "serve"), default: ServeSettings(), "how to [serve](serving.md)",
    standardText: "[below](#serve)")
  public let search = Key(
    "search", .flag, default: true,
    "whether the archive keeps what the owner's pages [search](pages.md#search) by")
  public let after = Key(
    "after", .texts(), default: [],
    """
    a command to run [after a run has published something](operating.md#after-a-run): the program \
    and its arguments, without a shell
    """)
  public let notify = Key(
    "notify", .object(of: "notify", shorthand: "url", check: NotifyCheck.check),
    default: NotifySettings(),
    "whom to tell [when a source changes state](operating.md#when-a-source-changes-state)",
    standardText: "[nobody](#notify)")
  public let hubs = Key(
    "hubs", .addresses, default: [],
    """
    [WebSub hubs](websub.md#hubs-of-others) that are told when a feed has changed, and that its \
    documents name; they need `baseURL`
    """, effect: .publish)
  public let feeds = Key(
    "feeds", .list(of: "feed", words: "list of objects"), demand: "list at least one feed",
    "the [feeds](#feedsn) to publish")
}

/// The keys of `fetch`.
public struct FetchKeys: KeyTable {
  /// The rows below, by name and in order.
  public static let table = KeyRows(FetchKeys())

  public let connections = Key(
    "connections", .count(1...1024), default: 64,
    "transfers at the same time, all hosts together")
  public let perHost = Key(
    "perHost", .count(1...1024), default: 2,
    "transfers at the same time from one host, whichever feed asks")
  public let gap = Key(
    "gap", .duration("0s", to: "1h"), default: .seconds(1),
    "the least time between two requests to one host")
  public let timeout = Key(
    "timeout", .duration("1s", to: "24h"), default: .seconds(30),
    "the most time for one transfer, redirects included")
  public let maxBytes = Key(
    "maxBytes", .size("1B", to: "4GiB"), default: 32 << 20,
    "the largest document, unpacked; files and standard input too (`convert --max-bytes`)")
  public let memory = Key(
    "memory", .size("1B", to: "1TiB"), default: 256 << 20,
    """
    the most that all documents on their way take together, from the first byte until what was \
    made of them is archived; what is larger is let in when nothing else is on its way
    """)
  public let contact = Key(
    "contact", .contact,
    """
    where the people whose servers are asked can reach you, a page or an e-mail address; it stands \
    in the user agent
    """)
  public let userAgent = Key(
    "userAgent", .fieldText, without: "`Refeed/VERSION (+CONTACT; feed regenerator)`",
    "what origins see")
  public let proxy = Key(
    "proxy", .fieldText,
    "an HTTP proxy's address; proxy variables of the environment are ignored")
  public let allowPrivateNetworks = Key(
    "allowPrivateNetworks", .flag, default: false,
    "whether addresses may lead to this machine or a private network")
  public let followMoves = Key(
    "followMoves", .flag, default: false,
    """
    whether a source that has [moved for good](refreshing.md) is asked at its new address, once \
    three good answers in a row have said so
    """)
  public let pagesPerHost = Key(
    "pagesPerHost", .count(1...10_000), default: 30,
    "pages of entries that a run fetches from one host ([`fullText`](full-text.md#in-a-feed))")
  public let keepPages = Key(
    "keepPages", .duration("0s", to: "36500d"), default: .seconds(30 * 86_400),
    "how long fetched pages are kept beside the archive, so that new rules reach them")
  public let pageStore = Key(
    "pageStore", .size("1MiB", to: "1TiB"), default: 1 << 30,
    "the most that kept pages take on the disk; the oldest go first")
}

/// Whom to tell when a source changes state (`notify`).
public typealias NotifySettings = Settings<NotifyKeys>

/// The keys of `notify`.
public struct NotifyKeys: KeyTable {
  /// The rows below, by name and in order.
  public static let table = KeyRows(NotifyKeys())

  public let webhook = Key(
    "url", .address,
    "where to [send it](operating.md#when-a-source-changes-state): https, or a host of `allowHosts`"
  )
  public let token = Key("token", .fieldText, "bearer authentication")
  public let allowHosts = Key(
    "allowHosts", .texts(), default: [],
    "hosts, addresses or networks that may be told although they are not public, and over http")
}

/// The keys of `defaults`, which each feed has too.
public struct FeedDefaultKeys: KeyTable {
  /// The rows below, by name and in order.
  public static let table = KeyRows(FeedDefaultKeys())

  public let every = Key(
    "every", .object(of: "every", shorthand: "default"), default: Every(),
    "how often a source is [asked](#every)",
    standardText: #"`{ "default": "30m", "min": "10m", "max": "24h" }`"#)
  public let keep = Key(
    "keep", .keep("0s", to: "36500d"), default: Keep.forever,
    "how long the content of an entry is remembered after its source stopped offering it")
  public let entries = Key(
    "entries", .count(1...10_000), default: 100,
    "how many entries the main document holds (never fewer than the sources offer)",
    effect: .publish)
  public let maxEntries = Key(
    "maxEntries", .count(1...10_000), default: 1000,
    "the most it holds when the sources offer more than `entries`", effect: .publish)
  public let formats = Key(
    "formats", .texts(atLeastOne: #"must name at least one format: "atom", "json", …"#),
    default: ["atom", "json"],
    """
    the files to write: `\(FeedFormat.names.joined(separator: "`, `"))`, or a \
    [template](templates.md); `index.html` and `opml.xml` are written once, about all feeds
    """, effect: .publish)
  public let tolerance = Key(
    "tolerance", .count(1...1000), default: 3,
    """
    how many runs in a row a source must offer nothing, less than half, or another site's entries \
    until it is believed
    """)
  public let fullText = Key(
    "fullText", .word(["never", "truncated", "always"]), default: "never",
    """
    whether the [whole article](full-text.md#in-a-feed) is taken from the page of an entry: where the \
    source gives only its beginning, or always
    """, effect: .clean)
  public let pages = Key(
    "pages", .count(1...50), default: 5,
    "how many pages of one article are fetched, one after the other", effect: .clean)
  public let duplicates = Key(
    "duplicates", .object(of: "duplicates", shorthand: "find"), default: Duplicates(),
    "which entries are [one article](duplicates.md)", effect: .publish,
    standardText: "`\"same-address\"`")
}

/// The keys of `duplicates`.
public struct DuplicatesKeys: KeyTable {
  /// The rows below, by name and in order.
  public static let table = KeyRows(DuplicatesKeys())

  public let find = Key(
    "find", .duplicateRule, default: .sameAddress,
    "what makes entries of different sources one article")
  public let acrossFeeds = Key(
    "acrossFeeds", .flag, default: false,
    "whether an article of another feed that says the same is not published here again")
}

/// Where the article is on pages (`article`).
public typealias ArticleRules = Settings<ArticleKeys>

/// The keys of `article`.
public struct ArticleKeys: KeyTable {
  /// The rows below, by name and in order.
  public static let table = KeyRows(ArticleKeys())

  public let keep = Key(
    "keep", .selectors, default: [],
    "elements that hold the article; of several selectors the first that fits the page counts")
  public let remove = Key("remove", .selectors, default: [], "elements that are none of it")
  public let next = Key(
    "next", .selectors, default: [], "links to the article's next page (`pages`)")
}

/// The keys of `every`.
public struct EveryKeys: KeyTable {
  /// The rows below, by name and in order.
  public static let table = KeyRows(EveryKeys())

  public let interval = Key(
    "default", .duration("0s", to: "366d"), default: .seconds(30 * 60),
    "for a source that says nothing of its rhythm")
  public let min = Key(
    "min", .duration("0s", to: "366d"), default: .seconds(10 * 60),
    "never more often, whatever the source says")
  public let max = Key(
    "max", .duration("0s", to: "366d"), default: .seconds(24 * 60 * 60),
    "never more seldom, whatever the source says")
}

/// The keys that a feed has of its own.
public struct FeedKeys: KeyTable {
  /// The rows below, by name and in order.
  public static let table = KeyRows(FeedKeys())

  public let id = Key(
    "id",
    .text(
      words: "`[a-z0-9][a-z0-9-]{0,63}`", pattern: "^[a-z0-9][a-z0-9-]{0,63}$|\\$\\{",
      check: FeedConfiguration.problem(withID:)),
    demand: "it names the feed's files", "names the files: `<id>.atom`, `<id>.json`")
  public let title = Key(
    "title", .text, without: "the first source's", "the feed's title", effect: [.ask, .publish])
  public let homepage = Key(
    "homepage", .address, without: "the first source's",
    "the site's page; the base of relative addresses in local files",
    effect: [.ask, .clean, .publish])
  public let language = Key(
    "language", .language, without: "the first source's", "the language of the entries",
    effect: [.ask, .clean, .publish])
  public let author = Key(
    "author", .text, without: "the source's, else the title", "the feed's author",
    effect: [.ask, .clean, .publish])
  public let icon = Key(
    "icon", .address, without: "the first source's", "a square picture",
    effect: [.ask, .publish])
  public let uri = Key(
    "uri", .absoluteAddress, without: "derived from `homepage` and `id`",
    "the feed's own id, where it must be a certain one", effect: [.ask, .clean, .publish])
  public let group = Key(
    "group", .texts(),
    """
    the folder that the feed stands in where all feeds are listed as OPML; a list for a folder in a \
    folder
    """)
  public let sources = Key(
    "sources", .list(of: "source", words: "list of texts and objects", allowsOne: true),
    demand: "name at least one address, file or folder",
    "the [sources](#sourcesn): addresses, files, folders or objects", effect: .publish)
  public let only = Key(
    "only", .rules(words: "filter or list", schemaTypes: ["object", "array"]),
    "the entries to keep: [filters](rules.md#the-title-and-the-entries)", effect: [.ask, .clean])
  public let drop = Key(
    "drop", .rules(words: "filter or list", schemaTypes: ["object", "array"]),
    "the entries to leave out: [filters](rules.md#the-title-and-the-entries)",
    effect: [.ask, .clean])
  public let article = Key(
    "article", .object(of: "article"), default: ArticleRules(),
    """
    where the article is on the pages that `fullText` takes: \
    [selectors](full-text.md#rules-for-sites)
    """, effect: .clean, standardText: "none")
  public let promos = Key(
    "promos", .word(["known", "learn"]), default: "known",
    """
    which promotion blocks go: those that rules know, or those too that are \
    [learned](promos.md) from their return in a source's entries
    """, effect: .clean)
  public let rules = Key(
    "rules", .rules(words: "object", schemaTypes: ["object"]),
    "[rules](rules.md) of this feed, laid over those for all feeds", effect: .clean)
  public let filterLists = Key(
    "filterLists", .locations, default: [],
    "[filter lists](filter-lists.md) of this feed, beside those for all feeds", effect: .clean)
  public let hubs = Key(
    "hubs", .addresses, without: "those for all feeds",
    "[WebSub hubs](websub.md#hubs-of-others) of this feed, in the place of those for all feeds",
    effect: .publish)
}

/// The keys of a source.
public struct SourceKeys: KeyTable {
  /// The rows below, by name and in order.
  public static let table = KeyRows(SourceKeys())

  public let url = Key(
    "url", .location(words: "http, https or file address, or path"),
    "where it is; this or `path` is required", effect: .publish)
  public let path = Key(
    "path", .location(words: "path"), "the same, for what is on this machine", effect: .publish)
  public let title = Key("title", .text, "what the source is called", effect: .ask)
  public let timezone = Key(
    "timezone", .timezone,
    """
    the zone of dates that name none; without it those of the feed are UTC, and those inside bodies \
    set no date
    """, effect: .clean)
  public let encoding = Key(
    "encoding", .encoding, "overrides what the document says of its encoding", effect: .ask)
  public let headers = Key(
    "headers", .headers, "extra request headers; never sent to another host")
  public let cookie = Key(
    "cookie", .fieldText, "the request header `Cookie`; never sent to another host")
  public let user = Key(
    "user", .fieldText, "basic authentication, with `password`; never sent to another host")
  public let password = Key("password", .fieldText, "goes with `user`")
  public let token = Key(
    "token", .fieldText, "bearer authentication; never sent to another host")
  public let userAgent = Key("userAgent", .fieldText, without: "that of `fetch`", "overrides it")
  public let timeout = Key(
    "timeout", .duration("1s", to: "24h"), without: "that of `fetch`", "overrides it")
  public let allowHosts = Key(
    "allowHosts", .texts(), default: [],
    "hosts, addresses or networks that may be reached although they are not public")
  public let allowPrivateNetworks = Key(
    "allowPrivateNetworks", .flag, default: false,
    "whether this source may lead to any network")
  public let proxy = Key(
    "proxy", .fieldText, without: "that of `fetch`", "overrides it; an empty one is none")
  public let followMoves = Key(
    "followMoves", .flag, without: "that of `fetch`", "overrides it")
  public let article = Key(
    "article", .object(of: "article"), default: ArticleRules(),
    "the same as that of the feed, which it comes before, for this source's entries",
    effect: .clean, standardText: "none")
}
