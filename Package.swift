// swift-tools-version:6.2

import PackageDescription

let package = Package(
  name: "refeed",
  products: [
    .library(name: "FeedModel", targets: ["FeedModel"]),
    .library(name: "JSON", targets: ["JSON"]),
    .library(name: "FeedReader", targets: ["FeedReader"]),
    .library(name: "HTML", targets: ["HTML"]),
    .library(name: "Normalizer", targets: ["Normalizer"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .target(name: "FeedModel"),
    .target(name: "JSON"),
    .testTarget(name: "FeedModelTests", dependencies: ["FeedModel", "JSON"]),
    .testTarget(name: "JSONTests", dependencies: ["JSON"]),
    .systemLibrary(
      name: "CLibXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "FeedReader", dependencies: ["CLibXML", "FeedModel", "JSON"]),
    .testTarget(name: "FeedReaderTests", dependencies: ["FeedModel", "FeedReader", "JSON"]),
    .target(name: "HTML"),
    .testTarget(name: "HTMLTests", dependencies: ["HTML"]),
    .target(
      name: "Emitter",
      dependencies: [
        "FeedModel", "JSON", .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .testTarget(
      name: "EmitterTests", dependencies: ["Emitter", "FeedModel", "FeedReader", "JSON"],
      exclude: ["Fixtures"]),
    .target(name: "Regenerator", dependencies: ["CZlib", "Emitter"]),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .target(name: "Normalizer", dependencies: ["CPCRE2", "FeedModel", "HTML", "JSON"]),
    .testTarget(
      name: "NormalizerTests", dependencies: ["FeedModel", "HTML", "JSON", "Normalizer"]),
    .systemLibrary(name: "CLibCurl"),
    .systemLibrary(name: "CZlib"),
    .target(name: "Fetcher", dependencies: ["CLibCurl", "CZlib", "FeedModel"]),
    .testTarget(
      name: "FetcherTests", dependencies: ["CLibCurl", "CZlib", "FeedModel", "Fetcher"]),
    .target(
      name: "Archive",
      dependencies: ["CZlib", "FeedModel", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(name: "ArchiveTests", dependencies: ["Archive", "FeedModel"]),
    .testTarget(name: "RegeneratorTests", dependencies: ["Emitter", "Regenerator"]),
  ]
)

for target in package.targets where target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .swiftLanguageMode(.v6),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
    ]
}
