internal import FeedModel

/// A document's bytes as UTF-8 that holds nothing but characters of XML 1.0.
struct DecodedText {
  var bytes: [UInt8]
  /// By its WHATWG name in lower case, else iconv's.
  var encoding: String
  var diagnostics: [Diagnostic] = []

  /// Decides on the encoding (RFC 7303 §3, with what the wild demands) and decodes.
  ///
  /// In this order: an encoding that the user forces, a byte order mark, UTF-16 and UTF-32 that
  /// show in the bytes, bytes that are valid UTF-8, the HTTP charset, the declaration, and where
  /// nothing is said or what is said can't be, a guess.
  init(_ document: Document) {
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
        isUTF8: start > 0 || forced != nil)
    }
    noteContradiction(charset: document.charset, declared: declared)
  }

  private init(
    unmarked all: [UInt8], from start: Int, charset: String?, declared: String?, isUTF8: Bool
  ) {
    let scan = all[start...].withUnsafeBufferPointer { UTF8Scan($0) }
    let label = [charset, declared].compactMap { $0 }.first { !$0.isEmpty }
    let name = label.flatMap(EncodingLabels.name)
    if isUTF8 || (scan.isValid && !(name == "iso-2022-jp" && all.contains(0x1B))) {
      self.init(utf8: all, from: start, scan: scan)
      return
    }
    let candidates = [charset, declared].compactMap { $0 }
    for candidate in candidates {
      guard let known = EncodingLabels.name(of: candidate) else {
        if let text = DecodedText(iconv: all[start...], label: candidate) {
          self = text
          return
        }
        continue
      }
      // A label of two bytes per character can't be right: the bytes have no zeros.
      if known.hasPrefix("utf-") { continue }
      self.init(all[start...], as: known)
      return
    }
    // JSON is UTF-8 (RFC 8259 §8.1), as right or wrong as it may be.
    let isJSON = all[start...].first { !Bytes.isSpace($0) } == 0x7B
    if isJSON || scan.multibyte > 4 * scan.invalid || (scan.invalid <= 2 && scan.multibyte > 0) {
      self.init(utf8: all, from: start, scan: scan)
    } else {
      self.init(all[start...], as: EncodingGuess.name(all[start...]))
      note("encoding-guessed", "No encoding is declared that fits the bytes; read as \(encoding).")
    }
  }

  private init(utf8 all: [UInt8], from start: Int, scan: UTF8Scan) {
    encoding = "utf-8"
    if scan.isClean {
      bytes = start == 0 ? all : Array(all[start...])
      return
    }
    bytes = all[start...].withUnsafeBufferPointer(UTF8Scan.cleaned)
    if scan.invalid > 0 {
      note("encoding-invalid", "\(scan.invalid) bytes are not UTF-8 and became U+FFFD.")
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
      var isAfterReturn = false
      var end = 0
      for byte in buffer {
        if byte != 0x0A || !isAfterReturn {
          buffer[end] = byte == 0x0D ? 0x0A : byte
          end += 1
        }
        isAfterReturn = byte == 0x0D
      }
      return end
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
