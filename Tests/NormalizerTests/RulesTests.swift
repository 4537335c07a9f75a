import JSON
import Testing

@testable import Normalizer

@Suite struct RulesTests {
  @Test func builtInTablesCompile() throws {
    _ = try Rules(merging: nil)
  }

  private static let tables = [
    "imageProxies": ImageProxyTable.json, "redirectors": RedirectorTable.json,
    "tracking": TrackingTable.json, "trackers": TrackerTable.json, "promos": PromoTable.json,
    "leads": LeadTable.json, "lazy": LazyTable.json, "embeds": EmbedTable.json,
  ]

  @Test(arguments: tables.keys.sorted())
  func builtInTableIsJSONAndItsNamesAreUnique(key: String) throws {
    let json = try #require(RulesTests.tables[key])
    let table = try JSONDocument(parsing: Array(json.utf8)).root.elements.map(Array.init) ?? []
    let names = table.compactMap { $0["name"]?.string }
    #expect(!names.isEmpty)
    #expect(names.count == table.count)
    #expect(Set(names).count == names.count)
  }
}
