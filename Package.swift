// swift-tools-version:6.2

import PackageDescription

let package = Package(
  name: "refeed",
  products: [
    .executable(name: "refeed", targets: ["refeed"]),
    .library(name: "FeedModel", targets: ["FeedModel"]),
    .library(name: "HTML", targets: ["HTML"]),
    .library(name: "JSON", targets: ["JSON"]),
    .library(name: "FilterLists", targets: ["FilterLists"]),
    .library(name: "FeedReader", targets: ["FeedReader"]),
    .library(name: "ArticleExtractor", targets: ["ArticleExtractor"]),
    .library(name: "Normalizer", targets: ["Normalizer"]),
    .library(name: "Emitter", targets: ["Emitter"]),
    .library(name: "Publisher", targets: ["Publisher"]),
    .library(name: "Regenerator", targets: ["Regenerator"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    // No traits: neither full Foundation nor swift-configuration.
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // System libraries
    // libcurl's headers; the library itself is opened at its first call
    .target(name: "CLibCurl"),
    // libpq's headers; as libcurl, opened when it is needed
    .target(name: "CLibPQ"),
    .systemLibrary(name: "CLibXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(
      name: "CUchardet", pkgConfig: "uchardet", providers: [.apt(["libuchardet-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // An empty package of ICU data, so that a static build goes without Foundation's 34 MB
    .target(name: "CEmptyICUData"),

    // The arguments of the process, from where C's main gets them
    .target(name: "CArguments"),

    // System calls of the server whose types Swift would see twice
    .target(name: "CServing"),

    // Foundations
    .target(name: "Bytes"),
    .target(name: "FeedModel", dependencies: ["Bytes"]),
    .target(name: "HTML", dependencies: ["Bytes"]),
    .target(name: "JSON"),
    .target(name: "FilterLists", dependencies: ["Bytes", "CPCRE2", "FeedModel", "HTML"]),

    // Stages, which know nothing of each other
    .target(name: "Fetcher", dependencies: ["CLibCurl", "CZlib", "FeedModel"]),
    .target(
      name: "FeedReader",
      dependencies: ["Bytes", "CLibXML", "CUchardet", "FeedModel", "HTML", "JSON"]),
    .target(name: "ArticleExtractor", dependencies: ["FeedModel", "HTML"]),
    .target(
      name: "SiteRules", dependencies: ["ArticleExtractor", "CLibXML", "FeedModel", "HTML"]),
    .target(
      name: "Normalizer",
      dependencies: ["Bytes", "CPCRE2", "FeedModel", "FilterLists", "HTML", "JSON"]),
    .target(
      name: "Emitter",
      dependencies: [
        "Bytes", "FeedModel", "JSON", .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .target(
      name: "Archive",
      dependencies: [
        "Bytes", "CLibPQ", "CZlib", "FeedModel", "History",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(name: "History", dependencies: ["Bytes", "FeedModel"]),

    .target(name: "Publisher", dependencies: ["CZlib", "FeedModel"]),
    .target(name: "ObjectStore", dependencies: ["Bytes", "CLibCurl", "FeedModel"]),

    // What is asked for, checked by the stages that it is for. (`Configuration` is the name of a
    // target of swift-configuration, which Hummingbird's manifest names.)
    .target(
      name: "ConfigurationModel",
      dependencies: [
        "Archive", "Bytes", "FeedModel", "FeedReader", "HTML", "JSON", "Normalizer",
        "ObjectStore", "Publisher",
      ]),

    // Where they meet
    .target(
      name: "Regenerator",
      dependencies: [
        "Archive", "ArticleExtractor", "ConfigurationModel", "Emitter", "FeedModel", "FeedReader",
        "Fetcher", "FilterLists", "HTML", "History", "JSON", "Normalizer", "ObjectStore",
        "Publisher", "SiteRules",
      ]),
    .target(
      name: "Server",
      dependencies: [
        "Bytes", "CServing", "ConfigurationModel", "Emitter", "FeedModel", "History", "JSON",
        "Publisher", "Regenerator",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .executableTarget(
      name: "refeed",
      dependencies: [
        "Archive", "ArticleExtractor", "Bytes", "CArguments", "CEmptyICUData",
        "ConfigurationModel", "FeedModel", "History", "JSON", "Publisher", "Regenerator",
        "Server",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // A hundred thousand addresses that the loader fills in at every start, packed (glibc 2.36).
      linkerSettings: [
        .unsafeFlags(
          ["-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"],
          .when(configuration: .release))
      ]),

    // Tests
    .testTarget(name: "BytesTests", dependencies: ["Bytes"]),
    .testTarget(name: "FeedModelTests", dependencies: ["Bytes", "FeedModel", "JSON"]),
    .testTarget(name: "HTMLTests", dependencies: ["HTML"], exclude: ["Fixtures"]),
    .testTarget(name: "JSONTests", dependencies: ["JSON"]),
    .testTarget(
      name: "FilterListsTests", dependencies: ["FeedModel", "FilterLists", "HTML", "JSON"]),
    .target(name: "ScratchPostgres", path: "Tests/ScratchPostgres"),
    .target(name: "ScriptedOrigin", path: "Tests/ScriptedOrigin"),
    .target(name: "SlowResolver", path: "Tests/SlowResolver"),
    .testTarget(
      name: "FetcherTests",
      dependencies: [
        "CLibCurl", "CZlib", "FeedModel", "Fetcher", "ScriptedOrigin", "SlowResolver",
      ]),
    .testTarget(name: "FeedReaderTests", dependencies: ["FeedModel", "FeedReader", "JSON"]),
    .testTarget(
      name: "NormalizerTests",
      dependencies: ["FeedModel", "FeedReader", "FilterLists", "HTML", "JSON", "Normalizer"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ArticleExtractorTests", dependencies: ["ArticleExtractor", "FeedModel", "HTML"]),
    .testTarget(
      name: "SiteRulesTests",
      dependencies: ["ArticleExtractor", "FeedModel", "HTML", "SiteRules"]),
    .testTarget(
      name: "EmitterTests",
      dependencies: ["Emitter", "FeedModel", "FeedReader", "History", "JSON"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ArchiveTests",
      dependencies: [
        "Archive", "FeedModel", "History", "ScratchPostgres",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures"]),
    .testTarget(name: "HistoryTests", dependencies: ["FeedModel", "History"]),
    .testTarget(
      name: "ConfigurationModelTests", dependencies: ["ConfigurationModel", "FeedModel", "JSON"]),
    .testTarget(
      name: "PublisherTests",
      dependencies: ["Emitter", "FeedModel", "FeedReader", "JSON", "Publisher"]),
    .testTarget(name: "ObjectStoreTests", dependencies: ["ObjectStore", "ScriptedOrigin"]),
    .testTarget(
      name: "RegeneratorTests",
      dependencies: [
        "Archive", "ConfigurationModel", "Emitter", "FeedModel", "FeedReader", "Fetcher",
        "FilterLists", "History", "JSON",
        "Normalizer", "ObjectStore", "Publisher", "Regenerator", "ScratchPostgres",
        "ScriptedOrigin",
      ]),
    .testTarget(
      name: "ServerTests",
      dependencies: [
        "Archive", "Bytes", "ConfigurationModel", "FeedModel", "JSON", "Regenerator", "Server",
        "ScriptedOrigin", .product(name: "Metrics", package: "swift-metrics"),
      ]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Archive", "FeedModel", "History", "ScratchPostgres", "ScriptedOrigin", "refeed",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
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

// Lending a text to a closure costs nothing only where the compiler sees both sides, and neither does
// a step of a walk: a step is larger than what is shown to other modules by itself.
let hotTargets: Set = [
  "Bytes", "JSON", "HTML", "FeedModel", "FeedReader", "FilterLists", "Normalizer", "Emitter",
]
for target in package.targets where hotTargets.contains(target.name) {
  target.swiftSettings?.append(
    .unsafeFlags(
      ["-cross-module-optimization", "-Xllvm", "-cmo-function-size-limit=80"],
      .when(configuration: .release)))
}
