/// The words of the owner's pages in the language of who reads them: all of them stand in
/// ``PageWords/table``.
public struct PageWords: Sendable, Hashable {
  /// Languages that there are words of.
  public enum Language: String, Sendable, Hashable, CaseIterable {
    case english
    case chinese

    /// BCP 47
    public var tag: String { self == .english ? "en" : "zh-CN" }
  }

  /// The language of the words.
  public let language: Language

  public init(_ language: Language) {
    self.language = language
  }

  /// The language that `Accept-Language` likes best, English where it names neither (RFC 9110
  /// §12.5.4).
  ///
  /// - Parameter preferred: names of languages with their weights, in the order of the field.
  public init(preferred: [(name: String, weight: Int)]) {
    func weight(_ tag: String) -> Int {
      preferred.filter { $0.name == tag || $0.name.hasPrefix(tag + "-") }.map(\.weight).max() ?? 0
    }
    language = weight("zh") > weight("en") ? .chinese : .english
  }

  /// The language of the words around a feed: Chinese for one in simplified Chinese, else English.
  init(around language: String?) {
    let parts = (language ?? "").lowercased().split(separator: "-")
    let isTraditional = parts.dropFirst().contains { ["hant", "tw", "hk", "mo"].contains($0) }
    self.language = parts.first == "zh" && !isTraditional ? .chinese : .english
  }

  /// A text; `%1`, `%2` in it stand for values. A key that is not there stands for itself.
  public func text(_ key: String, _ values: String...) -> String {
    guard let row = Self.rows[key] else { return key }
    let text = language == .english ? row.english : row.chinese
    guard !values.isEmpty else { return text }
    var result = ""
    var rest = Substring(text)
    while let mark = rest.firstIndex(of: "%") {
      result += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      if let number = rest.first?.wholeNumberValue, values.indices.contains(number - 1) {
        result += values[number - 1]
        rest = rest.dropFirst()
      } else {
        result += "%"
      }
    }
    return result + rest
  }

  /// A count with its noun, by a key for one and one for several.
  public func count(_ number: Int, _ one: String, _ many: String) -> String {
    text(number == 1 ? one : many, String(number))
  }

  /// Whether there is such a text.
  public static func has(_ key: String) -> Bool { rows[key] != nil }

  /// All keys, sorted.
  public static let keys = rows.keys.sorted()

  private static let rows = Dictionary(
    table.map { ($0.key, (english: $0.english, chinese: $0.chinese)) },
    uniquingKeysWith: { first, _ in first })
}
