import ConfigurationModel
import FeedModel
import Glibc

/// What a feed is known by where nobody configured it, and what it is called where it has no title.
///
/// Two feeds that have nothing to do with each other never get one id, and one that is converted
/// again, from another folder or machine, keeps its own.
enum ConvertedIdentity {
  /// The feed's own id; else where it says that it lives; else its home page and title together; else
  /// the address or the file's name (never its path) that it was read from; else its first entry.
  static func id(
    of feed: ParsedFeed, homepage: WebAddress?, title: String?, from source: SourceConfiguration
  ) -> String {
    if let id = feed.id ?? podcastID(of: feed), !ExecutableAddress.matches(id) {
      return EntryID(sourceID: id, rawLink: nil, homepage: homepage, content: "").iri
    }
    if let address = feed.selfAddress, address.isHTTP { return iri(address) }
    let title = title ?? feed.title?.value
    if let homepage, let title, !title.isEmpty {
      return EntryID.feedURN(homepage: homepage.href, id: title)
    }
    if let name = input(source) { return EntryID.feedURN(homepage: "", id: name) }
    let first = feed.entries.first.map { entry in
      EntryID(
        sourceID: entry.id, rawLink: entry.rawLink, homepage: homepage,
        content: "\(entry.title?.value ?? "")\n\((entry.content ?? entry.summary)?.value ?? "")"
      ).iri
    }
    return EntryID.feedURN(homepage: "", id: "\n\(first ?? "")")
  }

  /// The id of several feeds in one: the same feeds in the same order give the same.
  static func id(ofAll ids: [String]) -> String {
    guard let first = ids.first, ids.contains(where: { !$0.utf8.elementsEqual(first.utf8) }) else {
      return ids.first ?? ""
    }
    return EntryID.feedURN(homepage: "", id: ids.joined(separator: "\n"))
  }

  /// Podcasting 2.0's name for a podcast, which it keeps wherever it moves.
  private static func podcastID(of feed: ParsedFeed) -> String? {
    let guid = feed.extensions.first {
      $0.name == "guid" && $0.namespace.lowercased().contains("podcast")
    }
    guard let text = guid?.text.lowercased(), text.utf8.count == 36 else { return nil }
    let isUUID = text.utf8.enumerated().allSatisfy { index, byte in
      [8, 13, 18, 23].contains(index)
        ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
    return isUUID ? "urn:uuid:\(text)" : nil
  }

  private static func iri(_ address: WebAddress) -> String {
    AbsoluteIRI.isValid(address.href)
      ? address.href : EntryID.feedURN(homepage: address.href, id: "")
  }

  private static func input(_ source: SourceConfiguration) -> String? {
    switch source.location {
    case .web(let address): address.removingCredentials.href
    case .path(let path): fileName(path)
    case .standardInput: nil
    }
  }

  /// The last name of a path; of `.` and its like the name of the folder that is meant.
  private static func fileName(_ path: String) -> String? {
    let last = path.split(separator: "/").last.map(String.init)
    if let last, last != ".", last != ".." { return last }
    guard let whole = realpath(path, nil) else { return nil }
    defer { free(whole) }
    return String(cString: whole).split(separator: "/").last.map(String.init)
  }

  /// A title for who gives none: the host, or the name of the file or folder without its ending.
  static func name(of source: SourceConfiguration) -> String? {
    switch source.location {
    case .web(let address): return address.host
    case .path(let path):
      guard let name = fileName(path) else { return nil }
      guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else {
        return name
      }
      return String(name[..<dot])
    case .standardInput: return nil
    }
  }

  /// Says which inputs of one run can't be told apart.
  static func diagnostics(_ inputs: [(name: String, id: String)]) -> [Diagnostic] {
    guard inputs.count > 1 else { return [] }
    var first: [[UInt8]: String] = [:]
    return inputs.compactMap { input in
      let key = Array(input.id.utf8)
      guard let other = first[key] else {
        first[key] = input.name
        return nil
      }
      return Diagnostic(
        .warning, code: "feed-identity-shared",
        "\(other) and \(input.name) say that they are one feed (\(input.id)); apart from each other, "
          + "readers would take either for the other.")
    }
  }
}
