import FeedModel
import Foundation
import ScriptedOrigin
import Testing

@testable import Fetcher

/// What is sent with a request.
@Suite struct SendingTests {
  private static func post(_ origin: ScriptedOrigin, _ bytes: [UInt8]) throws -> FetchRequest {
    try request(origin.address("/told")) {
      $0.content = .init(mediaType: "application/atom+xml", bytes: bytes)
    }
  }

  @Test(arguments: [0, 1, 16_384, 65_536, 3_000_000])
  func contentOfAnySizeArrivesAsItIs(size: Int) async throws {
    let bytes = (0..<size).map { UInt8(0x61 + $0 % 26) }
    let origin = ScriptedOrigin { _, connection in connection.answer("204 No Content", headers: [])
    }
    defer { origin.stop() }
    let outcome = await fetch(try Self.post(origin, bytes))
    #expect(outcome.facts.status == 204 && outcome.reason == nil)
    let received = try #require(origin.requests.first)
    #expect(received.text.hasPrefix("POST /told HTTP/1.1"))
    #expect(received.header("Content-Length") == "\(size)")
    #expect(received.header("Content-Type") == "application/atom+xml")
    #expect(received.header("Expect") == nil && received.header("Transfer-Encoding") == nil)
    #expect(Array(received.content.utf8) == bytes)
  }

  /// A connection that was kept may be dead when it is used again: then all of it goes out anew.
  @Test func contentIsSentAgainWhereAKeptConnectionTurnsOutToBeDead() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer(headers: [], Array("ok".utf8))
      connection.end()
    }
    defer { origin.stop() }
    let fetcher = Fetcher(policy: quickPolicy())
    let bytes = [UInt8](repeating: 0x62, count: 200_000)
    for _ in 0..<4 {
      let outcome = await fetcher.fetch(try Self.post(origin, bytes))
      #expect(outcome.body == "ok", "\(String(describing: outcome.reason))")
    }
    #expect(origin.requests.allSatisfy { Array($0.content.utf8) == bytes })
  }

  @Test func manySendTheSameBytesAtOnce() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer("200 OK", headers: []) }
    defer { origin.stop() }
    let fetcher = Fetcher(policy: quickPolicy())
    let request = try Self.post(origin, [UInt8](repeating: 0x63, count: 100_000))
    let told = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<40 { group.addTask { await fetcher.fetch(request).reason == nil } }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(told == 40 && origin.requests.count { $0.content.utf8.count == 100_000 } == 40)
  }
}
