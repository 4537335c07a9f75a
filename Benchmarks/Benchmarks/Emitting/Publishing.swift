import Benchmark
import FeedModel
import Foundation
import Publisher

/// 10,000 feeds in two formats, of which nothing or one has changed since they were published.
func addPublishing() {
  let folder = FileManager.default.temporaryDirectory.appending(path: "refeed-publishing")
  try? FileManager.default.removeItem(at: folder)
  var files = (0..<10_000).flatMap { number in
    ["atom", "json"].map { format in
      RenderedFile(
        name: "feed-\(number).\(format)",
        bytes: Array(repeating: UInt8(ascii: "0") + UInt8(number % 10), count: 2_000),
        mediaType: "")
    }
  }
  guard
    (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)) != nil
  else { return }
  for file in files {
    try? Data(file.bytes).write(to: folder.appending(path: file.name))
  }
  Benchmark("publish.20,000 files, none changed") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(try Publisher().publish(files, into: folder.path))
    }
  }
  Benchmark("publish.20,000 files, two changed") { benchmark in
    for _ in benchmark.scaledIterations {
      for index in [8642, 8643] { files[index].bytes[0] ^= 1 }
      blackHole(try Publisher().publish(files, into: folder.path))
    }
  }
}
