import CServing
import Glibc

/// Threads of our own, for what waits in the kernel.
enum BackgroundThread {
  private final class Body: Sendable {
    let name: String
    let run: @Sendable () -> Void

    init(_ name: String, _ run: @escaping @Sendable () -> Void) {
      self.name = name
      self.run = run
    }
  }

  static func start(named name: String, _ run: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let body = Unmanaged.passRetained(Body(String(name.prefix(15)), run)).toOpaque()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let body = Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
        refeed_name_thread(body.name)
        body.run()
        return nil
      }, body)
    guard code == 0 else { return Unmanaged<Body>.fromOpaque(body).release() }
    pthread_detach(thread)
  }
}
