/// What makes two entries of different sources one article.
public enum DuplicateRule: String, Sendable, Hashable, CaseIterable {
  /// One id, or one canonical address.
  case sameAddress = "same-address"
  /// Also the same words, whatever the address, the headline and the markup.
  case sameText = "same-text"
  /// Also what was cut, given another headline or credit, or a paragraph more or less.
  case near

  /// As users write them.
  public static let names = allCases.map(\.rawValue)
}
