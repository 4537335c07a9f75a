extension CopySamples {
  /// Two entries made of one template with other facts.
  struct Template: Sendable {
    var name: String
    var first: (title: String, body: String)
    var second: (title: String, body: String)

    init(_ name: String, _ titles: (String, String), _ body: String, _ facts: [(String, String)]) {
      self.name = name
      var (first, second) = (body, body)
      for (index, fact) in facts.enumerated() {
        first = first.replacing("{\(index)}", with: fact.0)
        second = second.replacing("{\(index)}", with: fact.1)
      }
      self.first = (titles.0, first)
      self.second = (titles.1, second)
    }
  }

  static let templates: [Template] = [
    Template(
      "weather", ("Weather for Leeds", "Weather for Oslo"),
      "<p>{0} will see {1} on {2}, with highs of {3} degrees and lows of {4} degrees. Winds reach "
        + "{5} km/h. The chance of rain is {6} percent.</p><p>The forecast is updated every three "
        + "hours from the data of the national weather service.</p>",
      [
        ("Leeds", "Oslo"), ("light rain", "clear skies"), ("Monday", "Friday"), ("18", "24"),
        ("9", "12"), ("20", "35"), ("70", "5"),
      ]),
    Template(
      "天气", ("上海天气预报：晴", "成都天气预报：阴"),
      "<p>{0}市气象台{1}月{2}日发布天气预报：今天白天{3}，最高气温{4}摄氏度；今天夜间{5}，最低气温{6}摄氏度。"
        + "空气质量指数{7}。</p><p>气象台提醒市民出门注意增减衣物，驾车出行请注意交通安全。</p>",
      [
        ("上海", "成都"), ("3", "4"), ("12", "2"), ("晴间多云", "小到中雨"), ("18", "15"),
        ("多云", "有小雨"), ("9", "8"), ("75", "102"),
      ]),
    Template(
      "lottery", ("Lottery draw of 3 May", "Lottery draw of 10 May"),
      "<p>The winning numbers of draw {0}: {1}, bonus number {2}. The jackpot was {3} million.</p>"
        + "<p>All results are given without guarantee. Prizes can be claimed within ninety days at "
        + "any shop that sells tickets, with the original ticket and proof of age. If gambling is "
        + "no longer fun, help is available around the clock, free and anonymous. Players must be "
        + "of age. Tickets for the next draw are on sale until shortly before it takes place.</p>",
      [("4711", "4712"), ("3, 8, 17, 21, 33, 40", "1, 9, 12, 25, 36, 49"), ("7", "2"), ("4", "9")]),
    Template(
      "开奖", ("双色球第2020031期开奖公告", "双色球第2020032期开奖公告"),
      "<p>双色球开奖结果：红球{0}，蓝球{1}。本期销售额{2}亿元，一等奖{3}注，单注奖金{4}万元。</p>"
        + "<p>彩票有风险，购买需谨慎，未成年人不得购买彩票及兑奖。中奖者请自开奖之日起六十个自然日内，"
        + "持中奖彩票到指定的地点兑奖，逾期未兑奖视为弃奖。</p>",
      [
        ("02 08 13 19 27 30", "05 06 11 22 23 31"), ("04", "16"), ("3.41", "3.55"),
        ("5", "12"), ("812", "604"),
      ]),
    Template(
      "match", ("Leeds beat Fulham 3-1", "Wolves beat Burnley 2-0"),
      "<p>{0} beat {1} at home on {2}. {3} opened the scoring in the {4}th minute with a header, "
        + "and {5} doubled the lead after the break. {6} was sent off in the {7}th minute. {0} are "
        + "now third in the table with {8} points.</p><p>Attendance: {9}.</p>",
      [
        ("Leeds", "Wolves"), ("Fulham", "Burnley"), ("Saturday", "Sunday"), ("Okafor", "Jansen"),
        ("11", "24"), ("Meyer", "Rossi"), ("Quinn", "Lopez"), ("77", "65"), ("41", "38"),
        ("31,204", "27,911"),
      ]),
    Template(
      "stock", ("Alcoa shares close up 2.1 percent", "Kone shares close down 0.7 percent"),
      "<p>Shares of {0} closed at {1} on {2}, {3} percent from the day before. The volume was {4} "
        + "million shares, compared with an average of {5} million. The company has a market value "
        + "of {6} billion.</p><p>This article was generated from market data. It is no advice.</p>",
      [
        ("Alcoa", "Kone"), ("31.20", "58.11"), ("Monday", "Monday"), ("up 2.1", "down 0.7"),
        ("4.1", "0.9"), ("3.7", "1.2"), ("5.6", "28.9"),
      ]),
    Template(
      "收盘", ("A股收盘：沪指涨0.41%", "A股收盘：沪指跌1.12%"),
      "<p>{0}日，A股三大指数集体{1}，截至收盘，沪指报{2}点；深成指报{3}点；创业板指报{4}点。两市成交额{5}亿元，"
        + "北向资金净{6}亿元。盘面上，{7}板块涨幅居前，{8}板块跌幅居前。</p>",
      [
        ("3", "4"), ("上涨", "下跌"), ("3210.22", "3174.25"), ("11020.10", "10903.44"),
        ("2210.9", "2168.3"), ("8812", "9120"), ("流入31", "流出12"), ("白酒", "军工"),
        ("煤炭", "地产"),
      ]),
    Template(
      "open thread", ("Open thread, 3 May", "Open thread, 4 May"),
      "<p>Good morning and welcome to the daily open thread, the place to talk about whatever is "
        + "on your mind: what you cooked, what you read, what your cat did. Please be kind to each "
        + "other, and report what breaks the rules instead of answering to it.</p>", []),
    Template(
      "quote", ("Quote of the day: Novak", "Quote of the day: Chen"),
      "<p>“{0}”</p><p>Every morning we send you one thought for the day. If you enjoy it, forward "
        + "it to a friend; to get it yourself, sign up below.</p>",
      [
        ("Hope is the river that never asks the bridges twice.", "Who walks slowly sees the stone")
      ]),
    Template(
      "horoscope", ("Virgo: your day", "Leo: your day"),
      "<p>{0}: {1}. {2}. Your lucky number is {3}, your colour is {4}.</p><p>The stars incline, "
        + "they do not compel: our astrologer writes for all twelve signs every day.</p>",
      [
        ("Virgo", "Leo"), ("A friend surprises you", "Money matters need care"),
        ("Say yes to an invitation", "Take a walk at noon"), ("7", "21"), ("blue", "red"),
      ]),
    Template(
      "earthquake", ("M 4.1 - 12 km N of Osaka", "M 5.0 - 40 km SW of Kyoto"),
      "<p>Magnitude {0} earthquake, {1} of {2}, at {3} UTC, at a depth of {4} km. {5} people "
        + "reported that they felt it. The location and magnitude are preliminary and may change "
        + "as more data become available in the hours after the event.</p>",
      [
        ("4.1", "5.0"), ("12 km north", "40 km southwest"), ("Osaka", "Kyoto"), ("4:12", "17:55"),
        ("33", "10"), ("12", "301"),
      ]),
    Template(
      "insider", ("Acme insider sells 1,500 shares", "Acme insider sells 99,342 shares"),
      "<p>Acme insider {0} sold {1} shares of the business's stock in a transaction on {2}. The "
        + "shares were sold at an average price of ${3}, for a total transaction of ${4}. The sale "
        + "was disclosed in a legal filing, which is available through this hyperlink.</p>",
      [
        ("Chen", "Chen"), ("1,500", "99,342"), ("July 9th", "July 10th"), ("36.70", "35.31"),
        ("55,050", "3,507,766"),
      ]),
    Template(
      "advisory", ("libfoo security update", "bazd security update"),
      "<p>An update for {0} is now available. The advisory fixes {1}, a {2} with a CVSS base score "
        + "of {3}. Users are advised to upgrade to version {4}.</p><p>For details about the issue, "
        + "including the impact, acknowledgments and other information, see the references.</p>",
      [
        ("libfoo", "bazd"), ("CVE-2024-1234", "CVE-2024-22871"), ("buffer overflow", "race"),
        ("7.8", "5.5"), ("2.4.1", "1.0.9"),
      ]),
  ]
}
