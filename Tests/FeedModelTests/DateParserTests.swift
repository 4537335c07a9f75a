import FeedModel
import JSON
import Testing

@Suite struct DateParserTests {
  /// Text and the same moment in RFC 3339; zones that are not said are UTC.
  static let table: [(String, String)] = [
    ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
    ("Thu, 1 Jan 2004 19:48:21 +0100", "2004-01-01T18:48:21Z"),
    ("01 Jan 2004 19:48:21 EST", "2004-01-02T00:48:21Z"),
    ("Thu,01 Jan 04 19:48 Z", "2004-01-01T19:48:00Z"),
    ("Fri, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
    ("Thursday, January 01, 2004 7:48:21 PM", "2004-01-01T19:48:21Z"),
    ("Thu, 01 Jan 2004 19:48:21 A", "2004-01-01T19:48:21Z"),
    ("Thu, 01 Jan 2004 24:00:00 GMT", "2004-01-02T00:00:00Z"),
    ("Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z"),
    ("2003-12-31T10:14:55.25+02:00", "2003-12-31T08:14:55.25Z"),
    ("2003-12-31", "2003-12-31T00:00:00Z"),
    ("2003-12", "2003-12-01T00:00:00Z"),
    ("2003", "2003-01-01T00:00:00Z"),
    ("20031231", "2003-12-31T00:00:00Z"),
    ("20031231T101455Z", "2003-12-31T10:14:55Z"),
    ("20031231T101455+0130", "2003-12-31T08:44:55Z"),
    ("2003335", "2003-12-01T00:00:00Z"),
    ("2003-335", "2003-12-01T00:00:00Z"),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999Z"),
    ("1072916061", "2004-01-01T00:14:21Z"),
    ("1072916061500", "2004-01-01T00:14:21.5Z"),
    ("2024年10月25日", "2024-10-25T00:00:00Z"),
    ("2024年10月25日 下午3:04", "2024-10-25T15:04:00Z"),
    ("2024年10月25日15时04分05秒", "2024-10-25T15:04:05Z"),
    ("2004년 05월 28일 01:31:15", "2004-05-27T16:31:15Z"),
    ("2004-05-25 오후 11:23:17", "2004-05-25T14:23:17Z"),
    ("mer., 16 nov. 2022 00:38:15 +0100", "2022-11-15T23:38:15Z"),
    ("Mi, 23 Mär 2018 00:00:00 +0100", "2018-03-22T23:00:00Z"),
    ("Dom, 07 Dez 2008 22:00:00 -0200", "2008-12-08T00:00:00Z"),
    ("lunes, 3 de septiembre de 2018 10:00", "2018-09-03T10:00:00Z"),
    ("Вт, 5 июня 2018 12:00:00 +0300", "2018-06-05T09:00:00Z"),
    ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"),
    ("2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z"),
    ("gio, 12 mag 2011 10:00:00 +0200", "2011-05-12T08:00:00Z"),
    ("26/06/2020", "2020-06-26T00:00:00Z"),
    ("03/30/2020 - 19:19", "2020-03-30T19:19:00Z"),
    ("11/08/2020 - 09:50", "2020-08-11T09:50:00Z"),
    ("30.10.23", "2023-10-30T00:00:00Z"),
    // RFC 850, and the year first where the first number can't be a day.
    ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
    ("94-Nov-06", "1994-11-06T00:00:00Z"), ("03-11-06", "2003-11-06T00:00:00Z"),
    // Comments and second zones behind the offset.
    ("Fri, 25 Oct 2024 08:00:00 +0000 (UTC)", "2024-10-25T08:00:00Z"),
    ("Fri Oct 25 2024 08:00:00 GMT+0200 (Central European Summer Time)", "2024-10-25T06:00:00Z"),
    ("2024-10-25 08:00:00.1 +0000 UTC m=+0.001", "2024-10-25T08:00:00.1Z"),
    ("2024-10-25 08:00:00 -0500 EST", "2024-10-25T13:00:00Z"),
    ("2024-10-25T08:00:00+01:00[Europe/Berlin]", "2024-10-25T07:00:00Z"),
    ("2024-10-25T08:00:00+0100Z", "2024-10-25T07:00:00Z"),
    ("Fri, 25 Oct 2024 08:00:00 Pacific Daylight Time", "2024-10-25T15:00:00Z"),
    ("Fri, 25 Oct 2024 08:00:00 GMT Standard Time", "2024-10-25T08:00:00Z"),
    // Dots in the clock and the offset, real minus signs and dashes, digits of other scripts.
    ("Fri, 25 Oct 2024 08.00.00 +0200", "2024-10-25T06:00:00Z"),
    ("25.10.2024 08.15", "2024-10-25T08:15:00Z"),
    ("Fri, 25 Oct 2024 08:00:00 +01.00", "2024-10-25T07:00:00Z"),
    ("2024-10-25T08:00:00−05:00", "2024-10-25T13:00:00Z"),
    ("Fri, 25 Oct 2024 08:00:00 –0500", "2024-10-25T13:00:00Z"),
    ("٢٥ أكتوبر ٢٠٢٤", "2024-10-25T00:00:00Z"), ("۲۵ اکتبر ۲۰۲۴", "2024-10-25T00:00:00Z"),
    // Months of many languages.
    ("pt., 25 paź 2024 08:00:00 +0200", "2024-10-25T06:00:00Z"),
    ("ma, 03 mrt 2025 08:00:00 +0100", "2025-03-03T07:00:00Z"),
    ("3. maaliskuuta 2025", "2025-03-03T00:00:00Z"), ("Пн, 03 бер 2025", "2025-03-03T00:00:00Z"),
    ("man, 03 des 2024", "2024-12-03T00:00:00Z"), ("vin, 03 ian 2025", "2025-01-03T00:00:00Z"),
    ("pon, 03 stu 2025", "2025-11-03T00:00:00Z"), ("Sen, 03 Agu 2025", "2025-08-03T00:00:00Z"),
    ("الاثنين، 03 مارس 2025 08:00:00 +0000", "2025-03-03T08:00:00Z"),
    ("3 كانون الثاني 2025", "2025-01-03T00:00:00Z"), ("3 मार्च 2025", "2025-03-03T00:00:00Z"),
    ("ngày 3 tháng 11 năm 2025", "2025-11-03T00:00:00Z"),
    ("3 de març de 2025", "2025-03-03T00:00:00Z"),
    ("3 מרץ 2025", "2025-03-03T00:00:00Z"),
    ("3. ledna 2025", "2025-01-03T00:00:00Z"), ("2025년 3월 3일 08:00", "2025-03-03T08:00:00Z"),
  ]

  /// Dates as people write them out: words between the parts, ordinals, clocks in letters, weekdays
  /// behind the date.
  static let longForms: [(String, String)] = [
    ("mardi 4 mars 2025 à 9h05", "2025-03-04T09:05:00Z"), ("le 1er mai 2025", "2025-05-01"),
    ("4 mars 2025 à 21 h 05 min 30 s", "2025-03-04T21:05:30Z"),
    ("4 mars 2025 18h", "2025-03-04T18:00:00Z"),
    ("9h05 le 4 mars 2025", "2025-03-04T09:05:00Z"), ("8h 4 mars 2025", "2025-03-04T08:00:00Z"),
    ("terça-feira, 4 de março de 2025 às 09h05", "2025-03-04T09:05:00Z"),
    ("1º de maio de 2025", "2025-05-01"), ("1° maggio 2025", "2025-05-01"),
    ("4 marzo 2025 alle ore 09:05", "2025-03-04T09:05:00Z"),
    ("4 de marzo de 2025, 9:05 p. m.", "2025-03-04T21:05:00Z"),
    ("4 de marzo de 2025 a las 12:05 a.m.", "2025-03-04T00:05:00Z"),
    ("dinsdag 4 maart 2025 om 9.05 uur", "2025-03-04T09:05:00Z"),
    ("4 maart 2025 9u05", "2025-03-04T09:05:00Z"),
    ("am 4. März 2025 um 12.05 Uhr", "2025-03-04T12:05:00Z"),
    ("4. März 2025, 9 Uhr", "2025-03-04T09:00:00Z"),
    ("4. marts 2025 klokken 09.05", "2025-03-04T09:05:00Z"),
    ("4 marca 2025 o godz. 09:05", "2025-03-04T09:05:00Z"), ("4 marca 2025 r.", "2025-03-04"),
    ("4 марта 2025 в 09:05", "2025-03-04T09:05:00Z"), ("4-го марта 2025 г.", "2025-03-04"),
    ("4 березня 2025 р. о 09:05", "2025-03-04T09:05:00Z"),
    ("4 Mart 2025 Salı 09:05", "2025-03-04T09:05:00Z"), ("4 Mart 2025 Salı", "2025-03-04"),
    ("2025 m. kovo 4 d.", "2025-03-04"),
    ("2025. gada 4. marts plkst. 09:05", "2025-03-04T09:05:00Z"),
    ("2025. március 4-én 9:05", "2025-03-04T09:05:00Z"), ("11 d'abril del 2025", "2025-04-11"),
    ("11 d’abr. 2025 09:05", "2025-04-11T09:05:00Z"), ("4 במרץ 2025", "2025-03-04"),
    ("4 במרץ 2025 בשעה 09:05", "2025-03-04T09:05:00Z"),
    ("4 มี.ค. 2025 09:05", "2025-03-04T09:05:00Z"),
    ("อ., 04 มี.ค. 2025 09:05:00 +0700", "2025-03-04T02:05:00Z"), ("4 มีนาคม 2568", "2025-03-04"),
    ("4 มีนาคม พ.ศ. 2568 เวลา 09:05 น.", "2025-03-04T09:05:00Z"),
    ("周二, 04 三月 2025 09:05:00 +0800", "2025-03-04T01:05:00Z"), ("04 十二月 2025", "2025-12-04"),
    ("2025年3月4日 週二 09:05", "2025-03-04T09:05:00Z"),
    ("2025년 3월 4일 화요일 오전 9:05", "2025-03-04T09:05:00Z"), ("2025. 3. 4.", "2025-03-04"),
    ("4 thg 3, 2025", "2025-03-04"), ("٤ مارس ٢٠٢٥ م", "2025-03-04"),
    ("04/Mar/2025:09:05:06 +0100", "2025-03-04T08:05:06Z"),
    ("04/Mar/2025 09:05", "2025-03-04T09:05:00Z"),
    ("1741079100.0", "2025-03-04T09:05:00Z"), ("1741079100.25", "2025-03-04T09:05:00.25Z"),
    ("1741079100250.7", "2025-03-04T09:05:00.25Z"),
  ]

  @Test(arguments: longForms)
  func readsWhatPeopleWriteOut(text: String, expected: String) throws {
    let date = try #require(ParsedDate(text), "\(text)")
    #expect(date.timestamp == ParsedDate(expected)?.timestamp, "\(text)")
  }

  @Test(arguments: [
    "4 mars", "9h05", "1er", "mardi", "4 mars 2025 soon", "4 grmpf 2025", "32 mars 2025",
    "4 mars 2025 à 25h00",
    "4 mars 2025 à 9h75", "04/Foo/2025:09:05:06", "1741079100.", "1741079100.x", "1.5",
    "20250304.5",
    "Invalid Date", "0.0", "Thu, 30 Nov -0001 00:00:00 +0000", "00/00/0000", "4-go marca 2025",
    "kell 9",
  ])
  func refusesWhatIsNoLongForm(text: String) { #expect(ParsedDate(text) == nil) }

  @Test(arguments: table)
  func readsTheMomentThatWasMeant(text: String, expected: String) throws {
    let date = try #require(ParsedDate(text))
    #expect(date.timestamp == ParsedDate(expected)?.timestamp)
  }

  @Test func knowsTheMomentOfTheFixedShapes() {
    #expect(ParsedDate("1970-01-01T00:00:00Z")?.timestamp.milliseconds == 0)
    #expect(ParsedDate("2004-01-01T19:48:21Z")?.timestamp.milliseconds == 1_072_986_501_000)
    #expect(ParsedDate("1969-12-31T23:59:59Z")?.timestamp.milliseconds == -1_000)
    #expect(
      ParsedDate("0001-01-01T00:00:00Z")?.timestamp.milliseconds == Timestamp.range.lowerBound)
  }

  @Test(arguments: [
    "", " ", "x", "Sun, 99 Jun 2009 12:00:00 GMT", "Sun, 16 zzz 2012 11:47:32 GMT",
    "2003-12-31T10:14:61Z", "2003-02-29", "2003-13-01", "2003-12-31T25:00:00Z",
    "0000-00-00T00:00:00Z", "9999-12-31T23:59:59-99:99", "Sun, 16 Dec 2012 1:2:3:4 GMT",
    "99999999999999999999999999", "2013-01-28T11:30:00-06:00Textra", "1 2 3 4 5 6",
    "2012-12-16T11:47:32+zz:00", "December", "12:00:00", "\u{0}\u{FF}", "----", "::::",
  ])
  func refusesImpossibleDates(text: String) {
    #expect(ParsedDate(text) == nil)
  }

  @Test(arguments: [
    "0000-01-01T00:00:00Z", "Thu, 32 Jan 2004 10:00:00 GMT", "2004-01-32", "2003-02-29T00:00:00Z",
    "Thu, 01 Jan 2004 10:61:00 GMT", "+3000", "3000000000000000",
    "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00",
  ])
  func C8_givesNoMomentForDatesOutOfRange(text: String) {
    #expect(ParsedDate(text) == nil)
  }

  @Test func C8_reachesFromYear1To9999() {
    #expect(ParsedDate("0001-01-01T00:00:00Z")?.timestamp.rfc3339 == "0001-01-01T00:00:00Z")
    #expect(ParsedDate("9999-12-31T23:59:59Z")?.timestamp.rfc3339 == "9999-12-31T23:59:59Z")
    #expect(ParsedDate("1990-12-31T23:59:60Z")?.timestamp.rfc3339 == "1990-12-31T23:59:59.999Z")
  }

  /// The word is found as it is written in small letters, in capitals, and with its accents apart.
  @Test(arguments: ["5 июня 2018", "5 ИЮНЯ 2018", "5 Июня 2018", "5 иЮНя 2018"])
  func readsWordsInAnyCase(text: String) {
    #expect(ParsedDate(text)?.timestamp == ParsedDate("2018-06-05")?.timestamp)
  }

  @Test func readsWordsWithTheirAccentsApart() {
    #expect(
      ParsedDate("23 Ma\u{308}r 2018")?.timestamp == ParsedDate("2018-03-23")?.timestamp)
    #expect(ParsedDate("Вс, 05/03/2019")?.timestamp == ParsedDate("2019-03-05")?.timestamp)
  }

  @Test func tellsWhatWasSaid() {
    #expect(ParsedDate("2024年10月25日")?.hasTimeOfDay == false)
    #expect(ParsedDate("2024年10月25日")?.zone == .unknown)
    #expect(ParsedDate("2003-12-31T10:14:55+02:00")?.zone == .offset(minutes: 120))
    #expect(ParsedDate("2003-12-31 10:14:55")?.zone == .unknown)
    #expect(ParsedDate("2003-12-31 10:14:55")?.hasTimeOfDay == true)
  }

  @Test func C8_survivesEveryCutOfEveryDate() {
    for (text, _) in DateParserTests.table + DateParserTests.longForms {
      let bytes = Array(text.utf8)
      for length in 0...bytes.count {
        bytes[..<length].withUnsafeBufferPointer { _ = ParsedDate($0) }
        bytes[(bytes.count - length)...].withUnsafeBufferPointer { _ = ParsedDate($0) }
      }
    }
  }
}

/// Dates from the wild (`dates/dates.json`): each with the moment, with nothing, or with a word that
/// asks for any answer.
@Suite struct DateCorpusTests {
  @Test func C8_readsTheDatesOfTheCorpus() throws {
    guard let bytes = Corpus.bytes("dates/dates.json") else { return }
    let document = try JSONDocument(parsing: bytes)
    let cases = try #require(document.root.elements)
    var failures: [String] = []
    var count = 0
    for item in cases {
      let input = DateCorpusTests.unescaped(item["input"]?.string ?? "")
      let found = ParsedDate(input)
      count += 1
      let isRight: Bool
      switch item["utc"]?.string ?? "" {
      case "": isRight = found == nil
      case "must-parse", "layout": isRight = found != nil
      case "?": isRight = true
      case let expected:
        // The answers have no fractions of seconds.
        let seconds = found.map { $0.timestamp.milliseconds / 1_000 }
        isRight = seconds == ParsedDate(expected).map { $0.timestamp.milliseconds / 1_000 }
      }
      if !isRight { failures.append("\(input) → \(found.map { "\($0)" } ?? "nothing")") }
    }
    #expect(count > 0)
    #expect(failures.isEmpty)
  }

  /// Layouts of Go write a blank before a single digit as `_`; one input has a line break spelled.
  private static func unescaped(_ text: String) -> String {
    var text = text
    if text.hasSuffix("\\n") { text.removeLast(2) }
    return String(text.map { $0 == "_" ? " " : $0 })
  }
}
