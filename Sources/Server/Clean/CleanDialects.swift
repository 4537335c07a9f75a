import Bytes
import FeedModel
import JSON
import Regenerator

/// What a request asks to have cleaned, in our own words or in those of a program that people come
/// from; docs/serving.md has the table.
enum CleanDialect {
  /// What a query means.
  enum Meaning: Hashable {
    case request(CleanRequest)
    /// Something is missing or can't be read; one sentence.
    case mistaken(String)
  }

  /// `nil` for a request that is of none of the dialects.
  ///
  /// - Parameter rsshub: the base address of an RSSHub whose paths are ours too.
  static func meaning(path: String, query: RequestQuery, rsshub: WebAddress?) -> Meaning? {
    switch path {
    case "/clean", "/-/clean": return own(query)
    case "/makefulltextfeed.php": return fullTextRSS(query)
    case "/" where query["action"] == "display": return bridge(query)
    default: break
    }
    if let address = morssAddress(path) {
      let query = query.text.isEmpty ? "" : "?" + query.text
      return morss(address.options, address.feed + query)
    }
    guard let rsshub, path.utf8.count > 1,
      let address = WebAddress(String(path.dropFirst()), base: rsshub),
      address.href.hasPrefix(rsshub.href)
    else { return nil }
    return hub(address, query)
  }

  // MARK: Our own

  private static func own(_ query: RequestQuery) -> Meaning {
    var request: CleanRequest
    switch addresses(query.all("url")) {
    case .success(let addresses): request = CleanRequest(addresses)
    case .failure(let mistake): return .mistaken(mistake.sentence)
    }
    if let name = query["format"], FeedFormat(rawValue: name) == nil, hubFormats[name] == nil {
      return .mistaken("The format must be one of \(FeedFormat.names.joined(separator: ", ")).")
    }
    request.rules = query["rules"]
    if let wish = query["fullText"] {
      guard ["never", "truncated", "always"].contains(wish) else {
        return .mistaken("The fullText must be never, truncated or always.")
      }
      request.fullText = wish
    }
    request.only = query.all("only").map(filter)
    request.drop = query.all("drop").map(filter)
    return common(query, request)
  }

  /// What RSSHub calls common parameters, which are ours too.
  private static func common(_ query: RequestQuery, _ given: CleanRequest) -> Meaning {
    var request = given
    if let name = query["format"] {
      request.format = FeedFormat(rawValue: name) ?? hubFormats[name] ?? request.format
    }
    if let text = query["limit"] {
      guard let limit = Int(text), (1...10_000).contains(limit) else {
        return .mistaken("The limit must be a number from 1 to 10000.")
      }
      request.limit = limit
    }
    if let text = query["filter_time"] {
      guard let seconds = Int(text), (1...3_153_600_000).contains(seconds) else {
        return .mistaken("The filter_time must be a number of seconds.")
      }
      request.youngerThan = seconds
    }
    request.keepsOrder = query["sorted"] == "false"
    if query["mode"] == "fulltext" { request.fullText = "always" }
    let ignoresCase = query["filter_case_sensitive"] == "false"
    for (name, keys) in hubFilters {
      if let text = query["filter" + name] {
        request.only.append(pattern(text, in: keys, ignoresCase: ignoresCase))
      }
      if let text = query["filterout" + name] {
        request.drop.append(pattern(text, in: keys, ignoresCase: ignoresCase))
      }
    }
    return .request(request)
  }

  // MARK: RSS-Bridge

  private static func bridge(_ query: RequestQuery) -> Meaning {
    guard let format = bridgeFormats[(query["format"] ?? "Atom").lowercased()] else {
      return .mistaken("The format must be Atom, Json, Mrss or Html.")
    }
    let urls: [String]
    switch query["bridge"]?.replacing("Bridge", with: "") {
    case "Filter", "FeedReducer", "FeedReducerBridge": urls = query.all("url")
    case "FeedMerge": urls = (1...10).compactMap { query["feed_\($0)"] }.filter { !$0.isEmpty }
    default: return .mistaken("Of the bridges there are Filter, FeedMerge and FeedReducer.")
    }
    var request: CleanRequest
    switch addresses(urls) {
    case .success(let addresses): request = CleanRequest(addresses)
    case .failure(let mistake): return .mistaken(mistake.sentence)
    }
    request.format = format
    request.title = query["feed_name"] ?? query["name"].flatMap { $0.isEmpty ? nil : $0 }
    request.limit = query["limit"].flatMap { Int($0) }.flatMap {
      (1...10_000).contains($0) ? $0 : nil
    }
    if let percentage = query["percentage"] {
      guard let share = Int(percentage), (1...99).contains(share) else {
        return .mistaken("The percentage must be a number from 1 to 99.")
      }
      request.percentage = share
    }
    if let text = query["filter"], !text.isEmpty { addFilter(text, query, to: &request) }
    return .request(request)
  }

  private static func addFilter(
    _ text: String, _ query: RequestQuery, to request: inout CleanRequest
  ) {
    var keys: [String] = []
    if query["target_title"] == "on" { keys.append("title") }
    if query["target_content"] == "on" { keys.append("text") }
    if query["target_author"] == "on" { keys.append("author") }
    if keys.isEmpty { keys = ["title"] }
    let filter = pattern(text, in: keys, ignoresCase: query["case_insensitive"] == "on")
    if query["filter_type"] == "block" {
      request.drop.append(filter)
    } else {
      request.only.append(filter)
    }
  }

  /// RSS is called otherwise there.
  private static let bridgeFormats = Dictionary(
    uniqueKeysWithValues: FeedFormat.allCases.map { ($0 == .rss ? "mrss" : $0.name, $0) })

  // MARK: morss

  /// `/:proxy:format=json/https://example.org/feed`; behind options the scheme may be left out.
  private static func morssAddress(_ path: String) -> (options: [Substring], feed: String)? {
    var rest = path.dropFirst()
    var options: [Substring] = []
    if rest.hasPrefix(":"), let slash = rest.firstIndex(of: "/") {
      options = rest[..<slash].split(separator: ":")
      rest = rest[rest.index(after: slash)...]
    }
    guard rest.hasPrefix("http:/") || rest.hasPrefix("https:/") else {
      return path.hasPrefix("/:") && !rest.isEmpty ? (options, "http://\(rest)") : nil
    }
    // Some web servers make one slash of two.
    let scheme = rest.prefix { $0 != "/" }
    let behind = rest.dropFirst(scheme.count).drop { $0 == "/" }
    return (options, "\(scheme)//\(behind)")
  }

  private static func morss(_ options: [Substring], _ feed: String) -> Meaning {
    var request: CleanRequest
    switch addresses([feed]) {
    case .success(let addresses): request = CleanRequest(addresses)
    case .failure(let mistake): return .mistaken(mistake.sentence)
    }
    if !options.contains("proxy") { request.fullText = "truncated" }
    for option in options {
      let pair = option.split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2 else { continue }
      switch pair[0] {
      case "format":
        guard let format = FeedFormat(rawValue: pair[1]) else {
          return .mistaken("The format must be rss, json or html.")
        }
        request.format = format
      case "search":
        let text = PercentCoding.decoded(Array(pair[1].utf8))
        request.only.append(words(String(decoding: text, as: UTF8.self), in: ["title", "text"]))
      default: break
      }
    }
    if !options.contains(where: { $0.hasPrefix("format=") }) { request.format = .rss }
    return .request(request)
  }

  // MARK: Full-Text RSS

  /// `/makefulltextfeed.php?url=example.org/feed&max=5&links=remove`
  private static func fullTextRSS(_ query: RequestQuery) -> Meaning {
    var request: CleanRequest
    switch addresses(query.all("url").map(spelledOut)) {
    case .success(let addresses): request = CleanRequest(addresses)
    case .failure(let mistake): return .mistaken(mistake.sentence)
    }
    guard let format = hubFormats[query["format"] ?? "rss"] else {
      return .mistaken("The format must be rss, atom or json.")
    }
    if let text = query["max"] {
      guard let limit = Int(text), (1...10_000).contains(limit) else {
        return .mistaken("The max must be a number from 1 to 10000.")
      }
      request.limit = limit
    }
    switch query["links"] ?? "preserve" {
    // Links that stay where they are lose nothing of what footnotes would say.
    case "preserve", "footnotes", "": break
    case "remove": request.withoutLinks = true
    default: return .mistaken("The links must be preserve, footnotes or remove.")
    }
    request.format = format
    request.fullText = "always"
    request.onlyWhole = query["exc"] == "1"
    return .request(request)
  }

  /// Without a scheme it is http, and `sec://` keeps web servers from seeing https.
  private static func spelledOut(_ text: String) -> String {
    if text.hasPrefix("sec://") { return "https://" + text.dropFirst(6) }
    return text.isEmpty || text.contains("://") ? text : "http://" + text
  }

  // MARK: RSSHub

  private static func hub(_ address: WebAddress, _ query: RequestQuery) -> Meaning {
    var request = CleanRequest([address])
    request.format = .rss
    return common(query, request)
  }

  private static let hubFormats = Dictionary(
    uniqueKeysWithValues: FeedFormat.allCases.filter(\.isFeed).map { ($0.name, $0) })

  private static let hubFilters: [(name: String, keys: [String])] = [
    ("", ["title", "text"]), ("_title", ["title"]), ("_description", ["text"]),
    ("_author", ["author"]), ("_category", ["category"]),
  ]

  // MARK: Parts

  private struct Mistake: Error {
    let sentence: String
  }

  /// The most feeds that are merged.
  private static let mostAddresses = 10

  private static func addresses(_ texts: [String]) -> Result<[WebAddress], Mistake> {
    guard !texts.isEmpty else {
      return .failure(Mistake(sentence: "The feed's address is missing."))
    }
    guard texts.count <= mostAddresses else {
      return .failure(Mistake(sentence: "At most \(mostAddresses) feeds are merged."))
    }
    var addresses: [WebAddress] = []
    for text in texts {
      let spelled = WebAddress.withoutFeedScheme(text)
      guard let address = WebAddress(spelled), address.isHTTP,
        address == address.removingCredentials
      else { return .failure(Mistake(sentence: "Only http and https addresses are read.")) }
      addresses.append(address)
    }
    return .success(addresses)
  }

  /// A filter as the configuration has it, or a text that the title must hold.
  private static func filter(_ text: String) -> String {
    if text.hasPrefix("{") || text.hasPrefix("[") { return text }
    return words(text, in: ["title"])
  }

  /// A regular expression of another program's, looked for at some places.
  private static func pattern(_ text: String, in keys: [String], ignoresCase: Bool) -> String {
    let escaped = text.replacing("\\/", with: "/").replacing("/", with: "\\/")
    return words("/\(escaped)/\(ignoresCase ? "i" : "")", in: keys)
  }

  private static func words(_ text: String, in keys: [String]) -> String {
    var json = JSONWriter(format: .compact)
    json.beginObject()
    for key in keys {
      json.key(key)
      json.string(text)
    }
    json.endObject()
    return String(decoding: json.finish(), as: UTF8.self)
  }
}
