import Archive
import FeedModel
import ObjectStore
import Publisher

extension BucketOutput {
  func publish(
    _ files: [RenderedFile], over known: [PublishedFile], as version: FileVersion
  ) async throws(OutputError) -> [PlacedFile] {
    for file in files where !Publisher.isPublishable(file.name) {
      throw .folder(
        PublishError(path: path(of: file.name), action: .write, cause: .invalidName))
    }
    let noted = inPlace(known).files
    var placed: [String: PlacedFile] = [:]
    let byName = Dictionary(files.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    // Files in folders (archive pages) are there before the documents that link to them.
    for depth in Set(files.map { Self.depth(of: $0.name) }).sorted(by: >) {
      let names = files.map(\.name).filter { Self.depth(of: $0) == depth }
      let results = try await each(names) { name throws(StoreError) -> PlacedFile? in
        guard let file = byName[name] else { return nil }
        return try await self.place(file, over: noted[name], as: version)
      }
      for result in results.compactMap(\.self) { placed[result.name] = result }
    }
    return files.compactMap { placed[$0.name] }
  }

  private static func depth(of name: String) -> Int {
    name.utf8.count { $0 == UInt8(ascii: "/") }
  }

  private func place(
    _ file: RenderedFile, over noted: PublishedFile?, as version: FileVersion
  ) async throws(StoreError) -> PlacedFile {
    let record = ObjectRecord(file, caching: caching.value(for: file.name), version: version)
    let listed = known(file.name)
    var old = noted
    if old == nil, let listed, let there = try await head(of: file.name) {
      if let other = there.version, other > version {
        // Had it come after the look, it would be another run's that read this archive later.
        if there.tag.utf8.elementsEqual(listed.tag.utf8) { noteNewer(file.name) }
        return Self.left(file.name)
      }
      old = there.file(named: file.name)
    }
    let same = old.flatMap { record.isSame(as: $0) ? $0 : nil }
    try await placeCopy(of: record, isSame: same != nil, version)
    if let same { return PlacedFile(name: file.name, change: .unchanged, file: same) }
    switch try await put(record.object, version) {
    case .stored(let tag):
      return PlacedFile(
        name: file.name, change: listed == nil ? .created : .replaced, file: record.noted(tag: tag))
    case .isThere(let head):
      return PlacedFile(name: file.name, change: .unchanged, file: head.file(named: file.name))
    case .isOlder: return Self.left(file.name)
    }
  }

  /// A newer file is not noted as one of this archive's: what is noted may be replaced.
  private static func left(_ name: String) -> PlacedFile {
    PlacedFile(name: name, change: .unchanged, file: nil)
  }

  /// The compressed copy is in place before the file itself, and gone before a file without one.
  private func placeCopy(
    of record: ObjectRecord, isSame: Bool, _ version: FileVersion
  ) async throws(StoreError) {
    let name = record.object.name + ".gz"
    if precompresses {
      if isSame, known(name) != nil { return }
      if let copy = record.compressed {
        _ = try await put(copy, version)
        return
      }
    }
    guard !isSame, known(name) != nil else { return }
    try await bucket().remove(name)
    note(name, nil)
  }

  // MARK: One object

  private enum Put {
    case stored(tag: String)
    /// It was there already.
    case isThere(ObjectHead)
    /// What is there is newer, and stays.
    case isOlder
  }

  /// Others that change an object at the same moment come to an end.
  private static let mostTurns = 10

  /// Puts an object in the place of the one that was there when the bucket was listed; where another
  /// has come since, the newer of the two stays.
  private func put(
    _ object: NewObject, _ version: FileVersion
  ) async throws(StoreError) -> Put {
    let bucket = try bucket()
    for _ in 0..<Self.mostTurns {
      let isConditional = usesConditions && bucket.place.hasConditions
      let condition = known(object.name).map { WriteCondition.tag($0.tag) } ?? .nothingThere
      switch try await bucket.put(object, on: isConditional ? condition : .always) {
      case .stored(let tag):
        note(object.name, Known(tag: tag, bytes: object.bytes.count))
        return .stored(tag: tag)
      case .noConditions:
        usesConditions = false
      case .conditionFailed:
        guard let there = try await head(of: object.name) else { continue }
        if let other = there.version, other > version { return .isOlder }
        // This very file, whose answer was lost on the way.
        if there.notes
          == Dictionary(object.notes.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        {
          return .isThere(there)
        }
      }
    }
    throw StoreError.contended(object.name, in: bucket)
  }
}
