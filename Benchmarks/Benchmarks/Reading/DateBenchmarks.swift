import Benchmark
import FeedModel

/// A million dates of each kind: wall time in seconds is the inverse of millions per second.
func addDates() {
  for (name, dates) in kinds {
    Benchmark("date.parse a million, \(name)") { benchmark in
      for _ in benchmark.scaledIterations {
        for index in 0..<1_000_000 { blackHole(ParsedDate(dates[index % dates.count])) }
      }
    }
  }
}

private let kinds: [(name: String, dates: [String])] = [
  ("RFC 3339", ["2003-12-31T10:14:55Z", "2024-10-25T07:37:02.123+08:00"]),
  ("RFC 5322", ["Thu, 01 Jan 2004 19:48:21 GMT", "Fri, 5 Oct 2024 07:37:02 +0100"]),
  (
    "RFC 822 in words",
    [
      "Thu, 01 Jan 2004 19:48:21 EST", "01 Jan 2004 19:48:21 GMT", "Thu, 01 Jan 04 19:48 Z",
      "Thursday, 01 January 2004 19:48:21 PDT", "Sun Jan  4 16:29:06 PST 2004",
    ]
  ),
  (
    "other languages",
    [
      "2024年10月25日 下午3:04", "mer., 16 nov. 2022 00:38:15 +0100", "Вт, 5 июня 2018 12:00:00 +0300",
      "lunes, 3 de septiembre de 2018 10:00", "2004-05-25 오후 11:23:17",
    ]
  ),
  ("ISO 8601", ["2003-12-31", "20031231T101455Z", "2003-335", "2003-12-31 10:14:55"]),
]
