internal import HTML

/// Pictures of emoji and smileys: they become the character, or what stands for them.
enum Emoji {
  /// Words of `class`, and pieces of paths, that only such pictures have.
  private static let classes = [
    "wp-smiley", "emoji", "twemoji", "emojione", "joypixels", "smiley", "smilie", "emoticon",
    "custom-emoji", "bde_smiley",
  ].map { Array($0.utf8) }
  private static let paths = [
    "/images/core/emoji/", "twemoji", "/emoji/unicode/", "/emoji.php/", "/smilies/", "/smileys/",
    "/emoticon", "/emote/", "/emotes/",
    "/images/emoji/", "/emojione/", "/noto-emoji/", "/expression/emoji", "/newemoji/",
  ].map { Array($0.utf8) }
  /// CSS pixels; what is larger is shown for itself.
  private static let largest = 72.0

  /// Whether the picture became text.
  static func repair(
    _ image: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    guard work.rules.steps.contains(.emoji), isNamed(image, in: document),
      document.ancestor(of: image, named: .figure) == nil
    else { return false }
    let appearance = Appearance(of: image, in: document)
    if max(appearance.width ?? 0, appearance.height ?? 0) > largest { return false }
    guard let text = text(of: image, in: document) else { return false }
    let before = work.log.isOn ? document.markup(of: image) : ""
    let node = document.makeText(text)
    document.replace(image, with: node)
    work.log.recordChange("repair.emoji", of: node, before: before, after: text, in: document)
    return true
  }

  private static func hasCandidates(
    _ image: NodeID, _ document: borrowing HTMLDocument
  ) -> Bool {
    SourceSet(parsing: document.bytes(of: .srcset, image) ?? []).candidates.contains {
      $0.descriptor.utf8.last == UInt8(ascii: "w")
    }
  }

  /// - Parameter mayEnd: whether a word that ends so counts too.
  private static func hasClass(
    _ image: NodeID, mayEnd: Bool = false, in document: borrowing HTMLDocument
  ) -> Bool {
    let words = document.withAttribute(.class, of: image) { value -> [UInt8] in
      value.holds("emo") || value.holds("mil") || value.holds("joyp") ? value.copied : []
    }
    return words?.split(whereSeparator: \.isHTMLBlank).contains { word in
      classes.contains { word.equalsIgnoringCase($0) } || mayEnd && endsAsMood(word)
    } ?? false
  }

  /// `ztext-emoticon`
  private static func endsAsMood(_ word: ArraySlice<UInt8>) -> Bool {
    ["-emoticon", "-emoji", "-smiley"].contains { ending in
      word.count > ending.utf8.count
        && word.suffix(ending.utf8.count).equalsIgnoringCase(ending.utf8)
    }
  }

  private static func isNamed(_ image: NodeID, in document: borrowing HTMLDocument) -> Bool {
    if hasClass(image, mayEnd: true, in: document) { return true }
    let source = document.withAttribute(.src, of: image) { value -> [UInt8] in
      mayName(value) ? value.copied.map(\.lowercased) : []
    }
    guard let source, !source.isEmpty else { return false }
    return paths.contains { source.firstRange(ofBytes: $0) != nil }
  }

  /// Whether an address has the `emo` or `smi` of the paths' names; `false` is certain.
  private static func mayName(_ value: Span<UInt8>) -> Bool {
    var index = 1
    while index + 1 < value.count {
      if value[index] | 0x20 == UInt8(ascii: "m") {
        let (before, after) = (value[index - 1] | 0x20, value[index + 1] | 0x20)
        if before == UInt8(ascii: "e"), after == UInt8(ascii: "o") { return true }
        if before == UInt8(ascii: "s"), after == UInt8(ascii: "i") { return true }
      }
      index += 1
    }
    return false
  }

  private static func text(of image: NodeID, in document: borrowing HTMLDocument) -> String? {
    let alternative = (document.bytes(of: .alt, image) ?? []).collapsedSpaces
    if alternative.count <= 64, alternative.contains(where: { $0 >= 0x80 }) {
      return String(decoding: alternative, as: UTF8.self)
    }
    if let character = character(document.bytes(of: .src, image) ?? []) { return character }
    // Several words describe a picture that is looked at for itself.
    guard (1...40).contains(alternative.count),
      !alternative.contains(0x20)
        || hasClass(image, in: document) && !hasCandidates(image, document)
    else { return nil }
    let text = String(decoding: alternative, as: UTF8.self)
    // A word alone would read as one of the sentence.
    return alternative.allSatisfy(\.isASCIILetter) ? ":\(text):" : text
  }

  /// The emoji whose code points the file's name gives: `1f468-200d-1f469.png`, `emoji_u1f600.svg`.
  private static func character(_ source: [UInt8]) -> String? {
    var name = PictureName.file(of: source).prefix { $0 != UInt8(ascii: ".") }
    for prefix in ["emoji_u", "u+", "u"] where name.starts(with: prefix.utf8) {
      name = name.dropFirst(prefix.utf8.count)
      break
    }
    let pieces = name.split { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    guard (1...10).contains(pieces.count) else { return nil }
    var text = String.UnicodeScalarView()
    for piece in pieces {
      guard (2...6).contains(piece.count),
        let value = UInt32(String(decoding: piece, as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(value)
      else { return nil }
      text.append(scalar)
    }
    guard let first = text.first, first.properties.isEmoji, first.value > 0x7F || text.count > 1
    else { return nil }
    return String(text)
  }
}
