/// Addresses that stand in a text as words.
enum BareAddress {
  /// Bytes of all of them.
  static func length(in text: [UInt8]) -> Int {
    guard text.contains(UInt8(ascii: ":")), text.contains(UInt8(ascii: "/")) else { return 0 }
    return text.split(separator: 0x20).reduce(0) { length, word in
      let isAddress =
        word.startsIgnoringCase("https://".utf8) || word.startsIgnoringCase("http://".utf8)
      return length + (isAddress ? word.count : 0)
    }
  }
}
