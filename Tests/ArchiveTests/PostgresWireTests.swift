import Dispatch
import Foundation
import Glibc
import ScratchPostgres
import Testing

@testable import Archive

/// What a connection makes of a server that goes away, word for word as servers do.
@Suite(.enabled(if: ScratchPostgres.isThere, "\(ScratchPostgres.absence)"))
struct PostgresWireTests {
  /// A server that lets in who comes, and then says and does one thing.
  private final class PretendServer {
    let folder = TemporaryFolder()
    let left = DispatchSemaphore(value: 0)
    private let listener: Int32

    var address: String {
      "postgresql:///x?user=me&host=\(folder.path.replacing("/", with: "%2F"))"
    }

    /// - Parameter farewell: what it says before it closes the connection.
    init(farewell: [UInt8]) throws {
      listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var place = sockaddr_un()
      place.sun_family = sa_family_t(AF_UNIX)
      let path = Array((folder.path + "/.s.PGSQL.5432").utf8)
      try #require(path.count < 100)
      withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: path + [0]) }
      let size = socklen_t(MemoryLayout<sockaddr_un>.size)
      let isBound = withUnsafePointer(to: &place) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) }
      }
      try #require(isBound == 0 && listen(listener, 4) == 0)
      let (door, done) = (listener, left)
      Thread.detachNewThread {
        let connection = accept(door, nil, nil)
        var buffer = [UInt8](repeating: 0, count: 4096)
        _ = recv(connection, &buffer, buffer.count, 0)
        let welcome =
          Self.message("R", [0, 0, 0, 0]) + Self.parameter("server_version", "15.0")
          + Self.parameter("server_encoding", "UTF8") + Self.message("Z", Array("I".utf8))
        for part in [welcome, farewell] where !part.isEmpty {
          _ = send(connection, part, part.count, Int32(MSG_NOSIGNAL))
        }
        close(connection)
        done.signal()
      }
    }

    deinit { close(listener) }

    static func message(_ kind: Character, _ body: [UInt8]) -> [UInt8] {
      let count = UInt32(body.count + 4)
      return Array(String(kind).utf8) + withUnsafeBytes(of: count.bigEndian) { Array($0) } + body
    }

    private static func parameter(_ name: String, _ value: String) -> [UInt8] {
      message("S", Array("\(name)\0\(value)\0".utf8))
    }

    /// A notice (`N`) or an error (`E`).
    static func words(_ kind: Character, _ severity: String, _ code: String) -> [UInt8] {
      message(kind, Array("S\(severity)\0V\(severity)\0C\(code)\0Mgoing away\0\0".utf8))
    }
  }

  @Test(
    "A connection whose server is gone is told as lost, whatever that said before",
    .timeLimit(.minutes(1)),
    arguments: [
      [], PretendServer.words("N", "WARNING", "57P02"), PretendServer.words("E", "FATAL", "57P01"),
    ])
  func gone(_ farewell: [UInt8]) throws {
    let server = try PretendServer(farewell: farewell)
    let address = try #require(PostgresAddress(server.address))
    let connection = try PostgresConnection(address)
    server.left.wait()
    #expect(throws: PostgresError.self) {
      try connection.begin("BEGIN")
      try connection.send("UPDATE feed SET digest = NULL", [])
      _ = try connection.rows("SELECT 1", [])
    }
    #expect(connection.failure?.isTransient == true)
    #expect(!connection.rollBack())
  }
}
