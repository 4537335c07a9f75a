/// The tokenizer (§13.2.5): finds one token after another in a document's input.
///
/// It makes no objects: a token's texts are ranges of the input, or of the document's side buffer
/// where they differ from the input (character references, U+0000, upper-case names).
/// Parse errors are not reported, so the states that exist only to tell them apart are merged.
struct Tokenizer: ~Copyable {
  let input: ByteView
  /// The document being built: its buffers take what the tokenizer decodes, its names are interned.
  var document: Document
  var position: Int
  var state = TokenizerState.data
  var token = Token()
  var doctype = DoctypeToken()
  /// The name that an appropriate end tag has (§13.2.5).
  var lastStartTag = ElementName.nameless
  /// Whether the adjusted current node is foreign, so that `<![CDATA[` opens a section.
  var isInForeignContent = false

  let references = NamedReferences.shared
  let adjustments = ForeignAdjustments.shared

  /// Where the text being collected goes on in the input…
  private(set) var runStart = 0
  /// …and where it began in the side buffer; negative while all of it is in the input as it is.
  private var sideStart = -1

  /// Where the tag being read began.
  var tagStart = 0
  var isEndTag = false
  /// Whether a tag began that the input's end cut off.
  var isTagOpen = false
  var isDuplicateAttribute = false
  /// For each attribute name the last tag that had it, to find doubles in one step each.
  private var attributeStamps = Buffer<UInt32>(
    repeating: 0, count: KnownNames.attributes.count + 1)
  private var tagStamp: UInt32 = 0
  /// How many start and end tags were seen.
  var tagCount: Int { Int(tagStamp) }
  /// A tag's or attribute's name in lower case.
  private var nameScratch = Buffer<UInt8>()

  init(input: ByteView, document: consuming Document, position: Int) {
    self.input = input
    self.document = document
    self.position = position
  }

  /// Gives up the document.
  consuming func finish() -> Document { document }

  /// Finds the next token and leaves it in ``token``.
  mutating func next() {
    beginRun(at: position)
    while !step() {}
  }

  /// The byte at the current position; nil at the end of the input.
  @inline(__always)
  var current: UInt8? { position < input.count ? input[position] : nil }

  @inline(__always)
  func byte(at index: Int) -> UInt8? { index < input.count ? input[index] : nil }

  @inline(__always)
  mutating func skipWhitespace() {
    while position < input.count, isASCIIWhitespace(input[position]) { position &+= 1 }
  }

  /// Whether the input goes on with `text` at `index`, ASCII case ignored; `text` is lower case.
  func isNext(_ text: StaticString, at index: Int) -> Bool {
    var offset = index
    for byte in text.description.utf8 {
      guard offset < input.count, asciiLowercased(input[offset]) == byte else { return false }
      offset += 1
    }
    return true
  }
}

// Collecting text

extension Tokenizer {
  @inline(__always)
  mutating func beginRun(at start: Int) {
    runStart = start
    sideStart = -1
  }

  /// Moves what was collected up to `end` into the side buffer, to go on there.
  mutating func flushRun(upTo end: Int) {
    if sideStart < 0 { sideStart = document.side.count }
    let start = runStart
    input.withSpan(start: start, count: end - start) { document.side.append($0) }
    runStart = end
  }

  /// Adds `scalar` in place of the input up to `next`, after what was collected up to `end`.
  mutating func addToRun(_ scalar: UInt32, inPlaceOf end: Int, upTo next: Int) {
    flushRun(upTo: end)
    appendUTF8(scalar, to: &document.side)
    runStart = next
  }

  /// What was collected, up to `end`.
  @inline(__always)
  mutating func finishRun(at end: Int) -> ByteRange {
    if sideStart < 0 { return ByteRange(input: runStart, count: end &- runStart) }
    flushRun(upTo: end)
    return ByteRange(side: sideStart, count: document.side.count &- sideStart)
  }

  /// Emits what was collected up to `end` as characters; false if that is nothing.
  @inline(__always)
  mutating func emitCharacters(upTo end: Int) -> Bool {
    let range = finishRun(at: end)
    guard range.count > 0 else { return false }
    token.kind = .characters
    token.data = range
    return true
  }

  /// Emits what was collected up to the end of the input, or the end itself.
  mutating func emitEndOfFile() -> Bool {
    if !emitCharacters(upTo: input.count) { token.kind = .endOfFile }
    beginRun(at: input.count)
    position = input.count
    return true
  }

  /// The end of the input inside a tag or declaration that is dropped.
  mutating func emitEndOfFileAlone() -> Bool {
    beginRun(at: input.count)
    position = input.count
    token.kind = .endOfFile
    state = .data
    return true
  }
}

// Names and attributes

extension Tokenizer {
  /// Starts a tag whose `<` is at `start`.
  mutating func beginTag(at start: Int, isEndTag: Bool) {
    tagStart = start
    self.isEndTag = isEndTag
    tagStamp &+= 1
    isTagOpen = true
    token.isSelfClosing = false
    token.firstAttribute = StoredAttribute.end
  }

  /// Emits the tag that ends before `end`.
  @inline(__always)
  mutating func emitTag(endingAt end: Int) -> Bool {
    position = end
    state = .data
    isTagOpen = false
    token.sourceLength = UInt32(truncatingIfNeeded: end &- tagStart)
    if isEndTag {
      token.kind = .endTag
    } else {
      token.kind = .startTag
      lastStartTag = token.name
    }
    return true
  }

  /// Takes the input from `start` to `end` as the tag's name.
  @inline(__always)
  mutating func setTagName(from start: Int, to end: Int, isPlain: Bool) {
    if isPlain {
      let number = input.withSpan(start: start, count: end &- start) {
        document.elementNames.intern($0)
      }
      token.name = ElementName(rawValue: number)
    } else {
      lowercaseName(from: start, to: end)
      let number = nameScratch.withSpan(start: 0, count: nameScratch.count) {
        document.elementNames.intern($0)
      }
      token.name = ElementName(rawValue: number)
    }
  }

  /// Takes the input from `start` to `end` as the name of a new attribute without a value.
  mutating func addAttribute(from start: Int, to end: Int, isPlain: Bool) {
    guard !isEndTag else {
      isDuplicateAttribute = true
      return
    }
    let number: UInt32
    if isPlain {
      number = input.withSpan(start: start, count: end &- start) {
        document.attributeNames.intern($0)
      }
    } else {
      lowercaseName(from: start, to: end)
      number = nameScratch.withSpan(start: 0, count: nameScratch.count) {
        document.attributeNames.intern($0)
      }
    }
    isDuplicateAttribute = !stamp(number)
    if !isDuplicateAttribute { storeAttribute(AttributeName(rawValue: number)) }
  }

  /// Whether the current tag has no attribute `number` so far; notes that it has.
  private mutating func stamp(_ number: UInt32) -> Bool {
    let missing = Int(number) + 1 - attributeStamps.count
    if missing > 0 { attributeStamps.append(0, count: missing) }
    if attributeStamps[Int(number)] == tagStamp { return false }
    attributeStamps[Int(number)] = tagStamp
    return true
  }

  private mutating func storeAttribute(_ name: AttributeName) {
    let index = document.storedAttributes.count
    if token.firstAttribute == StoredAttribute.end {
      token.firstAttribute = UInt32(truncatingIfNeeded: index)
    } else {
      document.storedAttributes[index - 1].next = UInt32(truncatingIfNeeded: index)
    }
    document.storedAttributes.append(
      StoredAttribute(name: name, value: .empty, next: StoredAttribute.end))
    document.givenAttributes.insert(name.rawValue)
  }

  /// Gives the attribute that was added last its value.
  @inline(__always)
  mutating func setAttributeValue(_ value: ByteRange) {
    guard !isDuplicateAttribute else { return }
    document.storedAttributes[document.storedAttributes.count &- 1].value = value
  }

  /// ASCII letters become lower case, U+0000 becomes U+FFFD.
  private mutating func lowercaseName(from start: Int, to end: Int) {
    nameScratch.removeAll()
    for index in start..<end {
      let byte = input[index]
      if byte == 0 {
        appendUTF8(0xFFFD, to: &nameScratch)
      } else {
        nameScratch.append(asciiLowercased(byte))
      }
    }
  }
}

func appendUTF8(_ scalar: UInt32, to buffer: inout Buffer<UInt8>) {
  switch scalar {
  case ..<0x80:
    buffer.append(UInt8(truncatingIfNeeded: scalar))
  case ..<0x800:
    buffer.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
    buffer.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  case ..<0x10000:
    buffer.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
    buffer.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    buffer.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  default:
    buffer.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
    buffer.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
    buffer.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    buffer.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  }
}

@inline(__always)
func asciiLowercased(_ byte: UInt8) -> UInt8 {
  byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
}

@inline(__always)
func isASCIIAlpha(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- UInt8(ascii: "a") < 26
}

@inline(__always)
func isASCIIAlphanumeric(_ byte: UInt8) -> Bool {
  isASCIIAlpha(byte) || byte &- UInt8(ascii: "0") < 10
}
