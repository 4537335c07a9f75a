import FeedModel
import FeedReader
import Foundation
import Testing

@testable import Normalizer

/// The properties of `Fuzz/NormalizerFuzzer` over inputs of the repository and of the shared corpus,
/// as they are and damaged.
///
/// `REFEED_MUTATIONS` is how many times each shared body is damaged.
@Suite struct NormalizerInvariantTests {
  private static let rounds =
    ProcessInfo.processInfo.environment["REFEED_MUTATIONS"].flatMap { Int($0) } ?? 0

  private func check(_ html: String, _ name: String) {
    do throws(NormalizerInvariant) {
      try NormalizerInvariant.check(html)
    } catch {
      Issue.record("\(name): \(error)\n\(html.prefix(2000))")
    }
  }

  @Test("Every shape keeps the invariants", arguments: Shape.all)
  func shapes(shape: Shape) {
    for count in [1, 2, 3, 7] { check(shape.body(count), shape.name) }
  }

  @Test("The fuzzer's seeds keep the invariants")
  func seeds() throws {
    var folder = URL(filePath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    folder.append(path: "Fuzz/Seeds/Normalizer")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!names.isEmpty)
    for name in names.sorted() {
      let bytes = try Data(contentsOf: folder.appending(path: name))
      check(String(decoding: bytes, as: UTF8.self), name)
      for seed in 0..<20 {
        var mutation = Mutation(seed: seed)
        check(mutation.damaged(String(decoding: bytes, as: UTF8.self)), "\(name) \(seed)")
      }
    }
  }

  @Test("Shared bodies, damaged, keep the invariants")
  func shared() {
    var bodies: [(name: String, html: String)] = []
    for file in SharedFiles.files(in: "entries", suffix: ".md") {
      if let source = EntryFile(file.bytes) { bodies.append((file.name, source.body)) }
    }
    for file in SharedFiles.allFiles(in: "corpus/realworld") where file.bytes.count < 1 << 20 {
      let feed = try? FeedReader().read(.init(bytes: file.bytes, name: file.name))
      for entry in feed?.entries.prefix(2) ?? [] {
        if let text = entry.content ?? entry.summary { bodies.append((file.name, text.value)) }
      }
    }
    let stride = Self.rounds == 0 ? 12 : 1
    for (number, body) in bodies.enumerated() where number % stride == 0 {
      for round in 0..<max(1, Self.rounds) {
        var mutation = Mutation(seed: number &* 1000 &+ round)
        check(mutation.damaged(body.html), "\(body.name) \(round)")
      }
    }
  }
}

extension Mutation {
  /// The same bytes with pieces cut out, doubled and moved.
  mutating func damaged(_ html: String) -> String {
    var bytes = Array(html.utf8)
    for _ in 0..<(1 + number(below: 6)) where bytes.count > 8 {
      let start = number(below: bytes.count)
      let end = min(bytes.count, start + 1 + number(below: 40))
      let piece = Array(bytes[start..<end])
      switch number(below: 3) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: piece, at: number(below: bytes.count))
      default:
        bytes.removeSubrange(start..<end)
        bytes.insert(contentsOf: piece, at: number(below: bytes.count + 1))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
