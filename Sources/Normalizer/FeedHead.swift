internal import FeedModel

/// Cleans what a feed says of itself.
struct FeedHead {
  let rules: Rules
  let context: NormalizationContext

  func normalized(_ feed: ParsedFeed) -> NormalizedFeed {
    let homepage = homepage(of: feed)
    let title = title(of: feed, homepage: homepage)
    var head = NormalizedFeed(
      id: context.id, title: title, authors: authors(of: feed, title: title),
      updated: feed.updated ?? context.fallbackDate)
    head.subtitle = feed.subtitle.map { withoutSuffix(PlainText.line($0)) }.flatMap(nonEmpty)
    head.homepage = homepage
    if context.homepage == nil || homepage == feed.homepage {
      head.homepageType = feed.homepageType
      head.homepageLanguage = feed.homepageLanguage
    }
    head.language = context.language ?? feed.language.flatMap(Language.normalized)
    head.rights = feed.rights.map(PlainText.line).flatMap(nonEmpty)
    head.icon = context.icon ?? feed.icon.flatMap { image($0) }
    head.logo = feed.logo.flatMap { image($0) }
    head.contributors = People.normalized(feed.contributors, rules)
    head.categories = Categories.normalized(feed.categories)
    head.links = feed.links.filter { $0.address.isHTTP && FeedHead.relations.contains($0.rel) }
    head.extensions = Extensions.normalized(feed.extensions, rules)
    head.diagnostics = feed.diagnostics
    return head
  }

  /// Links that stay true for a feed that is published again.
  private static let relations: Set<String> = ["license", "payment", "related", "via"]

  private func title(of feed: ParsedFeed, homepage: WebAddress?) -> String {
    let own = context.title ?? feed.title.map { withoutSuffix(PlainText.line($0)) } ?? ""
    if let title = nonEmpty(PlainText.line(own)) { return title }
    return homepage?.host ?? feed.selfAddress?.host ?? context.name ?? "Feed"
  }

  private func authors(of feed: ParsedFeed, title: String) -> [Person] {
    if let author = context.author { return [author] }
    let authors = People.normalized(feed.authors, rules)
    return authors.isEmpty ? [Person(name: title)] : authors
  }

  /// RSSHub's suffix and the like.
  private func withoutSuffix(_ text: String) -> String {
    for rule in rules.promos.structures(.feedSuffix) {
      for marker in rule.markers where Array(text.utf8).suffix(marker.count).elementsEqual(marker) {
        return PlainText.line(String(decoding: text.utf8.dropLast(marker.count), as: UTF8.self))
      }
    }
    return text
  }

  /// The configured one as it is; the source's cleaned as entries' links are.
  private func homepage(of feed: ParsedFeed) -> WebAddress? {
    let own = feed.homepage.flatMap { webPage($0) }
    guard let homepage = context.homepage ?? own else { return nil }
    return homepage == own ? rules.cleanedHomepage(homepage) : homepage
  }

  private func webPage(_ address: WebAddress) -> WebAddress? { address.isHTTP ? address : nil }

  private func image(_ address: WebAddress) -> WebAddress? {
    guard address.isHTTP else { return nil }
    return rules.cleanedImage(address, ownHosts: [])?.address ?? address
  }

  private func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }
}

/// Names and addresses of people.
enum People {
  /// Plain names, http addresses, no doubles; who has neither name nor address is left out.
  static func normalized(_ people: [Person], _ rules: Rules) -> [Person] {
    var result = UniqueList<Person, Person>()
    for person in people {
      var clean = Person()
      clean.name = person.name.map(PlainText.line).flatMap { $0.isEmpty ? nil : $0 }
      clean.email = person.email.flatMap(email)
      clean.address = person.address.flatMap { address in
        guard address.isHTTP || address.scheme == "mailto" else { return nil }
        return rules.cleanedLink(address, ownHosts: [])?.address ?? address
      }
      clean.avatar = person.avatar.flatMap { address in
        guard address.isHTTP else { return nil }
        return rules.cleanedImage(address, ownHosts: [])?.address ?? address
      }
      if NoReply.isNobody(clean) { continue }
      let says = clean.name != nil || clean.email != nil || clean.address != nil
      if says { result.append(clean) }
    }
    return result.elements
  }

  /// RFC 4287 §3.2.3 wants something of the form `a@b`.
  private static func email(_ text: String) -> String? {
    let text = PlainText.line(text)
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
      !text.utf8.contains(where: \.isHTMLBlank)
    else { return nil }
    return text
  }
}

enum Categories {
  /// Plain terms, no doubles.
  static func normalized(_ categories: [Category]) -> [Category] {
    var result = UniqueList<Category, Category>()
    for category in categories.flatMap(CategoryLists.parts) {
      var clean = category
      clean.term = PlainText.line(category.term)
      clean.label = category.label.map(PlainText.line).flatMap { $0.isEmpty ? nil : $0 }
      clean.scheme = category.scheme.map(PlainText.line).flatMap {
        $0.isEmpty || ExecutableAddress.matches($0) ? nil : $0
      }
      if !clean.term.isEmpty { result.append(clean) }
    }
    return result.elements
  }
}

enum Language {
  /// A BCP 47 tag by its form; `nil` for anything else.
  static func normalized(_ text: String) -> String? {
    var bytes = Array(text.utf8)
    bytes = Array(bytes.trimmedBlanks).map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }
    let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let first = parts.first, (2...8).contains(first.count),
      first.allSatisfy(\.isASCIILetter),
      parts.allSatisfy({
        (1...8).contains($0.count) && $0.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit }
      })
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
