/// Words that stand in dates, whatever the language.
public enum DateWord {
  /// Whether a word in UTF-8 is the name of a month or of a day of the week, whole or abbreviated.
  public static func isOne(_ word: ArraySlice<UInt8>) -> Bool {
    word.withUnsafeBufferPointer { bytes in
      switch DateWords.meaning(of: bytes) {
      case .month, .weekday: true
      case nil: DateWords.month(bytes, language: nil) != nil
      default: false
      }
    }
  }
}
