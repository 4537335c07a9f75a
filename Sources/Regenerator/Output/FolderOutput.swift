import Archive
import FeedModel
import Publisher

/// A folder of this machine.
struct FolderOutput: FileOutput {
  let publisher: Publisher
  /// The folder's path.
  let place: String

  func look() {}

  func prepare(everywhere: Bool) throws(OutputError) {
    try attempt { () throws(PublishError) in
      _ = try publisher.publish([], into: place)
      // A power failure can bring back what a run that came to its end had removed.
      try publisher.removeLeftovers(in: place, everywhere: everywhere)
    }
  }

  func inPlace(_ known: [PublishedFile]) -> FilesInPlace { FilesInPlace(known, in: place) }

  func has(_ name: String) -> Bool {
    (LocalFiles.identity(of: path(of: name))?.size ?? 0) > 0
  }

  func closedPages(
    of feed: String, known: [PublishedFile]
  ) throws(OutputError) -> Set<String> {
    try attempt { () throws(PublishError) in try publisher.frozenPages(of: feed, in: place) }
  }

  func pages(of feed: String) -> [String] {
    let folder = path(of: feed)
    guard LocalFiles.isFolder(folder) else { return [] }
    let files = (try? LocalFiles.files(below: folder)) ?? []
    return files.filter(Self.isPage)
      .map { String(decoding: $0.utf8.dropFirst(place.utf8.count + 1), as: UTF8.self) }
      .reversed()
  }

  func contents(of name: String, limit: Int) -> [UInt8]? {
    let path = path(of: name)
    guard LocalFiles.identity(of: path) != nil else { return nil }
    return try? LocalFiles.contents(of: path, limit: limit, isInsideFolder: true)
  }

  func standing(_ name: String) -> PublishedFile? { PublishedFile(name, standingIn: place) }

  func publish(
    _ files: [RenderedFile], over known: [PublishedFile], as version: FileVersion
  ) throws(OutputError) -> [PlacedFile] {
    let outcomes = try attempt { () throws(PublishError) in
      try publisher.publish(files, into: place)
    }
    return zip(outcomes, files).map { outcome, file in
      PlacedFile(
        name: outcome.name, change: outcome.change,
        file: PublishedFile(outcome, holding: file.bytes))
    }
  }

  func unowned(
    owned: Set<String>, otherwise isOwned: @Sendable (String) -> Bool
  ) throws(OutputError) -> [String] {
    try attempt { () throws(PublishError) in
      try publisher.unowned(in: place, owned: owned).filter { !isOwned($0) }
    }
  }

  func remove(_ names: [String]) throws(OutputError) {
    try attempt { () throws(PublishError) in try publisher.remove(names, from: place) }
  }

  private func attempt<Value>(
    _ body: () throws(PublishError) -> Value
  ) throws(OutputError) -> Value {
    do throws(PublishError) {
      return try body()
    } catch {
      throw .folder(error)
    }
  }
}
