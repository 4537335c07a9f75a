import FeedModel

/// Articles in several languages, and templates in pairs.
enum CopySamples {
  struct Article: Sendable {
    var language: String
    var title: String
    /// Another headline for it.
    var headline: String
    var paragraphs: [String]
    var promo: String
    var credit: String

    var address: String { "https://\(language).example/article" }
    var entry: NormalizedEntry {
      CopySamples.entry(title, CopySamples.html(paragraphs), at: address)
    }
  }

  static func html(_ paragraphs: some Sequence<String>) -> String {
    paragraphs.map { "<p>\($0)</p>" }.joined()
  }

  static func entry(_ title: String, _ html: String, at address: String?) -> NormalizedEntry {
    var entry = NormalizedEntry(
      id: EntryID(iri: address ?? "urn:x"), title: title, updated: .epoch)
    entry.link = address.flatMap { WebAddress($0) }
    entry.content = html.isEmpty ? nil : CleanHTML(sanitized: html)
    return entry
  }

  static let articles: [Article] = [
    Article(
      language: "en", title: "Bridge in Harwick closed after storm",
      headline: "What we know about the damage",
      paragraphs: [
        "The old bridge across the river at Harwick was closed on Monday after a storm had "
          + "carried away part of its western pier, the town council said. Nobody was hurt, but "
          + "12 people had to be brought to the other bank by boat.",
        "Engineers will look at the remaining piers this week. The bridge, which was built in "
          + "1871 and carries some 9,000 cars a day, had been inspected in 2019 and found sound; "
          + "a repair that was planned for next year will now be brought forward.",
        "The council has asked the ferry company to run boats from six in the morning until "
          + "midnight. Lorries are sent by way of Elmsford, which takes them 40 minutes longer.",
      ],
      promo: "Subscribe to our newsletter and get the best stories of the day in your inbox.",
      credit: "HARWICK (Agency) — "),
    Article(
      language: "de", title: "Stadtrat beschließt neuen Radweg am Ufer",
      headline: "Grünes Licht für Pläne, über die lange gestritten wurde",
      paragraphs: [
        "Der Stadtrat hat am Dienstagabend mit großer Mehrheit beschlossen, am südlichen Ufer "
          + "einen durchgehenden Radweg zu bauen. Die Arbeiten sollen im Frühjahr beginnen und "
          + "zwei Jahre dauern, die Kosten werden auf 4,2 Millionen Euro geschätzt.",
        "Gegen den Plan hatten sich vor allem die Besitzer der Bootshäuser gewandt, die um ihre "
          + "Zufahrten fürchten. Die Verwaltung sagte zu, jede einzelne zu erhalten.",
        "Ein Antrag, die Straße für den Durchgangsverkehr zu sperren, fand keine Mehrheit. Er "
          + "soll im Herbst noch einmal beraten werden, wenn die Zählung abgeschlossen ist.",
      ],
      promo: "Mehr aus der Region lesen Sie jeden Morgen in unserem Newsletter, kostenlos.",
      credit: "(Agentur) "),
    Article(
      language: "zh", title: "市议会通过河滨步道改造方案", headline: "争议多年的计划终于有了结果",
      paragraphs: [
        "市议会星期二以多数票通过了河滨步道改造方案，工程预计明年春天开工，历时两年完成，总费用约为四千二百万元。"
          + "议长表示，这是该市近十年来最大的一项公共空间工程。",
        "沿岸船屋的业主此前曾多次提出反对，担心出入道路受到影响。市政府承诺保留每一条现有通道，"
          + "并在施工期间设置临时便道，每天由专人负责疏导交通。",
        "关于禁止过境车辆通行的提案没有获得足够的支持，将在秋天交通量调查结束之后再次讨论。",
      ],
      promo: "欢迎扫描下方二维码关注我们的公众号，每天早上获取最新消息和深度报道。",
      credit: "（通讯社本市10日电）"),
    Article(
      language: "ja", title: "古い橋の修復工事が始まる", headline: "住民の願いが実を結んだ",
      paragraphs: [
        "町の中心にある古い橋の修復工事が月曜日に始まった。橋は百五十年前に造られ、去年の台風で橋脚の一部が流された。"
          + "工事は二年かかる見込みで、その間は渡し船が人を運ぶ。",
        "町長は式典で、橋は町の歴史そのものだと述べ、できるだけ元の石を使って直すと約束した。"
          + "工事には地元の石工も加わり、若い人に技術を伝える。",
        "費用の半分は寄付でまかなわれた。子どもたちも募金に参加し、橋の絵を描いて売ったという。",
      ],
      promo: "最新のニュースを毎朝お届けするメールマガジンへの登録はこちらからどうぞ。",
      credit: "【共通通信】"),
    Article(
      language: "ko", title: "강변 산책로 공사 내년 봄 시작", headline: "오랜 논란 끝에 결정됐다",
      paragraphs: [
        "시의회는 화요일 강변 산책로를 새로 만드는 계획을 통과시켰다. 공사는 내년 봄에 시작해 이 년 동안 이어질 "
          + "예정이며 비용은 사십이억 원으로 추산된다.",
        "보트 창고 주인들은 드나드는 길이 막힐 것을 걱정해 반대해 왔다. 시는 모든 길을 그대로 두겠다고 약속했다.",
        "차량 통행을 막자는 안은 충분한 지지를 얻지 못해 가을에 다시 논의하기로 했다.",
      ],
      promo: "매일 아침 새로운 소식을 받아 보시려면 지금 바로 뉴스레터를 신청하세요.",
      credit: "(통신사) "),
    Article(
      language: "th", title: "สภาเมืองอนุมัติทางเดินริมแม่น้ำ", headline: "ข่าวดีของคนรักการเดิน",
      paragraphs: [
        "สภาเมืองลงมติเมื่อวันอังคารให้สร้างทางเดินริมแม่น้ำสายใหม่ งานก่อสร้างจะเริ่มในฤดูใบไม้ผลิปีหน้า"
          + "และใช้เวลาสองปี ค่าใช้จ่ายประมาณสี่สิบล้านบาท",
        "เจ้าของโรงเก็บเรือเคยคัดค้านเพราะกลัวว่าทางเข้าออกจะถูกปิด เทศบาลรับปากว่าจะรักษาทางทุกสายไว้",
        "ข้อเสนอให้ห้ามรถผ่านไม่ได้รับเสียงสนับสนุนพอ จะนำกลับมาพิจารณาอีกครั้งในฤดูใบไม้ร่วง",
      ],
      promo: "สมัครรับข่าวสารทุกเช้าได้ที่นี่ ไม่มีค่าใช้จ่าย ยกเลิกได้ทุกเมื่อ",
      credit: "(สำนักข่าว) "),
    Article(
      language: "ru", title: "Городской совет одобрил набережную", headline: "Спорный план приняли",
      paragraphs: [
        "Городской совет во вторник одобрил строительство новой набережной вдоль южного берега. "
          + "Работы начнутся весной и продлятся два года, их стоимость оценивают в 420 миллионов.",
        "Владельцы лодочных станций возражали, опасаясь за свои подъезды. Администрация обещала "
          + "сохранить каждый из них и поставить на время работ временные мостки.",
        "Предложение закрыть улицу для сквозного движения большинства не набрало, к нему вернутся "
          + "осенью, когда закончится подсчёт машин.",
      ],
      promo: "Подпишитесь на нашу утреннюю рассылку, чтобы не пропустить самое важное за день.",
      credit: "(Агентство) "),
  ]

  static let companyWords =
    "About Globex: Globex is a leader in solutions for energy, transport and health. Founded in "
    + "1921 and with its seat in Rotterdam, the company employs more than 48,000 people in 70 "
    + "countries. This release contains statements on future events, which are subject to known "
    + "and unknown risks that could cause actual results to differ. The company undertakes no "
    + "obligation to update any of them in the light of new information, except where the law "
    + "requires it. Readers are cautioned not to place undue reliance on them. For a discussion "
    + "of these risks see the annual report, which is on our website."
}
