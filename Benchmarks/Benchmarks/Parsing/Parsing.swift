import Benchmark
import CParsers
import Foundation
import HTML

/// Refeed's HTML parser beside libxml2's and gumbo, on the same bytes in the same process: the
/// bodies of real entries as documents of their own, and the same bytes as one document of 10 MB.
///
/// `REFEED_ENTRIES` names a folder of entry files; default: `../../shared/entries`, else `../seeds`.
let benchmarks: @Sendable () -> Void = {
  let bodies = Samples.bodies
  let large = Samples.repeated(bodies, to: 10_000_000)
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResident], maxDuration: .seconds(3))
  for (name, documents) in [("entries", bodies), ("10 MB", [large])] {
    let megabytes = Double(documents.reduce(0) { $0 + $1.count }) / 1e6
    Benchmark("html.parse refeed, \(name), \(megabytes) MB") { benchmark in
      for _ in benchmark.scaledIterations {
        for document in documents { blackHole(Document(parsing: document).nodeCount) }
      }
    }
    Benchmark("html.parse+serialize refeed, \(name), \(megabytes) MB") { benchmark in
      for _ in benchmark.scaledIterations {
        for document in documents { blackHole(Document(parsing: document).serialized()) }
      }
    }
    Benchmark("html.parse libxml2, \(name), \(megabytes) MB") { benchmark in
      for _ in benchmark.scaledIterations {
        for document in documents { parseWithLibXML(document) }
      }
    }
    Benchmark("html.parse gumbo, \(name), \(megabytes) MB") { benchmark in
      for _ in benchmark.scaledIterations {
        for document in documents { parseWithGumbo(document) }
      }
    }
  }
}

private func parseWithLibXML(_ bytes: [UInt8]) {
  let options =
    HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
    | HTML_PARSE_NONET.rawValue
  bytes.withUnsafeBytes { buffer in
    let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
    xmlFreeDoc(htmlReadMemory(start, Int32(buffer.count), nil, "UTF-8", Int32(options)))
  }
}

private func parseWithGumbo(_ bytes: [UInt8]) {
  bytes.withUnsafeBytes { buffer in
    let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
    refeed_gumbo_parse(start, buffer.count)
  }
}

private enum Samples {
  static let bodies: [[UInt8]] = {
    let checkout = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["REFEED_ENTRIES"].map { URL(filePath: $0) }
    let folders =
      [named, checkout.appending(path: "../shared/entries"), checkout.appending(path: "seeds")]
    for folder in folders.compactMap({ $0 }) {
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      let paths = (files?.compactMap { $0 as? URL } ?? []).map(\.path).sorted()
      let found = paths.filter { $0.hasSuffix(".md") || $0.hasSuffix(".txt") }
        .compactMap { FileManager.default.contents(atPath: $0) }.map(body)
      if !found.isEmpty { return found }
    }
    return []
  }()

  static func repeated(_ documents: [[UInt8]], to size: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < size, !documents.isEmpty { for next in documents { bytes += next } }
    return bytes
  }

  /// What follows the line of dashes.
  private static func body(_ file: Data) -> [UInt8] {
    guard let line = file.range(of: Data("\n------\n".utf8)) else { return Array(file) }
    return Array(file[line.upperBound...])
  }
}
