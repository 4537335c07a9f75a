import FeedModel
import Foundation
import Testing

@testable import ConfigurationModel

/// Zones as the system's database has them, judged by Foundation's own.
@Suite struct TimeZonesTests {
  @Test(arguments: [
    "Europe/Paris", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata",
    "America/Sao_Paulo", "Africa/Casablanca", "Pacific/Apia", "Europe/Dublin", "UTC", "EST",
    "America/St_Johns", "Asia/Tehran", "Antarctica/Troll",
  ])
  func aZoneHasTheOffsetsThatFoundationHas(name: String) throws {
    let zone = try #require(ZoneFile(named: name, in: TimeZones.folder))
    let judge = try #require(TimeZone(identifier: name))
    for day in stride(from: -20_000, through: 40_000, by: 5) {
      let seconds = Int64(day) * 86_400 + 3600 * Int64(day & 15)
      // Before 1970 the two databases need not be of one mind.
      guard seconds > 0 else { continue }
      let expected = judge.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
      #expect(zone.offset(at: seconds) == expected, "\(name) at \(seconds)")
    }
  }

  @Test(arguments: [
    (name: "Europe/Paris", clock: CivilTime(year: 2024, month: 7, day: 1), minutes: 120),
    (name: "Europe/Paris", clock: CivilTime(year: 2024, month: 12, day: 1), minutes: 60),
    // Of the hour that there is twice, the first.
    (
      name: "Europe/Paris", clock: CivilTime(year: 2024, month: 10, day: 27, hour: 2, minute: 30),
      minutes: 120
    ),
    // Of the hour that there is not, the offset before it.
    (
      name: "Europe/Paris", clock: CivilTime(year: 2024, month: 3, day: 31, hour: 2, minute: 30),
      minutes: 60
    ),
    (
      name: "Europe/Paris", clock: CivilTime(year: 2024, month: 3, day: 31, hour: 3, minute: 0),
      minutes: 120
    ),
    // Beyond the table of changes, by the rule at its end.
    (name: "America/New_York", clock: CivilTime(year: 2060, month: 7, day: 1), minutes: -240),
    (name: "America/New_York", clock: CivilTime(year: 2060, month: 1, day: 1), minutes: -300),
    (name: "Asia/Shanghai", clock: CivilTime(year: 1988, month: 7, day: 1), minutes: 540),
    (name: "GMT+8", clock: CivilTime(year: 2024, month: 1, day: 1), minutes: 480),
    (name: "UTC-0330", clock: CivilTime(year: 2024, month: 1, day: 1), minutes: -210),
    (name: "GMT+05:30", clock: CivilTime(year: 2024, month: 1, day: 1), minutes: 330),
  ])
  func aClockTimeHasTheOffsetOfItsZone(name: String, clock: CivilTime, minutes: Int) throws {
    #expect(TimeZones.isKnown(name))
    let offset = try #require(TimeZones.offset(of: name))
    #expect(offset(clock) == minutes)
  }

  @Test(arguments: [
    "", "Europe", "Europe/Nowhere", "../../etc/passwd", "/etc/localtime", "Europe/../UTC",
    "zone.tab", "tzdata.zi", "posixrules", "GMT+99", "GMT+8:99", "UTC 8", "Europe/Paris\u{0}",
    "iso3166.tab", "leapseconds",
  ])
  func whatIsNoZoneIsUnknown(name: String) {
    #expect(!TimeZones.isKnown(name))
    #expect(TimeZones.offset(of: name) == nil)
  }

  @Test func aDamagedFileIsNoZone() throws {
    let path = "\(TimeZones.folder)/Europe/Paris"
    let whole = Array(try Data(contentsOf: URL(filePath: path)))
    #expect(ZoneFile(whole) != nil)
    for count in stride(from: 0, to: whole.count, by: 7) {
      // Read or refused, never a crash.
      _ = ZoneFile(Array(whole[..<count]))?.offset(at: 1_700_000_000)
    }
    for index in whole.indices.prefix(200) {
      var bytes = whole
      bytes[index] ^= 0xFF
      _ = ZoneFile(bytes)?.offset(at: 1_700_000_000)
    }
    #expect(ZoneFile(Array("TZif2".utf8)) == nil)
  }

  @Test(arguments: [
    (rule: "CET-1CEST,M3.5.0,M10.5.0/3", winter: 3600, summer: 7200),
    (rule: "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", winter: 39_600, summer: 37_800),
    (rule: "IST-1GMT0,M10.5.0,M3.5.0/1", winter: 0, summer: 3600),
    (rule: "EST5EDT,J74,J311", winter: -18_000, summer: -14_400),
    (rule: "EST5EDT,73,310/-1", winter: -18_000, summer: -14_400),
    (rule: "UTC0", winter: 0, summer: 0),
  ])
  func aRuleHoldsForAllYearsToCome(rule: String, winter: Int, summer: Int) throws {
    let rule = try #require(ZoneRule(Array(rule.utf8)))
    #expect(rule.offset(at: 4_102_444_800) == winter)  // 2100-01-01
    #expect(rule.offset(at: 4_118_083_200) == summer)  // 2100-07-01
  }

  @Test(arguments: ["", "X", "CET", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,,"])
  func whatIsNoRuleIsNone(rule: String) {
    #expect(ZoneRule(Array(rule.utf8)) == nil)
  }
}
