internal import Synchronization

/// What rules were compiled to when they were first needed.
final class ListCache: Sendable {
  private struct Contents {
    var expressions: [Int: ListExpression?] = [:]
    var selectors: [Int: ListedSelector?] = [:]
  }

  private let contents = Mutex(Contents())
  /// More rules than this are not needed at once; all are forgotten then.
  private static let most = 8192

  /// The expression of a rule, made by `make` the first time.
  func expression(_ rule: Int, _ make: () -> ListExpression?) -> ListExpression? {
    contents.withLock { contents in
      if let known = contents.expressions[rule] { return known }
      let expression = make()
      if contents.expressions.count >= ListCache.most { contents.expressions = [:] }
      contents.expressions[rule] = .some(expression)
      return expression
    }
  }

  /// The selector of a rule, made by `make` the first time.
  func selector(_ rule: Int, _ make: () -> ListedSelector?) -> ListedSelector? {
    contents.withLock { contents in
      if let known = contents.selectors[rule] { return known }
      let selector = make()
      if contents.selectors.count >= ListCache.most { contents.selectors = [:] }
      contents.selectors[rule] = .some(selector)
      return selector
    }
  }
}
