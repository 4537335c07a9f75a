import HTML

/// Looks for pages that are no articles: errors, walls, questions.
struct RefusalCheck {
  let outline: Outline
  let isKept: [Bool]
  /// How many threefold words the feed's excerpt has; 0 where none was given.
  let excerptSize: Int
  let titleSize: Int

  /// Why the page gives no article; nil where it gives one.
  func refusal(_ document: borrowing HTML.Document, pageTitle: String?) -> Refusal? {
    var kept = TextMeasure()
    for index in outline.blocks.indices where isKept[index] {
      kept += outline.blocks[index].measure
    }
    guard kept.words > 0 else { return verdict(document, pageTitle) ?? .nothingFound }
    if kept.length < 120, let verdict = verdict(document, pageTitle) { return verdict }
    if kept.length < 400, isAboutConsent(kept) { return .consentPage }
    return holdsOtherText(kept) ? .otherText : nil
  }

  private func isAboutConsent(_ kept: TextMeasure) -> Bool {
    Float(kept.themes[Theme.consent.rawValue]) > 0.03 * kept.length
      && kept.themes[Theme.consent.rawValue] > 2
  }

  /// Whether neither the title nor the beginning that the feed gave is in it.
  private func holdsOtherText(_ kept: TextMeasure) -> Bool {
    guard excerptSize >= 8 else { return false }
    let share = Float(kept.excerptMatches) / Float(excerptSize)
    var title: UInt32 = 0
    for block in outline.blocks where block.measure.words < 60 {
      title = max(title, block.measure.titleWords)
    }
    let titleShare = titleSize == 0 ? 0 : Float(title) / Float(titleSize)
    return share < 0.15 && titleShare < 0.5
  }

  /// What a page with little text says that it is.
  private func verdict(_ document: borrowing HTML.Document, _ pageTitle: String?) -> Refusal? {
    var text = Array((pageTitle ?? "").utf8)
    text.append(0x0A)
    for leaf in outline.leaves.prefix(400) where text.count < 8_000 {
      document.appendTextContent(of: leaf, to: &text)
      text.append(0x20)
    }
    let folded = text.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    for (refusal, phrases) in RefusalCheck.phrases {
      for phrase in phrases where folded.holds(Array(phrase.utf8)) { return refusal }
    }
    return nil
  }

  /// Sentences of whole pages, lower case. Articles hold them too: they count only where little
  /// else is there.
  private static let phrases: [(Refusal, [String])] = [
    (
      .notFound,
      [
        "page not found", "404 not found", "error 404", "404 error", "page doesn't exist",
        "page does not exist", "no longer available", "page cannot be found", "can't find the page",
        "couldn't find the page", "page you requested", "page you are looking for",
        "has been removed",
        "seite nicht gefunden", "seite wurde nicht gefunden", "page introuvable",
        "página no encontrada", "pagina non trovata", "страница не найдена", "页面不存在", "找不到",
        "页面未找到", "文章不存在", "已被删除", "ページが見つかりません", "페이지를 찾을 수 없",
      ]
    ),
    (
      .needsScript,
      [
        "enable javascript", "javascript is disabled", "javascript is required",
        "requires javascript", "verify you are human", "you are a human", "checking your browser",
        "not a robot", "captcha", "just a moment...", "unusual traffic", "access denied",
        "javascript aktivieren", "activer javascript", "启用javascript", "开启javascript", "安全验证",
      ]
    ),
    (
      .loginWall,
      [
        "subscribe to continue", "to continue reading", "log in to continue", "sign in to continue",
        "subscribers only", "for subscribers", "already a subscriber", "create a free account",
        "jetzt anmelden", "weiterlesen mit", "réservé aux abonnés", "solo para suscriptores",
        "登录后", "请先登录", "付费阅读", "会員限定", "続きを読むには",
      ]
    ),
    (
      .consentPage,
      [
        "before you continue", "we value your privacy", "accept all cookies",
        "your privacy choices",
        "cookies akzeptieren", "accepter les cookies", "aceptar cookies",
      ]
    ),
  ]
}

extension [UInt8] {
  /// Whether `other` stands in it.
  fileprivate func holds(_ other: [UInt8]) -> Bool {
    guard let first = other.first, other.count <= count else { return false }
    for start in 0...(count - other.count) where self[start] == first {
      if self[start..<start + other.count].elementsEqual(other) { return true }
    }
    return false
  }
}
