// swift-tools-version:6.2

import PackageDescription

let package = Package(
  name: "refeed",
  products: [
    .library(name: "FeedModel", targets: ["FeedModel"])
  ],
  dependencies: [],
  targets: [
    .target(name: "FeedModel"),
    .testTarget(name: "FeedModelTests", dependencies: ["FeedModel"]),
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
