import FeedModel
import ScriptedOrigin
import Testing

@testable import Fetcher

/// Bodies that are too long, cut short, or coded in strange ways.
@Suite struct BodyTests {
  static let feed = Array(
    "<feed>\(String(repeating: "<entry>Héllo</entry>", count: 500))</feed>".utf8)

  static func origin(_ coding: String, _ body: [UInt8]) -> ScriptedOrigin {
    ScriptedOrigin { _, connection in
      connection.answer(headers: ["Content-Encoding: \(coding)"], body)
    }
  }

  @Test func b1AnEndlessBodyStopsAtTheLimit() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      let chunk = [UInt8](repeating: 0x20, count: 65_536)
      while connection.send(chunk) {}
    }
    defer { origin.stop() }
    let policy = quickPolicy { $0.maxBytes = 1 << 20 }
    let outcome = await fetch(try request(origin.address()), policy: policy)
    #expect(outcome.reason == .bodyTooLarge(limit: 1 << 20))
    #expect(outcome.facts.receivedBytes < 2 << 20)
  }

  @Test func b1EndlessChunksStopAtTheLimit() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
      let chunk = Array("4000\r\n".utf8) + [UInt8](repeating: 0x20, count: 0x4000) + [13, 10]
      while connection.send(chunk) {}
    }
    defer { origin.stop() }
    let policy = quickPolicy { $0.maxBytes = 1 << 20 }
    #expect(
      await fetch(try request(origin.address()), policy: policy).reason
        == .bodyTooLarge(limit: 1 << 20))
  }

  @Test func b1AHugeAnnouncementIsRefusedAtOnce() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n<feed>")
      connection.hang()
    }
    defer { origin.stop() }
    #expect(await fetch(try request(origin.address())).reason == .bodyTooLarge(limit: 32 << 20))
  }

  @Test(arguments: ["-1", "12abc", "99999999999999999999999", "6\r\nContent-Length: 4"])
  func b1StrangeLengthsNeverCrash(_ length: String) async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n<feed>")
      connection.end()
    }
    defer { origin.stop() }
    let outcome = await fetch(try request(origin.address()))
    #expect(outcome.reason != nil || outcome.body?.hasPrefix("<fee") == true)
  }

  @Test func b2AGzipBombStopsAtTheLimit() async throws {
    let bomb = compressed([UInt8](repeating: 0x41, count: 64 << 20))
    #expect(bomb.count < 1 << 20)
    let origin = Self.origin("gzip", bomb)
    defer { origin.stop() }
    let policy = quickPolicy { $0.maxBytes = 2 << 20 }
    let outcome = await fetch(try request(origin.address()), policy: policy)
    #expect(outcome.reason == .bodyTooLarge(limit: 2 << 20))
    #expect(outcome.facts.decodedBytes < 4 << 20)
  }

  @Test(arguments: [
    ("gzip", Compression.gzip), ("x-gzip", .gzip), ("GZIP", .gzip), ("deflate", .zlib),
    ("deflate", .raw), ("identity, gzip", .gzip),
  ])
  func b2GzipAndBothDeflatesAreInflated(_ coding: String, _ format: Compression) async throws {
    let origin = Self.origin(coding, compressed(Self.feed, as: format))
    defer { origin.stop() }
    let outcome = await fetch(try request(origin.address()))
    #expect(outcome.body.map { Array($0.utf8) } == Self.feed)
    #expect(outcome.facts.decodedBytes == Self.feed.count)
    #expect(outcome.facts.receivedBytes < Self.feed.count)
  }

  @Test(arguments: ["gzip", "deflate", "br", "identity"])
  func b2PlainBytesUnderAWrongLabelAreTaken(_ coding: String) async throws {
    let origin = Self.origin(coding, Array("<feed>plain text body</feed>".utf8))
    defer { origin.stop() }
    #expect(await fetch(try request(origin.address())).body == "<feed>plain text body</feed>")
  }

  @Test(arguments: ["br", "zstd", "gzip, gzip", "aes128gcm"])
  func b2CodingsNotAskedForAreFailures(_ coding: String) async throws {
    let origin = Self.origin(coding, [0x8B, 0x02, 0x80, 0x00, 0x01] + compressed(Self.feed))
    defer { origin.stop() }
    #expect(await fetch(try request(origin.address())).reason == .unsupportedCoding(coding))
  }

  @Test func b2SeveralGzipMembersAreOneBody() async throws {
    let origin = Self.origin(
      "gzip", compressed(Array("<feed>".utf8)) + compressed(Array("</feed>".utf8)))
    defer { origin.stop() }
    #expect(await fetch(try request(origin.address())).body == "<feed></feed>")
  }

  @Test func b2GarbageAfterTheEndIsIgnoredAndCounted() async throws {
    let origin = Self.origin("gzip", compressed(Self.feed) + [0, 0, 0, 1])
    defer { origin.stop() }
    guard case .document(let fetched) = await fetch(try request(origin.address())) else {
      Issue.record("no document")
      return
    }
    #expect(fetched.document.bytes == Self.feed)
    #expect(fetched.trailingBytes == 4)
  }

  @Test func b2AWrongChecksumIsAFailure() async throws {
    var damaged = compressed(Self.feed)
    damaged[damaged.count - 6] ^= 0xFF
    let origin = Self.origin("gzip", damaged)
    defer { origin.stop() }
    #expect(
      await fetch(try request(origin.address())).reason == .corruptCompression(coding: "gzip"))
  }

  @Test func b3TruncatedGzipIsAFailureOnTheWire() async throws {
    let whole = compressed(Self.feed)
    for cut in [0, 1, 9, whole.count / 2, whole.count - 20, whole.count - 1] {
      let origin = Self.origin("gzip", Array(whole.prefix(cut)))
      defer { origin.stop() }
      #expect(
        await fetch(try request(origin.address())).reason
          == .truncatedCompression(coding: "gzip"), "cut at \(cut)")
    }
  }

  @Test(arguments: [("gzip", Compression.gzip), ("deflate", .zlib), ("deflate", .raw)])
  func b3AStreamCutAtAnyOffsetIsNeverADocument(
    _ coding: String, _ format: Compression
  ) throws {
    let whole = compressed(Self.feed, as: format)
    for cut in 0..<whole.count {
      var decoder = ContentDecoder(coding: coding, limit: 1 << 20)
      #expect(throws: ContentDecoder.Problem.self, "cut at \(cut)") {
        for byte in whole[..<cut] {
          let one = [byte]
          var problem: ContentDecoder.Problem?
          one.withUnsafeBytes {
            do throws(ContentDecoder.Problem) {
              try decoder.append($0)
            } catch {
              problem = error
            }
          }
          if let problem { throw problem }
        }
        _ = try decoder.finish()
      }
    }
  }

  @Test func b3AShortBodyIsAFailure() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<feed/>")
      connection.end()
    }
    defer { origin.stop() }
    #expect(await fetch(try request(origin.address())).reason == .truncated)
  }

  @Test func b3AResetInTheBodyIsAFailure() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<feed/>")
      connection.sleep(milliseconds: 50)
      connection.reset()
    }
    defer { origin.stop() }
    #expect(await fetch(try request(origin.address())).reason == .truncated)
  }

  @Test func b3BrokenChunksAreAFailure() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n<feed/>\r\n")
      connection.end()
    }
    defer { origin.stop() }
    #expect(await fetch(try request(origin.address())).reason == .truncated)
  }
}
