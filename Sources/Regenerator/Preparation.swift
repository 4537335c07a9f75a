import Normalizer

/// What most runs need first, made beside other work.
public enum Preparation {
  /// Compiles the built-in rules on a thread of its own. Whoever needs them first waits for them, so
  /// that nothing depends on it.
  public static func begin() {
    Task.detached(priority: .userInitiated) { _ = Rules.builtIn }
  }
}
