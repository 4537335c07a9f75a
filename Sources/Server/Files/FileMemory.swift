import NIOCore
import Synchronization

/// Which files' contents are held, and which are kept open: those asked for last, up to a limit.
final class FileMemory: Sendable {
  private struct State {
    /// Bytes held of each file.
    var held: [ObjectIdentifier: (file: ServedFile, bytes: Int)] = [:]
    var bytes = 0
    var open: [ObjectIdentifier: ServedFile] = [:]
  }

  private let most: Atomic<Int>
  /// The most bytes that are held.
  var limit: Int { most.load(ordering: .relaxed) }
  private let openLimit: Int
  private let state = Mutex(State())
  /// Counts the seconds of the server's clock; says which use came later.
  let tick = Atomic<Int>(0)

  init(limit: Int, openLimit: Int) {
    most = Atomic(limit)
    self.openLimit = openLimit
  }

  /// Bytes that are held.
  var bytes: Int { state.withLock { $0.bytes } }

  /// Holds no more than this from now on.
  func change(limit: Int) {
    most.store(limit, ordering: .relaxed)
    state.withLock { state in
      if state.bytes > limit { makeRoom(&state, butFor: nil) }
    }
  }

  /// Whether something of this size may be held at all: one file never drives out all others.
  func hasRoom(for bytes: Int) -> Bool { bytes <= limit / 8 }

  func keep(_ content: ByteBuffer, of file: ServedFile) {
    add(content.readableBytes, of: file) { held in
      guard held.content == nil else { return false }
      held.content = content
      return true
    }
  }

  func keep(_ zipped: ServedFile.Zipped, of file: ServedFile) {
    add(zipped.content.readableBytes, of: file) { held in
      guard held.zipped == nil else { return false }
      held.zipped = zipped
      return true
    }
  }

  func opened(_ file: ServedFile) {
    state.withLock { state in
      state.open[ObjectIdentifier(file)] = file
      guard state.open.count > openLimit else { return }
      for file in Self.leastUsed(Array(state.open.values), openLimit / 8 + 1) {
        state.open[ObjectIdentifier(file)] = nil
        file.held.withLock { $0.open = nil }
      }
    }
  }

  /// Lets go of a version that is served no more; those who are being sent it keep what they have.
  func forget(_ file: ServedFile) {
    state.withLock { state in
      let key = ObjectIdentifier(file)
      state.bytes -= state.held.removeValue(forKey: key)?.bytes ?? 0
      state.open[key] = nil
      file.held.withLock { $0 = ServedFile.Held() }
    }
  }

  private func add(
    _ bytes: Int, of file: ServedFile, _ change: (inout ServedFile.Held) -> Bool
  ) {
    state.withLock { state in
      guard file.held.withLock({ change(&$0) }) else { return }
      state.held[ObjectIdentifier(file), default: (file, 0)].bytes += bytes
      state.bytes += bytes
      if state.bytes > limit { makeRoom(&state, butFor: file) }
    }
  }

  /// Lets go of an eighth, so that the next ones need not look again.
  private func makeRoom(_ state: inout State, butFor newest: ServedFile?) {
    let files = state.held.values.map(\.file).filter { $0 !== newest }
    for file in Self.leastUsed(files, files.count) {
      guard state.bytes > limit - limit / 8 else { return }
      state.bytes -= state.held.removeValue(forKey: ObjectIdentifier(file))?.bytes ?? 0
      file.held.withLock { held in
        held.content = nil
        held.zipped = nil
        held.heads = nil
      }
    }
  }

  private static func leastUsed(_ files: [ServedFile], _ count: Int) -> [ServedFile] {
    let uses = files.map { (use: $0.lastUse.load(ordering: .relaxed), file: $0) }
    return uses.sorted { $0.use < $1.use }.prefix(count).map(\.file)
  }
}
