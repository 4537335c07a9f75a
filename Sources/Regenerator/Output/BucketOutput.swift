import Archive
import FeedModel
import ObjectStore
import Publisher
import Synchronization

/// A bucket of an object store.
///
/// It is listed once, before a run reads the archive. What is found then names the object that may be
/// replaced: one that another has put there since is not, before it is clear which is newer. An
/// object that the archive has noted, by its entity tag, needs no further look.
final class BucketOutput: FileOutput {
  /// What is known of an object.
  struct Known: Sendable {
    var tag: String
    var bytes: Int
  }

  private struct State {
    var bucket: Bucket?
    var objects: [String: Known] = [:]
    /// Names of archive pages by the feed's id.
    var pages: [String: Set<String>] = [:]
    var knowsConditions = true
    /// Names of files that a later archive has put there, sorted when they are told.
    var newer: Set<String> = []
  }

  let place: String
  /// Enough to keep all connections busy.
  let gate: PublishingGate? = PublishingGate(atOnce: 32)
  let caching: ObjectCaching
  let precompresses: Bool
  private let access: @Sendable () throws(StoreError) -> Bucket
  private let state = Mutex(State())

  /// - Parameters:
  ///   - place: the address as it is configured, in which there is no secret.
  ///   - access: finds the credentials.
  init(
    place: String, caching: ObjectCaching, precompresses: Bool,
    access: @escaping @Sendable () throws(StoreError) -> Bucket
  ) {
    (self.caching, self.precompresses, self.access) = (caching, precompresses, access)
    self.place = place.split(separator: "?").first.map(String.init) ?? place
  }

  /// The bucket, its credentials found at the first call.
  func bucket() throws(StoreError) -> Bucket {
    if let known = state.withLock({ $0.bucket }) { return known }
    let new = try access()
    return state.withLock { state in
      let bucket = state.bucket ?? new
      state.bucket = bucket
      return bucket
    }
  }

  func look() async throws(OutputError) {
    do throws(StoreError) {
      let bucket = try bucket()
      var found: [String: Known] = [:]
      var pages: [String: Set<String>] = [:]
      try await bucket.list { objects in
        for object in objects where ObjectName.isKept(object.key) {
          found[object.key] = Known(tag: object.tag, bytes: object.bytes)
          if let feed = ObjectName.feed(ofPage: object.key) {
            pages[feed, default: []].insert(object.key)
          }
        }
      }
      let (objects, folders) = (found, pages)
      state.withLock { ($0.objects, $0.pages) = (objects, folders) }
    } catch {
      throw .bucket(error)
    }
  }

  /// Nothing has to be made, and nothing half written is ever there.
  func prepare(everywhere: Bool) {}

  // MARK: What is there

  func known(_ name: String) -> Known? { state.withLock { $0.objects[name] } }

  func note(_ name: String, _ known: Known?) {
    state.withLock { state in
      state.objects[name] = known
      guard let feed = ObjectName.feed(ofPage: name) else { return }
      if known == nil {
        state.pages[feed]?.remove(name)
      } else {
        state.pages[feed, default: []].insert(name)
      }
    }
  }

  /// Every name, in the order of its bytes.
  var names: [String] {
    state.withLock { Array($0.objects.keys) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func inPlace(_ known: [PublishedFile]) -> FilesInPlace {
    var found = FilesInPlace()
    for file in known {
      let isThere = self.known(file.name).map { file.isObject(tag: $0.tag, bytes: $0.bytes) }
      found.note(file, isInPlace: isThere ?? false)
    }
    return found
  }

  func has(_ name: String) -> Bool { (known(name)?.bytes ?? 0) > 0 }

  func pages(of feed: String) -> [String] {
    let names = state.withLock { $0.pages[feed] ?? [] }
    return names.filter(Self.isPage)
      .sorted { $1.utf8.lexicographicallyPrecedes($0.utf8) }
  }

  func closedPages(
    of feed: String, known: [PublishedFile]
  ) async throws(OutputError) -> Set<String> {
    let noted = inPlace(known).files
    var closed: Set<String> = []
    var unknown: [String] = []
    for name in pages(of: feed) {
      if let file = noted[name] {
        if file.isClosedPage { closed.insert(name) }
      } else {
        unknown.append(name)
      }
    }
    for (name, file) in try await files(named: unknown) where file?.isClosedPage ?? false {
      closed.insert(name)
    }
    return closed
  }

  /// Objects as they stand there now, by what was noted with them.
  private func files(
    named names: [String]
  ) async throws(OutputError) -> [(String, PublishedFile?)] {
    try await each(names) { name throws(StoreError) in
      (name, try await self.head(of: name)?.file(named: name))
    }
  }

  /// Notes what it finds.
  func head(of name: String) async throws(StoreError) -> ObjectHead? {
    let head = try await bucket().head(of: name)
    note(name, head.map { Known(tag: $0.tag, bytes: $0.bytes) })
    return head
  }

  func contents(of name: String, limit: Int) async -> [UInt8]? {
    guard known(name) != nil else { return nil }
    return try? await bucket().contents(of: name, limit: limit)
  }

  func standing(_ name: String) async -> PublishedFile? {
    try? await head(of: name)?.file(named: name)
  }

  // MARK: Conditions

  /// Whether writes are made on conditions; once a store has refused one, no more.
  var usesConditions: Bool {
    get { state.withLock { $0.knowsConditions } }
    set { state.withLock { $0.knowsConditions = newValue } }
  }

  /// Notes that a file was left because what was there before this run looked is newer.
  func noteNewer(_ name: String) { state.withLock { _ = $0.newer.insert(name) } }

  var notes: [String] { newerNotes + conditionNotes }

  private var newerNotes: [String] {
    let names = state.withLock { $0.newer }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard !names.isEmpty else { return [] }
    let shown = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
    return [
      "\(place): newer than what this archive knows, and left alone: \(names.count) (\(shown)); if "
        + "it is the right one, as after a restored backup, remove them from the bucket, and the next "
        + "run puts its own there"
    ]
  }

  private var conditionNotes: [String] {
    guard !usesConditions, (try? bucket().place.hasConditions) ?? false else { return [] }
    return [
      "\(place): the store knows no conditional writes, so of two runs at one time the slower could "
        + "put an older file over a newer; write conditions=no into the address if only one Refeed "
        + "writes there"
    ]
  }

  /// Does something with each name, several at once; in the order of the names.
  func each<Value: Sendable>(
    _ names: [String], _ body: @escaping @Sendable (String) async throws(StoreError) -> Value
  ) async throws(OutputError) -> [Value] {
    let results = await withTaskGroup(of: (Int, Result<Value, StoreError>).self) { group in
      for (index, name) in names.enumerated() {
        group.addTask {
          do throws(StoreError) {
            return (index, .success(try await body(name)))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      var results = [Result<Value, StoreError>?](repeating: nil, count: names.count)
      for await (index, result) in group { results[index] = result }
      return results.compactMap(\.self)
    }
    var values: [Value] = []
    for result in results {
      switch result {
      case .success(let value): values.append(value)
      case .failure(let error): throw .bucket(error)
      }
    }
    return values
  }
}
