/// Words of links to the original of a translation.
enum LeadTable {
  static let json = #"""
    [
      { "name": "related.english", "about": "The English original of a translated article", "language": "en",
        "texts": ["本文英文版", "查看英文版", "阅读英文版", "英文原文", "英文版原文", "English version", "Read in English", "Read this in English", "Read the original article in English"] },
      { "name": "related.chinese", "about": "The Chinese version of an article", "language": "zh",
        "texts": ["本文中文版", "查看中文版", "阅读中文版", "阅读简体中文版", "閱讀繁體中文版", "閱讀中文版"] }
    ]
    """#
}
