import Foundation
import Testing

@testable import Server

/// What a look at the output folder makes of failures.
@Suite struct FolderScanTests {
  @Test func aListingThatFailsKeepsWhatWasThere() async throws {
    let folder = try await ServedFolder()
    let before = FolderScan(site: folder.site, before: nil).index()
    let page = "/world/2024-10.atom"
    try #require(before.places[page] != nil)
    var scan = FolderScan(site: folder.site, before: before)
    scan.list = { _ in nil }
    for index in [scan.index(), scan.index(onlyOf: ["world"])] {
      #expect(index.places[page] != nil)
      #expect(index.pages["world"] == before.pages["world"])
    }
    // What is gone is gone.
    try FileManager.default.removeItem(at: folder.root.appending(path: "world"))
    let after = FolderScan(site: folder.site, before: before).index()
    #expect(after.places[page] == nil && after.places["/world.atom"] != nil)
    await folder.stop()
    let none = FolderScan(site: folder.site, before: before).index()
    #expect(none.places.isEmpty)
  }

  @Test func aFolderThatIsListedHasItsPages() async throws {
    let folder = try await ServedFolder()
    var scan = FolderScan(site: folder.site, before: nil)
    scan.list = { _ in ["2024-10.atom", "2024-11.atom", "notes.txt"] }
    #expect(scan.index().pages["world"] == ["/world/2024-10.atom"])
    await folder.stop()
  }
}
