import Archive
import FeedModel
import Glibc
import History
import Publisher

/// Pages of entries as they were fetched, compressed, in a folder beside the archive: new rules reach
/// them without asking again, and whoever loses the folder loses no entry.
struct PageStore: Sendable {
  /// The parts of one article in order, in UTF-8, each with its address after redirects.
  typealias Pages = [(address: WebAddress, html: [UInt8])]

  let folder: String
  private let publisher: Publisher
  /// The most that one file may inflate to.
  private static let limit = 256 << 20

  /// - Parameter archive: its path.
  init(beside archive: String, system: any FileSystem = LinuxFileSystem()) {
    folder = archive + ".pages"
    publisher = Publisher(system)
  }

  /// One that keeps nothing.
  init() {
    folder = ""
    publisher = Publisher()
  }

  /// The pages of an entry's address; `nil` where there are none, or not whole.
  func pages(of address: WebAddress, feed: String) -> Pages? {
    folder.isEmpty ? nil : read("\(folder)/\(Self.name(of: address, feed: feed))")
  }

  /// When the pages of an entry's address were fetched; `nil` where there are none.
  func fetched(_ address: WebAddress, feed: String) -> Timestamp? {
    LocalFiles.identity(of: "\(folder)/\(Self.name(of: address, feed: feed))").flatMap {
      Timestamp(milliseconds: Int64($0.seconds) * 1000)
    }
  }

  /// Pages of a feed's other entries, one of each article, the newest first.
  func others(of feed: String, but address: WebAddress?, limit: Int) -> [[UInt8]] {
    let own = address.map { Self.name(of: $0, feed: feed) }
    return files().filter { file in
      file.name.utf8.starts(with: "\(feed).".utf8)
        && own.map { !file.name.utf8.elementsEqual($0.utf8) } ?? true
    }
    .suffix(limit).reversed().compactMap { read("\(folder)/\($0.name)")?.first?.html }
  }

  /// Puts the pages of entries in the place of what was there.
  func keep(_ kept: [(address: WebAddress, pages: Pages)], of feed: String) throws(PublishError) {
    guard !folder.isEmpty else { return }
    let files = kept.compactMap { kept -> RenderedFile? in
      var bytes: [UInt8] = []
      for page in kept.pages {
        bytes += "\(page.html.count) \(page.address.href)\n".utf8
        bytes += page.html
      }
      return Gzip.compressed(bytes).map {
        RenderedFile(
          name: Self.name(of: kept.address, feed: feed), bytes: $0, mediaType: "application/gzip")
      }
    }
    guard !files.isEmpty else { return }
    // Some pages are only for those who pay.
    mkdir(LocalPath.bytes(of: folder), 0o700)
    _ = try publisher.publish(files, into: folder)
  }

  /// Removes what is older than `age` and, the oldest first, what is too much.
  func prune(olderThan age: Duration, keeping bytes: Int, now: Timestamp) throws(PublishError) {
    let files = files()
    guard !files.isEmpty else { return }
    let oldest = now.milliseconds / 1000 - age.components.seconds
    var left = files.reduce(0) { $0 + $1.bytes }
    var gone: [String] = []
    for file in files where file.seconds < oldest || left > bytes {
      gone.append(file.name)
      left -= file.bytes
    }
    if !gone.isEmpty { try publisher.remove(gone, from: folder) }
  }

  // MARK: Hosts

  /// Hosts that want to be left alone, and until when.
  func holds() -> [String: Timestamp] {
    guard let bytes = try? LocalFiles.contents(of: "\(folder)/\(Self.holdsName)", limit: 1 << 20)
    else { return [:] }
    var holds: [String: Timestamp] = [:]
    for line in bytes.split(separator: 0x0A) {
      let parts = String(decoding: line, as: UTF8.self).split(separator: " ")
      guard parts.count == 2, let time = Int64(parts[0]) else { continue }
      holds[String(parts[1])] = Timestamp(milliseconds: time)
    }
    return holds
  }

  func keep(holds: [String: Timestamp]) throws(PublishError) {
    let lines = holds.sorted { $0.key < $1.key }.map { "\($0.value.milliseconds) \($0.key)\n" }
    mkdir(LocalPath.bytes(of: folder), 0o700)
    let file = RenderedFile(
      name: Self.holdsName, bytes: Array(lines.joined().utf8), mediaType: "text/plain")
    _ = try publisher.publish([file], into: folder)
  }

  private static let holdsName = "holds"

  private func read(_ path: String) -> Pages? {
    guard let packed = try? LocalFiles.contents(of: path, limit: Self.limit, isInsideFolder: true),
      let bytes = try? LocalFiles.unpacked(packed, named: path, limit: Self.limit)
    else { return nil }
    var pages: Pages = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let end = rest.firstIndex(of: 0x0A) else { return nil }
      let parts = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let count = Int(parts[0]), count >= 0,
        let address = WebAddress(String(parts[1])), rest.endIndex - end - 1 >= count
      else { return nil }
      pages.append((address, Array(rest[(end + 1)..<(end + 1 + count)])))
      rest = rest[(end + 1 + count)...]
    }
    return pages.isEmpty ? nil : pages
  }

  /// The oldest first, then by name.
  private func files() -> [(name: String, bytes: Int, seconds: Int)] {
    guard !folder.isEmpty, let paths = try? LocalFiles.files(below: folder) else { return [] }
    return paths.filter { !$0.hasSuffix("/\(Self.holdsName)") }.compactMap { path in
      LocalFiles.identity(of: path).map {
        (String(path.dropFirst(folder.count + 1)), Int($0.size), $0.seconds)
      }
    }
    .sorted { ($0.2, $0.0) < ($1.2, $1.0) }
  }

  private static func name(of address: WebAddress, feed: String) -> String {
    "\(feed).\(Fingerprint(Array(address.href.utf8)).description.prefix(32)).gz"
  }
}
