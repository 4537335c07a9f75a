import FeedModel
import Foundation
import JSON
import Normalizer

/// `CleaningSpeed FOLDER SECONDS`: cleans every `*.html` of a folder, over and over, and prints the
/// best pass in MB/s of processor time, without and with explanations.
///
/// Nothing but a timer, for `compare-cleaning`, which gives the same files to other sanitizers. With
/// `once` for the seconds every file is cleaned once and nothing is timed: for counts of instructions,
/// as `compare-rules` makes them, which gives a file of rules besides.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The best pass of each kind; they take turns, so that both meet the same machine.
func bestPasses(
  _ entries: [ParsedEntry], _ normalizer: Normalizer, seconds: Double
) -> (off: Double, on: Double) {
  let quiet = NormalizationContext(id: "urn:uuid:0")
  let explaining = NormalizationContext(id: "urn:uuid:0", explains: true)
  func pass(_ context: NormalizationContext) -> Double {
    let start = processorTime()
    for entry in entries { _ = normalizer.normalized(entry: entry, context: context) }
    return processorTime() - start
  }
  var best = (off: Double.infinity, on: Double.infinity)
  let end = processorTime() + seconds
  while processorTime() < end {
    best.off = min(best.off, pass(quiet))
    best.on = min(best.on, pass(explaining))
  }
  return best
}

let arguments = CommandLine.arguments
guard arguments.count == 3 || arguments.count == 4 else {
  fatalError("usage: CleaningSpeed FOLDER SECONDS|once [RULES]")
}
let names = try FileManager.default.contentsOfDirectory(atPath: arguments[1]).sorted()
let entries = names.filter { $0.hasSuffix(".html") }.map { name in
  var entry = ParsedEntry()
  let data = FileManager.default.contents(atPath: arguments[1] + "/" + name) ?? Data()
  entry.rawLink = "https://site.example/\(name)"
  entry.link = WebAddress("https://site.example/\(name)")
  entry.content = Text(.html, String(decoding: data, as: UTF8.self))
  return entry
}
let user = try arguments.dropFirst(3).first.map { path in
  try JSONDocument(
    parsing: [UInt8](FileManager.default.contents(atPath: path) ?? Data()),
    options: .configuration
  ).root
}
let normalizer = Normalizer(rules: try Rules(merging: user))
guard let seconds = Double(arguments[2]) else {
  let context = NormalizationContext(id: "urn:uuid:0")
  for entry in entries { _ = normalizer.normalized(entry: entry, context: context) }
  exit(0)
}
let bytes = Double(entries.reduce(0) { $0 + ($1.content?.value.utf8.count ?? 0) })
let (off, on) = bestPasses(entries, normalizer, seconds: seconds)
print(String(format: "refeed, all steps             %7.1f MB/s", bytes / off / 1e6))
print(
  String(
    format: "refeed, all steps, explained  %7.1f MB/s  (%.2f times as long)", bytes / on / 1e6,
    on / off))
