/// Where an agency says it reports from, at the head of its report: "LONDON (Reuters) - ",
/// "（法新社巴黎6日电）".
enum Dateline {
  /// Bytes of the longest one.
  private static let longest = 100
  /// Bytes of the least that must follow.
  private static let shortest = 20

  /// The text behind a dateline; the text itself where there is none.
  static func removed(from text: [UInt8]) -> [UInt8] {
    let head = text.prefix(longest)
    guard let end = westernEnd(head) ?? bracketEnd(head) ?? easternEnd(head) else { return text }
    var rest = text[end...].trimmedSpaces
    // Who reports, behind where from.
    if text.first != UInt8(ascii: "("), let second = bracketEnd(Array(rest.prefix(longest))[...]) {
      rest = rest.dropFirst(second).trimmedSpaces
    }
    return rest.count < shortest ? text : Array(rest)
  }

  // MARK: "MOSCOU, 24 SET (ANSA) - "

  private static let dashes = [" - ", " – ", " — ", " -- ", ".- ", "— ", "— "].map {
    Array($0.utf8)
  }

  private static func westernEnd(_ head: ArraySlice<UInt8>) -> Int? {
    // Nearly all text has neither.
    guard head.contains(where: { $0 == UInt8(ascii: "-") || $0 == 0xE2 }) else { return nil }
    let bytes = Array(head)
    let found = dashes.compactMap { bytes.firstRange(ofBytes: $0) }
    guard let dash = found.min(by: { $0.lowerBound < $1.lowerBound }),
      isWestern(bytes[..<dash.lowerBound]) || isAgencyDay(bytes[..<dash.lowerBound])
    else { return nil }
    return head.startIndex + dash.upperBound
  }

  /// A place in capitals with a day or an agency in brackets, or a place and an agency.
  private static func isWestern(_ text: ArraySlice<UInt8>) -> Bool {
    var place = text.trimmedBlanks
    var hasAgency = false
    if place.last == UInt8(ascii: ")"), let open = place.lastIndex(of: UInt8(ascii: "(")) {
      let agency = place[(open + 1)...].dropLast()
      hasAgency = (2...24).contains(agency.count) && agency.first.map(isCapital) == true
      place = place[..<open].trimmedBlanks
    }
    let words = place.split { $0 == 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "/") }
    guard let first = words.first, words.count <= 7, first.first.map(isCapital) == true else {
      return false
    }
    let isInCapitals =
      first.count > 1
      && first.allSatisfy {
        $0 >= 0x80 || isCapital($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
      }
    let hasDay = words.dropFirst().contains { word in
      word.count <= 3 && word.first?.isASCIIDigit == true
    }
    let isPlace = words.allSatisfy { word in
      word[word.startIndex].isASCIIDigit || isCapital(word[word.startIndex])
        || word[word.startIndex] >= 0x80 || word.count <= 3
    }
    return isPlace && (hasAgency || hasDay && isInCapitals && place.contains(UInt8(ascii: ",")))
  }

  /// "路透12月18日"
  private static func isAgencyDay(_ text: ArraySlice<UInt8>) -> Bool {
    let text = text.trimmedBlanks
    return text.count <= 48 && text.first.map { $0 >= 0xE4 } == true
      && text.suffix(3).elementsEqual("日".utf8) && text.contains(where: \.isASCIIDigit)
      && !text.contains(0x20)
  }

  // MARK: "（中央社記者陳韻聿台北13日電）"

  private static let brackets = [("（", "）"), ("(", ")"), ("【", "】"), ("〔", "〕")]
  private static let endings = ["电", "電", "讯", "訊", "报道", "报导", "報導", "報道", "网", "網", "消息"]

  private static func bracketEnd(_ head: ArraySlice<UInt8>) -> Int? {
    for (open, close) in brackets where head.starts(with: open.utf8) {
      let bytes = Array(head)
      guard let end = bytes.firstRange(ofBytes: Array(close.utf8)) else { return nil }
      let inside = bytes[open.utf8.count..<end.lowerBound]
      let isReport = endings.contains { inside.suffix($0.utf8.count).elementsEqual($0.utf8) }
      // A heading may stand in square ones.
      let isDated = open != "【" || inside.contains(where: \.isASCIIDigit)
      return isReport && isDated && inside.count <= 90 ? head.startIndex + end.upperBound : nil
    }
    return nil
  }

  // MARK: "新华社北京1月5日电（记者 王明）", "本报讯"

  private static func easternEnd(_ head: ArraySlice<UInt8>) -> Int? {
    let bytes = Array(head)
    guard bytes.first.map({ $0 >= 0xE4 }) == true else { return nil }
    for mark in ["日电", "日電", "日讯", "日訊"] {
      guard let found = bytes.firstRange(ofBytes: Array(mark.utf8)), found.lowerBound <= 48,
        bytes[..<found.lowerBound].contains(where: \.isASCIIDigit),
        !bytes[..<found.lowerBound].contains(0x20)
      else { continue }
      let rest = head[(head.startIndex + found.upperBound)...]
      if rest.first == 0x20 || rest.starts(with: "\u{3000}".utf8) { return rest.startIndex }
      guard rest.starts(with: "（".utf8) || rest.first == UInt8(ascii: "("),
        let close = bytes.firstRange(ofBytes: Array("）".utf8), from: found.upperBound)
          ?? bytes.firstRange(ofBytes: Array(")".utf8), from: found.upperBound)
      else { continue }
      return head.startIndex + close.upperBound
    }
    return nil
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == 0xC3
  }
}
