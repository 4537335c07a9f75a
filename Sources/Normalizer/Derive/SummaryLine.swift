/// What a line of a body can't be a summary for: metadata, instructions, the title again.
struct SummaryJudge {
  /// Letters and digits alone, in lower case.
  private let title: [UInt8]
  /// The same without a column's name in brackets before it: "【图说天下】…".
  private let bareTitle: [UInt8]

  init(title: String) {
    self.title = title.utf8.lettersInLowercase()
    bareTitle = SummaryJudge.withoutBrackets(title.utf8)?.lettersInLowercase() ?? []
  }

  private static func withoutBrackets(_ title: String.UTF8View) -> String.UTF8View.SubSequence? {
    for (open, close) in [("【", "】"), ("［", "］"), ("[", "]")] where title.starts(with: open.utf8) {
      guard let end = title.firstIndex(of: close.utf8.last ?? 0) else { return nil }
      return title[title.index(after: end)...]
    }
    return nil
  }

  /// Whether a line says something of what the entry is about.
  func accepts(_ line: TextLine) -> Bool {
    if line.place == .beside || line.isOfPicture || line.isFolded { return false }
    if line.place == .cell, SummaryJudge.width(of: line.text) < 40,
      !SummaryHead.isShortSentence(line.text)
    {
      return false
    }
    if line.place == .item, !Sentence.isWhole(line.text),
      SummaryJudge.width(of: line.text) < 100
    {
      return false
    }
    return !isLinks(line) && accepts(line.text) && !isAttribution(line)
  }

  /// What stands behind the label of a line: "Name of the book: Moby Dick".
  private static func behindLabel(_ text: [UInt8]) -> ArraySlice<UInt8>? {
    let head = Array(text.prefix(32))
    if let colon = head.firstRange(ofBytes: Array("：".utf8)) { return text[colon.upperBound...] }
    return head.firstIndex(of: UInt8(ascii: ":")).map { text[($0 + 1)...] }
  }

  /// Whether a line may do where no line is accepted: it is a link.
  func tolerates(_ line: TextLine) -> Bool {
    line.place == .paragraph && line.links == 1 && accepts(line.text)
  }

  /// - Parameter isChosen: whether the source wrote it as its summary.
  func accepts(_ text: [UInt8], isChosen: Bool = false) -> Bool {
    // As much as the title has, and a letter more, tells them apart.
    let letters = text.prefix(2000).lettersInLowercase(upTo: max(3, title.count + 1))
    guard letters.count >= 3, letters != title, bareTitle.isEmpty || letters != bareTitle else {
      return false
    }
    if !title.isEmpty, let named = SummaryJudge.behindLabel(text),
      named.lettersInLowercase(upTo: title.count + 1) == title
    {
      return false
    }
    let isShort = text.count < 200
    let start = text.prefix(isShort ? 200 : SummaryJudge.longestStart).inLowercase()
    let isBoilerplate =
      SummaryJudge.isBoilerplate(start, isShort: isShort)
      && !(isShort && SummaryHead.isSentenceOfDeed(text))
      && !(isChosen && SummaryHead.describesPicture(text))
    return !isBoilerplate && !SummaryJudge.isByline(text) && !SummaryHead.namesPlace(text)
      && !SummaryJudge.isPostedOn(text, start) && !SummaryJudge.isTimestamp(text, start)
      && !SummaryJudge.isAddresses(text) && !LineOfTimes.isOne(text)
  }

  /// A row of links: nearly all of it stands in them, whatever signs part them.
  private func isLinks(_ line: TextLine) -> Bool {
    guard line.linkedLetters > 0 else { return false }
    // A list of links names the source behind each; a heading may end as a sentence does.
    let isListed = line.place == .item && line.links == 1 && line.text.count < 200
    let isWhole = Sentence.isWhole(line.text)
    guard line.links > 1 || line.text.count < 60 || isListed else { return false }
    return line.linkedLetters * 10
      >= line.text.lettersInLowercase().count * (!isListed ? 8 : isWhole ? 9 : 6)
  }

  /// "Jane Doe, in her newsletter:" before a quotation.
  private func isAttribution(_ line: TextLine) -> Bool {
    line.isBeforeQuotation && line.text.count < 300 && SummaryJudge.leadsOn(line.text)
  }

  /// Whether a line ends with a colon.
  static func leadsOn(_ text: [UInt8]) -> Bool {
    text.last == UInt8(ascii: ":") || text.suffix(3).elementsEqual("：".utf8)
  }

  // MARK: Kinds of lines

  /// Columns: East Asian characters take two.
  static func width(of text: some Collection<UInt8>) -> Int {
    var width = 0
    for byte in text where byte & 0xC0 != 0x80 { width += byte >= 0xE3 && byte < 0xF0 ? 2 : 1 }
    return width
  }

  private static func isBoilerplate(_ text: [UInt8], isShort: Bool) -> Bool {
    if starts.begin(text) { return true }
    guard isShort else { return false }
    return shortStarts.begin(text, asWords: true) || isLabel(text)
      || parts.contains { holds(text, $0) }
      || isPictureCredit(text)
      || text.starts(with: "the post ".utf8)
        && text.firstRange(ofBytes: Array("appeared first on".utf8)) != nil
  }

  /// "Jane Doe/Getty Images": who took a picture, and for whom.
  private static func isPictureCredit(_ text: [UInt8]) -> Bool {
    text.count <= 80 && agencies.contains { text.suffix($0.count).elementsEqual($0) }
  }

  private static let agencies = lines(
    """
    /getty images
    / getty images
    via getty images
    /afp
    /reuters
    /ap
    /epa
    /shutterstock
    /istock
    """)

  /// Whether a text holds words, and not within longer ones.
  private static func holds(_ text: [UInt8], _ words: [UInt8]) -> Bool {
    guard let range = text.firstRange(ofBytes: words) else { return false }
    return (range.lowerBound == 0 || !text[range.lowerBound - 1].isASCIILetter)
      && (range.upperBound == text.count || !text[range.upperBound].isASCIILetter)
  }

  /// Whether a line begins as a label does, and is no sentence that merely begins so:
  /// "Read more about it on our site." and "Loading…", not "Loading docks at the port stay closed".
  private static func isLabel(_ text: [UInt8]) -> Bool {
    guard let label = labels.first(where: { text.starts(with: $0) }) else { return false }
    let rest = text[label.count...]
    guard rest.first == 0x20, Sentence.isWhole(text), width(of: text) >= 60 else { return true }
    let word = rest.dropFirst().prefix { $0.isASCIILetter }
    return word.isEmpty || leads.contains(String(decoding: Array(word), as: UTF8.self))
  }

  private static let labels = lines(
    """
    read more
    advertisement
    sponsored
    loading
    """)

  /// What follows such a label where it leads elsewhere.
  private static let leads: Set<String> = [
    "about", "and", "article", "articles", "at", "by", "content", "from", "here", "in", "news",
    "of", "on", "our", "post", "posts", "stories", "this", "to", "via",
  ]

  private static func lines(_ text: String) -> [[UInt8]] {
    text.split(separator: "\n").map { Array($0.utf8) }
  }

  /// Beginnings of what speaks of the page and not of its subject, however long it is.
  private static let starts = Beginnings(
    lines(
      """
      submitted by
      this post may contain affiliate
      this post contains affiliate
      this article may contain affiliate
      this article contains affiliate
      this page contains affiliate
      we may earn a commission
      as an amazon associate
      please enable javascript
      your browser does not support
      article url:
      comments url:
      [embedded content]
      subscribe to our newsletter
      （欢迎点击此处订阅
      （歡迎點擊此處訂閱
      """))

  private static let longestStart = starts.longest

  /// Beginnings of short lines of the same kinds.
  private static let shortStarts = Beginnings(
    lines(
      """
      continue reading
      click here
      click to
      subscribe
      sign up
      follow us
      share this
      share on
      listen to this
      watch on
      view this
      photo:
      photo by
      photo credit
      photo courtesy
      image courtesy
      feed provided by
      photos:
      photos by
      photograph by
      photograph:
      picture:
      image:
      image by
      image credit
      image source
      images:
      credit:
      credits:
      source:
      table of contents
      skip to
      written by
      posted by
      posted in
      filed under
      published by
      reported by
      edited by
      translated by
      story by
      text by
      text:
      text |
      words by
      words:
      author:
      tags:
      categories:
      foto:
      fotos:
      bild:
      quelle:
      autor:
      图片来源
      图源
      来源：
      来源:
      作者：
      作者:
      作者｜
      作者|
      作者 |
      摄影
      编辑：
      编辑:
      责任编辑
      文/
      文|
      文／
      图/
      图｜
      圖／
      攝影
      文｜
      文 |
      撰文
      此主题相关图片
      此主題相關圖片
      点击
      關注
      关注
      目录
      """))

  private static let parts = lines(
    """
    posted a photo:
    posted a video:
    posted photos:
    was originally published
    min read
    """)

  /// "By Jane Doe and JOHN ROE, Staff Writer": short, every word with a capital.
  static func isByline(_ text: [UInt8]) -> Bool {
    guard text.count <= 120, let blank = text.firstIndex(of: 0x20), blank <= 4 else { return false }
    let words = String(decoding: text, as: UTF8.self).split(separator: " ")
    guard words.count >= 2, words.count <= 12, let first = words.first,
      ["by", "von", "par", "por", "di", "door", "av"].contains(first.lowercased())
    else { return false }
    return words.dropFirst().allSatisfy { word in
      guard let letter = word.unicodeScalars.first(where: { $0.properties.isAlphabetic }) else {
        return true
      }
      return letter.properties.isUppercase || letter.properties.generalCategory == .otherLetter
        || ["and", "und", "et", "y", "e", "de", "von", "van", "for", "in", "at", "on"].contains(
          word.lowercased())
    } && (text.last != UInt8(ascii: ".") || words.count <= 8)
  }

  /// "Posted on 2 January 2024 by Jane": what begins so, holds a number, names somebody and is no
  /// whole sentence.
  private static func isPostedOn(_ text: [UInt8], _ folded: [UInt8]) -> Bool {
    text.count <= 120 && folded.contains(where: { $0.isASCIIDigit }) && postedStarts.begin(folded)
      && !Sentence.isWhole(text) && (text.count <= 40 || names.contains { holds(folded, $0) })
  }

  private static let names = lines("by\nvon\npar\npor\nda\ndoor\nav\naf\nprzez")

  private static let postedStarts = Beginnings(
    lines(
      """
      posted on
      posted at
      posted:
      published on
      published at
      published:
      written on
      created on
      updated on
      last updated
      last modified
      veröffentlicht am
      veröffentlicht von
      erstellt am
      geschrieben am
      publié le
      publié par
      mis à jour
      publicado el
      publicado em
      publicado por
      pubblicato il
      pubblicato da
      geplaatst op
      geplaatst door
      gepubliceerd op
      publicerad
      publisert
      udgivet
      opublikowano
      опубликовано
      """))

  /// A date, a time, "3 hours ago", "5 min read".
  static func isTimestamp(_ text: [UInt8]) -> Bool { isTimestamp(text, text.inLowercase()) }

  private static func isTimestamp(_ text: [UInt8], _ folded: [UInt8]) -> Bool {
    guard text.count <= 120 else { return false }
    guard folded.contains(where: { $0.isASCIIDigit || $0 >= 0x80 }) else { return false }
    if LeadDate(text) != nil { return true }
    let words = folded.split { !$0.isASCIILetter && $0 < 0x80 }
    var hasDigit = false
    for byte in folded where byte.isASCIIDigit { hasDigit = true }
    return hasDigit
      && words.allSatisfy { timeWords.contains(String(decoding: $0, as: UTF8.self)) }
  }

  private static let timeWords: Set<String> = Set(
    """
    january february march april may june july august september october november december jan feb mar apr
    jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues
    wed thu thur thurs fri sat sun am pm a m p utc gmt est edt cst cdt mst mdt pst pdt cet cest bst ist jst
    published updated posted last modified on at the of st nd rd th t z ago hours hour minutes minute min
    mins days day weeks week months month years year read reading time uhr januar februar märz mai juni juli
    oktober dezember um am den vom stand aktualisiert veröffentlicht publié le mis à jour
    janvier février mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi
    jeudi vendredi samedi dimanche modifié h min modification
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    publicado actualizado el de las hora
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre pubblicato aggiornato il alle ore
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro atualizado em às
    januari februari maart mei augustus gepubliceerd bijgewerkt op om – — · • ｜ | ・
    年 月 日 时 分 秒 发布 更新 发布于 更新于 发布时间 更新时间 时间 小时前 分钟前 天前 小時前 分鐘前
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

  /// Addresses and hash tags, and hardly a word beside them.
  private static func isAddresses(_ text: [UInt8]) -> Bool {
    var others = 0
    var found = 0
    var rest = text[...]
    while !rest.isEmpty {
      let isAddress =
        switch rest.first {
        case UInt8(ascii: "#"): true
        case UInt8(ascii: "h"), UInt8(ascii: "H"):
          rest.startsIgnoringCase("http://".utf8) || rest.startsIgnoringCase("https://".utf8)
        case UInt8(ascii: "w"), UInt8(ascii: "W"): rest.startsIgnoringCase("www.".utf8)
        default: false
        }
      // Twenty bytes are words enough.
      let word = isAddress ? rest : rest.prefix(20)
      let length = (word.firstIndex(of: 0x20) ?? word.endIndex) - word.startIndex
      rest = rest.dropFirst(length + 1)
      if isAddress {
        found += length
      } else {
        others += length
        if others >= 20 { return false }
      }
    }
    return found > 2 * others
  }
}
