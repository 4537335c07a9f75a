/// Where the part of a host begins that somebody can register: `bbc.co.uk` of `news.bbc.co.uk`.
///
/// By rule, without the public suffix list: the last two labels; three where the last has two letters
/// and the one before it is a general one (`co.uk`, `com.au`), or where both are names that hosting
/// companies let their customers have names under (`github.io`). A suffix that the rule doesn't know
/// makes two sites one: a rule for third parties then does less, never more.
enum RegistrableDomain {
  /// Labels that registries of countries put before their own name.
  private static let general: [StaticString] = [
    "ac", "ad", "asso", "biz", "co", "com", "edu", "firm", "gen", "go", "gob", "gouv", "gov",
    "gub", "gv", "id", "ind", "inf", "info", "ltd", "me", "mil", "muni", "name", "ne", "net", "nhs",
    "nic", "nom", "or", "org", "plc", "police", "pro", "res", "sch", "school", "web",
  ]

  /// Companies whose customers have names of their own, by the hashes of theirs.
  private static let hosting: Set<UInt64> = Set(
    [
      "000webhostapp.com", "appspot.com", "azureedge.net", "azurewebsites.net", "blogspot.com",
      "cloudfront.net", "fastly.net", "firebaseapp.com", "fly.dev", "github.io", "gitlab.io",
      "glitch.me", "herokuapp.com", "myshopify.com", "neocities.org", "netlify.app",
      "onrender.com", "pages.dev", "r2.dev", "readthedocs.io", "repl.co", "surge.sh",
      "translate.goog", "vercel.app", "web.app", "weebly.com", "wixsite.com", "workers.dev",
    ].map { name in
      let bytes = Array(name.utf8)
      return ListHash.of(bytes.span, 0..<bytes.count, .host)
    })

  /// The offset of the public suffix in a host, without the dot before it.
  static func suffixStart(_ host: Span<UInt8>, _ range: Range<Int>) -> Int {
    guard let last = label(before: range.upperBound, host, range), last > range.lowerBound else {
      return range.lowerBound
    }
    guard let second = label(before: last - 1, host, range) else { return last }
    let name = second..<last - 1
    if range.upperBound - last == 2, general.contains(where: { equal($0, host, name) }) {
      return second
    }
    let isHosting = hosting.contains(ListHash.of(host, second..<range.upperBound, .host))
    return isHosting ? second : last
  }

  /// The offset of the part that somebody registered; of the whole for an IP address.
  static func start(_ host: Span<UInt8>, _ range: Range<Int>) -> Int {
    guard !isNumeric(host, range) else { return range.lowerBound }
    let suffix = suffixStart(host, range)
    guard suffix > range.lowerBound else { return range.lowerBound }
    return label(before: suffix - 1, host, range) ?? range.lowerBound
  }

  /// Whether a host is an IP address: in brackets, or with a last label of digits.
  static func isNumeric(_ host: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let last = range.last else { return false }
    return host[last] == UInt8(ascii: "]") || (host[last] >= 0x30 && host[last] <= 0x39)
  }

  /// Where the label begins that ends at `end`.
  private static func label(before end: Int, _ host: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard end > range.lowerBound else { return nil }
    var index = end
    while index > range.lowerBound, host[index - 1] != UInt8(ascii: ".") { index -= 1 }
    return index
  }

  private static func equal(
    _ text: StaticString, _ host: Span<UInt8>, _ range: Range<Int>
  ) -> Bool {
    guard text.utf8CodeUnitCount == range.count else { return false }
    return text.withUTF8Buffer { text in
      for index in text.indices where text[index] != host[range.lowerBound + index] {
        return false
      }
      return true
    }
  }
}
