import FeedModel
import Testing

/// Dates of programs and of prose: weeks, intervals, hours alone, labels.
@Suite struct MachineDateTests {
  private func moment(_ text: String) -> String? { ParsedDate(text)?.timestamp.rfc3339 }

  @Test(arguments: [
    ("/Date(1710230400000)/", "2024-03-12T08:00:00Z"),
    ("/Date(1710230400000+0100)/", "2024-03-12T08:00:00Z"),
    ("/Date(-1000)/", "1969-12-31T23:59:59Z"),
    ("2024-W11-2T08:00:00Z", "2024-03-12T08:00:00Z"), ("2024W112", "2024-03-12T00:00:00Z"),
    ("2024-W11", "2024-03-11T00:00:00Z"), ("2020-W53-5", "2021-01-01T00:00:00Z"),
    ("2024-W11-2T08:00:00+01:00", "2024-03-12T07:00:00Z"),
    ("2024-03-12/2024-03-14", "2024-03-12T00:00:00Z"),
    ("2024-03-12T08:00:00Z/PT2H", "2024-03-12T08:00:00Z"),
    ("2024-03-12T08:00:00+01:00/2024-03-12T09:00:00+01:00", "2024-03-12T07:00:00Z"),
  ])
  func shapesOfMachinesAreRead(text: String, expected: String) {
    #expect(moment(text) == expected)
  }

  @Test(arguments: [
    "/Date(x)/", "/Date(1710230400000)", "/Date(1710230400000+1)/", "2024-W54", "2024-W00-1",
    "2024-W11-2X",
  ])
  func whatOnlyLooksLikeOneIsNone(text: String) {
    #expect(moment(text) == nil)
  }

  @Test(arguments: [
    ("March 12, 2024, 9 a.m.", "2024-03-12T09:00:00Z"),
    ("March 12, 2024, 9 p.m.", "2024-03-12T21:00:00Z"),
    ("Mar 12, 2024 9am", "2024-03-12T09:00:00Z"),
    ("March 12, 2024 at 12 AM", "2024-03-12T00:00:00Z"),
    ("9pm, 12 March 2024", "2024-03-12T21:00:00Z"),
    ("March 12, 2024, noon", "2024-03-12T12:00:00Z"),
    ("12 March 2024, midnight", "2024-03-12T00:00:00Z"),
    ("March 12, 2024, 12 noon", "2024-03-12T12:00:00Z"),
    ("March 12, 2024, 9:30 a.m.", "2024-03-12T09:30:00Z"),
    ("am 12. März 2024", "2024-03-12T00:00:00Z"),
  ])
  func anHourMayStandAlone(text: String, expected: String) {
    #expect(moment(text) == expected)
  }

  @Test(arguments: [
    ("Published: Tue, 12 Mar 2024 08:00:00 GMT", "2024-03-12T08:00:00Z"),
    ("Updated: 2024-03-12 08:00", "2024-03-12T08:00:00Z"),
    ("Last updated on : 12 March 2024", "2024-03-12T00:00:00Z"),
    ("Опубликовано: 12 марта 2024", "2024-03-12T00:00:00Z"),
    ("发布时间：2024-03-12 08:00", "2024-03-12T08:00:00Z"),
    ("2024(e)ko martxoaren 12(a)", "2024-03-12T00:00:00Z"),
  ])
  func aLabelIsNoPartOfTheDate(text: String, expected: String) {
    #expect(moment(text) == expected)
  }

  @Test(arguments: [
    ("Selasa, 12 Mar 2024 08:00 WITA", "2024-03-12T00:00:00Z"),
    ("Selasa, 12 Mar 2024 08:00 WIT", "2024-03-11T23:00:00Z"),
    ("Tue, 12 Mar 2024 08:00:00 EAT", "2024-03-12T05:00:00Z"),
    ("Tue, 12 Mar 2024 08:00:00 WAT", "2024-03-12T07:00:00Z"),
    ("Tue, 12 Mar 2024 08:00:00 IRST", "2024-03-12T04:30:00Z"),
    ("Tue, 12 Mar 2024 08:00:00 YEKT", "2024-03-12T03:00:00Z"),
    ("Tue, 12 Mar 2024 08:00:00 VLAT", "2024-03-11T22:00:00Z"),
  ])
  func moreZonesAreKnown(text: String, expected: String) {
    #expect(moment(text) == expected)
  }
}
