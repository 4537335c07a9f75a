import ConfigurationModel
import FeedModel
import Testing

@testable import Regenerator

@Suite struct ServiceHealthTests {
  private func isWritable(_ archive: String) throws -> Bool {
    let text = #"{"archive": "\#(archive)", "feeds": [{"id": "a", "sources": ["x.xml"]}]}"#
    let reader = ConfigurationReader(path: "config.json", environment: [:])
    let configuration = try #require(reader.read(Array(text.utf8)).configuration)
    return ServiceHealth(configuration, now: .epoch).isArchiveWritable
  }

  @Test func anArchiveIsWrittenToWhereItsFolderTakesMore() throws {
    #expect(try isWritable("no-archive-yet.sqlite"))
    #expect(try isWritable("/tmp/not/there/yet/archive.sqlite"))
  }

  /// Root may write everywhere, but where there is no room nobody can.
  @Test func anArchiveIsNotWrittenToWhereThereIsNoRoom() throws {
    #expect(try !isWritable("/proc/archive.sqlite"))
    #expect(try !isWritable("/proc/version"))
  }
}
