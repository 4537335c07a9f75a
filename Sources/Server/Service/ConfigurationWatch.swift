import ConfigurationModel
import Publisher
import Synchronization

/// Looks, every two seconds, whether the configuration's file or a template has changed.
final class ConfigurationWatch: Sendable {
  private struct State {
    var configuration: String?
    var templates: String?
    var seen: [String: LocalFileIdentity?] = [:]
    var looking: Task<Void, Never>?
  }

  private let state = Mutex(State())
  private let changed: @Sendable () -> Void

  init(_ changed: @escaping @Sendable () -> Void) {
    self.changed = changed
  }

  /// Begins to look.
  func follow(_ configuration: Configuration) {
    state.withLock { state in
      state.configuration = configuration.path
      state.templates = configuration.templates
      state.seen = Self.seen(state)
      guard state.looking == nil else { return }
      state.looking = Task { [weak self] in
        while !Task.isCancelled {
          try? await Task.sleep(for: .seconds(2))
          self?.look()
        }
      }
    }
  }

  func stop() { state.withLock { $0.looking?.cancel() } }

  private func look() {
    let isNew = state.withLock { state in
      let seen = Self.seen(state)
      defer { state.seen = seen }
      return seen != state.seen
    }
    if isNew { changed() }
  }

  private static func seen(_ state: State) -> [String: LocalFileIdentity?] {
    var paths = [state.configuration].compactMap(\.self)
    if let templates = state.templates { paths += (try? LocalFiles.files(below: templates)) ?? [] }
    var seen: [String: LocalFileIdentity?] = [:]
    for path in paths { seen[path] = .some(LocalFiles.identity(of: path)) }
    return seen
  }
}
