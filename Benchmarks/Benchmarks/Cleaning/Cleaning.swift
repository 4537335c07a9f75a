import Benchmark
import FeedModel
import Foundation
import Normalizer

/// The whole normalizer (parse, all steps, serialize) on the bodies of real entries, without and
/// with explanations.
///
/// `REFEED_ENTRIES` names a folder of entry files; default: `../../shared/entries`, else `../seeds`.
/// `Benchmarks/compare-cleaning` sets it beside other sanitizers.
let benchmarks: @Sendable () -> Void = {
  let entries = Samples.entries
  let megabytes = Double(entries.reduce(0) { $0 + ($1.content?.value.utf8.count ?? 0) }) / 1e6
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResident], maxDuration: .seconds(3))
  for (name, explains) in [("explanation off", false), ("explanation on", true)] {
    Benchmark("clean refeed, \(name), \(megabytes) MB") { benchmark in
      let normalizer = Normalizer()
      let context = NormalizationContext(id: "urn:uuid:0", explains: explains)
      for _ in benchmark.scaledIterations {
        for entry in entries { blackHole(normalizer.normalized(entry: entry, context: context)) }
      }
    }
  }
}

private enum Samples {
  static let entries: [ParsedEntry] = {
    let checkout = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["REFEED_ENTRIES"].map { URL(filePath: $0) }
    let folders =
      [named, checkout.appending(path: "../shared/entries"), checkout.appending(path: "seeds")]
    for folder in folders.compactMap({ $0 }) {
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      let paths = (files?.compactMap { $0 as? URL } ?? []).map(\.path).sorted()
      let found = paths.filter { $0.hasSuffix(".md") || $0.hasSuffix(".txt") }
        .compactMap { FileManager.default.contents(atPath: $0) }.map(entry)
      if !found.isEmpty { return found }
    }
    return []
  }()

  /// The body is what follows the line of dashes, the link what stands before it.
  private static func entry(_ file: Data) -> ParsedEntry {
    var entry = ParsedEntry()
    let line = file.range(of: Data("\n------\n".utf8))
    let head = String(decoding: file[..<(line?.lowerBound ?? file.startIndex)], as: UTF8.self)
    if let start = head.range(of: "](", options: .backwards) {
      entry.rawLink = String(head[start.upperBound...].prefix { $0 != ")" })
      entry.link = entry.rawLink.flatMap { WebAddress($0) }
    }
    let body = String(decoding: file[(line?.upperBound ?? file.startIndex)...], as: UTF8.self)
    entry.content = Text(.html, body)
    return entry
  }
}
