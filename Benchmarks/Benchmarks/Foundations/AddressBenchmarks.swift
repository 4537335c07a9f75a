import Benchmark
import FeedModel

func benchmarkAddresses() {
  let plain = "https://www.example.org/2024/10/25/a-page-with-a-name.html?x=1&y=2"
  let base = WebAddress(plain)
  let cases = [
    ("plain", plain, nil), ("relative", "../a/b.html?x", base),
    ("to be normalized", "HTTPS://Example.ORG:443/a b/../é?q=法", nil),
    ("Unicode domain", "https://bücher.example/", nil),
  ]
  for (name, text, base) in cases {
    Benchmark(
      "address.parse \(name)", configuration: .init(scalingFactor: .kilo)
    ) { benchmark in
      for _ in benchmark.scaledIterations { blackHole(WebAddress(text, base: base)) }
    }
  }
  Benchmark("address.alias key", configuration: .init(scalingFactor: .kilo)) { benchmark in
    for _ in benchmark.scaledIterations { blackHole(base?.aliasKey) }
  }
  Benchmark("id.uuid", configuration: .init(scalingFactor: .kilo)) { benchmark in
    for number in benchmark.scaledIterations { blackHole(NameBasedUUID("\(number)").urn) }
  }
  let megabyte = [UInt8](repeating: 0x61, count: 1 << 20)
  Benchmark("digest.sha256 1 MiB") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(SHA256.digest(of: megabyte)) }
  }
}
