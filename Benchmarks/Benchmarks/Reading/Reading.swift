import Benchmark
import FeedModel
import FeedReader
import Foundation
import Samples

/// The feed reader on a feed of 27 MB and on real feeds, beside `xmllint --stream --noout` as a
/// process on the same files; and the date parser.
///
/// `compare-reading` compares whole processes, other readers among them.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResident], maxDuration: .seconds(5))
  for form in GeneratedFeed.Form.allCases {
    let feed = GeneratedFeed(form)
    let file = FileManager.default.temporaryDirectory.appending(
      path: "refeed-reading-\(form.rawValue).xml")
    try? Data(feed.bytes).write(to: file)
    compare("\(form.rawValue), \(feed.bytes.count / 1_000_000) MB", [file])
  }
  compare("\(Samples.realWorld.count) real feeds", Samples.realWorld)
  addDates()
}

private func compare(_ name: String, _ files: [URL]) {
  let documents = files.compactMap { FileManager.default.contents(atPath: $0.path) }
    .map { SourceDocument(bytes: Array($0), name: "sample") }
  Benchmark("feed.read refeed, \(name)") { benchmark in
    for _ in benchmark.scaledIterations {
      for document in documents { blackHole(try? FeedReader().read(document)) }
    }
  }
  Benchmark("feed.read xmllint, \(name)") { benchmark in
    for _ in benchmark.scaledIterations { runXMLLint(files) }
  }
}

private func runXMLLint(_ files: [URL]) {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["xmllint", "--stream", "--noout"] + files.map(\.path)
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return }
  process.waitUntilExit()
}
