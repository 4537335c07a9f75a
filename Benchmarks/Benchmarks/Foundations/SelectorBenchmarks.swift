import Benchmark
import HTML

/// On a page of 20,000 paragraphs with classes and links, parsed outside of what is measured.
func benchmarkSelectors() {
  let texts = [
    "p", "div.c1", "div p", "div > p a", "p ~ a", ":has(> img)", "p:nth-child(2n+1)",
    "a[href*='99']", "p:contains('999')",
  ]
  for text in texts {
    Benchmark("selector.select \(text)") { benchmark in
      let document = page()
      let selector = try Selector(parsing: text)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        blackHole(document.select(selector, under: document.root))
      }
    }
  }
  for count in [10, 1000] {
    Benchmark("selector.set of \(count)") { benchmark in
      let document = page()
      let set = SelectorSet(try rules(count).map { try Selector(parsing: $0) })
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        blackHole(set.matches(in: document, under: document.root))
      }
    }
    Benchmark("selector.compile \(count)") { benchmark in
      let texts = rules(count)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        blackHole(SelectorSet(try texts.map { try Selector(parsing: $0) }))
      }
    }
  }
}

private func rules(_ count: Int) -> [String] {
  (0..<count).map { number in
    let shapes = [
      "div.ad-\(number)", "#ad\(number)", ".x\(number) > p", "[data-ad\(number)]",
      "aside.z\(number) a",
    ]
    return shapes[number % shapes.count]
  }
}

private func page() -> Document {
  var markup = ""
  for number in 0..<20_000 {
    let isNew = number % 20 == 0
    if isNew { markup += number == 0 ? "<div>" : "</div><div class='c\(number % 7) post'>" }
    markup += "<p class='d\(number % 50) text'>text \(number) <a href='/\(number)'>link</a></p>"
  }
  return Document(parsingFragment: Array(markup.utf8))
}
