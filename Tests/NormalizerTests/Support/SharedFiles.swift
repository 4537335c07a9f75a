import Foundation

/// Files beside the checkout that tests read in place and that are not part of the repository.
enum SharedFiles {
  /// The folder that holds `corpus`, `data`, `entries` and `seeds`.
  static let root: URL? = {
    if let corpus = ProcessInfo.processInfo.environment["REFEED_CORPUS"] {
      return URL(filePath: corpus).deletingLastPathComponent()
    }
    var folder = URL(filePath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    for _ in 0..<3 {
      let shared = folder.appending(path: "shared")
      if FileManager.default.fileExists(atPath: shared.path) { return shared }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  /// A file's bytes; says loudly what is skipped when it is not there.
  static func bytes(_ path: String) -> [UInt8]? {
    if let root, let data = try? Data(contentsOf: root.appending(path: path)) {
      return Array(data)
    }
    skip(path)
    return nil
  }

  /// The files of a folder, sorted by name.
  static func files(in path: String, suffix: String) -> [(name: String, bytes: [UInt8])] {
    guard let root,
      let names = try? FileManager.default.contentsOfDirectory(
        atPath: root.appending(path: path).path)
    else {
      skip(path)
      return []
    }
    return names.filter { $0.hasSuffix(suffix) }.sorted().compactMap { name in
      let data = try? Data(contentsOf: root.appending(path: path).appending(path: name))
      return data.map { (name, Array($0)) }
    }
  }

  /// The files of a folder and of all folders inside it, sorted by path.
  static func allFiles(in path: String) -> [(name: String, bytes: [UInt8])] {
    guard let root,
      let paths = FileManager.default.enumerator(atPath: root.appending(path: path).path)
    else {
      skip(path)
      return []
    }
    return paths.compactMap { $0 as? String }.sorted().compactMap { name in
      let data = try? Data(contentsOf: root.appending(path: path).appending(path: name))
      return data.map { (name, Array($0)) }
    }
  }

  private static func skip(_ path: String) {
    FileHandle.standardError.write(
      Data("SKIPPED: shared/\(path) is not here; its tests check nothing\n".utf8))
  }
}
