internal import FeedModel

/// Names and categories that stand in markup, as content management systems render their fields.
enum NameMarkup {
  /// The words of a line in which pairs of inline elements stand around text; any other tag is a word.
  static func words(_ text: String) -> String {
    guard UTF8Text.contains(text, 0x3C), UTF8Text.contains(text, 0x3E), text.utf8.count <= 2_000
    else { return text }
    let title = TitleText.read(text)
    return title.kind == .html ? Markup.words(title.value) : text
  }
}
