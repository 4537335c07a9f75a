/// How an entry is stored that was published before its page could be fetched: as one that other rules
/// have cleaned, so that it is cleaned again when the page is there.
///
/// The rules' name has the number of attempts that have failed behind it.
public enum PageWait {
  /// After so many failures an entry stays as its source gave it.
  public static let mostAttempts = 3

  private static let mark = " waits "

  /// What is stored as the rules of an entry; the rules themselves where it waits for nothing.
  static func rules(_ rules: String, attempts: Int?) -> String {
    attempts.map { "\(rules)\(mark)\(min($0, mostAttempts - 1))" } ?? rules
  }

  /// All that may be stored of waiting entries.
  static func all(_ rules: String) -> [String] {
    (0..<mostAttempts).map { self.rules(rules, attempts: $0) }
  }

  /// `nil` for an entry that waits for nothing.
  static func attempts(_ stored: String) -> Int? {
    guard let last = stored.utf8.last, last >= 0x30, last <= 0x39,
      stored.utf8.dropLast().suffix(mark.utf8.count).elementsEqual(mark.utf8)
    else { return nil }
    return Int(last - 0x30)
  }
}
