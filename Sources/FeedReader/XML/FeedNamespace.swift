/// The namespaces that the reader knows, whatever prefix or address the source uses for them.
enum FeedNamespace: UInt8, Sendable {
  /// RSS in all versions, Atom 0.3 and 1.0, and no namespace at all: told apart by names.
  case core
  /// Atom, where it matters that it is not RSS: `atom:link` in an RSS channel.
  case atom
  case rdf
  case xml
  case xhtml
  case content
  case dublinCore
  case dcTerms
  case syndication
  case slash
  case commentAPI
  case media
  case iTunes
  case podcast
  case googlePlay
  case geoRSS
  case gml
  case geo
  case creativeCommons
  case feedHistory
  case threading
  /// FeedBurner, and Pheedo, which names the original in the same way.
  case feedBurner
  case annotate
  case chapters
  case openSearch
  /// RSS 1.0's `enclosure`.
  case enclosure
  /// Yandex's pages for mobile readers.
  case turbo
  /// Any other: kept with its address.
  case other
}

extension FeedNamespace {
  /// The namespace of an address as a document wrote it; case, a final slash or hash sign, and
  /// `https` for `http` don't matter, because feeds get them wrong.
  static func named(_ uri: String) -> FeedNamespace {
    if uri.isEmpty { return .core }
    return byAddress[canonical(uri)] ?? .other
  }

  /// The namespace that a prefix usually stands for, for documents that don't declare it.
  static func usual(forPrefix prefix: String) -> (namespace: FeedNamespace, uri: String)? {
    usualPrefixes[prefix.lowercased()]
  }

  private static func canonical(_ uri: String) -> String {
    var bytes = Array(uri.utf8.drop { $0 <= 0x20 })
    while let last = bytes.last, last <= 0x20 || last == 0x2F || last == 0x23 {
      bytes.removeLast()
    }
    for i in bytes.indices where bytes[i] >= 0x41 && bytes[i] <= 0x5A { bytes[i] |= 0x20 }
    let text = String(decoding: bytes, as: UTF8.self)
    if text.utf8.starts(with: "https://".utf8) { return "http://" + text.dropFirst(8) }
    return text
  }

  private static let byAddress: [String: FeedNamespace] = [
    "http://backend.userland.com/rss": .core,
    "http://backend.userland.com/rss2": .core,
    "http://blogs.law.harvard.edu/tech/rss": .core,
    "http://cyber.law.harvard.edu/rss": .core,
    "http://cyber.law.harvard.edu/rss/rss.html": .core,
    "http://my.netscape.com/rdf/simple/0.9": .core,
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": .core,
    "http://channel.netscape.com/rdf/simple/0.9": .core,
    "http://purl.org/net/rss1.1": .core,
    "http://purl.org/rss/1.0": .core,
    "http://purl.org/rss/1.0/modules/rss091": .core,
    "http://purl.org/rss/2.0": .core,
    "http://purl.org/rss": .core,
    "http://www.rssboard.org/rss-specification": .core,
    "http://rssnamespace.org/feeds/1.0": .core,
    "http://www.w3.org/2005/atom": .atom,
    "http://purl.org/atom/ns": .atom,
    "http://purl.org/atom/1.0": .atom,
    "http://example.com/newformat": .atom,
    "http://example.com/necho": .atom,
    "http://purl.org/echo": .atom,
    "uri/of/echo/namespace": .atom,
    "http://purl.org/pie": .atom,
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": .rdf,
    "http://www.w3.org/xml/1998/namespace": .xml,
    "http://www.w3.org/1999/xhtml": .xhtml,
    "http://www.w3.org/tr/rec-html40": .xhtml,
    "http://purl.org/rss/1.0/modules/content": .content,
    "http://purl.org/dc/elements/1.1": .dublinCore,
    "http://purl.org/dc/elements/1.0": .dublinCore,
    "http://purl.org/metadata/dublin_core": .dublinCore,
    "http://purl.org/rss/1.0/modules/dc": .dublinCore,
    "http://purl.org/dc/terms": .dcTerms,
    "http://purl.org/rss/1.0/modules/dcterms": .dcTerms,
    "http://purl.org/rss/1.0/modules/syndication": .syndication,
    "http://purl.org/rss/1.0/modules/slash": .slash,
    "http://wellformedweb.org/commentapi": .commentAPI,
    "http://search.yahoo.com/mrss": .media,
    "http://search.yahoo.com/rss": .media,
    "http://video.search.yahoo.com/mrss": .media,
    "http://www.rssboard.org/media-rss": .media,
    "http://www.itunes.com/dtds/podcast-1.0.dtd": .iTunes,
    "http://www.itunes.com/dtds/pluspodcast-1.0.dtd": .iTunes,
    "http://example.com/dtds/podcast-1.0.dtd": .iTunes,
    "http://itunes.com/dtds/podcast-1.0.dtd": .iTunes,
    "http://podcastindex.org/namespace/1.0": .podcast,
    "http://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": .podcast,
    "http://www.google.com/schemas/play-podcasts/1.0": .googlePlay,
    "http://www.google.com/schemas/play-podcasts/1.0/play-podcasts.xsd": .googlePlay,
    "http://www.georss.org/georss": .geoRSS,
    "http://www.opengis.net/gml": .gml,
    "http://www.w3.org/2003/01/geo/wgs84_pos": .geo,
    "http://backend.userland.com/creativecommonsrssmodule": .creativeCommons,
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": .creativeCommons,
    "http://creativecommons.org/ns": .creativeCommons,
    "http://web.resource.org/cc": .creativeCommons,
    "http://purl.org/syndication/history/1.0": .feedHistory,
    "http://purl.org/syndication/thread/1.0": .threading,
    "http://rssnamespace.org/feedburner/ext/1.0": .feedBurner,
    "http://www.pheedo.com/namespace/pheedo": .feedBurner,
    "http://purl.org/rss/1.0/modules/annotate": .annotate,
    "http://podlove.org/simple-chapters": .chapters,
    "http://purl.oclc.org/net/rss_2.0/enc": .enclosure,
    "http://purl.org/rss/1.0/modules/enclosure": .enclosure,
    "http://turbo.yandex.ru": .turbo,
    "http://a9.com/-/spec/opensearch/1.1": .openSearch,
    "http://a9.com/-/spec/opensearchrss/1.0": .openSearch,
  ]

  private static let usualPrefixes: [String: (namespace: FeedNamespace, uri: String)] = [
    "atom": (.atom, "http://www.w3.org/2005/Atom"),
    "atom03": (.atom, "http://purl.org/atom/ns#"),
    "atom10": (.atom, "http://www.w3.org/2005/Atom"),
    "a10": (.atom, "http://www.w3.org/2005/Atom"),
    "cc": (.creativeCommons, "http://web.resource.org/cc/"),
    "content": (.content, "http://purl.org/rss/1.0/modules/content/"),
    "creativecommons": (.creativeCommons, "http://backend.userland.com/creativeCommonsRssModule"),
    "dc": (.dublinCore, "http://purl.org/dc/elements/1.1/"),
    "dcterms": (.dcTerms, "http://purl.org/dc/terms/"),
    "enc": (.enclosure, "http://purl.oclc.org/net/rss_2.0/enc#"),
    "feedburner": (.feedBurner, "http://rssnamespace.org/feedburner/ext/1.0"),
    "fh": (.feedHistory, "http://purl.org/syndication/history/1.0"),
    "geo": (.geo, "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    "georss": (.geoRSS, "http://www.georss.org/georss"),
    "gml": (.gml, "http://www.opengis.net/gml"),
    "googleplay": (.googlePlay, "http://www.google.com/schemas/play-podcasts/1.0"),
    "itunes": (.iTunes, "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    "media": (.media, "http://search.yahoo.com/mrss/"),
    "opensearch": (.openSearch, "http://a9.com/-/spec/opensearch/1.1/"),
    "pheedo": (.feedBurner, "http://www.pheedo.com/namespace/pheedo"),
    "podcast": (.podcast, "https://podcastindex.org/namespace/1.0"),
    "psc": (.chapters, "http://podlove.org/simple-chapters"),
    "rdf": (.rdf, "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    "rss": (.core, ""),
    "slash": (.slash, "http://purl.org/rss/1.0/modules/slash/"),
    "sy": (.syndication, "http://purl.org/rss/1.0/modules/syndication/"),
    "thr": (.threading, "http://purl.org/syndication/thread/1.0"),
    "turbo": (.turbo, "http://turbo.yandex.ru"),
    "wfw": (.commentAPI, "http://wellformedweb.org/CommentAPI/"),
    "xhtml": (.xhtml, "http://www.w3.org/1999/xhtml"),
    "xml": (.xml, "http://www.w3.org/XML/1998/namespace"),
  ]
}
