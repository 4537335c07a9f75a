internal import Bytes
internal import FeedModel

/// Writes the addresses of a body as lines name them.
struct LineAddresses {
  private static let longest = 300

  private let page: [UInt8]
  private let coded: BytePattern?

  /// - Parameter link: the entry's own address.
  init(_ link: WebAddress?) {
    let page = link.map { LinePage.bare($0.href) } ?? []
    self.page = page.contains(UInt8(ascii: "/")) ? page : []
    coded = self.page.isEmpty ? nil : BytePattern(LineAddresses.coded(self.page))
  }

  /// As it stands in the query of another address.
  private static func coded(_ page: [UInt8]) -> [UInt8] {
    page.flatMap { byte -> [UInt8] in
      byte == UInt8(ascii: "/") ? Array("%2F".utf8) : [byte]
    }
  }

  /// An address as it stands in a clean body: absolute, or a place in the same one.
  func address(_ href: String) -> LineAddress {
    var bytes = Array(href.utf8.prefix(4 * LineAddresses.longest))[...]
    for scheme in ["https://", "http://"] where bytes.starts(with: scheme.utf8) {
      bytes = bytes.dropFirst(scheme.utf8.count)
    }
    guard bytes.count < href.utf8.count else {
      return LineAddress(text: Array(bytes.prefix(LineAddresses.longest)), host: [])
    }
    let host = Array(bytes.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") })
    return LineAddress(text: text(Array(bytes), coded), host: host)
  }

  private func text(_ bytes: [UInt8], _ coded: BytePattern?) -> [UInt8] {
    if isOwn(bytes) { return Array("{link}".utf8) + bytes[page.count...].prefix(40) }
    if let question = bytes.firstIndex(of: UInt8(ascii: "?")), coded != nil,
      namesPage(Array(bytes[question...]))
    {
      // What shares the entry says its title as well.
      return Array(bytes[..<question]) + "?{link}".utf8
    }
    guard bytes.count > LineAddresses.longest else { return bytes }
    let rest = bytes[LineAddresses.longest...]
    return Array(bytes[..<LineAddresses.longest])
      + "~\(String(ByteHash.hash(rest), radix: 16))".utf8
  }

  private func isOwn(_ bytes: [UInt8]) -> Bool {
    guard !page.isEmpty, bytes.starts(with: page) else { return false }
    return bytes.count == page.count || "/?#&".utf8.contains(bytes[page.count])
  }

  private func namesPage(_ query: [UInt8]) -> Bool {
    guard let coded else { return false }
    let decoded = PercentCoding.decoded(query)
    return coded.occurs(in: query) || BytePattern(page).occurs(in: decoded)
  }
}

/// Whose site an address leads to.
struct LineSite {
  /// Domains of the entry's page and of the feed's home page.
  private var domains: Set<[UInt8]> = []

  /// - Parameter hosts: of the entry's page and of the feed's home page.
  init(_ hosts: [String]) {
    for host in hosts { domains.insert(LineSite.domain(Array(host.utf8))) }
  }

  /// Whether a host is known to be another's: where nothing says whose the entry is, none is.
  func isForeign(_ host: [UInt8]) -> Bool {
    !host.isEmpty && !domains.isEmpty && !domains.contains(LineSite.domain(host))
  }

  private static let general: Set<String> = [
    "co", "com", "org", "net", "ac", "gov", "edu", "or", "ne",
  ]

  /// What somebody has registered, as far as the name tells.
  static func domain(_ host: [UInt8]) -> [UInt8] {
    let name = host.prefix { $0 != UInt8(ascii: ":") }
    let labels = name.split(separator: UInt8(ascii: "."))
    guard labels.count > 2 else { return Array(name) }
    let isSecond =
      labels[labels.count - 1].count == 2
      && general.contains(String(decoding: labels[labels.count - 2], as: UTF8.self))
    return Array(labels.suffix(isSecond ? 3 : 2).joined(separator: [UInt8(ascii: ".")]))
  }
}

/// What the addresses of a line speak for, whatever its language.
struct AddressSigns: OptionSet {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A shop for applications, a place for donations, a newsletter's service.
  static let trade = AddressSigns(rawValue: 1 << 0)
  /// A network where one follows others.
  static let social = AddressSigns(rawValue: 1 << 1)
  /// A page to subscribe, to join, to donate.
  static let call = AddressSigns(rawValue: 1 << 2)
  /// A licence, a help line, an agency.
  static let kept = AddressSigns(rawValue: 1 << 3)

  private static let hosts: [[UInt8]: AddressSigns] = {
    let lists: [(AddressSigns, String)] = [
      (
        .trade,
        "patreon.com ko-fi.com buymeacoffee.com liberapay.com opencollective.com gofundme.com "
          + "kickstarter.com tipeee.com steadyhq.com boosty.to afdian.net apoia.se catarse.me "
          + "patronite.pl eepurl.com mailchi.mp tinyletter.com revue.email play.google.com "
          + "apps.apple.com itunes.apple.com paypal.me discord.gg discord.com onelink.me app.link"
      ),
      (
        .social,
        "t.me telegram.me twitter.com x.com facebook.com fb.me instagram.com youtube.com "
          + "tiktok.com weibo.com vk.com ok.ru linkedin.com threads.net bsky.app mastodon.social "
          + "whatsapp.com wa.me line.me pinterest.com linktr.ee dzen.ru spotify.com "
          + "podcasts.apple.com pf.kakao.com"
      ),
      (.kept, "creativecommons.org samaritans.org gnu.org opensource.org 988lifeline.org"),
    ]
    var hosts: [[UInt8]: AddressSigns] = [:]
    for (sign, names) in lists {
      for name in names.utf8.split(separator: 0x20) { hosts[Array(name)] = sign }
    }
    return hosts
  }()

  private static let words: Set<[UInt8]> = Set(
    """
    subscribe subscribed subscription subscriptions subscriber newsletter newsletters signup \
    sign-up register registration join donate donation donations donate-now membership \
    become-a-member support-us supportus abo abos abonnement abonnements abonnieren \
    abonnez-vous suscripcion suscribete suscribirse assine assinatura iscriviti abbonati \
    abbonamenti prenumerera podpiska podderzhat boletin nieuwsbrief nyhetsbrev \
    download-app app-download coupon coupons promo promotion deals webinar webinars \
    tickets shop store merch follow-us spenden spende don dons faire-un-don soutenir \
    dona donar doar doe apoie sostieni wesprzyj unterstuetzen mitglied-werden advertise \
    advertising pricing free-trial course courses ebook waitlist offers offer plans \
    premium planes angebot angebote offres offerte nl patron socios tienda boutique \
    loja membership-plans subscribe-now give
    """.utf8.split(separator: 0x20).map { Array($0) })

  init(of address: LineAddress) {
    self = []
    var name = address.host[...]
    if name.starts(with: "www.".utf8) { name = name.dropFirst(4) }
    while !name.isEmpty {
      if let sign = AddressSigns.hosts[Array(name)] {
        formUnion(sign)
        break
      }
      guard let dot = name.firstIndex(of: UInt8(ascii: ".")) else { break }
      name = name[(dot + 1)...]
    }
    let path = address.text.dropFirst(address.host.count).prefix(200)
    for part in path.split(whereSeparator: { "/?&=.".utf8.contains($0) })
    where AddressSigns.words.contains(LexiconLetters.folded(part)) {
      insert(.call)
    }
    let first = address.host.prefix { $0 != UInt8(ascii: ".") }
    if AddressSigns.words.contains(Array(first)) { insert(.call) }
  }
}
