/// Sentences without a blank between them, as sources glue them: "… this season.The last round …".
enum GluedSentence {
  /// Whether a sentence ends at a full stop that a letter follows: a word in small letters before it, and
  /// behind it a word that begins with a capital and that a blank follows.
  ///
  /// Names have parts of other forms: `bold.dk`, `Node.JS`, `ASP.NET`, `java.util.List`.
  static func ends(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    guard index + 3 < scalars.count, scalars[index + 1].properties.isUppercase else { return false }
    var start = index
    while start > 0, scalars[start - 1].properties.isLowercase { start -= 1 }
    guard index - start >= 2, start == 0 || scalars[start - 1] == " " else { return false }
    var end = index + 2
    while end < scalars.count, scalars[end].properties.isLowercase { end += 1 }
    return end - index > 2 && end < scalars.count && (scalars[end] == " " || scalars[end] == ",")
  }
}
