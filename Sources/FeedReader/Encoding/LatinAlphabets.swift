/// The letters beyond ASCII of languages in Latin script, and the encodings that they were written
/// in.
enum LatinAlphabets {
  /// Small letters by language (ISO 639-1), and `İ`, whose small form has no mark of its own.
  static let letters: [(language: String, letters: String)] = [
    ("fr", "àâæçéèêëîïôœùûü"), ("de", "äöüß"), ("es", "áéíñóúü"), ("pt", "ãáàâçéêíõóôúü"),
    ("it", "àèéìòóù"), ("nl", "éëïóöüè"), ("sv", "åäöé"), ("da", "æøåé"), ("no", "æøåéòô"),
    ("fi", "äöå"), ("is", "áðéíóúýþæö"), ("ca", "àçèéíïòóúü"), ("ga", "áéíóú"),
    ("pl", "ąćęłńóśźż"), ("cs", "áčďéěíňóřšťúůýž"), ("sk", "áäčďéíĺľňóôŕšťúýž"),
    ("hu", "áéíóöőúüű"), ("ro", "ăâîşţșț"), ("hr", "čćđšž"), ("sl", "čšž"), ("sq", "ëç"),
    ("tr", "çğıöşüâîİ"), ("az", "çğıöşüəİ"), ("lt", "ąčęėįšųūž"), ("lv", "āčēģīķļņšūž"),
    ("et", "äõöüšž"), ("eo", "ĉĝĥĵŝŭ"),
    ("vi", "ăâđêôơưàáèéìíòóùúãõñ\u{300}\u{301}\u{303}\u{309}\u{323}"),
  ]

  /// Encodings with the languages that use them.
  static let encodings: [(name: String, languages: String)] = [
    ("windows-1252", "fr de es pt it nl sv da no fi is ca ga et"),
    ("windows-1250", "pl cs sk hu ro hr sl sq de"), ("iso-8859-2", "pl cs sk hu ro hr sl sq de"),
    ("windows-1254", "tr de fr"), ("windows-1257", "lt lv et pl de"), ("iso-8859-4", "lt lv et"),
    ("iso-8859-15", "fr de es pt it nl sv da no fi et"), ("iso-8859-3", "eo"),
    ("windows-1258", "vi"), ("macintosh", "fr de es pt it nl sv da no fi is ca et"),
  ]

  /// Letters that are words by themselves in some language.
  static let words = "àáéèíóúôòâě"

  static func set(of language: Substring) -> Set<Unicode.Scalar> {
    Set(letters.first { $0.language == language }?.letters.unicodeScalars ?? "".unicodeScalars)
  }
}
