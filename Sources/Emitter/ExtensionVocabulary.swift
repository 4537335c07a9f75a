/// What the vocabularies that readers know allow where; see `docs/formats.md`.
///
/// Elements of a listed vocabulary that are not here, or not in this place or shape, are left out:
/// a reader that knows the vocabulary would stumble over them. Other vocabularies have no rules.
struct ExtensionRule: Sendable {
  /// Where it may stand: `feed`, `entry`, or inside another element.
  let places: [Substring]
  let attributes: [String: ExtensionValue]
  /// The attribute without which it says nothing.
  let required: String?
  /// The shape of its text; `nil` for an element that holds others.
  let text: ExtensionValue?
  /// Whether a second one in the same place is left out.
  let isUnique: Bool

  init(
    in places: String, _ attributes: [String: ExtensionValue] = [:], needs required: String? = nil,
    text: ExtensionValue? = .nothing, isUnique: Bool = false
  ) {
    self.places = places.split(separator: " ")
    self.attributes = attributes
    self.required = required
    self.text = text
    self.isUnique = isUnique
  }
}

enum ExtensionVocabulary {
  /// The prefixes whose elements have rules.
  static let prefixes: Set<Substring> = Set(rules.keys.map { $0.prefix { $0 != ":" } })

  static let rules: [String: ExtensionRule] = {
    var rules: [String: ExtensionRule] = [:]
    for list in [mediaRSS, iTunes, places, discussion] {
      rules.merge(list) { first, _ in first }
    }
    return rules
  }()

  private static let anyMedia = "feed entry media:group media:content"

  /// Media RSS 1.1.2. The counters of later versions (views, stars, comments) would change a feed's
  /// bytes at every visit, and `embed` runs a program.
  private static let mediaRSS: [String: ExtensionRule] = [
    "media:group": .init(in: "entry", text: nil),
    "media:content": .init(
      in: "entry media:group",
      [
        "url": .address, "fileSize": .count, "type": .mediaType, "bitrate": .decimal,
        "medium": .oneOf(["image", "audio", "video", "document", "executable"]),
        "isDefault": .flag, "expression": .oneOf(["sample", "full", "nonstop"]),
        "framerate": .decimal, "samplingrate": .decimal, "channels": .whole,
        "duration": .decimal, "height": .count, "width": .count, "lang": .language,
      ], text: nil),
    "media:thumbnail": .init(
      in: anyMedia, ["url": .address, "height": .count, "width": .count, "time": .time],
      needs: "url"),
    "media:player": .init(
      in: anyMedia, ["url": .address, "height": .count, "width": .count], needs: "url"),
    "media:title": .init(
      in: anyMedia, ["type": .oneOf(["plain", "html"])], text: .words, isUnique: true),
    "media:description": .init(
      in: anyMedia, ["type": .oneOf(["plain", "html"])], text: .words, isUnique: true),
    "media:text": .init(
      in: anyMedia,
      ["type": .oneOf(["plain", "html"]), "lang": .language, "start": .time, "end": .time],
      text: .words),
    "media:keywords": .init(in: anyMedia, text: .words),
    "media:category": .init(in: anyMedia, ["scheme": .address, "label": .words], text: .words),
    "media:credit": .init(in: anyMedia, ["role": .oneOf(roles)], text: .words),
    "media:copyright": .init(in: anyMedia, ["url": .address], text: .words, isUnique: true),
    "media:rating": .init(
      in: anyMedia, text: .oneOf(["adult", "nonadult"])),
    "media:hash": .init(in: anyMedia, ["algo": .oneOf(["md5", "sha-1"])], text: .digest),
  ]

  /// Those of the European Broadcasting Union's roles that feeds name.
  private static let roles = [
    "actor", "animator", "artist", "author", "broadcast journalist", "camera operator", "composer",
    "conductor", "correspondent", "director", "director of photography", "distribution company",
    "editor", "ensemble", "executive producer", "illustrator", "interviewer", "lyricist",
    "music group", "musician", "orchestra", "performer", "photographer", "producer",
    "production company", "publishing company", "reporter", "singer", "translation",
  ]

  private static let iTunes: [String: ExtensionRule] = [
    "itunes:author": .init(in: "feed entry", text: .words, isUnique: true),
    "itunes:block": .init(in: "feed entry", text: .yesOrNo, isUnique: true),
    "itunes:explicit": .init(in: "feed entry", text: .flag, isUnique: true),
    "itunes:keywords": .init(in: "feed entry", text: .words, isUnique: true),
    "itunes:subtitle": .init(in: "feed entry", text: .words, isUnique: true),
    "itunes:summary": .init(in: "feed entry", text: .words, isUnique: true),
    "itunes:image": .init(in: "feed entry", ["href": .web], needs: "href", isUnique: true),
    "itunes:category": .init(in: "feed entry itunes:category", ["text": .words], text: nil),
    // The cover, before there was `itunes:image`.
    "itunes:link": .init(
      in: "feed entry", ["rel": .words, "type": .mediaType, "href": .web], needs: "href",
      text: .any),
    "itunes:complete": .init(in: "feed", text: .yesOrNo, isUnique: true),
    "itunes:type": .init(in: "feed", text: .oneOf(["episodic", "serial"]), isUnique: true),
    "itunes:owner": .init(in: "feed", text: nil, isUnique: true),
    "itunes:email": .init(in: "itunes:owner", text: .email, isUnique: true),
    "itunes:name": .init(in: "itunes:owner", text: .words, isUnique: true),
    "itunes:duration": .init(in: "entry", text: .duration, isUnique: true),
    "itunes:order": .init(in: "entry", text: .decimal, isUnique: true),
    "itunes:isClosedCaptioned": .init(in: "entry", text: .yesOrNo, isUnique: true),
    "itunes:title": .init(in: "feed entry", text: .words, isUnique: true),
    "itunes:episode": .init(in: "entry", text: .count, isUnique: true),
    "itunes:season": .init(in: "entry", text: .count, isUnique: true),
    "itunes:episodeType": .init(
      in: "entry", text: .oneOf(["full", "trailer", "bonus"]), isUnique: true),
  ]

  /// GeoRSS with the part of GML that it uses, and W3C Geo.
  private static let places: [String: ExtensionRule] = [
    "georss:point": .init(in: "feed entry media:content", text: .coordinates),
    "georss:line": .init(in: "feed entry media:content", text: .coordinates),
    "georss:polygon": .init(in: "feed entry media:content", text: .coordinates),
    "georss:where": .init(in: "feed entry media:content", text: nil),
    "georss:featureName": .init(in: "feed entry media:content", text: .words),
    "georss:featureTypeTag": .init(in: "feed entry media:content", text: .words),
    "georss:relationshipTag": .init(in: "feed entry media:content", text: .words),
    "georss:elev": .init(in: "feed entry media:content", text: .decimal),
    "georss:floor": .init(in: "feed entry media:content", text: .whole),
    "georss:radius": .init(in: "feed entry media:content", text: .decimal),
    "gml:Point": .init(in: "georss:where", text: nil),
    "gml:LineString": .init(in: "georss:where", text: nil),
    "gml:Polygon": .init(in: "georss:where", text: nil),
    "gml:Envelope": .init(in: "georss:where", text: nil),
    "gml:exterior": .init(in: "gml:Polygon", text: nil),
    "gml:LinearRing": .init(in: "gml:exterior", text: nil),
    "gml:pos": .init(in: "gml:Point", text: .coordinates, isUnique: true),
    "gml:posList": .init(in: "gml:LineString gml:LinearRing", text: .coordinates, isUnique: true),
    "gml:lowerCorner": .init(in: "gml:Envelope", text: .coordinates, isUnique: true),
    "gml:upperCorner": .init(in: "gml:Envelope", text: .coordinates, isUnique: true),
    "geo:Point": .init(in: "feed entry media:content", text: nil),
    "geo:lat": .init(in: "feed entry media:content geo:Point", text: .degrees(90)),
    "geo:long": .init(in: "feed entry media:content geo:Point", text: .degrees(180)),
    "geo:alt": .init(in: "feed entry media:content geo:Point", text: .decimal),
  ]

  /// Comments and threads, and the licence of RSS 2.0.
  private static let discussion: [String: ExtensionRule] = [
    "thr:in-reply-to": .init(
      in: "entry", ["ref": .address, "href": .address, "source": .address, "type": .mediaType],
      needs: "ref"),
    "thr:total": .init(in: "entry", text: .whole, isUnique: true),
    "slash:comments": .init(in: "entry", text: .whole, isUnique: true),
    "slash:section": .init(in: "entry", text: .words),
    "slash:department": .init(in: "entry", text: .words),
    "wfw:comment": .init(in: "entry", text: .address, isUnique: true),
    "wfw:commentRss": .init(in: "entry", text: .address, isUnique: true),
    "creativeCommons:license": .init(in: "feed entry", text: .address),
  ]
}
