extension TreeBuilder {
  /// The "text" insertion mode (§13.2.6.4.8)
  mutating func text() -> Outcome {
    switch token.kind {
    case .characters:
      insertCharacters(token.data)
      return .done
    case .endOfFile:
      pop()
      mode = originalMode
      return .reprocess
    default:
      pop()
      mode = originalMode
      return .done
    }
  }
}
