import Benchmark
import Emitter
import FeedModel
import FeedReader
import Normalizer
import Samples

/// The emitters on a feed of 27 MB, whole and entry by entry, and publishing what has not changed.
///
/// The size of the output is in the name; divide it by the time.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResidentDelta], maxDuration: .seconds(3))
  addPublishing()
  // The rest holds the feed in memory from here on.
  guard let feed = generatedFeed() else { return }
  let (atom, json, rss) = (AtomEmitter(), JSONFeedEmitter(), RSSEmitter())
  add("atom", { atom.rendered(feed, links: DocumentLinks()) }) { sink in
    atom.write(feed, links: DocumentLinks(), into: sink)
  }
  add("json", { json.rendered(feed, links: DocumentLinks()) }) { sink in
    json.write(feed, links: DocumentLinks(), into: sink)
  }
  add("rss", { rss.rendered(feed, links: DocumentLinks()) }) { sink in
    rss.write(feed, links: DocumentLinks(), into: sink)
  }
  guard let templates = try? TemplateEmitter() else { return }
  let page = FeedPage(name: "generated", documents: [])
  let size = templates.rendered(feed, template: "feed.html", page: page)?.count ?? 0
  Benchmark("emit.html whole, \(megabytes(size))") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(templates.rendered(feed, template: "feed.html", page: page))
    }
  }
}

private func add(
  _ format: String, _ whole: @escaping () -> [UInt8],
  streamed: @escaping (([UInt8]) -> Void) -> Void
) {
  let size = megabytes(whole().count)
  // Streams first: the memory of a process never shrinks.
  Benchmark("emit.\(format) streamed, \(size)") { benchmark in
    for _ in benchmark.scaledIterations {
      var count = 0
      streamed { count += $0.count }
      blackHole(count)
    }
  }
  Benchmark("emit.\(format) whole, \(size)") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(whole()) }
  }
}

private func megabytes(_ bytes: Int) -> String {
  "\(bytes / 100_000 / 10).\(bytes / 100_000 % 10) MB"
}

private func generatedFeed() -> NormalizedFeed? {
  guard let form = GeneratedFeed.Form.allCases.first,
    let parsed = try? FeedReader().read(
      SourceDocument(bytes: GeneratedFeed(form).bytes, name: "generated"))
  else { return nil }
  return Normalizer().normalized(parsed, context: NormalizationContext(id: "urn:x:generated"))
}
