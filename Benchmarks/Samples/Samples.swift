public import Foundation

/// What the benchmarks read: real entries and feeds where there are any, else the seeds.
///
/// `REFEED_ENTRIES` names a folder of entry files; default: `../shared/entries` beside the checkout,
/// else `seeds`. `REFEED_CORPUS` names a folder that holds `realworld`; default: `../shared/corpus`.
public enum Samples {
  private static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func named(_ variable: String) -> URL? {
    ProcessInfo.processInfo.environment[variable].map { URL(filePath: $0) }
  }

  private static func files(below folder: URL) -> [URL] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? []).sorted { $0.path < $1.path }
  }

  /// The bodies of entry files.
  public static let bodies: [[UInt8]] = {
    let folders =
      [named("REFEED_ENTRIES"), checkout.appending(path: "../shared/entries")]
      + [checkout.appending(path: "seeds")]
    for folder in folders.compactMap({ $0 }) {
      let found = files(below: folder).filter { ["md", "txt"].contains($0.pathExtension) }
        .compactMap { FileManager.default.contents(atPath: $0.path) }.map(body)
      if !found.isEmpty { return found }
    }
    return []
  }()

  /// What follows the line of dashes.
  private static func body(_ file: Data) -> [UInt8] {
    guard let line = file.range(of: Data("\n------\n".utf8)) else { return Array(file) }
    return Array(file[line.upperBound...])
  }

  public static func repeated(_ documents: [[UInt8]], to size: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < size, !documents.isEmpty { for next in documents { bytes += next } }
    return bytes
  }

  /// Real documents of every dialect.
  public static let realWorld: [URL] = {
    let corpus = named("REFEED_CORPUS") ?? checkout.appending(path: "../shared/corpus")
    return files(below: corpus.appending(path: "realworld")).filter {
      !$0.hasDirectoryPath && !$0.path.hasSuffix(".expected.json")
    }
  }()
}
