import Testing

@testable import FeedReader

/// What is taken for UTF-8 without a second look must be UTF-8.
@Suite struct UTF8ScanTests {
  /// Sequences at every border of Unicode's table 3-7, right ones and such as look like them.
  private static let sequences: [[UInt8]] = {
    let leads: [UInt8] = [
      0x00, 0x09, 0x1F, 0x20, 0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xE3,
      0xE4, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    let tails: [UInt8] = [0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBE, 0xBF, 0xC0]
    var all = leads.map { [$0] }
    for lead in leads {
      for second in tails {
        all.append([lead, second])
        for third in tails {
          all.append([lead, second, third])
          all.append([lead, second, third, 0x80])
        }
      }
    }
    return all
  }()

  private func isUTF8(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBufferPointer(UTF8Scan.isUTF8) }

  @Test func isUTF8WhatSwiftTakesForIt() {
    let surroundings: [(before: String, after: String)] = [
      ("", ""), ("a", "bcdefghij"), ("abcdefg", ""), ("中", "文字"), ("中文", "中文中文"), ("é中", "中é"),
      ("中文abc", "，中文"), ("\n中", "\tabcdefgh"), ("слово", "дела"), ("но", "во всём"),
      ("ая", "λόγος"), ("שלום", "مرحبا"), ("éя", "яé"),
    ]
    var right = 0
    for sequence in Self.sequences {
      for (before, after) in surroundings {
        let bytes = Array(before.utf8) + sequence + Array(after.utf8)
        let expected = String(validating: bytes, as: UTF8.self) != nil
        if expected { right += 1 }
        #expect(isUTF8(bytes) == expected, "\(bytes)")
      }
    }
    #expect(right > 1000)
  }

  @Test func stringsOfBytesAreThoseThatSwiftMakes() {
    for sequence in Self.sequences {
      let bytes = Array("中文 a".utf8) + sequence + Array("中文中文 abcdefgh".utf8)
      let made = bytes.withUnsafeBufferPointer { UTF8Text.string($0) }
      #expect(made.utf8.elementsEqual(String(decoding: bytes, as: UTF8.self).utf8), "\(bytes)")
    }
  }

  /// Characters of two bytes are gone through by fours and twos; none is counted twice or left out.
  @Test func charactersOfTwoBytesAreCounted() {
    for count in 0..<20 {
      for (letter, isControl) in [("я", false), ("ā", false), ("ß", false), ("\u{85}", true)] {
        let text = "a" + String(repeating: "ж", count: count) + letter + "z"
        let scan = Array(text.utf8).withUnsafeBufferPointer { UTF8Scan($0) }
        #expect(scan.multibyte == count + 1 && scan.isValid, "\(text)")
        #expect(scan.mapped == (isControl ? 1 : 0), "\(text)")
      }
      // Overlong, and cut.
      for damage: [UInt8] in [[0xC0, 0xAF], [0xC1, 0xBF], [0xD0]] {
        let bytes = Array(String(repeating: "ж", count: count).utf8) + damage + Array("zz".utf8)
        let scan = bytes.withUnsafeBufferPointer { UTF8Scan($0) }
        #expect(scan.multibyte == count && !scan.isValid, "\(count) before \(damage)")
        #expect(!isUTF8(bytes))
      }
    }
  }

  @Test func aByteBeyondASCIIIsSeenInEveryPlaceOfALongText() {
    for place in 0..<150 {
      var bytes = [UInt8](repeating: 0x61, count: 150)
      bytes[place] = 0xFF
      #expect(!isUTF8(bytes), "\(place)")
    }
  }

  /// Each byte in each place of a block of sixteen is seen.
  @Test func countsAreThoseOfOneByteAtATime() {
    for place in 0..<40 {
      for byte: UInt8 in [0x00, 0x08, 0x09, 0x0B, 0x1F, 0x7F, 0x80, 0xC3, 0xFF] {
        var bytes = [UInt8](repeating: 0x61, count: 40)
        bytes[place] = byte
        let scan = bytes.withUnsafeBufferPointer { UTF8Scan($0) }
        let isControl = byte < 0x20 && byte != 0x09
        #expect(scan.illegal == (isControl ? 1 : 0), "\(byte) at \(place)")
        #expect(scan.isValid == (byte < 0x80 || place == 39 && byte == 0xC3), "\(byte) at \(place)")
      }
    }
  }
}
