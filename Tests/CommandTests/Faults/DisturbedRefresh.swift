import Archive
import FeedModel
import Foundation
import History
import Testing

/// A folder that has been refreshed once and whose sources have changed since; what a refresh
/// makes of it, whatever happens on the way.
final class DisturbedRefresh {
  typealias Files = [String: Data]

  /// The published files before, and after a refresh that nothing disturbs.
  let before: Files
  let after: Files
  /// Calls that the shim counts in such a refresh.
  let callCount: Int

  private let place: Workplace
  private let library: String
  private var count = 0

  init(library: String) throws {
    self.library = library
    place = try Workplace()
    try place.write(Self.configuration, to: "start/config.json")
    try Self.writeSources("old", in: place, "start")
    let start = place.folder.appending(path: "start")
    #expect(try Command(in: start)("refresh", "--quiet").code == 0)
    before = try Self.published(in: start)
    try Self.writeSources("new", in: place, "start")
    let folder = try Self.copy(start, to: place.folder.appending(path: "undisturbed"))
    let fault = Fault(number: 0, kind: "5")
    let result = try Command(in: folder)(
      "refresh", "--quiet",
      environment: fault.environment(root: folder.path, library: library))
    #expect(result.code == 0)
    after = try Self.published(in: folder)
    let text = try place.read("undisturbed-count").trimmingCharacters(in: .whitespacesAndNewlines)
    callCount = Int(text) ?? 0
  }

  private static let configuration = """
    { "feeds": [
      { "id": "one", "title": "One", "homepage": "https://one.example/", "sources": ["one.xml"] },
      { "id": "two", "title": "Two", "homepage": "https://two.example/", "sources": ["two.xml"] },
      { "id": "same", "title": "Same", "homepage": "https://same.example/",
        "sources": ["same.xml"] } ] }
    """

  /// All dates are the sources' own, so that every run gives the same bytes.
  private static func writeSources(_ version: String, in place: Workplace, _ folder: String) throws
  {
    for name in ["one", "two", "same"] {
      let version = name == "same" ? "old" : version
      let month = version == "old" ? "01" : "02"
      let extra = version == "old" ? "" : entry(name, 2, "02", "added")
      try place.write(
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><title>\(name)</title>
        <id>urn:x:\(name)</id><updated>2024-\(month)-01T00:00:00Z</updated>
        \(extra)\(entry(name, 1, month, version))</feed>
        """, to: "\(folder)/\(name).xml")
    }
  }

  private static func entry(_ name: String, _ id: Int, _ month: String, _ text: String) -> String {
    """
    <entry><id>urn:x:\(name):\(id)</id><title>\(name) \(text)</title>
    <link href="https://\(name).example/\(id)"/><published>2024-01-0\(id)T00:00:00Z</published>
    <updated>2024-\(month)-02T00:00:00Z</updated>
    <content type="html">&lt;p&gt;\(text) \(String(repeating: "text ", count: 400))&lt;/p&gt;
    </content></entry>
    """
  }

  // MARK: Trials

  /// A copy of the folder as it was before.
  func fresh() throws -> URL {
    count += 1
    return try Self.copy(
      place.folder.appending(path: "start"), to: place.folder.appending(path: "trial-\(count)"))
  }

  func refresh(_ folder: URL, _ fault: Fault) throws -> Command.Result {
    try Command(in: folder)(
      "refresh", environment: fault.environment(root: folder.path, library: library))
  }

  /// Every published file is one whole version: the old one or the new one.
  func expectWholeFiles(in folder: URL, _ what: String) throws {
    let files = try Self.published(in: folder)
    for (name, bytes) in files where !name.hasPrefix(".") {
      #expect(bytes == before[name] || bytes == after[name], "\(name) is torn; \(what)")
    }
    #expect(Set(before.keys).isSubset(of: files.keys), "a file is gone; \(what)")
  }

  /// The archive is whole, and the next refresh comes to what an undisturbed one does.
  func expectRecovery(in folder: URL, _ what: String) throws {
    try expectWholeArchive(in: folder, what)
    let result = try Command(in: folder)("refresh", "--quiet")
    #expect(result.code == 0, "\(result.error); \(what)")
    let files = try Self.published(in: folder)
    #expect(files == after, "other files than undisturbed: \(files.keys.sorted()); \(what)")
    try FileManager.default.removeItem(at: folder)
  }

  private func expectWholeArchive(in folder: URL, _ what: String) throws {
    let state = folder.appending(path: "state")
    let names = try FileManager.default.contentsOfDirectory(atPath: state.path)
    #expect(!names.contains { $0.contains("damaged") }, "put aside: \(names); \(what)")
    // Looked at in a copy, so that the next refresh finds what the disturbed one left.
    let copy = try Self.copy(state, to: place.folder.appending(path: "state-\(count)"))
    let archive = try Archive(path: copy.appending(path: "archive.sqlite").path, now: .epoch)
    #expect(archive.quarantined == nil, "PRAGMA integrity_check fails; \(what)")
    try archive.close()
    try FileManager.default.removeItem(at: copy)
  }

  static func published(in folder: URL) throws -> Files {
    let output = folder.appending(path: "public")
    var files: Files = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: output.path) {
      let file = output.appending(path: name)
      files[name] = file.hasDirectoryPath ? Data() : try Data(contentsOf: file)
    }
    return files
  }

  private static func copy(_ from: URL, to: URL) throws -> URL {
    try FileManager.default.copyItem(at: from, to: to)
    return to
  }
}
