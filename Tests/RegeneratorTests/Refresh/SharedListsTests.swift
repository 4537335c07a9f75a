import ConfigurationModel
import FeedModel
import Fetcher
import Foundation
import History
import Publisher
import ScriptedOrigin
import Testing

@testable import Archive
@testable import Regenerator

/// Machines that share an archive clean by the same filter lists.
@Suite struct SharedListsTests {
  typealias Fleet = SharedTasksTests.Fleet
  typealias Kind = SharedTasksTests.Kind

  /// A machine: what it keeps beside the archive is its own.
  private struct Machine {
    let store: FilterListStore
    let shared: SharedLists
    let address: WebAddress
    let settings: FetchSettings

    init(_ name: String, _ fleet: Fleet) throws {
      let folder = fleet.room.folder + "/" + name
      store = FilterListStore(folder: FilterListFolder(below: folder), limit: 1 << 20)
      let archive = try fleet.archive()
      shared = SharedLists(
        archive: archive,
        keeper: TurnKeeper(
          archive, terms: TurnKeeper.Terms(lease: .seconds(600), gap: .zero, perHost: 2)))
      address = try #require(WebAddress(fleet.room.origin.address("/list")))
      settings = try fleet.regenerator().configuration.fetch
    }

    func refresh(hour: Int64) async -> [String] {
      await store.refresh(
        [address], settings, now: Newsroom.time(minute: hour * 60), shared: shared)
    }

    var copy: String? {
      guard let path = store.folder?.path(of: FilterListFolder.copyName(address)) else {
        return nil
      }
      return (try? LocalFiles.contents(of: path, limit: 1 << 20)).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }

  private func machines(_ kind: Kind) throws -> (Fleet, Machine, Machine) {
    let fleet = try Fleet(kind)
    fleet.room.serve("/f0", [Story("S")])
    fleet.room.serve("/list", .init(body: "##.first\n"))
    try fleet.configure(SharedTasksTests.feeds(1), "")
    return (fleet, try Machine("one", fleet), try Machine("two", fleet))
  }

  @Test("What one has fetched all have, and it is asked for once", arguments: Kind.there)
  func fetchedOnce(_ kind: Kind) async throws {
    let (fleet, one, two) = try machines(kind)
    #expect(await one.refresh(hour: 0) == [])
    #expect(await two.refresh(hour: 1) == [])
    #expect(one.copy == "##.first\n" && two.copy == "##.first\n")
    #expect(fleet.room.asked == ["/list"])
    // The next day the other asks.
    fleet.room.serve("/list", .init(body: "##.second\n"))
    #expect(await two.refresh(hour: 25) == [])
    #expect(await one.refresh(hour: 26) == [])
    #expect(one.copy == "##.second\n" && two.copy == "##.second\n")
    #expect(fleet.room.asked.count == 2)
  }

  @Test("An older one never takes the place of a newer; what is wrong is asked for again by none")
  func newest() async throws {
    let (fleet, one, two) = try machines(.file)
    #expect(await one.refresh(hour: 0) == [])
    // The other has a newer one that it could not let the first have.
    fleet.room.serve("/list", .init(body: "##.second\n"))
    let alone = await two.store.refresh(
      [two.address], two.settings, now: Newsroom.time(minute: 30 * 60))
    #expect(alone == [] && two.copy == "##.second\n")
    #expect(await two.refresh(hour: 31) == [])
    #expect(two.copy == "##.second\n")
    // The page that stands there in the end is no list: one finds that out for all.
    fleet.room.serve("/list", .init(body: "<html>Gone"))
    #expect(await two.refresh(hour: 60).count == 1)
    #expect(two.copy == "##.second\n")
    let asked = fleet.room.asked.count
    #expect(await one.refresh(hour: 61) == [])
    #expect(one.copy == "##.second\n")
    #expect(fleet.room.asked.count == asked)
  }

  @Test("Copies that nobody has asked for in two months are let go", arguments: Kind.there)
  func forgotten(_ kind: Kind) async throws {
    let (fleet, one, two) = try machines(kind)
    let old = SharedCopy(
      name: "old", asked: Newsroom.time(minute: 0), print: Fingerprint([1]), note: [])
    func isThere() throws -> Bool {
      try fleet.archive().read { session throws(ArchiveError) in
        try session.sharedContent("old") == [1, 2, 3]
      }
    }
    try fleet.archive().write { session throws(ArchiveError) in
      try session.share(old, content: [1, 2, 3])
    }
    #expect(await one.refresh(hour: 59 * 24) == [])
    #expect(try isThere())
    #expect(await two.refresh(hour: 61 * 24) == [])
    #expect(try !isThere())
  }
}
