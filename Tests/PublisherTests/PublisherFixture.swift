import FeedModel
import Foundation
import Glibc

/// A folder of its own for one test.
func withFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.path + "/publisher-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
}

func file(_ name: String, _ text: String) -> RenderedFile {
  RenderedFile(name: name, bytes: Array(text.utf8), mediaType: "text/plain")
}

func text(_ path: String) throws -> String {
  try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self)
}

func write(_ text: String, to path: String) throws {
  try Data(text.utf8).write(to: URL(filePath: path))
}

func status(_ path: String) throws -> stat {
  var status = stat()
  guard lstat(path, &status) == 0 else { throw CocoaError(.fileNoSuchFile) }
  return status
}

/// Temporary files in a folder and those below.
func leftovers(_ folder: String) throws -> [String] {
  try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains(".refeed") }
}
