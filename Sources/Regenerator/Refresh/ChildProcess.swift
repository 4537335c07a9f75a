import Glibc

/// A program that is run to its end, with nothing of ours but what it is given: no shell, no
/// descriptor beside the three standard ones, no signal that is ignored or held back, and a process
/// group of its own.
struct ChildProcess {
  /// A path, or a name that is looked for in the folders of `PATH`.
  let program: String
  let arguments: [String]
  /// `NAME=value`
  let environment: [String]

  enum End: Hashable {
    case exited(Int32)
    case signalled(Int32)
    /// It had to be killed.
    case late
    /// An `errno`.
    case notStarted(Int32)
  }

  /// Runs it and waits.
  ///
  /// - Parameters:
  ///   - input: a descriptor to read from; its output goes where our messages go.
  ///   - patience: it is killed after that, with all in its group.
  func run(input: Int32, patience: Duration) -> End {
    var child: pid_t = 0
    let code = start(&child, input)
    guard code == 0 else { return .notStarted(code) }
    let end = ContinuousClock.now + patience
    var pause: UInt32 = 1000
    while ContinuousClock.now < end {
      if let ended = Self.status(of: child, WNOHANG) { return ended }
      usleep(pause)
      pause = min(pause * 2, 50_000)
    }
    kill(-child, SIGKILL)
    _ = Self.status(of: child, 0)
    return .late
  }

  private func start(_ child: inout pid_t, _ input: Int32) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
    // Ours are closed by themselves; those that we were given ourselves may not be.
    for descriptor in Self.descriptors { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    let words = ([program] + arguments).map { strdup($0) }
    let variables = environment.map { strdup($0) }
    defer { for text in words + variables { free(text) } }
    return posix_spawnp(&child, program, &actions, &attributes, words + [nil], variables + [nil])
  }

  /// What is open beside the standard ones, or may be where that can't be told.
  private static var descriptors: [Int32] {
    guard let folder = opendir("/proc/self/fd") else { return Array(3..<1024) }
    defer { closedir(folder) }
    var found: [Int32] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let descriptor = Int32(name), descriptor > STDERR_FILENO { found.append(descriptor) }
    }
    return found
  }

  /// How a child has ended; `nil` where it has not.
  private static func status(of child: pid_t, _ options: Int32) -> End? {
    var status: Int32 = 0
    var found = waitpid(child, &status, options)
    while found < 0, errno == EINTR { found = waitpid(child, &status, options) }
    guard found == child else { return found == 0 ? nil : .exited(-1) }
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }
}
