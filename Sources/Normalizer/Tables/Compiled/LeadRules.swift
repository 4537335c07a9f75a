// Written by Scripts/generate-rules.py from LeadTable.swift: change that, not this.

extension RelatedRule {
  /// The rules of ``LeadTable``.
  static let builtIn = madeBuiltIn()

  private static func madeBuiltIn() -> [RelatedRule] {
    var rules: [RelatedRule] = []
    rules.reserveCapacity(2)
    rules.append(
      RelatedRule(
        name: "related.english",
        about: "The English original of a translated article",
        texts: [
          "本文英文版", "查看英文版", "阅读英文版", "英文原文", "英文版原文", "English version", "Read in English",
          "Read this in English", "Read the original article in English",
        ].map { Array($0.utf8) },
        language: "en"))
    rules.append(
      RelatedRule(
        name: "related.chinese", about: "The Chinese version of an article",
        texts: ["本文中文版", "查看中文版", "阅读中文版", "阅读简体中文版", "閱讀繁體中文版", "閱讀中文版"].map { Array($0.utf8) },
        language: "zh"))
    return rules
  }
}
