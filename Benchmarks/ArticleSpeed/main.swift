import ArticleExtractor
import FeedModel
import Foundation
import HTML

/// `ArticleSpeed FOLDER SECONDS`: takes the article out of every `*.html` of a folder, over and over,
/// and prints the best pass in MB/s of processor time, of the parser alone and from bytes to HTML.
///
/// Nothing but a timer, for `compare-articles`, which gives the same pages to other extractors.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The best pass of each kind over `pages`; they take turns, so that both meet the same machine.
func bestPasses(_ pages: [[UInt8]], seconds: Double) -> (parsing: Double, all: Double, out: Int) {
  let extractor = ArticleExtractor()
  let address = WebAddress("https://site.example/2026/11/page")
  var best = (parsing: Double.infinity, all: Double.infinity, out: 0)
  let end = processorTime() + seconds
  repeat {
    var start = processorTime()
    var nodes = 0
    for page in pages { nodes += Document(parsing: page).nodeCount }
    best.parsing = min(best.parsing, processorTime() - start)
    start = processorTime()
    best.out = nodes > 0 ? 0 : -1
    for page in pages {
      let article = extractor.article(of: Document(parsing: page), address: address)
      best.out += article.html.utf8.count
    }
    best.all = min(best.all, processorTime() - start)
  } while processorTime() < end
  return best
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let seconds = Double(arguments[2]) else {
  fatalError("usage: ArticleSpeed FOLDER SECONDS")
}
let names = try FileManager.default.contentsOfDirectory(atPath: arguments[1]).sorted()
let pages = names.filter { $0.hasSuffix(".html") }.map { name in
  Array(FileManager.default.contents(atPath: arguments[1] + "/" + name) ?? Data())
}
let bytes = Double(pages.reduce(0) { $0 + $1.count })
let best = bestPasses(pages, seconds: seconds)
print(
  String(
    format: "%d pages, %.1f MB, articles %.1f MB", pages.count, bytes / 1e6, Double(best.out) / 1e6)
)
print(String(format: "refeed, parsing alone        %7.1f MB/s", bytes / best.parsing / 1e6))
print(String(format: "refeed, bytes to article     %7.1f MB/s", bytes / best.all / 1e6))
