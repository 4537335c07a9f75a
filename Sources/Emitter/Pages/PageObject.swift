public import FeedModel

/// A value of a page that the service makes for its owner.
public enum PageValue: Sendable, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
  /// Escaped where it is written; an empty one is no value.
  case text(String?)
  case number(Int)
  case flag(Bool)
  case date(Timestamp?)
  case object(PageObject?)
  case list([PageObject])
  /// Texts, each one `{{.}}`.
  case texts([String])

  /// No value, which hides that of the same name further out.
  public static let none = PageValue.text(nil)

  public init(stringLiteral value: String) { self = .text(value) }
  public init(booleanLiteral value: Bool) { self = .flag(value) }
}

/// Named values of a page, as its template sees them.
public struct PageObject: Sendable, ExpressibleByDictionaryLiteral {
  private var values: [String: PageValue]

  public init(dictionaryLiteral elements: (String, PageValue)...) {
    values = Dictionary(elements, uniquingKeysWith: { _, last in last })
  }

  /// The value of a name.
  public subscript(_ name: String) -> PageValue? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// Takes the values of another one, which outweigh those that are there.
  public mutating func take(_ other: PageObject) {
    values.merge(other.values) { _, new in new }
  }
}

/// A page's values for Mustache.
struct PageObjectContext: TemplateContext {
  let object: PageObject

  static let names = PageNames.all

  func value(_ name: String) -> TemplateValue? {
    switch object[name] {
    case .text(let text): .text(text)
    case .number(let number): .number(number)
    case .flag(let flag): .flag(flag)
    case .date(let time): .date(time)
    case .object(let object): .object(object.map(PageObjectContext.init))
    case .list(let list): .list(list.map(PageObjectContext.init))
    case .texts, nil: nil
    }
  }

  func child(named name: String) -> Any? {
    if case .texts(let texts) = object[name] { return texts.filter { !$0.isEmpty } }
    return value(name)?.mustache
  }
}

/// The words of a page, by their keys.
struct WordsContext: TemplateContext {
  let words: PageWords

  static let names = PageWords.keys

  func value(_ name: String) -> TemplateValue? {
    PageWords.has(name) ? .text(words.text(name)) : nil
  }
}

/// What a page is made of: its values, and beside them `t`, its words.
struct PageRootContext: TemplateContext {
  let values: PageObjectContext
  let words: WordsContext

  static let names = ["t"]

  func value(_ name: String) -> TemplateValue? { name == "t" ? .object(words) : values.value(name) }

  func child(named name: String) -> Any? {
    name == "t" ? words : values.child(named: name)
  }
}

extension TemplateEmitter {
  /// A page of the owner's by its template's name; `nil` if there is no such template.
  public func rendered(
    _ values: PageObject, words: PageWords, template: String
  ) -> [UInt8]? {
    var values = values
    values["language"] = .text(words.language.tag)
    return render(
      PageRootContext(
        values: PageObjectContext(object: values), words: WordsContext(words: words)), template)
  }

  /// The style sheet of the owner's pages: that of the published ones and what is theirs alone.
  public func ownerStyle() -> [UInt8] {
    let empty = PageObject()
    return ["style.css", "owner.css"].flatMap { name in
      render(PageObjectContext(object: empty), name) ?? []
    }
  }
}
