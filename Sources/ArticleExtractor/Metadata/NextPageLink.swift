package import FeedModel
package import HTML

/// The link by which an article of several pages goes on.
///
/// A suspicion is what a link says of itself: `rel=next`, the next number, or words for "next page"; the
/// evidence is its address, which must be that of the article with the next page's number: the next article
/// of a site has another one.
package enum NextPageLink {
  /// - Parameters:
  ///   - address: the page's.
  ///   - first: that of the article's first page.
  /// - Returns: the first such link of the page.
  package static func address(
    in document: borrowing Document, at address: WebAddress, of first: WebAddress
  ) -> WebAddress? {
    guard let number = number(of: address, after: first) else { return nil }
    var current = document.next(after: document.root, in: document.root)
    var looked = 0
    while let node = current, looked < mostLinks {
      current = document.next(after: node, in: document.root)
      guard document.name(of: node) == .a || document.name(of: node) == .link,
        let href = document.attribute(.href, of: node)
      else { continue }
      looked += 1
      guard let target = WebAddress(href, base: address), isNext(target, number, first),
        speaks(of: number + 1, needsNumber: isName(target, of: first), node, in: document)
      else { continue }
      return target
    }
    return nil
  }

  /// Whether an address is that of the next page of an article, by its form alone.
  ///
  /// `weekly-links-2` may be another article of that name.
  package static func isNext(
    _ target: WebAddress, at page: WebAddress, of first: WebAddress
  ) -> Bool {
    guard let number = number(of: page, after: first) else { return false }
    return isNext(target, number, first) && !isName(target, of: first)
  }

  /// Whether the number may as well be a part of another article's name: `-2`, `_2`.
  private static func isName(_ target: WebAddress, of first: WebAddress) -> Bool {
    let (own, other) = (Parts(first).stem, Parts(target).stem)
    guard other.hasPrefix(own) else { return false }
    let suffix = other.dropFirst(own.count)
    return "-_.".contains(suffix.first ?? "/") && number(suffix.dropFirst()) != nil
  }

  private static let mostLinks = 20_000

  private static func isNext(_ target: WebAddress, _ number: Int, _ first: WebAddress) -> Bool {
    target.pageKey != first.pageKey && self.number(of: target, after: first) == number + 1
  }

  // MARK: Numbers in addresses

  /// Which page of an article an address is, the first being 1; `nil` where it is another article's.
  static func number(of address: WebAddress, after first: WebAddress) -> Int? {
    if address.pageKey == first.pageKey { return 1 }
    guard address.host == first.host else { return nil }
    let (own, other) = (Parts(first), Parts(address))
    if own.stem == other.stem {
      guard let pair = own.addition(other) else { return nil }
      return names.contains(pair.name) ? self.number(pair.value) : nil
    }
    guard own.query == other.query, other.stem.hasPrefix(own.stem) else { return nil }
    return suffixNumber(other.stem.dropFirst(own.stem.count))
  }

  private struct Parts {
    /// The path without a file's suffix, a slash at its end, and the number of a first page.
    var stem: String
    var query: [Substring]

    init(_ address: WebAddress) {
      let text = address.removingFragment.href
      let mark = text.firstIndex(of: "?") ?? text.endIndex
      query = text[mark...].dropFirst().split(separator: "&")
      var path = text[..<mark]
      while path.hasSuffix("/") { path = path.dropLast() }
      if let dot = path.lastIndex(of: "."), path[dot...].utf8.count <= 6,
        !path[dot...].contains("/")
      {
        path = path[..<dot]
      }
      stem = String(path)
    }

    /// The one pair that another query has more.
    func addition(_ other: Parts) -> (name: String, value: Substring)? {
      guard other.query.count <= 32 else { return nil }
      let own = query.filter { !NextPageLink.isPair($0) }
      let more = other.query.filter { !own.contains($0) }
      guard more.count == 1, other.query.count == own.count + 1 else { return nil }
      let pair = more[0].split(separator: "=", maxSplits: 1)
      return pair.count == 2 ? (pair[0].lowercased(), pair[1]) : nil
    }
  }

  /// Names of parameters that hold the number of a page.
  private static let names: Set = [
    "page", "p", "pg", "paged", "pageno", "page_no", "pagenum", "pagenumber", "part", "seite",
    "pagina",
    "página", "sida", "strona", "sivu", "stranica", "side", "curpage", "currentpage",
  ]

  private static func isPair(_ text: Substring) -> Bool {
    let pair = text.split(separator: "=", maxSplits: 1)
    return pair.count == 2 && names.contains(pair[0].lowercased()) && number(pair[1]) == 1
  }

  private static func number(_ text: some StringProtocol) -> Int? {
    guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text).flatMap { $0 > 0 ? $0 : nil }
  }

  /// `/2`, `-2`, `_2`, `,2`, `/page/2`, `-page-2`, `_p2`, `/seite-2`
  private static func suffixNumber(_ suffix: Substring) -> Int? {
    let isSeparator = { (character: Character) in "/-_,.".contains(character) }
    guard let start = suffix.first, isSeparator(start) else { return nil }
    let parts = suffix.split(whereSeparator: isSeparator)
    switch parts.count {
    case 1:
      if let number = number(parts[0]) { return number }
      let digits = parts[0].drop { !$0.isASCII || !$0.isNumber }
      let word = parts[0][..<digits.startIndex].lowercased()
      return names.contains(word) ? number(digits) : nil
    case 2: return names.contains(parts[0].lowercased()) ? number(parts[1]) : nil
    default: return nil
    }
  }

  // MARK: What links say

  /// - Parameter needsNumber: whether the link must name the number itself.
  private static func speaks(
    of number: Int, needsNumber: Bool, _ node: NodeID, in document: borrowing Document
  ) -> Bool {
    let isSure = !needsNumber
    let relations = document.attribute(.rel, of: node)?.lowercased().split(separator: " ") ?? []
    if isSure, relations.contains("next") { return true }
    guard document.name(of: node) == .a else { return false }
    var texts = [document.textContent(of: node)]
    let said: [AttributeName] = [.title, .ariaLabel]
    texts += said.compactMap { document.attribute($0, of: node) }
    return texts.contains { text in
      let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
      return words == "\(number)" || isSure && nextWords.contains(words)
        || pageWords.contains { words == "\($0) \(number)" || words == "\(number) \($0)" }
    }
  }

  private static let pageWords = [
    "page", "seite", "página", "pagina", "part", "teil", "страница", "sida",
  ]

  private static let nextWords: Set = [
    "next", "next page", "continue", "continue reading", "weiter", "nächste seite", "weiterlesen",
    "auf der nächsten seite", "suivant", "page suivante", "lire la suite", "siguiente",
    "página siguiente", "siguiente página", "seguinte", "próxima", "próxima página", "successiva",
    "pagina successiva", "avanti", "volgende", "volgende pagina", "nästa", "nästa sida", "neste",
    "neste side", "næste", "næste side", "seuraava", "seuraava sivu", "następna", "następna strona",
    "další", "další strana", "ďalšia", "következő", "следующая", "следующая страница", "далее",
    "наступна", "επόμενη", "sonraki", "sonraki sayfa", "下一页", "下一頁", "下页", "下頁", "次へ",
    "次のページ", "次のページへ", "다음", "다음 페이지", "trang sau", "tiếp theo", "التالي", "الصفحة التالية", "הבא",
    "halaman berikutnya", "ถัดไป", "หน้าถัดไป",
  ]
}
