import FeedModel
import History
import Testing

/// How many new entries a source may bring in a day.
@Suite struct InfluxTests {
  /// Entries let in during one day of a source that is asked so often.
  private static func admitted(offered: Int, new: Int, requests: Int) -> Int {
    var influx = Influx()
    influx.begin(now: time(0))
    return (1...requests).reduce(0) { sum, request in
      sum + influx.admit(new, offered: offered, now: time(Int64(request) * 60))
    }
  }

  private static func time(_ seconds: Int64) -> Timestamp {
    Timestamp(milliseconds: (1_773_100_800 + seconds) * 1000) ?? .epoch
  }

  @Test("A source that names all its entries anew is held", arguments: [10, 41, 50, 200, 1000])
  func renaming(offered: Int) {
    let admitted = Self.admitted(offered: offered, new: offered, requests: 48)
    #expect(admitted == max(300, 6 * offered))
  }

  @Test(
    "A site that brings much is not held", arguments: [(20, 5, 48), (50, 20, 96), (100, 2, 1000)])
  func busy(offered: Int, new: Int, requests: Int) {
    #expect(Self.admitted(offered: offered, new: new, requests: requests) == new * requests)
  }

  @Test("The next day is a new one")
  func nextDay() {
    var influx = Influx()
    influx.begin(now: Self.time(0))
    #expect(influx.admit(1000, offered: 1000, now: Self.time(60)) == 1000)
    #expect(influx.admit(9000, offered: 1000, now: Self.time(120)) == 5000)
    #expect(influx.admit(1000, offered: 1000, now: Self.time(86_400)) == 1000)
  }
}
