import Fetcher
import Glibc
import Testing

/// Certificates that must not be accepted, from OpenSSL's own test server on loopback.
@Suite struct TLSTests {
  @Test(arguments: ["localhost", "other.example"])
  func b9ACertificateThatNobodyVouchesForIsRefused(_ name: String) async throws {
    guard let server = SecureServer(name: name) else {
      SecureServer.tellSkipped()
      return
    }
    defer { server.stop() }
    let wanted = try request("https://127.0.0.1:\(server.port)/")
    for _ in 0..<50 {
      let reason = await fetch(wanted).reason
      if case .couldNotConnect = reason {
        try await Task.sleep(for: .milliseconds(100))
        continue
      }
      guard case .insecure = reason else {
        Issue.record("\(String(describing: reason))")
        return
      }
      return
    }
    Issue.record("the test server did not start")
  }

  @Test func b9PlainHTTPUnderHTTPSIsRefused() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer() }
    defer { origin.stop() }
    let address = origin.address().replacing("http:", with: "https:")
    let outcome = await fetch(try request(address) { $0.timeout = .seconds(2) })
    #expect(outcome.reason != nil)
    #expect(origin.requests.isEmpty)
  }
}

/// `openssl s_server` with a certificate that it signed itself.
final class SecureServer {
  let port: Int
  private let process: pid_t
  private let folder: String

  /// `nil` where OpenSSL's command is not installed.
  init?(name: String) {
    var template = Array("/tmp/fetcher-tests-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { return nil }
    folder = String(cString: made)
    let key = folder + "/key.pem"
    let certificate = folder + "/certificate.pem"
    let make = SecureServer.spawn([
      "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out",
      certificate, "-days", "2", "-subj", "/CN=\(name)",
    ])
    var status: Int32 = 0
    guard let make, waitpid(make, &status, 0) == make, status == 0 else { return nil }
    let free = ScriptedOrigin { _, _ in }
    port = free.port
    free.stop()
    usleep(50_000)
    let serve = SecureServer.spawn([
      "openssl", "s_server", "-accept", "127.0.0.1:\(port)", "-key", key, "-cert", certificate,
      "-www", "-quiet",
    ])
    guard let serve else { return nil }
    process = serve
  }

  func stop() {
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    unlink(folder + "/key.pem")
    unlink(folder + "/certificate.pem")
    rmdir(folder)
  }

  static func tellSkipped() {
    let line = "SKIPPED: the TLS tests need the openssl command\n"
    _ = line.utf8CString.withUnsafeBytes { write(2, $0.baseAddress, $0.count - 1) }
  }

  private static func spawn(_ arguments: [String]) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [Int32(1), 2] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process = pid_t()
    let result = posix_spawnp(&process, arguments[0], &actions, nil, &pointers, environ)
    return result == 0 ? process : nil
  }
}
