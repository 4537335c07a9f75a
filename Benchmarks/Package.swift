// swift-tools-version:6.2

import PackageDescription

// A package of its own, so that users never resolve what only benchmarks need.
let package = Package(
  name: "refeed-benchmarks",
  dependencies: [
    .package(name: "refeed", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Foundations",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "FeedModel", package: "refeed"),
        .product(name: "HTML", package: "refeed"),
        .product(name: "JSON", package: "refeed"),
      ],
      path: "Benchmarks/Foundations",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    // What the benchmarks read; processes to be compared with others.
    .target(name: "Samples", path: "Samples"),
    .executableTarget(name: "WriteSamples", dependencies: ["Samples"], path: "WriteSamples"),
    .executableTarget(
      name: "ReadFeeds",
      dependencies: [
        .product(name: "FeedModel", package: "refeed"),
        .product(name: "FeedReader", package: "refeed"),
      ],
      path: "ReadFeeds"),
    .executableTarget(
      name: "Reading",
      dependencies: [
        "Samples",
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "FeedModel", package: "refeed"),
        .product(name: "FeedReader", package: "refeed"),
      ],
      path: "Benchmarks/Reading",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "Cleaning",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "FeedModel", package: "refeed"),
        .product(name: "Normalizer", package: "refeed"),
      ],
      path: "Benchmarks/Cleaning",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "CleaningSpeed",
      dependencies: [
        .product(name: "FeedModel", package: "refeed"),
        .product(name: "JSON", package: "refeed"),
        .product(name: "Normalizer", package: "refeed"),
      ],
      path: "CleaningSpeed"),
    .executableTarget(
      name: "ArticleSpeed",
      dependencies: [
        .product(name: "ArticleExtractor", package: "refeed"),
        .product(name: "FeedModel", package: "refeed"),
        .product(name: "HTML", package: "refeed"),
      ],
      path: "ArticleSpeed"),
    .executableTarget(
      name: "AskLists",
      dependencies: [
        .product(name: "FeedModel", package: "refeed"),
        .product(name: "FilterLists", package: "refeed"),
      ],
      path: "AskLists"),
    .executableTarget(
      name: "Emitting",
      dependencies: [
        "Samples",
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Emitter", package: "refeed"),
        .product(name: "FeedModel", package: "refeed"),
        .product(name: "FeedReader", package: "refeed"),
        .product(name: "Normalizer", package: "refeed"),
        .product(name: "Publisher", package: "refeed"),
        .product(name: "Regenerator", package: "refeed"),
      ],
      path: "Benchmarks/Emitting",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .systemLibrary(name: "CParsers", path: "CParsers", pkgConfig: "libxml-2.0"),
    .executableTarget(
      name: "Parsing",
      dependencies: [
        "CParsers", "Samples",
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "HTML", package: "refeed"),
      ],
      path: "Benchmarks/Parsing",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
