import Benchmark
import JSON

/// Feeds of some 10 MB, one benchmark for each kind of text; divide their size, in the name, by the
/// time.
func benchmarkJSON() {
  let texts = [
    ("Latin", "The quick brown fox <a href=\"https://example.org/\">jumps</a> over the dog.\n"),
    ("Chinese", "纽约时报中文网，<a href=\"https://example.org/\">这是</a>一段“正文”。\n"),
    ("plain", "The quick brown fox jumps over the lazy dog. 纽约时报中文网，这是一段正文。"),
  ]
  for (name, line) in texts {
    let body = String(repeating: line, count: 60)
    let bytes = feed(body)
    let size = "\(bytes.count >> 10) KiB of \(name)"
    Benchmark("json.write \(size)") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(feed(body)) }
    }
    Benchmark("json.parse \(size)") { benchmark in
      for _ in benchmark.scaledIterations {
        blackHole(try JSONDocument(parsing: bytes, options: .feed))
      }
    }
    Benchmark("json.read \(size)") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(try readStrings(bytes)) }
    }
  }
}

private func feed(_ body: String) -> [UInt8] {
  var writer = JSONWriter()
  writer.beginObject()
  writer.key("items")
  writer.beginArray()
  for number in 0..<2000 {
    writer.beginObject()
    writer.key("id")
    writer.string("https://example.org/\(number)")
    writer.key("content_html")
    writer.string(body)
    writer.endObject()
  }
  writer.endArray()
  writer.endObject()
  return writer.finish()
}

/// Parses and makes a string of every value, as the reader does.
private func readStrings(_ bytes: [UInt8]) throws -> Int {
  let document = try JSONDocument(parsing: bytes, options: .feed)
  var count = 0
  guard let items = document.root["items"]?.elements else { return 0 }
  for item in items {
    count += item["id"]?.string?.utf8.count ?? 0
    count += item["content_html"]?.string?.utf8.count ?? 0
  }
  return count
}
