import Foundation

/// The folder of public test data, which is not part of the repository.
enum Corpus {
  /// `REFEED_CORPUS`, else `../shared/corpus` beside the checkout.
  static var folder: URL {
    if let path = ProcessInfo.processInfo.environment["REFEED_CORPUS"], !path.isEmpty {
      return URL(fileURLWithPath: path)
    }
    let checkout = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return checkout.deletingLastPathComponent().appendingPathComponent("shared/corpus")
  }

  /// The files under `path` whose names end in `suffix`, sorted; nil, said aloud, if it isn't there.
  static func files(in path: String, suffix: String) -> [URL]? {
    let folder = folder.appendingPathComponent(path)
    // What isn't there is walked like an empty folder on Linux.
    guard FileManager.default.fileExists(atPath: folder.path),
      let walk = FileManager.default.enumerator(atPath: folder.path)
    else {
      say("SKIPPED: \(path) is not in the corpus at \(Corpus.folder.path)")
      return nil
    }
    let names = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(suffix) }
    return names.sorted().map { folder.appendingPathComponent($0) }
  }

  /// Prints a line to standard error.
  static func say(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
