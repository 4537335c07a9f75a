internal import Bytes

/// What the words of a line speak for.
struct PromoWords: OptionSet {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  static let call = PromoWords(rawValue: 1 << 0)
  static let thing = PromoWords(rawValue: 1 << 1)
  static let plug = PromoWords(rawValue: 1 << 2)
  static let sponsor = PromoWords(rawValue: 1 << 3)
  static let person = PromoWords(rawValue: 1 << 4)
  /// A call to action beside what promos offer; else it may be the article's.
  static let ask = PromoWords(rawValue: 1 << 5)

  static let promoNames: [(String, PromoWords)] = [
    ("call", .call), ("thing", .thing), ("plug", .plug), ("sponsor", .sponsor),
    ("person", .person), ("ask", .ask),
  ]

  static func kept(_ reason: KeptReason) -> PromoWords {
    PromoWords(rawValue: 1 << UInt32(8 + reason.rawValue))
  }

  static func softlyKept(_ reason: KeptReason) -> PromoWords {
    PromoWords(rawValue: 1 << UInt32(20 + reason.rawValue))
  }
}

/// Why a block that recurs is the article's, whatever else it says.
enum KeptReason: UInt8, CaseIterable, Sendable {
  case licence, credit, helpline, warning, risk, transcript, translation, signature, correction
  case series, contact

  /// As it is shown.
  var words: String {
    switch self {
    case .licence: "a licence or where it may be published"
    case .credit: "a credit"
    case .helpline: "where to find help"
    case .warning: "a warning about the content"
    case .risk: "a notice about risks or opinions"
    case .transcript: "a transcript, chapters or references"
    case .translation: "a note about the translation"
    case .signature: "a signature"
    case .correction: "a note about this article"
    case .series: "a series, or a heading that returns"
    case .contact: "how to write to the editors"
    }
  }
}

/// Finds the words of ``PromoWordTable`` and ``KeptWordTable`` in a line.
///
/// By the first three bytes of a word: one look at a set of bits for each place of the text.
struct PromoLexicon: Sendable {
  static let shared = PromoLexicon()

  private struct Word {
    var bytes: [UInt8]
    var meaning: PromoWords
    /// Whether letters may follow.
    var isOpen: Bool
    /// Whether it must begin and end where a word does.
    var isBounded: Bool
  }

  private var words: [Word] = []
  /// Words by the hash of their first three bytes.
  private var buckets: [UInt32: [Int]] = [:]
  private var starts = [UInt64](repeating: 0, count: 1024)

  private init() {
    add(PromoWordTable.text) { name in
      PromoWords.promoNames.first { $0.0 == name }.map { ($0.1, $0.1) }
    }
    add(KeptWordTable.text) { name in
      KeptReason.allCases.first { "\($0)" == name }.map { (.kept($0), .softlyKept($0)) }
    }
  }

  private mutating func add(
    _ table: String, _ meanings: (String) -> (hard: PromoWords, soft: PromoWords)?
  ) {
    for line in Array(table.utf8).split(separator: 0x0A) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
        let name = line[..<colon].split(separator: 0x20).first,
        let meaning = meanings(String(decoding: name, as: UTF8.self))
      else { continue }
      for part in line[(colon + 1)...].split(separator: UInt8(ascii: "|")) {
        add(Array(part.trimmedSpaces), meaning)
      }
    }
  }

  private mutating func add(_ text: [UInt8], _ meaning: (hard: PromoWords, soft: PromoWords)) {
    var bytes = text[...]
    let isSoft = bytes.first == UInt8(ascii: "~")
    if isSoft { bytes.removeFirst() }
    let isOpen = bytes.last == UInt8(ascii: "*")
    if isOpen { bytes.removeLast() }
    let folded = LexiconLetters.folded(bytes)
    guard folded.count >= 2 else { return }
    let word = Word(
      bytes: folded, meaning: isSoft ? meaning.soft : meaning.hard, isOpen: isOpen,
      isBounded: LexiconLetters.isAlphabetic(folded[0]))
    for key in PromoLexicon.keys(of: folded) {
      buckets[key, default: []].append(words.count)
      let slot = PromoLexicon.slot(key)
      starts[slot >> 6] |= 1 << UInt64(slot & 63)
    }
    words.append(word)
  }

  /// Words of two bytes stand under their first two.
  private static func keys(of word: [UInt8]) -> [UInt32] {
    let two = UInt32(word[0]) << 8 | UInt32(word[1])
    return [word.count > 2 ? two << 8 | UInt32(word[2]) : two]
  }

  private static func slot(_ key: UInt32) -> Int {
    Int((key &* 0x9E37_79B1) >> 16)
  }

  /// All that the words of a text speak for.
  ///
  /// - Parameter text: a line's, as ``LineText`` writes it.
  func meaning(of text: ArraySlice<UInt8>) -> PromoWords {
    let folded = LexiconLetters.folded(text)
    var found: PromoWords = []
    for index in folded.indices.dropLast() {
      let two = UInt32(folded[index]) << 8 | UInt32(folded[index + 1])
      look(two, folded, index, &found)
      if index + 2 < folded.count {
        look(two << 8 | UInt32(folded[index + 2]), folded, index, &found)
      }
    }
    return found
  }

  private func look(_ key: UInt32, _ text: [UInt8], _ index: Int, _ found: inout PromoWords) {
    let slot = PromoLexicon.slot(key)
    guard starts[slot >> 6] & 1 << UInt64(slot & 63) != 0, let bucket = buckets[key] else { return }
    for number in bucket {
      let word = words[number]
      guard !found.isSuperset(of: word.meaning), word.bytes.count <= text.count - index,
        text[index..<(index + word.bytes.count)].elementsEqual(word.bytes)
      else { continue }
      if word.isBounded {
        if index > 0, LexiconLetters.isInWord(text[index - 1]) { continue }
        let end = index + word.bytes.count
        if !word.isOpen, end < text.count, LexiconLetters.isInWord(text[end]),
          LexiconLetters.isInWord(word.bytes[word.bytes.count - 1])
        {
          continue
        }
      }
      found.formUnion(word.meaning)
    }
  }
}

/// Letters as the lexicon compares them.
enum LexiconLetters {
  /// Of an alphabet whose words have blanks between them and take no prefixes.
  static func isAlphabetic(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x30...0x39, 0xC3...0xD4: true
    default: false
    }
  }

  /// Whether a byte belongs to a word of an alphabet: a letter, or the end of one.
  static func isInWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x30...0x39, 0xC3...0xD4: true
    // The last byte of a letter of two bytes; signs of three end so too, beside which no word of an
    // alphabet stands.
    case 0x80...0xBF: true
    default: false
    }
  }

  /// In small letters, Chinese in simplified characters as far as the tables need it.
  static func folded(_ text: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte < 0x80 {
        result.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        text.formIndex(after: &index)
        continue
      }
      let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      let end = text.index(index, offsetBy: length, limitedBy: text.endIndex) ?? text.endIndex
      append(Array(text[index..<end]), to: &result)
      index = end
    }
    return result
  }

  private static func append(_ letter: [UInt8], to result: inout [UInt8]) {
    guard letter.count <= 3 else { return result += letter }
    if letter.count == 2 {
      let value = UInt32(letter[0] & 0x1F) << 6 | UInt32(letter[1] & 0x3F)
      let small = small(value)
      result.append(UInt8(truncatingIfNeeded: 0xC0 | small >> 6))
      result.append(UInt8(truncatingIfNeeded: 0x80 | small & 0x3F))
      return
    }
    // Apostrophes as they are printed.
    if letter == [0xE2, 0x80, 0x99] || letter == [0xE2, 0x80, 0x98] {
      return result.append(UInt8(ascii: "'"))
    }
    result += simplified[letter] ?? letter
  }

  /// Small letters of Latin, Greek and Cyrillic.
  private static func small(_ value: UInt32) -> UInt32 {
    switch value {
    case 0xC0...0xDE where value != 0xD7: value + 0x20
    case 0x100...0x137, 0x14A...0x177: value | 1
    case 0x139...0x148, 0x179...0x17E: value & 1 == 1 ? value + 1 : value
    case 0x391...0x3A9: value + 0x20
    case 0x410...0x42F: value + 0x20
    case 0x400...0x40F: value + 0x50
    default: value
    }
  }

  private static let simplified: [[UInt8]: [UInt8]] = {
    let pairs =
      "訂订閱阅關关載载點点擊击掃扫碼码獲获頻频電电報报開开費费優优購购買买轉转權权聲声譯译註注記记編编"
      + "輯辑圖图攝摄來来風风險险責责眾众號号應应書书課课講讲壇坛會会員员獨独聞闻媒媒體体臉脸專专頁页網网"
      + "貼贴讚赞贊赞助助歡欢迎迎們们識识別别長长領领惠惠團团節节目目熱热線线殺杀輕轻諮咨詢询預预警警敏敏"
      + "劇剧透透續续觀观現现達达見见資资議议僅仅參参謹谨慎慎虧亏負负錯错誤误訊讯勘勘誤误實实錄录簡简著着"
      + "駐驻華华約约評评論论員员教教執执筆笔傳传遞递繼继續续閱阅讀读導导讀读蹤踪按按幫帮擇择選选競竞獎奖"
      + "劃划術术設设計计創创業业價价場场戶户帳账陸陆這这裡里請请為为與与產产務务發发佈布間间際际單单從从"
      + "調调廣广對对過过還还進进動动經经歷历結结構构當当視视頻频給给細细讓让認认說说試试該该變变質质贏赢"
    var result: [[UInt8]: [UInt8]] = [:]
    let scalars = Array(pairs.unicodeScalars)
    for index in stride(from: 0, to: scalars.count - 1, by: 2) {
      result[Array(String(scalars[index]).utf8)] = Array(String(scalars[index + 1]).utf8)
    }
    return result
  }()
}
