import Foundation
import Synchronization

/// A server of PostgreSQL for the tests of one process: Debian's, in a temporary folder, reached by a
/// unix socket there; it goes with the process.
package final class ScratchPostgres: Sendable {
  /// `nil` without the programs, which is said once on standard error.
  package static let shared: ScratchPostgres? = {
    guard let programs = programs else {
      complain("PostgreSQL's server is not installed (apt-get install postgresql)")
      return nil
    }
    do {
      return try ScratchPostgres(programs)
    } catch {
      complain("PostgreSQL can't be started: \(error)")
      return nil
    }
  }()

  /// Whether the programs are there; asks nothing of them.
  package static var isThere: Bool { programs != nil }

  /// Why tests that need it don't run.
  package static let absence = "there is no PostgreSQL here: apt-get install postgresql"

  private struct Failed: Error, CustomStringConvertible {
    var description: String
  }

  private let folder: String
  private let programs: String
  private let server: Process
  /// What keeps the server running: it ends when this is closed, with the process at the latest.
  private let lifeline = Pipe()
  private let schemas = Mutex((made: 0, given: 0))

  private static let programs: String? = {
    let versions =
      (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
    let numbers: [Int] = versions.compactMap { Int($0) }
    guard let newest = numbers.max() else { return nil }
    let folder = "/usr/lib/postgresql/\(newest)/bin"
    return access(folder + "/postgres", X_OK) == 0 ? folder : nil
  }()

  private static func complain(_ words: String) {
    FileHandle.standardError.write(Data("skipped: \(words)\n".utf8))
  }

  private init(_ programs: String) throws {
    self.programs = programs
    var template = Array("/tmp/refeed-postgres-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Failed(description: "no temporary folder") }
    folder = String(cString: made)
    // PostgreSQL does not run as root.
    if getuid() == 0, let user = getpwnam("postgres") {
      chown(folder, user.pointee.pw_uid, user.pointee.pw_gid)
    }
    let data = folder + "/data"
    try Self.run(
      "\(programs)/initdb",
      ["-D", data, "-E", "UTF8", "--locale=C", "--no-sync", "-A", "trust"]
        + ["-U", "refeed"])
    let script = """
      "$@" >"$LOG" 2>&1 &
      server=$!
      read -r line
      kill -QUIT $server
      sleep 1
      rm -rf "$FOLDER"
      """
    let settings = [
      "fsync=off", "full_page_writes=off", "max_connections=400", "listen_addresses=",
      "unix_socket_directories=\(folder)", "shared_buffers=64MB", "autovacuum=off",
    ]
    server = Self.process(
      "/bin/sh",
      ["-c", script, "sh", "\(programs)/postgres", "-D", data]
        + settings.flatMap { ["-c", $0] })
    server.environment = ["LOG": folder + "/log", "FOLDER": folder, "PATH": "/usr/bin:/bin"]
    server.standardInput = lifeline
    // Who reads what the tests say must not wait for this.
    server.standardOutput = FileHandle.nullDevice
    server.standardError = FileHandle.nullDevice
    try server.run()
    try waitUntilReady()
  }

  private func waitUntilReady() throws {
    for _ in 0..<200 {
      if (try? query("SELECT 1")) != nil { return }
      usleep(50_000)
    }
    throw Failed(description: "it does not answer")
  }

  /// As the user of PostgreSQL where this is root.
  private static func process(_ program: String, _ arguments: [String]) -> Process {
    let process = Process()
    var command = [program] + arguments
    if getuid() == 0 {
      command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] + command
    }
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(filePath: "/tmp")
    return process
  }

  @discardableResult
  private static func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = process(program, arguments)
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let words = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failed(description: String(decoding: words, as: UTF8.self))
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Runs a script as the server's owner; gives what it prints.
  @discardableResult
  package func query(_ script: String, database: String = "postgres") throws -> String {
    try Self.run(
      "\(programs)/psql",
      [
        "-h", folder, "-U", "refeed", "-d", database, "-XAtq", "-v", "ON_ERROR_STOP=1", "-c",
        script,
      ])
  }

  /// The address of an archive of its own, which is empty.
  package func emptyArchive() throws -> String {
    let number = try schemas.withLock { schemas in
      schemas.given += 1
      if schemas.given > schemas.made {
        let numbers = schemas.made + 1...schemas.made + 200
        try query(numbers.map { "CREATE SCHEMA s\($0);" }.joined())
        schemas.made += 200
      }
      return schemas.given
    }
    return address("postgres", schema: "s\(number)")
  }

  /// The address of a database.
  package func address(_ database: String, schema: String? = nil) -> String {
    let host = folder.replacing("/", with: "%2F")
    let path = schema.map { "&options=-csearch_path%3D\($0)" } ?? ""
    return "postgresql://refeed@/\(database)?host=\(host)\(path)"
  }
}
