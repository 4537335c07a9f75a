/// What a document says of its encoding, and what its first bytes show.
enum DeclaredEncoding {
  /// The label in the XML declaration, read as ASCII whatever the bytes are.
  static func find(in bytes: [UInt8]) -> String? {
    bytes.prefix(1_024).withUnsafeBufferPointer { head in
      // UTF-16 and UTF-32 have zeros between the letters.
      XMLScan(bytes: head).index(of: 0, from: 0, to: head.count) == nil
        ? label(head) : head.filter { $0 != 0 }.withUnsafeBufferPointer(label)
    }
  }

  private static func label(_ head: UnsafeBufferPointer<UInt8>) -> String? {
    let scan = XMLScan(bytes: head)
    guard let start = scan.end(of: "<?xml", from: 0),
      let end = scan.end(of: "?>", from: start),
      var i = scan.end(of: "encoding", from: start), i < end
    else { return nil }
    while i < end, UTF8Text.isSpace(head[i]) || head[i] == 0x3D { i += 1 }
    guard i < end, head[i] == 0x22 || head[i] == 0x27,
      let close = scan.index(of: head[i], from: i + 1, to: end)
    else { return nil }
    return UTF8Text.trimmed(UTF8Text.string(UnsafeBufferPointer(rebasing: head[(i + 1)..<close])))
  }

  /// The label of a document in EBCDIC, which shows in how `<?xm` is spelled (XML appendix F).
  static func ebcdic(_ bytes: [UInt8]) -> String? {
    guard bytes.starts(with: [0x4C, 0x6F, 0xA7, 0x94]), let iconv = Iconv(name: "ibm037") else {
      return nil
    }
    // Letters and digits are the same in all of its code pages.
    return find(in: iconv.decode(bytes.prefix(200)).text)
  }

  /// UTF-16 or UTF-32 by mark or by where the zeros of the first characters are (XML appendix F).
  static func wide(_ b: [UInt8]) -> (name: String, markBytes: Int)? {
    guard b.count >= 4 else { return nil }
    switch (b[0], b[1], b[2], b[3]) {
    case (0xFF, 0xFE, 0, 0): return ("utf-32le", 4)
    case (0, 0, 0xFE, 0xFF): return ("utf-32be", 4)
    case (0xFF, 0xFE, _, _): return ("utf-16le", 2)
    case (0xFE, 0xFF, _, _): return ("utf-16be", 2)
    case (0, 0, 0, 1...): return ("utf-32be", 0)
    case (1..., 0, 0, 0): return ("utf-32le", 0)
    case (0, 1..., 0, 1...): return ("utf-16be", 0)
    case (1..., 0, 1..., 0): return ("utf-16le", 0)
    default: return nil
    }
  }
}
