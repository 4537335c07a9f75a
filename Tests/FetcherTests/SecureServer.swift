import Glibc
import ScriptedOrigin

/// Certificates of an authority that one test alone knows, made by the openssl command.
final class TestAuthority: Sendable {
  /// What a server shows.
  enum Leaf: String, Sendable {
    /// For `feeds.example`.
    case good
    case expired
    /// For `other.example`.
    case otherHost = "other-host"
    /// Vouched for by nobody.
    case selfSigned = "self-signed"
  }

  static let name = "feeds.example"

  private let folder: String

  var certificate: String { folder + "/authority.pem" }
  func key(_ leaf: Leaf) -> String { folder + "/\(leaf.rawValue).key" }
  func certificate(_ leaf: Leaf) -> String { folder + "/\(leaf.rawValue).pem" }

  /// `nil` where OpenSSL's command is not installed.
  init?() {
    var template = Array("/tmp/fetcher-tests-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { return nil }
    folder = String(cString: made)
    let isMade =
      makeSelfSigned("authority", name: "Test Authority")
      && makeSelfSigned(Leaf.selfSigned.rawValue, name: Self.name)
      && makeSigned(.good, name: Self.name, days: 2)
      && makeSigned(.expired, name: Self.name, days: -1)
      && makeSigned(.otherHost, name: "other.example", days: 2)
    guard isMade else { return nil }
  }

  deinit {
    for leaf in [Leaf.good, .expired, .otherHost, .selfSigned].map(\.rawValue) + ["authority"] {
      for suffix in ["key", "pem", "csr", "srl"] { unlink("\(folder)/\(leaf).\(suffix)") }
    }
    rmdir(folder)
  }

  static func tellSkipped() {
    let line = "SKIPPED: the TLS tests need the openssl command\n"
    _ = line.utf8CString.withUnsafeBytes { write(2, $0.baseAddress, $0.count - 1) }
  }

  private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]

  private func makeSelfSigned(_ file: String, name: String) -> Bool {
    OpenSSL.run(
      ["req", "-x509"] + Self.newKey + [
        "-keyout", "\(folder)/\(file).key", "-out", "\(folder)/\(file).pem", "-days", "2",
        "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(Self.name)",
      ])
  }

  private func makeSigned(_ leaf: Leaf, name: String, days: Int) -> Bool {
    let request = "\(folder)/\(leaf.rawValue).csr"
    return OpenSSL.run(
      ["req"] + Self.newKey + [
        "-keyout", key(leaf), "-out", request, "-subj", "/CN=\(name)", "-addext",
        "subjectAltName=DNS:\(name)",
      ])
      && OpenSSL.run([
        "x509", "-req", "-in", request, "-CA", certificate, "-CAkey",
        "\(folder)/authority.key", "-CAcreateserial", "-days", "\(days)", "-copy_extensions",
        "copyall", "-out", certificate(leaf),
      ])
  }
}

/// OpenSSL's own test server on loopback.
final class SecureServer {
  let port: Int
  private let process: pid_t
  private let input: Int32
  private let output: Int32

  /// - Parameter extra: more arguments of `openssl s_server`; `-www` answers every request.
  init?(_ authority: TestAuthority, _ leaf: TestAuthority.Leaf, extra: [String] = ["-www"]) {
    let free = ScriptedOrigin { _, _ in }
    port = free.port
    free.stop()
    usleep(50_000)
    let arguments =
      [
        "s_server", "-accept", "127.0.0.1:\(port)", "-key", authority.key(leaf), "-cert",
        authority.certificate(leaf), "-quiet",
      ] + extra
    guard let started = OpenSSL.start(arguments) else { return nil }
    (process, input, output) = started
    waitUntilItListens()
  }

  func stop() {
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    close(input)
    close(output)
  }

  /// Sends decrypted bytes to the client.
  func send(_ bytes: [UInt8]) { _ = write(input, bytes, bytes.count) }

  /// What the client sent, decrypted, until it pauses; waits for the first byte.
  func received() -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 8192)
    var wait = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    while poll(&wait, 1, all.isEmpty ? 5000 : 200) == 1 {
      let count = read(output, &buffer, buffer.count)
      guard count > 0 else { break }
      all += buffer[..<count]
    }
    return all
  }

  /// Looks without connecting, which would use up the server's first client.
  private func waitUntilItListens() {
    for _ in 0..<200 where !isListening { usleep(25_000) }
  }

  /// Whether `/proc/net/tcp` lists the port on 127.0.0.1 in the state LISTEN (0A).
  private var isListening: Bool {
    let digits = String(port, radix: 16, uppercase: true)
    let entry = "0100007F:" + String(repeating: "0", count: 4 - digits.count) + digits
    let file = open("/proc/net/tcp", O_RDONLY)
    defer { close(file) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(file, &buffer, buffer.count)
      guard count > 0 else { break }
      text += buffer[..<count]
    }
    return String(decoding: text, as: UTF8.self).contains("\(entry) 00000000:0000 0A")
  }
}

/// Runs the openssl command.
enum OpenSSL {
  static func run(_ arguments: [String]) -> Bool {
    guard let (process, input, output) = start(arguments) else { return false }
    close(input)
    close(output)
    var status: Int32 = 0
    return waitpid(process, &status, 0) == process && status == 0
  }

  /// Gives the process and the ends of its standard input and output.
  static func start(_ arguments: [String]) -> (pid_t, Int32, Int32)? {
    var input: [Int32] = [0, 0]
    var output: [Int32] = [0, 0]
    guard pipe(&input) == 0, pipe(&output) == 0 else { return nil }
    for end in input + output { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input[0], 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var pointers = (["openssl"] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process = pid_t()
    let result = posix_spawnp(&process, "openssl", &actions, nil, &pointers, environ)
    close(input[0])
    close(output[1])
    return result == 0 ? (process, input[1], output[0]) : nil
  }
}
