import FeedModel

/// What people write where a language tag belongs, and the tag that they mean.
enum LanguageSuggestion {
  /// `nil` when nothing is near.
  static func tag(for text: String) -> String? {
    let text = text.lowercased().replacing("_", with: "-")
    if let tag = tags[text] { return tag }
    let parts = text.split(separator: "-").map(String.init)
    guard let language = parts.first, parts.count > 1 else { return nil }
    // `zh_CN.UTF-8` is what locales are called.
    let region = parts[1].prefix { $0 != "." && $0 != "@" }
    let candidate = "\(tags[language] ?? language)-\(region.uppercased())"
    return LanguageTag.isValid(candidate) ? candidate : nil
  }

  /// Countries in the place of languages, and languages by their names.
  private static let tags: [String: String] = [
    "cn": "zh-CN", "tw": "zh-TW", "hk": "zh-HK", "jp": "ja", "kr": "ko", "gb": "en-GB",
    "uk-en": "en-GB", "us": "en-US", "ua": "uk", "cz": "cs", "dk": "da", "at": "de-AT",
    "gr": "el", "il": "he", "in": "hi", "ir": "fa", "br-pt": "pt-BR", "vn": "vi", "my": "ms",
    "english": "en", "chinese": "zh", "simplified chinese": "zh-CN", "中文": "zh",
    "traditional chinese": "zh-TW", "japanese": "ja", "korean": "ko", "german": "de",
    "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es",
    "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "russian": "ru",
    "русский": "ru", "dutch": "nl", "nederlands": "nl", "polish": "pl", "polski": "pl",
    "swedish": "sv", "svenska": "sv", "norwegian": "no", "danish": "da", "finnish": "fi",
    "greek": "el", "turkish": "tr", "türkçe": "tr", "arabic": "ar", "hebrew": "he",
    "persian": "fa", "hindi": "hi", "vietnamese": "vi", "thai": "th", "indonesian": "id",
    "ukrainian": "uk", "czech": "cs", "hungarian": "hu", "romanian": "ro", "bulgarian": "bg",
    "catalan": "ca",
  ]
}
