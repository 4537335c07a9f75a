/// The character encodings that documents can be read in.
package enum EncodingName {
  /// Whether a label is one of the WHATWG Encoding Standard or of iconv.
  package static func isKnown(_ label: String) -> Bool {
    if EncodingLabels.name(of: label) != nil { return true }
    return EncodingLabels.iconvSpellings(of: label).contains { name in
      guard !["utf", "unicode", "csunicode"].contains(where: name.hasPrefix) else { return false }
      return Iconv(name: name) != nil
    }
  }

  /// Those that feeds use, by the names to suggest.
  package static let known = [
    "utf-8", "utf-16", "gb18030", "gbk", "gb2312", "big5", "shift_jis", "euc-jp", "iso-2022-jp",
    "euc-kr", "iso-8859-1", "iso-8859-2", "iso-8859-15", "windows-1250", "windows-1251",
    "windows-1252", "koi8-r",
  ]
}
