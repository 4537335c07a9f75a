internal import FeedModel
internal import HTML

/// What stands in and beside links that share the entry: other buttons of the row, and what a reader
/// would miss if it went with the link.
enum ShareCompany {
  /// Bytes from which a link's words are no label.
  private static let shortestQuotation = 30

  /// Buttons of the same row that share nothing: to copy the entry's address, to print the page.
  static func links(
    on line: Line, beside shares: Set<NodeID>, in document: borrowing HTMLDocument,
    _ work: EntryWork
  ) -> [NodeID] {
    line.nodes.flatMap { node in
      document.isElement(node, .a) ? [node] : document.elements(.a, in: node)
    }.filter { link in
      guard !shares.contains(link), !document.holdsMedia(link),
        let text = document.trimmedText(of: link, upTo: 40),
        let href = document.bytes(of: .href, link)
      else { return false }
      let words = ReadMore.letters(text)
      guard words.isEmpty || buttons.contains(where: { words.elementsEqual($0.utf8) }) else {
        return false
      }
      return href.first == UInt8(ascii: "#") || href.startsIgnoringCase("javascript:".utf8)
        || ReadMore.leadsToEntry(link, in: document, work)
    }
  }

  private static let buttons = [
    "copy link", "copy", "copy url", "print", "print this", "email", "link kopieren", "kopieren",
    "drucken", "copier le lien", "copier", "imprimer", "copiar enlace", "copiar", "imprimir",
    "copia link", "stampa", "copiar link", "link kopiëren", "afdrukken", "kopiuj link", "drukuj",
    "скопировать ссылку", "копировать", "печать", "复制链接", "打印", "複製連結", "列印",
    "リンクをコピー", "印刷", "링크 복사", "인쇄",
  ]

  /// Whether a link's words are a quotation that readers are asked to spread, and not a button's: a
  /// sentence, or six words, that are neither the title nor speak of sharing.
  static func isQuoted(
    _ link: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    guard document.firstElement(.img, in: link) == nil,
      let text = document.trimmedText(of: link, upTo: 1000), text.count >= shortestQuotation,
      !AppearedFirst.isTitle(text, work.title)
    else { return false }
    let words = ReadMore.letters(text).split(separator: 0x20)
    guard Sentence.isWhole(text) || words.count > 5 else { return false }
    return !words.contains { word in
      networks.contains { word.starts(with: $0) }
    }
  }

  /// Beginnings of words that buttons say.
  private static let networks = [
    "share", "sharing", "tweet", "facebook", "twitter", "whatsapp", "telegram", "linkedin",
    "pinterest", "reddit", "mastodon", "bluesky", "e-mail", "email", "pocket", "click", "teil",
    "partag", "compart", "condivid", "delen", "dela", "udostępni", "sdíle", "подел", "paylaş",
  ].map { Array($0.utf8) }

  /// Whether a picture in a link that shares the entry is more than its button: in a figure it is, or
  /// where it is a photograph by its name that no network is named in.
  static func isPicture(
    _ image: NodeID, of link: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    guard !LinkBox.isIcon(image, in: document) else { return false }
    let source = document.bytes(of: .src, image) ?? []
    let words = (source + [0x20] + (document.bytes(of: .alt, image) ?? [])).inLowercase()
    let isButton = (networks + [Array("icon".utf8), Array("button".utf8), Array("social".utf8)])
      .contains { words.firstRange(ofBytes: $0) != nil }
    if isButton { return false }
    let suffix = PictureName.suffix(of: source)
    let isPhotograph = ["jpg", "jpeg", "webp", "avif"].contains { suffix.elementsEqual($0.utf8) }
    return isPhotograph && !source.isEmpty
      || document.ancestor(of: link, named: .figure) != nil && PictureName.isPicture(source)
  }
}
