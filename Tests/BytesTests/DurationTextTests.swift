import Bytes
import Testing

@Suite struct DurationTextTests {
  @Test(arguments: [
    ("30s", 30), ("15m", 900), ("2h", 7200), ("30d", 2_592_000), ("8w", 4_838_400), ("0s", 0),
    ("000001s", 1), ("365250d", 31_557_600_000),
  ])
  func durationsHaveUnits(text: String, seconds: Int) {
    #expect(DurationText.seconds(text) == seconds)
  }

  @Test(arguments: [
    "", "s", "30", "30 s", " 30s", "-1s", "+1s", "1.5h", "1y", "1M", "1S", "٣s", "1hs",
    "9223372036854775807s", "99999999999999999999s", "9223372036854775807d", "365251d",
    "999999999999w",
  ])
  func whatIsNoDurationIsRefused(text: String) {
    #expect(DurationText.seconds(text) == nil)
  }

  @Test(arguments: [
    (0, "0s"), (1, "1s"), (90, "90s"), (1800, "30m"), (3600, "1h"), (86_400, "1d"),
    (604_800, "7d"), (5400, "90m"),
  ])
  func durationsAreWrittenInTheLargestUnitWithoutRest(seconds: Int, text: String) {
    #expect(DurationText.text(seconds: seconds) == text)
    #expect(DurationText.seconds(text) == seconds)
  }
}
