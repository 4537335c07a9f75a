internal import FeedModel

/// Persons as RSS and Atom write them: elements, `mail (Name)`, `Name <mail>`, or just a name.
enum PersonReading {
  static func persons(_ node: XMLNode, base: WebAddress?) -> [Person] {
    if node.children.contains(where: { isPart($0.name.name) }) {
      return construct(node, base: base)
    }
    return written(node.text)
  }

  /// The persons of a line of XML, in which markup may stand around the names.
  static func written(_ text: String) -> [Person] { several(NameMarkup.words(text)) }

  /// The persons of a line: several only where it can't be one name.
  static func several(_ text: String) -> [Person] {
    var text = unmarked(CharacterReferences.resolvedOnce(UTF8Text.trimmed(text)))
    if UTF8Text.hasPrefix(text, ignoringCase: "by ") {
      text = UTF8Text.trimmed(String(text.dropFirst(3)))
    }
    return NameList.split(text).compactMap(parsed)
  }

  /// The words of a name that is an escaped link.
  private static func unmarked(_ text: String) -> String {
    guard text.utf8.starts(with: "<a ".utf8), text.utf8.count <= 2_000, TagWords.isMarkup(text)
    else {
      return text
    }
    var name: [UInt8] = []
    for (index, part) in Array(text.utf8).split(separator: 0x3C, omittingEmptySubsequences: false)
      .enumerated()
    {
      name += index == 0 ? part : part.drop { $0 != 0x3E }.dropFirst()
    }
    return CharacterReferences.resolvedOnce(
      UTF8Text.trimmed(String(decoding: name, as: UTF8.self)))
  }

  private static func isPart(_ name: Name) -> Bool {
    switch name {
    case .name, .email, .uri, .url, .homepage, .title: return true
    default: return false
    }
  }

  private static func construct(_ node: XMLNode, base: WebAddress?) -> [Person] {
    var person = Person()
    for child in node.children {
      guard let text = LinkReading.nonEmpty(child.text) else { continue }
      switch child.name.name {
      case .name, .title: person.name = person.name ?? text
      case .email: person.email = person.email ?? text
      case .uri, .url, .homepage:
        person.address = person.address ?? WebAddress(text, base: child.base ?? base)
      default: break
      }
    }
    return named(person)
  }

  /// Takes the name apart: into name and mail address, or into several persons where nothing but the
  /// names is said of them.
  static func named(_ person: Person) -> [Person] {
    var person = person
    if person.name.map(isNoName) == true { person.name = nil }
    guard let name = person.name else { return person.isEmpty ? [] : [person] }
    if person.email == nil, person.address == nil, person.avatar == nil {
      let persons = several(name)
      if persons.count > 1 || persons.first?.email != nil { return persons }
    } else if let split = parsed(name), let email = split.email {
      person.email = person.email ?? email
      person.name = split.name
    }
    return person.isEmpty ? [] : [person]
  }

  /// Takes a line apart into name and mail address.
  static func parsed(_ text: String) -> Person? {
    let text = MailSpelling.plain(CharacterReferences.resolvedOnce(UTF8Text.trimmed(text)))
    guard !text.isEmpty else { return nil }
    guard let mail = mailAddress(in: text) else {
      return isNoName(text) ? nil : Person(name: text)
    }
    var rest = Array(text.utf8)
    rest.removeSubrange(word(around: mail.range, in: rest))
    var name = String(decoding: rest, as: UTF8.self)
    for noise in ["()", "<>", "[]", "（）", "mailto:"] { name = name.removingFirst(noise) }
    name = stripped(name)
    return Person(name: isNoName(name) ? nil : name, email: mail.text)
  }

  /// Whether there is nothing but what stands around names: `()`; or what stands for nobody.
  private static func isNoName(_ name: String) -> Bool {
    // Most names begin with a letter.
    name.utf8.allSatisfy {
      !UTF8Text.isLetter($0) && (UTF8Text.isSpace($0) || "()<>[]{},;\"'-|/:".utf8.contains($0))
    } || Placeholder.isNobody(name)
  }

  /// What stood beside a mail address without what divides the two: blanks, commas, dashes, and one
  /// pair of brackets or quotes around it.
  private static func stripped(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first, dividers.contains(first) { scalars.removeFirst() }
    while let last = scalars.last, dividers.contains(last) { scalars.removeLast() }
    if let pair = brackets.first(where: { $0.open == scalars.first && $0.close == scalars.last }),
      isOnePair(scalars.dropFirst().dropLast(), pair)
    {
      scalars.removeFirst()
      scalars.removeLast()
    }
    return UTF8Text.trimmed(String(Substring(scalars)))
  }

  /// Whether brackets around a text belong together: `(Ann) and (Bob)` has two pairs.
  private static func isOnePair(
    _ inner: Substring.UnicodeScalarView, _ pair: (open: Unicode.Scalar, close: Unicode.Scalar)
  ) -> Bool {
    var depth = 0
    for scalar in inner {
      if scalar == pair.open { depth += 1 } else if scalar == pair.close { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }

  private static let dividers: Set<Unicode.Scalar> = [
    " ", "\t", "\n", "\r", ",", ";", ":", "|", "/", "\"", "-", "–", "—", "，", "：", "・", "\u{3000}",
  ]
  private static let brackets: [(open: Unicode.Scalar, close: Unicode.Scalar)] = [
    ("(", ")"), ("<", ">"), ("[", "]"), ("（", "）"),
  ]

  /// The whole word that a mail address stands in: neither what is before it nor a query behind it
  /// (`?subject=…`) is a name.
  private static func word(around range: Range<Int>, in text: [UInt8]) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, !isWordEnd(text[start - 1]) { start -= 1 }
    var end = range.upperBound
    while end < text.count, !isWordEnd(text[end]) { end += 1 }
    return start..<end
  }

  private static func isWordEnd(_ byte: UInt8) -> Bool {
    byte >= 0x80 || UTF8Text.isSpace(byte) || "()<>[],;\"|".utf8.contains(byte)
  }

  private static func mailAddress(in text: String) -> (text: String, range: Range<Int>)? {
    guard UTF8Text.contains(text, 0x40) else { return nil }
    let bytes = Array(text.utf8.prefix(2_000))
    guard let at = bytes.firstIndex(of: 0x40), at > 0 else { return nil }
    var start = at
    while start > 0, isMailByte(bytes[start - 1]) { start -= 1 }
    var end = at + 1
    while end < bytes.count, isHostByte(bytes[end]) { end += 1 }
    while end > at, bytes[end - 1] == 0x2E { end -= 1 }
    guard start < at, end > at + 1 else { return nil }
    let host = bytes[(at + 1)..<end]
    guard host.contains(0x2E) else { return nil }
    return (String(decoding: bytes[start..<end], as: UTF8.self), start..<end)
  }

  private static func isMailByte(_ byte: UInt8) -> Bool {
    isHostByte(byte) || byte == 0x5F || byte == 0x2B || byte == 0x25 || byte == 0x27
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    UTF8Text.isLetter(byte) || UTF8Text.isDigit(byte) || byte == 0x2D || byte == 0x2E
  }
}

extension PersonReading {
  /// The persons of the first field that names any, the surest first. Where it holds nothing but mail
  /// addresses, a later one tells whose they are.
  ///
  /// - Parameter others: who stand in where no field names anyone.
  static func chosen(of fields: [[Person]], else others: [Person] = []) -> [Person] {
    guard var chosen = fields.first(where: { !$0.isEmpty }) else { return others }
    guard chosen.allSatisfy(\.isMailAlone),
      let named = fields.first(where: { $0.contains { $0.name != nil && !$0.isMailAlone } })
    else { return chosen }
    // Whose mail is whose can only be told where there are as many of both.
    guard named.count == chosen.count else { return named }
    for (index, person) in named.enumerated() {
      let email = person.email ?? chosen[index].email
      chosen[index] = person
      chosen[index].email = email
    }
    return chosen
  }
}

extension Person {
  /// Whether nothing is said but a mail address, perhaps twice.
  fileprivate var isMailAlone: Bool {
    guard let email, address == nil, avatar == nil else { return false }
    return name?.utf8.elementsEqual(email.utf8) ?? true
  }

  var isEmpty: Bool { name == nil && email == nil && address == nil && avatar == nil }
}

extension String {
  fileprivate func removingFirst(_ part: String) -> String {
    let all = Array(utf8)
    let cut = Array(part.utf8)
    guard all.count >= cut.count else { return self }
    for start in 0...(all.count - cut.count) where all[start..<(start + cut.count)] == cut[...] {
      return String(decoding: all[..<start] + all[(start + cut.count)...], as: UTF8.self)
    }
    return self
  }
}
