/// What is counted of a text while it is read once.
struct TextMeasure: BitwiseCopyable, Sendable {
  /// Characters but blanks.
  var characters: UInt32 = 0
  /// Words; of scripts without blanks, each character is one.
  var words: UInt32 = 0
  /// Characters of scripts that are written without blanks: Han, kana, Thai, Lao, Khmer, Burmese.
  var unspaced: UInt32 = 0
  var uppercase: UInt32 = 0
  var digits: UInt32 = 0
  var commas: UInt32 = 0
  /// Marks that end sentences, each of them: `.`, `!`, `?`, `…`, `。！？`.
  var sentences: UInt32 = 0
  /// Bars, bullets and arrows, which stand between links.
  var separators: UInt32 = 0
  var colons: UInt32 = 0
  /// `@`: addresses of mail, names in networks.
  var ats: UInt32 = 0
  /// Words of the title, and threefold words of the excerpt and of JSON-LD's `articleBody`, in it.
  var titleWords: UInt32 = 0
  var excerptMatches: UInt32 = 0
  var bodyMatches: UInt32 = 0
  /// How many words and pairs are of each ``Theme``; 255 stands for more.
  var themes = SIMD16<UInt8>()
  /// The themes of the first three words, a bit for each.
  var startThemes: UInt16 = 0

  static func += (a: inout TextMeasure, b: TextMeasure) {
    a.characters &+= b.characters
    a.words &+= b.words
    a.unspaced &+= b.unspaced
    a.uppercase &+= b.uppercase
    a.digits &+= b.digits
    a.commas &+= b.commas
    a.sentences &+= b.sentences
    a.separators &+= b.separators
    a.colons &+= b.colons
    a.ats &+= b.ats
    a.titleWords &+= b.titleWords
    a.excerptMatches &+= b.excerptMatches
    a.bodyMatches &+= b.bodyMatches
    a.themes &+= b.themes
  }

  /// Its length in words, those of scripts without blanks taken at about their number: two
  /// characters of Han or kana make one, four of Thai.
  var length: Float { Float(words) - Float(unspaced) / 2 }
}

/// Words that are looked for, by their hashes.
struct WordSet: Sendable {
  private var slots: [UInt64]
  private(set) var count = 0

  /// At most 200,000 are held.
  init() { slots = [] }

  mutating func insert(_ hash: UInt64) {
    guard count < 200_000 else { return }
    if count * 2 >= slots.count { grow() }
    let slot = slot(of: hash)
    if slots[slot] == 0 {
      slots[slot] = hash
      count += 1
    }
  }

  @inline(__always)
  func contains(_ hash: UInt64) -> Bool {
    count != 0 && slots[slot(of: hash)] == hash
  }

  @inline(__always)
  private func slot(of hash: UInt64) -> Int {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash &>> 20) & mask
    while slots[slot] != 0, slots[slot] != hash { slot = (slot &+ 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: max(64, old.count * 2))
    for hash in old where hash != 0 { slots[slot(of: hash)] = hash }
  }
}

/// The texts that a page is compared with.
struct Vocabulary: Sendable {
  let lexicon: Lexicon
  var title = WordSet()
  var excerpt = WordSet()
  var body = WordSet()
  /// The site that the page is of.
  var site = PageSite()

  init(lexicon: Lexicon) { self.lexicon = lexicon }
}

/// Reads the texts of one block, across the nodes that it is cut into.
struct TextReader {
  private(set) var measure = TextMeasure()
  /// Of all words, in order.
  private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  private var word: UInt64 = 0
  private var previous: (UInt64, UInt64) = (0, 0)
  private var mayEndSentence = false
  /// Whether a colon is the last character.
  private(set) var endsWithColon = false
  private(set) var endsSentence = false
  /// How many points stand at the end: three and more are an ellipsis.
  private(set) var points = 0
  /// Whether the words are kept, for a text that others are compared with.
  private var isRecording = false
  private var recorded: [UInt64] = []

  mutating func read(_ text: Span<UInt8>, _ vocabulary: borrowing Vocabulary) {
    var index = 0
    let count = text.count
    while index < count {
      let byte = text[index]
      if byte < 0x80 {
        readASCII(byte, vocabulary)
        index &+= 1
      } else if byte < 0xE0 || byte >= 0xF0 {
        let length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : 4
        // U+00A0 is a blank.
        if byte == 0xC2, index + 1 < count, text[index + 1] == 0xA0 {
          endWord(vocabulary)
        } else {
          readPart(text, index, min(length, count - index))
        }
        index &+= length
      } else {
        readThree(text, index, min(3, count - index), vocabulary)
        index &+= 3
      }
    }
  }

  @inline(__always)
  private mutating func readASCII(_ byte: UInt8, _ vocabulary: borrowing Vocabulary) {
    if byte <= 0x20 {
      endWord(vocabulary)
      return
    }
    measure.characters &+= 1
    endsSentence = false
    endsWithColon = byte == UInt8(ascii: ":")
    if byte != UInt8(ascii: "."), byte != UInt8(ascii: "]") { points = 0 }
    let folded = byte | 0x20
    if folded >= 0x61 && folded <= 0x7A {
      if byte & 0x20 == 0 { measure.uppercase &+= 1 }
      word = (word ^ UInt64(folded)) &* 0x0000_0100_0000_01B3 &+ 1
    } else if byte >= 0x30 && byte <= 0x39 {
      measure.digits &+= 1
      word = (word ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 &+ 1
    } else {
      punctuate(byte, vocabulary)
    }
  }

  private mutating func punctuate(_ byte: UInt8, _ vocabulary: borrowing Vocabulary) {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
      endWord(vocabulary)
      mayEndSentence = true
      endsSentence = true
      if byte == UInt8(ascii: ".") { points += 1 }
    case UInt8(ascii: "\""), UInt8(ascii: ")"), UInt8(ascii: "]"):
      endWord(vocabulary)
      endsSentence = mayEndSentence
    case UInt8(ascii: ","), UInt8(ascii: ";"):
      endWord(vocabulary)
      measure.commas &+= 1
    case UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "/"):
      endWord(vocabulary)
      measure.separators &+= 1
    case UInt8(ascii: ":"):
      endWord(vocabulary)
      measure.colons &+= 1
    case UInt8(ascii: "@"):
      endWord(vocabulary)
      measure.ats &+= 1
    case UInt8(ascii: "'"): break
    default: endWord(vocabulary)
    }
  }

  /// A letter of two or four bytes, or a stray byte.
  @inline(__always)
  private mutating func readPart(_ text: Span<UInt8>, _ start: Int, _ length: Int) {
    measure.characters &+= 1
    endsSentence = false
    endsWithColon = false
    points = 0
    for index in start..<start &+ length {
      word = (word ^ UInt64(text[index])) &* 0x0000_0100_0000_01B3 &+ 1
    }
  }

  private mutating func readThree(
    _ text: Span<UInt8>, _ start: Int, _ length: Int, _ vocabulary: borrowing Vocabulary
  ) {
    guard length == 3 else { return readPart(text, start, length) }
    let code =
      UInt32(text[start] & 0x0F) << 12 | UInt32(text[start + 1] & 0x3F) << 6
      | UInt32(text[start + 2] & 0x3F)
    switch code {
    case 0x3000, 0x2000...0x200D, 0x2028...0x202F, 0xFEFF: endWord(vocabulary)
    case 0x2018, 0x2019: break
    case 0x3002, 0xFF01, 0xFF1F, 0x2026:
      endWord(vocabulary)
      measure.characters &+= 1
      measure.sentences &+= 1
      endsSentence = true
      mayEndSentence = false
      points = code == 0x2026 ? 3 : 0
    case 0x201C, 0x201D, 0x300D, 0x300F, 0xFF09, 0x300B:
      endWord(vocabulary)
      measure.characters &+= 1
    case 0xFF0C, 0x3001, 0xFF1B:
      endWord(vocabulary)
      measure.characters &+= 1
      measure.commas &+= 1
    case 0x2010...0x206F, 0x2190...0x27BF, 0x3008...0x3020, 0xFF5C, 0xFF1A, 0xFF08:
      endWord(vocabulary)
      measure.characters &+= 1
      if code == 0xFF1A { measure.colons &+= 1 }
      endsWithColon = code == 0xFF1A
      if code == 0x2022 || code >= 0x2190 && code < 0x3000 || code == 0xFF5C {
        measure.separators &+= 1
      }
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF,
      0xF900...0xFAFF:
      endWord(vocabulary)
      readPart(text, start, 3)
      measure.unspaced &+= 1
      endWord(vocabulary)
    default: readPart(text, start, 3)
    }
  }

  @inline(__always)
  private mutating func endWord(_ vocabulary: borrowing Vocabulary) {
    if mayEndSentence {
      mayEndSentence = false
      measure.sentences &+= 1
    }
    if word != 0 { countWord(vocabulary) }
  }

  private mutating func countWord(_ vocabulary: borrowing Vocabulary) {
    let finished = word | 1
    word = 0
    measure.words &+= 1
    if isRecording { recorded.append(finished) }
    let themes =
      vocabulary.lexicon.themes(of: finished)
      | vocabulary.lexicon.themes(of: Lexicon.pair(previous.1, finished))
    if themes != 0 {
      count(themes)
      // Of scripts without blanks, whose words are characters, twice as many.
      if measure.words <= 3 || measure.words <= 6 && measure.unspaced > 3 {
        measure.startThemes |= themes
      }
    }
    hash = (hash ^ finished) &* 0x0000_0100_0000_01B3 &+ 7
    if vocabulary.title.contains(finished) { measure.titleWords &+= 1 }
    let three = TextReader.joined(previous.0, previous.1, finished)
    if previous.0 != 0 {
      if vocabulary.excerpt.contains(three) { measure.excerptMatches &+= 1 }
      if vocabulary.body.contains(three) { measure.bodyMatches &+= 1 }
    }
    previous = (previous.1, finished)
  }

  private mutating func count(_ themes: UInt16) {
    var bits = themes
    while bits != 0 {
      let theme = bits.trailingZeroBitCount
      if measure.themes[theme] < 255 { measure.themes[theme] += 1 }
      bits &= bits &- 1
    }
  }

  static func joined(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    (((a &* 0x9E37_79B9_7F4A_7C15) ^ b) &* 0x9E37_79B9_7F4A_7C15 ^ c) | 1
  }

  /// Ends the block.
  mutating func finish(_ vocabulary: borrowing Vocabulary) { endWord(vocabulary) }

  /// The words of a text, by their hashes.
  static func sequence(of text: Span<UInt8>) -> [UInt64] {
    var reader = TextReader()
    reader.isRecording = true
    let nothing = Vocabulary(lexicon: .empty)
    reader.read(text, nothing)
    reader.finish(nothing)
    return reader.recorded
  }

  /// The single words of a text, and its words by threes.
  static func words(of text: Span<UInt8>) -> (single: WordSet, threefold: WordSet) {
    let words = sequence(of: text)
    var sets = (single: WordSet(), threefold: WordSet())
    for index in words.indices {
      sets.single.insert(words[index])
      if index >= 2 {
        sets.threefold.insert(TextReader.joined(words[index - 2], words[index - 1], words[index]))
      }
    }
    return sets
  }
}
