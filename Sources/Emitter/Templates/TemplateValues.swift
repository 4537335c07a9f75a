import FeedModel
import Mustache

/// A name that is known but has no value: false in sections, empty as text.
///
/// Without it Mustache would look for the name further out, and an entry without a summary would
/// show its feed's.
struct NoValue: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}

/// An object of the context: named values.
protocol TemplateContext: MustacheParent {
  static var names: [String] { get }
  /// `nil` for names that the object does not know.
  func value(_ name: String) -> TemplateValue?
}

/// What a name stands for.
enum TemplateValue {
  case text(String?)
  case number(Int?)
  case flag(Bool)
  case object((any TemplateContext)?)
  case list([any TemplateContext])

  static func address(_ address: WebAddress?) -> TemplateValue {
    .text(address.flatMap { $0.isLinkable ? $0.href : nil })
  }

  static func date(_ timestamp: Timestamp?) -> TemplateValue {
    .object(timestamp.map(DateContext.init))
  }

  /// The value as Mustache takes it.
  var mustache: Any {
    switch self {
    case .text(let text?) where !text.isEmpty: text
    case .number(let number?): number
    case .flag(let flag): flag
    case .object(let object?): object
    case .list(let list): list
    case .text, .number, .object: NoValue()
    }
  }
}

extension TemplateContext {
  func child(named name: String) -> Any? { value(name)?.mustache }
}

/// A moment; UTC.
struct DateContext: TemplateContext {
  let timestamp: Timestamp

  static let names = ["iso", "date", "time", "year", "rfc822"]

  func value(_ name: String) -> TemplateValue? {
    let civil = CivilTime(timestamp)
    return switch name {
    case "iso": .text(timestamp.rfc3339)
    case "date": .text(civil.dateText)
    case "time": .text(civil.hourAndMinute)
    case "year": .text(String(civil.year))
    case "rfc822": .text(timestamp.internetDate)
    default: nil
    }
  }
}

/// An author or contributor.
struct PersonContext: TemplateContext {
  let person: Person

  static let names = ["name", "url", "avatar"]

  func value(_ name: String) -> TemplateValue? {
    switch name {
    case "name": .text(AtomConstructs.name(of: person))
    case "url": .address(person.address)
    case "avatar": .address(person.avatar)
    default: nil
    }
  }
}

/// A link of an entry.
struct LinkContext: TemplateContext {
  let link: Link

  static let names = ["url", "title", "language", "label"]

  func value(_ name: String) -> TemplateValue? {
    switch name {
    case "url": .address(link.address)
    case "title": .text(link.title)
    case "language": .text(LanguageTag.valid(link.hreflang))
    case "label": .text(link.title ?? languageName ?? link.address.href)
    default: nil
    }
  }
}

extension LinkContext {
  /// What the target's language calls itself, else its tag.
  private var languageName: String? {
    guard let tag = LanguageTag.valid(link.hreflang)?.lowercased() else { return nil }
    return Self.languageNames[tag.prefix { $0 != "-" }] ?? tag
  }

  private static let languageNames: [Substring: String] = [
    "ar": "العربية", "de": "Deutsch", "en": "English", "es": "Español", "fa": "فارسی",
    "fr": "Français", "he": "עברית", "hi": "हिन्दी", "id": "Bahasa Indonesia", "it": "Italiano",
    "ja": "日本語", "ko": "한국어", "nl": "Nederlands", "pl": "Polski", "pt": "Português",
    "ru": "Русский", "sv": "Svenska", "th": "ไทย", "tr": "Türkçe", "uk": "Українська",
    "vi": "Tiếng Việt", "zh": "中文",
  ]
}

/// A category.
struct CategoryContext: TemplateContext {
  let category: Category

  static let names = ["term", "label"]

  func value(_ name: String) -> TemplateValue? {
    switch name {
    case "term": .text(category.term)
    case "label": .text(category.label ?? category.term)
    default: nil
    }
  }
}
