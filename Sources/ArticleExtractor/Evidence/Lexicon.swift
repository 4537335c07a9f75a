/// Words and pairs of words that stand in what pages say about themselves.
///
/// Evidence alone: an article may speak of newsletters too. In scripts without blanks each character
/// is a word, so that two of them make a pair.
enum Theme: Int, CaseIterable, Sendable {
  case subscription, pointer, network, legal, consent, conversation, office, credit, advertising
  case biography

  static let words: [(Theme, StaticString)] = [
    (
      .subscription,
      """
      newsletter newsletters subscribe subscription subscriber subscribers inbox signup sign+up
      sign+in log+in register free+trial unsubscribe abonnieren newsletter s'inscrire abonnez suscríbete
      assine download+app our+app get+the mailing+list email+address donate support+us become+a
      关注 订阅 扫码 二维 微信 公众 众号 下载 扫描 客户 メルマガ 登録
      """
    ),
    (
      .pointer,
      """
      read+more see+also click+here learn+more find+out more+from more+on related watch+now continue+reading
      also+read read+also you+may recommended trending popular+now view+all show+more load+more see+more
      read+next story+continues continue+below mehr+zum lire+aussi leer+más leia+também читайте
      更多 阅读 推荐 相关 点击 关连 関連 記事 此前 報道
      """
    ),
    (
      .network,
      """
      facebook twitter instagram linkedin youtube pinterest tiktok whatsapp telegram follow+us
      follow+him follow+her share+this tweet reddit flipboard follow+on like+us retweet 微博 分享 朋友
      """
    ),
    (
      .legal,
      """
      copyright reserved all+rights disclaimer terms+of trademark trademarks redistributed
      informational+purposes legal+advice affiliate+links commission permission republish
      声明 版权 转载 侵权 免责 观点 无关 立场 禁止
      """
    ),
    (.consent, "cookie cookies consent privacy+policy gdpr javascript browser your+browser"),
    (
      .conversation,
      """
      comment comments reply replies leave+a logged+in moderation moderated commenting join+the
      discussion feedback report+abuse upvote 评论 网友 跟帖 留言 コメント
      """
    ),
    (
      .office,
      """
      editor edited+by written+by posted+by published+on reported+by reporting+by updated+on
      contributed+to this+report additional+reporting editing+by
      last+updated last+modified filed+under posted+in tags tagged categories min+read minutes+read
      责编 编辑 来源 原标 标题 作者 记者 任编 校对 日期 发布 责任 文章 稿源 审核
      """
    ),
    (
      .credit,
      """
      photo photos photograph photographer getty image images credit reuters afp shutterstock picture
      illustration courtesy file+photo via+getty ap+photo foto photo+by image+credit screenshot 图片
      图源 资料 摄影 供图
      """
    ),
    (
      .advertising,
      """
      advertisement advertising sponsored promoted advert anzeige publicité publicidad reklama
      advertise+with ad+choices shop+now buy+now add+to 广告 广告位
      """
    ),
    (
      .biography,
      """
      reporter journalist writer author correspondent freelance freelancer contributor founder columnist
      staff+writer is+a covers+the can+be reached+at editor+at
      """
    ),
  ]

  static let lexicon = Lexicon(words)
}

/// The themes of words, by their hashes.
struct Lexicon: Sendable {
  private struct Slot: BitwiseCopyable {
    var hash: UInt64 = 0
    var themes: UInt16 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 1024)

  init(_ table: [(Theme, StaticString)]) {
    for (theme, words) in table {
      for word in words.description.utf8.split(whereSeparator: { $0 <= 0x20 }) {
        let text = word.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }
        let parts = TextReader.sequence(of: text.span)
        switch parts.count {
        case 1: add(parts[0], theme)
        case 2: add(Lexicon.pair(parts[0], parts[1]), theme)
        default: break
        }
      }
    }
  }

  /// Without words, for reading those of the table.
  static let empty = Lexicon([])

  static func pair(_ a: UInt64, _ b: UInt64) -> UInt64 {
    ((a &* 0x9E37_79B9_7F4A_7C15) ^ b) | 1
  }

  private mutating func add(_ hash: UInt64, _ theme: Theme) {
    var slot = Int(truncatingIfNeeded: hash &>> 24) & 1023
    while slots[slot].hash != 0, slots[slot].hash != hash { slot = (slot + 1) & 1023 }
    slots[slot].hash = hash
    slots[slot].themes |= 1 << UInt16(theme.rawValue)
  }

  /// The themes of a word or pair, a bit for each.
  @inline(__always)
  func themes(of hash: UInt64) -> UInt16 {
    var slot = Int(truncatingIfNeeded: hash &>> 24) & 1023
    while slots[slot].hash != 0 {
      if slots[slot].hash == hash { return slots[slot].themes }
      slot = (slot &+ 1) & 1023
    }
    return 0
  }
}
