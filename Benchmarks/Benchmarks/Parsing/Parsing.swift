import Benchmark
import CParsers
import HTML
import Samples

/// Refeed's HTML parser beside libxml2's and gumbo, on the same bytes in the same process: the
/// bodies of real entries as documents of their own, and the same bytes as one document of 10 MB.
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
