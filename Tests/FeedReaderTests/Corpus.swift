import FeedModel
import Foundation
import JSON

/// The shared corpus: `REFEED_CORPUS`, else `../shared/corpus` beside the checkout.
enum Corpus {
  static let folder: String = {
    if let folder = ProcessInfo.processInfo.environment["REFEED_CORPUS"] { return folder }
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + (parts + ["shared", "corpus"]).joined(separator: "/")
  }()

  /// The files of a folder and its folders, sorted, as paths from the corpus; empty, said on
  /// standard error, when it is not there.
  static func files(in name: String) -> [String] {
    guard let walker = FileManager.default.enumerator(atPath: "\(folder)/\(name)") else {
      say("SKIPPED: \(folder)/\(name) is not there")
      return []
    }
    var files: [String] = []
    while let path = walker.nextObject() as? String {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(
        atPath: "\(folder)/\(name)/\(path)", isDirectory: &isFolder)
      if !isFolder.boolValue { files.append("\(name)/\(path)") }
    }
    if files.isEmpty { say("SKIPPED: \(folder)/\(name) is empty") }
    return files.sorted()
  }

  static func bytes(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: "\(folder)/\(name)").map { Array($0) }
  }

  static func json(_ name: String) throws -> JSONValue? {
    guard let bytes = bytes(name) else {
      say("SKIPPED: \(folder)/\(name) is not there")
      return nil
    }
    return try JSONDocument(parsing: bytes).root
  }

  static func say(_ line: String) {
    FileHandle.standardError.write(Data("\(line)\n".utf8))
  }
}
