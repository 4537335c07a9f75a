internal import Glibc

/// Keeps SIGPIPE from a thread: a store that closes while a body is sent to it over TLS would end the
/// program, since libcurl leaves the signal alone where threads are (`CURLOPT_NOSIGNAL`).
enum PipeSignal {
  /// Does `body`; a write to what is closed gives an error in it.
  static func blocked<Value>(_ body: () -> Value) -> Value {
    var pipe = sigset_t()
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &pipe, &before)
    defer {
      if sigismember(&before, SIGPIPE) == 0 {
        // What has come meanwhile would be delivered now.
        var now = timespec(tv_sec: 0, tv_nsec: 0)
        while sigtimedwait(&pipe, nil, &now) == SIGPIPE {}
        pthread_sigmask(SIG_SETMASK, &before, nil)
      }
    }
    return body()
  }
}
