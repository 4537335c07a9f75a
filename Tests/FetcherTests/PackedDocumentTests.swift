import CZlib
import FeedModel
import ScriptedOrigin
import Testing

@testable import Fetcher

/// Documents that are stored packed: members in a row, header fields, damage, limits.
@Suite struct PackedDocumentTests {
  private static let text = BodyTests.feed

  /// Parts of a text as members of one file.
  private static func members(_ count: Int) -> [UInt8] {
    let size = (text.count + count - 1) / count
    return stride(from: 0, to: text.count, by: size).flatMap {
      compressed(Array(text[$0..<min($0 + size, text.count)]))
    }
  }

  @Test(arguments: [1, 2, 3, 40]) func allMembersAreUnpacked(_ count: Int) throws {
    #expect(try PackedDocument.unpacked(Self.members(count), limit: 1 << 20) == Self.text)
  }

  @Test func twiceIsUnpackedTwiceAndPlainStaysPlain() throws {
    let once = compressed(Self.text)
    #expect(try PackedDocument.unpacked(compressed(once), limit: 1 << 20) == Self.text)
    for plain in [Self.text, [], [0x1F], [0x1F, 0x8B], [0x1F, 0x8B, 7, 0]] {
      #expect(try PackedDocument.unpacked(plain, limit: 1 << 20) == plain)
    }
  }

  /// RFC 1952 §2.3.1: checksum of the header, extra field, name, comment.
  @Test(arguments: Array(0..<16).map { $0 << 1 } as [UInt8])
  func optionalHeaderFieldsAreSkipped(_ flags: UInt8) throws {
    let plain = compressed(Self.text)
    var fields: [UInt8] = []
    if flags & 0x04 != 0 { fields += [4, 0] + Array("abcd".utf8) }
    if flags & 0x08 != 0 { fields += Array("feed.xml".utf8) + [0] }
    if flags & 0x10 != 0 { fields += Array("a comment".utf8) + [0] }
    var head = Array(plain[..<3]) + [flags] + Array(plain[4..<10]) + fields
    if flags & 0x02 != 0 {
      let sum = crc32(0, head, UInt32(head.count))
      head += [UInt8(truncatingIfNeeded: sum), UInt8(truncatingIfNeeded: sum >> 8)]
    }
    #expect(try PackedDocument.unpacked(head + plain[10...], limit: 1 << 20) == Self.text)
  }

  @Test(arguments: [[0, 0, 0, 0], [0x1F], [0x1F, 0x20], Array("garbage".utf8)] as [[UInt8]])
  func whatFollowsTheLastMemberIsLeftOut(_ rest: [UInt8]) throws {
    #expect(try PackedDocument.unpacked(Self.members(2) + rest, limit: 1 << 20) == Self.text)
  }

  @Test func aFileThatBreaksOffIsDamagedInEveryMember() {
    let packed = Self.members(3)
    let end = compressed(Array(Self.text[..<((Self.text.count + 2) / 3)])).count
    for cut in 3..<packed.count where cut != end && cut != end + 1 {
      let part = Array(packed[..<cut])
      guard let text = try? PackedDocument.unpacked(part, limit: 1 << 20) else { continue }
      // Nothing but a whole member less.
      #expect(text.count % ((Self.text.count + 2) / 3) == 0, "cut at \(cut)")
    }
    #expect(throws: PackedDocument.Problem.damaged) {
      try PackedDocument.unpacked(Array(packed[..<(packed.count - 1)]), limit: 1 << 20)
    }
  }

  @Test func theLimitIsOfWhatIsUnpackedAllMembersTogether() {
    let limit = Self.text.count
    #expect(throws: Never.self) { try PackedDocument.unpacked(Self.members(3), limit: limit) }
    #expect(throws: PackedDocument.Problem.tooLarge) {
      try PackedDocument.unpacked(Self.members(3), limit: limit - 1)
    }
  }

  @Test func aPackedFileOverHTTPIsUnpackedUnderTheLimit() async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer(headers: ["Content-Type: application/gzip"], Self.members(3))
    }
    defer { origin.stop() }
    let asked = try request(origin.address("/feed.xml.gz"))
    #expect(await fetch(asked).body.map { Array($0.utf8) } == Self.text)
    let policy = quickPolicy { $0.maxBytes = 4096 }
    #expect(await fetch(asked, policy: policy).reason == .bodyTooLarge(limit: 4096))
  }

  @Test(arguments: ["gzip, gzip", "utf-8", "none", "br", "gzip, utf-8"])
  func aLabelThatTheBytesContradictIsOverruled(_ coding: String) async throws {
    for body in [Self.text, compressed(Self.text), compressed(compressed(Self.text))] {
      let origin = BodyTests.origin(coding, body)
      defer { origin.stop() }
      #expect(
        await fetch(try request(origin.address())).body.map { Array($0.utf8) } == Self.text,
        "\(coding)")
    }
  }
}

/// Who may hold how much of the memory.
@Suite struct MemoryBudgetTests {
  @Test func aLeaseWaitsUntilThereIsRoomAndIsGivenInOrder() async {
    let budget = MemoryBudget(limit: 100)
    var first: MemoryLease? = await budget.lease(60)
    #expect(first?.bytes == 60 && budget.used == 60)
    let second = Task { await budget.lease(50) }
    while !budget.isSpent { await Task.yield() }
    // It would have room, but came later.
    let third = Task { await budget.lease(10) }
    #expect(budget.used == 60)
    first = nil
    let held = (await second.value, await third.value)
    #expect(budget.used == 60 && budget.mostUsed == 60)
    withExtendedLifetime(held) {}
  }

  @Test func whatIsLargerThanTheBudgetIsLetInAlone() async {
    let budget = MemoryBudget(limit: 100)
    var small: MemoryLease? = await budget.lease(1)
    let large = Task {
      let lease = await budget.lease(500)
      #expect(lease.bytes == 500 && budget.used == 500 && budget.hasLeases)
    }
    while !budget.isSpent { await Task.yield() }
    #expect(budget.used == 1)
    withExtendedLifetime(small) {}
    small = nil
    await large.value
    #expect(budget.used == 0 && !budget.hasLeases)
  }

  /// Bodies that are held until they are let go, as a slow reader does.
  @Test func bodiesOnTheirWayAndHeldStayWithinTheBudgetAndOneBody() async throws {
    let body = [UInt8](repeating: 0x41, count: 400_000)
    let origin = ScriptedOrigin { _, connection in connection.answer("200 OK", headers: [], body) }
    defer { origin.stop() }
    let budget = MemoryBudget(limit: 600_000)
    let fetcher = Fetcher(policy: quickPolicy(), memory: budget)
    let wanted = try request(origin.address())
    let total = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<12 {
        group.addTask {
          guard case .document(let fetched) = await fetcher.fetch(wanted) else { return 0 }
          for _ in 0..<50 { await Task.yield() }
          return withExtendedLifetime(fetched) { fetched.document.bytes.count }
        }
      }
      return await group.reduce(0, +)
    }
    #expect(total == 12 * 400_000)
    // A body's array has room for up to twice its bytes.
    #expect(budget.mostUsed < 600_000 + 2 * 400_000 + 64 << 10, "\(budget.mostUsed)")
    // The loop's thread lets go of an outcome after whoever waited for it has it.
    for _ in 0..<2000 where budget.hasLeases { try await Task.sleep(for: .milliseconds(5)) }
    #expect(budget.used == 0)
  }
}
