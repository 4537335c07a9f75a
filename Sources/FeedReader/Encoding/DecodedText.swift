internal import FeedModel

/// A document's bytes as UTF-8 that holds nothing but characters of XML 1.0.
struct DecodedText {
  var bytes: [UInt8]
  /// By its WHATWG name in lower case, else iconv's.
  var encoding: String
  /// The encoding where it was guessed, or remembered from an earlier guess.
  var guess: String?
  var diagnostics: [Diagnostic] = []

  /// Decides on the encoding (RFC 7303 §3, with what the wild demands) and decodes.
  ///
  /// In this order: an encoding that the user forces, a byte order mark, UTF-16 and UTF-32 that
  /// show in the bytes, bytes that are UTF-8 but for a few, the HTTP charset, the declaration, and
  /// where nothing is said or what is said can't be, a guess: the one that was made before, as long
  /// as the bytes can be read so.
  init(_ document: SourceDocument) {
    let all = document.bytes
    let declared = DeclaredEncoding.find(in: all)
    let forced = document.charsetIsForced ? document.charset.flatMap(EncodingLabels.name) : nil
    if let forced, forced != "utf-8" {
      self.init(all[...], as: forced)
    } else if let label = DeclaredEncoding.ebcdic(all),
      let text = DecodedText(iconv: all[...], label: label)
    {
      self = text
    } else if let wide = DeclaredEncoding.wide(all) {
      self.init(all.dropFirst(wide.markBytes), as: wide.name)
    } else {
      let start = all.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      self.init(
        unmarked: all, from: start, charset: document.charset, declared: declared,
        assumed: document.assumedEncoding, isUTF8: start > 0 || forced != nil)
    }
    noteContradiction(charset: document.charset, declared: declared)
  }

  private init(
    unmarked all: [UInt8], from start: Int, charset: String?, declared: String?, assumed: String?,
    isUTF8: Bool
  ) {
    let raw = all[start...]
    let scan = raw.withUnsafeBufferPointer { UTF8Scan($0) }
    let labels = [charset, declared].compactMap { $0 }.filter { !$0.isEmpty }
    let name = labels.first.flatMap(EncodingLabels.name)
    if scan.isValid, !isUTF8, name == "iso-2022-jp" || labels.isEmpty,
      DecodedText.switchesToJapanese(raw)
    {
      self.init(raw, as: "iso-2022-jp")
    } else if isUTF8 || scan.isValid || scan.isNearlyValid {
      self.init(utf8: all, from: start, scan: scan)
    } else if let text = DecodedText(raw, labels: labels) {
      self = text
    } else {
      self.init(guessing: all, from: start, scan: scan, assumed: assumed)
    }
  }

  /// Whether the escapes of ISO-2022-JP are there.
  private static func switchesToJapanese(_ raw: ArraySlice<UInt8>) -> Bool {
    raw.withUnsafeBufferPointer {
      let scan = XMLScan(bytes: $0)
      // Nearly no document has an escape.
      guard scan.index(of: 0x1B, from: 0, to: $0.count) != nil else { return false }
      return scan.end(of: "\u{1B}$B", from: 0) != nil || scan.end(of: "\u{1B}$@", from: 0) != nil
    }
  }

  /// Decodes as the first label that can be right says; `nil` where none can.
  private init?(_ raw: ArraySlice<UInt8>, labels: [String]) {
    for label in DecodedText.ordered(labels, raw) {
      guard let known = EncodingLabels.name(of: label) else {
        if let text = DecodedText(iconv: raw, label: label) {
          self = text
          return
        }
        continue
      }
      // A label of two bytes per character can't be right: the bytes have no zeros.
      if known.hasPrefix("utf-") || DecodedText.isContradicted(known, raw) { continue }
      self.init(raw, as: known)
      return
    }
    return nil
  }

  /// The labels with the document's own first where the text is unnatural as what HTTP says and
  /// natural as what the document says: servers add their default to every response.
  private static func ordered(_ labels: [String], _ raw: ArraySlice<UInt8>) -> [String] {
    let names = labels.map(EncodingLabels.name)
    guard labels.count == 2, let served = names[0], let declared = names[1], served != declared
    else { return labels }
    let sample = TextSample(raw)
    guard let asServed = EncodingGuess.score(sample, as: served), asServed < 0,
      let asDeclared = EncodingGuess.score(sample, as: declared), asDeclared > 0.5
    else { return labels }
    return [labels[1], labels[0]]
  }

  /// Whether bytes that are said to be of a multi-byte encoding are of another one: a tenth of
  /// what is beyond ASCII stands for nothing.
  private static func isContradicted(_ name: String, _ raw: ArraySlice<UInt8>) -> Bool {
    guard WideEvidence.encodings.contains(name) else { return false }
    let sample = TextSample(raw)
    guard let evidence = WideEvidence(sample.bytes, encoding: name), evidence.invalid > 2 else {
      return false
    }
    let high = sample.bytes.count { $0 >= 0x80 }
    guard evidence.invalid * 10 > high else { return false }
    let guess = EncodingGuess(sample)
    return guess.name != name && guess.score > 0.5
  }

  private init(guessing all: [UInt8], from start: Int, scan: UTF8Scan, assumed: String?) {
    let raw = all[start...]
    // JSON is UTF-8 (RFC 8259 §8.1), as right or wrong as it may be.
    let isJSON = raw.first { !UTF8Text.isSpace($0) } == 0x7B
    if isJSON || scan.multibyte > 4 * scan.invalid {
      self.init(utf8: all, from: start, scan: scan)
      return
    }
    if let assumed = assumed.flatMap(EncodingLabels.name), DecodedText.canBe(assumed, raw) {
      self.init(raw, as: assumed)
      guess = assumed
      return
    }
    let guessed = EncodingGuess(raw)
    if scan.invalid <= 2, scan.multibyte > 0, !guessed.isWholeWide {
      self.init(utf8: all, from: start, scan: scan)
      return
    }
    self.init(raw, as: guessed.name)
    guess = guessed.name
    note("encoding-guessed", "No encoding is declared that fits the bytes; read as \(encoding).")
  }

  /// Whether every byte stands for something in an encoding.
  private static func canBe(_ name: String, _ raw: ArraySlice<UInt8>) -> Bool {
    if let table = SingleByteTables(named: name) {
      return raw.allSatisfy {
        guard $0 >= 0x80 else { return true }
        let scalar = table.upper[Int($0) - 0x80].value
        return scalar != 0xFFFD && scalar > 0x9F
      }
    }
    guard WideEvidence.encodings.contains(name) else { return false }
    return WideEvidence(TextSample(raw).bytes, encoding: name)?.invalid == 0
  }

  private init(utf8 all: [UInt8], from start: Int, scan: UTF8Scan) {
    encoding = "utf-8"
    if scan.isClean {
      bytes = start == 0 ? all : Array(all[start...])
      return
    }
    bytes = all[start...].withUnsafeBufferPointer(UTF8Scan.cleaned)
    if scan.invalid > 0 {
      note(
        "encoding-invalid",
        "\(scan.invalid) bytes are not UTF-8; they are read as windows-1252, or became U+FFFD where "
          + "a character was cut.")
    }
    noteIllegal(scan)
  }

  private mutating func noteIllegal(_ scan: UTF8Scan) {
    if scan.illegal > 0 {
      note(
        "character-illegal",
        "\(scan.illegal) characters that XML does not allow are left out.")
    }
    if scan.mapped > 0 {
      diagnostics.append(
        Diagnostic(
          .note, code: "character-mapped",
          "\(scan.mapped) control characters are read as the windows-1252 characters meant."))
    }
  }

  /// Makes every line break a line feed (XML §2.11); `false` when all were.
  mutating func normalizeLineBreaks() -> Bool {
    let isNormal = bytes.withUnsafeBufferPointer {
      XMLScan(bytes: $0).index(of: 0x0D, from: 0, to: $0.count) == nil
    }
    if isNormal { return false }
    let count = bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      let scan = XMLScan(bytes: UnsafeBufferPointer(buffer))
      var (start, end) = (0, 0)
      while let carriageReturn = scan.index(of: 0x0D, from: start, to: buffer.count) {
        (base + end).update(from: base + start, count: carriageReturn - start)
        end += carriageReturn - start
        base[end] = 0x0A
        end += 1
        start = carriageReturn + 1
        if start < buffer.count, base[start] == 0x0A { start += 1 }
      }
      (base + end).update(from: base + start, count: buffer.count - start)
      return end + buffer.count - start
    }
    bytes.removeLast(bytes.count - count)
    return true
  }

  /// Decodes an encoding of the WHATWG's list.
  private init(_ raw: ArraySlice<UInt8>, as name: String) {
    var text: [UInt8]
    switch name {
    case "utf-16le", "utf-16be":
      text = WideDecoder.decodeUTF16(raw, isBigEndian: name == "utf-16be")
    case "utf-32le", "utf-32be":
      text = WideDecoder.decodeUTF32(raw, isBigEndian: name == "utf-32be")
    case "utf-8": text = Array(raw)
    default:
      if let table = SingleByteTables(named: name) {
        text = table.decode(raw)
      } else {
        text = DecodedText.multibyte(raw, name: name)
      }
    }
    self.init(decoded: text, name: name)
  }

  private init?(iconv raw: ArraySlice<UInt8>, label: String) {
    for name in EncodingLabels.iconvSpellings(of: label) {
      // UTF-7 hides markup in ASCII; no standard of the web knows it.
      if name.hasPrefix("utf") || name.hasPrefix("unicode") || name.hasPrefix("csunicode") {
        return nil
      }
      guard let iconv = Iconv(name: name) else { continue }
      self.init(decoded: iconv.decode(raw).text, name: name)
      return
    }
    return nil
  }

  private init(decoded text: [UInt8], name: String) {
    let scan = text.withUnsafeBufferPointer { UTF8Scan($0) }
    encoding = name
    bytes = scan.isClean ? text : text.withUnsafeBufferPointer(UTF8Scan.cleaned)
    noteIllegal(scan)
  }

  /// Of the names that iconv has for an encoding, the one that leaves the fewest bytes over.
  private static func multibyte(_ raw: ArraySlice<UInt8>, name: String) -> [UInt8] {
    // The web's GB18030 knows GBK's lone 0x80 as €.
    let raw = name == "gb18030" ? EncodingGuess.replacingLoneEuro(raw) : raw
    var best: (text: [UInt8], invalid: Int)?
    for candidate in EncodingLabels.iconvNames(of: name) {
      guard let iconv = Iconv(name: candidate) else { continue }
      let result = iconv.decode(raw)
      if result.invalid == 0 { return result.text }
      if best == nil || result.invalid < best?.invalid ?? 0 { best = result }
    }
    return best?.text ?? Array(raw)
  }

  // MARK: - Diagnostics

  private mutating func note(_ code: String, _ message: String) {
    diagnostics.append(Diagnostic(.warning, code: code, message))
  }

  private mutating func noteContradiction(charset: String?, declared: String?) {
    for label in [charset, declared].compactMap({ $0 }) {
      guard let name = EncodingLabels.name(of: label) else {
        if encoding != "utf-8" { continue }
        note("encoding-unknown", "No encoding is called \(label.prefix(40)); read as \(encoding).")
        return
      }
      if name == encoding || name.hasPrefix("utf-16") && encoding.hasPrefix("utf-16") { continue }
      guard encoding == "utf-8", bytes.contains(where: { $0 >= 0x80 }) || name.hasPrefix("utf-")
      else { continue }
      diagnostics.append(
        Diagnostic(
          .note, code: "encoding-contradicted",
          "The document says \(label.prefix(40)) but is \(encoding)."))
      return
    }
  }
}
