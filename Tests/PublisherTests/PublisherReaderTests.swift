import Emitter
import FeedModel
import FeedReader
import Foundation
import Glibc
import JSON
import Publisher
import Synchronization
import Testing

/// A6: who reads while files are published.
@Suite struct PublisherReaderTests {
  static let generations = 40
  static let reads = 100_000

  /// The same feed in two formats; its title says the generation. All have the same length, so
  /// that a web server tells them apart by their times alone.
  static func files(generation: Int) -> [RenderedFile] {
    let time = Timestamp(milliseconds: Int64(generation + 10) * 1000) ?? .epoch
    var feed = NormalizedFeed(
      id: "urn:x:feed", title: "generation \(generation + 10)", authors: [Person(name: "A")],
      updated: time)
    feed.entries = (0..<20).map { index in
      var entry = NormalizedEntry(
        id: EntryID(iri: "urn:x:\(index)"), title: "\(generation + 10)", updated: time)
      entry.summary = String(repeating: "text ", count: 20)
      return entry
    }
    return [
      RenderedFile(
        name: "w.atom", bytes: AtomEmitter().rendered(feed, selfAddress: nil),
        mediaType: AtomEmitter.mediaType),
      RenderedFile(
        name: "w.json", bytes: JSONFeedEmitter().rendered(feed, selfAddress: nil),
        mediaType: JSONFeedEmitter.mediaType),
    ]
  }

  /// What a web server sees of a file, and its body.
  struct Answer {
    /// As nginx makes it: time of change and length.
    let tag: String
    let body: [UInt8]
  }

  func answer(_ path: String) throws -> Answer {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw CocoaError(.fileNoSuchFile) }
    defer { close(descriptor) }
    var status = stat()
    fstat(descriptor, &status)
    var body = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
    let count = read(descriptor, &body, body.count)
    return Answer(
      tag: "\(status.st_mtim.tv_sec)-\(status.st_size)", body: Array(body.prefix(max(0, count))))
  }

  @Test func A6_atomAndJSONReadDuringPublishingAreWholeAndOfOneGeneration() throws {
    let all = (0..<Self.generations).map(Self.files)
    for files in all {
      for file in files {
        let document = SourceDocument(bytes: file.bytes, name: file.name)
        #expect(try FeedReader().read(document).entries.count == 20)
      }
    }
    #expect(Set(all.flatMap { $0 }.map(\.bytes.count)).count == 2)
    try withFolder { folder in
      _ = try Publisher().publish(all[0], into: folder)
      let isDone = Atomic(false)
      let failure = Mutex<String?>(nil)
      try withWriter(
        {
          // Forward and back again, so that neighbours differ by one.
          for round in 1... where !isDone.load(ordering: .relaxed) {
            let place = round % (2 * (Self.generations - 1))
            let generation = min(place, 2 * (Self.generations - 1) - place)
            do {
              _ = try Publisher().publish(all[generation], into: folder)
            } catch {
              failure.withLock { $0 = "\(error)" }
            }
            if isDone.load(ordering: .relaxed) { return }
          }
        },
        whileReading: {
          defer { isDone.store(true, ordering: .relaxed) }
          try readAll(folder, all)
        })
      #expect(failure.withLock { $0 } == nil)
    }
  }

  private func readAll(_ folder: String, _ all: [[RenderedFile]]) throws {
    let places = all[0].map { Self.place(in: $0.bytes) }
    var generationOf: [String: Int] = [:]
    var seen: Set<Int> = []
    for _ in 0..<(Self.reads / 2) {
      let before = try answer(folder + "/w.atom")
      let json = try answer(folder + "/w.json")
      let after = try answer(folder + "/w.atom")
      guard let first = generation(of: before.body, at: places, among: all, 0),
        let middle = generation(of: json.body, at: places, among: all, 1),
        let last = generation(of: after.body, at: places, among: all, 0)
      else {
        Issue.record("a body that was never published")
        return
      }
      seen.insert(middle)
      for (tag, generation) in [("atom " + before.tag, first), ("json " + json.tag, middle)] {
        let known = generationOf.updateValue(generation, forKey: tag)
        if known != nil, known != generation { Issue.record("one tag, two bodies: \(tag)") }
      }
      // Nothing was published between the two looks at Atom: JSON is of that generation, or of the
      // one whose place it is about to take.
      if before.tag == after.tag, abs(first - middle) > 1 || first != last {
        Issue.record("Atom of \(first) and \(last) beside JSON of \(middle)")
      }
    }
    #expect(seen.count > 2, "nothing was published while reading")
  }

  /// Which generation a body is of, whole and byte for byte.
  private func generation(
    of body: [UInt8], at places: [Int?], among all: [[RenderedFile]], _ format: Int
  ) -> Int? {
    let expected = all[0][format].bytes
    guard body.count == expected.count, let place = places[format] else { return nil }
    let number = String(decoding: body[place..<(place + 2)], as: UTF8.self)
    guard let generation = Int(number).map({ $0 - 10 }), all.indices.contains(generation) else {
      return nil
    }
    return all[generation][format].bytes == body ? generation : nil
  }

  /// Where the number of the generation stands.
  private static func place(in bytes: [UInt8]) -> Int? {
    let mark = Array("generation ".utf8)
    return bytes.indices.first { bytes[$0...].starts(with: mark) }.map { $0 + mark.count }
  }

  private func withWriter(
    _ write: @escaping @Sendable () -> Void, whileReading read: () throws -> Void
  ) throws {
    let ended = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      write()
      ended.signal()
    }
    defer { ended.wait() }
    try read()
  }
}
